"""Reads: a year of reviews and suits by result, cause, agency; how often the agency had to correct itself."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from gongkai.agencies.models import Agency
from gongkai.law.remedies.results import Column
from gongkai.law.remedies.tally import BLOCKS, column_in, counted_on
from gongkai.law.report.periods import Period
from gongkai.records.queries.among import Among
from gongkai.remedies.models import Complaint
from gongkai.remedies.models.kinds import Cause, Claim
from gongkai.remedies.queries.tables import counted

BLOCK_LABELS = {"review": "行政复议", "direct_suit": "未经复议直接起诉", "suit_after_review": "复议后起诉"}


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of a kind; `share` of the largest among its neighbours, in percent, for a bar."""

    label: str
    many: int
    share: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """A year as it stands on a day. `decided` of which `corrected`; `rate` in percent, None where nothing was decided."""

    year: int
    decided: int
    corrected: int
    pending: int
    rate: float | None
    blocks: tuple[Figure, ...]
    results: tuple[Figure, ...]
    causes: tuple[Figure, ...]
    agencies: tuple[Figure, ...]
    complaints: tuple[Figure, ...]


def statistics(agency_ids: Collection[int], year: int, on: date) -> Statistics:
    """Reviews and suits of a year over these agencies, counted as table four counts them, and complaints about them."""
    period = Period(year)
    seen = [
        (chain, one, column)
        for chain, one in counted(agency_ids, period, on)
        if (column := column_in(one, period)) is not None
    ]
    columns = Counter(column for _, _, column in seen)
    decided = len(seen) - columns[Column.PENDING]
    names = dict(
        Agency.objects.filter(pk__in={chain.agency_id for chain, _, _ in seen}).values_list("pk", "name")
    )
    blocks = Counter(one.block for _, one, _ in seen)
    causes = Counter(chain.cause for chain, _, _ in seen)
    results = Counter(one.result.label for _, one, _ in seen if one.result is not None)
    by_agency = Counter(names[chain.agency_id] for chain, _, _ in seen)
    return Statistics(
        year=year,
        decided=decided,
        corrected=columns[Column.CORRECTED],
        pending=columns[Column.PENDING],
        rate=round(100 * columns[Column.CORRECTED] / decided, 1) if decided else None,
        blocks=_figures([(BLOCK_LABELS[block], blocks[block]) for block in BLOCKS]),
        results=_figures(results.most_common()),
        causes=_figures([(cause.label, causes[cause]) for cause in Cause]),
        agencies=_figures(by_agency.most_common(20)),
        complaints=_complaints(agency_ids, year, on),
    )


def _complaints(agency_ids: Collection[int], year: int, on: date) -> tuple[Figure, ...]:
    until = counted_on(Period(year), on)
    if until is None:
        return ()
    found = Complaint.objects.filter(
        Among("against", frozenset(agency_ids)), arrived_on__gte=date(year, 1, 1), arrived_on__lte=until
    )
    many = Counter(found.values_list("claim", flat=True))
    return _figures([(claim.label, many[claim]) for claim in Claim])


def _figures(found: list[tuple[str, int]]) -> tuple[Figure, ...]:
    most = max((many for _, many in found), default=0)
    return tuple(Figure(label, many, round(100 * many / most) if most else 0) for label, many in found)
