"""Reads: which reports became public, or were corrected, as entries of the log say it (`records.queries.turns`).

A report is never taken back: a correction is one more version.   依据：条例第四十九条
"""

from collections.abc import Iterator, Sequence

from gongkai.agencies.models import Agency
from gongkai.annual_reports.models import Step, StepKind
from gongkai.records.queries.among import Among
from gongkai.records.queries.deeds import Deed
from gongkai.records.queries.turns import Kind, Teller, Told, Turn, Turned, number_of

PUBLISHED, IMPORTED = "annual_reports.published", "annual_reports.import"


def _prepared(read: Sequence[Deed]) -> Told:
    """Two queries."""
    bodies = frozenset(each.agency_id for each in read if each.agency_id)
    slugs = dict(Agency.objects.filter(Among("pk", bodies)).values_list("pk", "slug"))
    made = frozenset(number_of(each, "working_report") for each in read) - {0}
    steps = Step.objects.filter(Among("working_id", made), kind=StepKind.PUBLISHED)
    versions = {(working, number): version for working, number, version in steps.values_list(*_STEP)}
    return lambda deed: _turned(deed, slugs, versions)


_STEP = ("working_id", "number", "version__version")


def _turned(
    deed: Deed, slugs: dict[int, str], versions: dict[tuple[int, int], int | None]
) -> Iterator[Turned]:
    slug, year = slugs.get(deed.agency_id or 0, ""), int(deed.details.get("year", 0))
    if not slug or not year:
        return
    step = number_of(deed, "working_report"), int(deed.details.get("step", 0))
    version = deed.details.get("version") or versions.get(step) or 1
    turn = Turn.PUBLISHED if version == 1 else Turn.REPLACED
    yield Turned(deed.seq, deed.at, turn, Kind.REPORT, (slug, year), public=True)


REPORTS = Teller(frozenset({PUBLISHED, IMPORTED}), _prepared)
