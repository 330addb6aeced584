"""Reads: what is behind a cell of a report: the very documents, records, applications and cases that it counts.

The facts are asked anew, in the period and for the bodies of the compilation: where they say something else now than they
said then, `Behind.moved` tells it.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.annual_reports.access import visible_to
from gongkai.annual_reports.models import Compiled, Scope, Step, StepKind, WorkingReport
from gongkai.annual_reports.queries import rolling
from gongkai.annual_reports.queries.lines import MOST, Counting, Line, Listed, listed
from gongkai.annual_reports.queries.working import ByHand, Run, Working
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.compiling.derived import derived
from gongkai.law.report.compiling.facts import Source, explanation, source_of
from gongkai.law.report.periods import Period
from gongkai.law.report.schema import CellSpec
from gongkai.records.access import Actor


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind a cell. `lines` are the first of `many`; all together they add up to `value`, None for a blank.

    `counted`: what the compilation counted. `by_hand`: what somebody set in its place. `sum_of`: the cells of which it is the
    sum. `address`: where all of it is listed, "" where only here.
    """

    spec: CellSpec
    source: Source
    told: str
    lines: tuple[Line, ...]
    many: int
    value: Number | None
    counted: Number | None
    by_hand: ByHand | None
    sum_of: tuple[str, ...]
    address: str = ""

    @property
    def moved(self) -> bool:
        """Whether the facts say something else now than when they were counted."""
        return self.value != self.counted


def behind(found: Working, cell: str, viewer: Actor | None = None) -> Behind | None:
    """What is behind a cell of a report; None for what is no cell of its form, or a report that was never compiled.

    Of a roll-up the bodies that gave a figure, the most first; for a `viewer` with the way to their cells, where they may open
    them. At most MOST lines; `many` tells how many there are.
    """
    spec = found.form.cells.get(cell)
    if spec is None or found.run is None:
        return None
    source = Source.BELOW if found.scope is Scope.ROLLED_UP else source_of(spec)
    lines, many, value, address = _listed(found, found.run, spec, source, viewer)
    return Behind(
        spec=spec,
        source=source,
        told=explanation(spec, found.form, found.counted.get(cell), source),
        lines=tuple(lines),
        many=many,
        value=value,
        counted=found.counted.get(cell),
        by_hand=found.by_hand.get(cell),
        sum_of=derived(found.form.id).get(cell, ()),
        address=address,
    )


def _listed(found: Working, run: Run, spec: CellSpec, source: Source, viewer: Actor | None) -> Listed:
    if source is Source.BELOW:
        return _of_bodies(run, spec, viewer)
    return listed(Counting(Period(found.year), run.covers, localdate(run.at)), spec)


def _of_bodies(run: Run, spec: CellSpec, viewer: Actor | None) -> Listed:
    gave = rolling.behind(run.id, spec.id)
    way = _to_their_cells([given for given, _ in gave], spec.id, viewer) if viewer else {}
    lines = [Line("", given.agency.name, None, way.get(given.agency.id, ""), value) for given, value in gave]
    return lines[:MOST], len(lines), sum(value for _, value in gave) if gave else None, ""


def _to_their_cells(given: list[rolling.Given], cell: str, viewer: Actor) -> dict[int, str]:
    """The same cell of the report from which the figure of each body comes, of those that somebody may open; three queries."""
    of_run = dict(
        Compiled.objects.filter(pk__in=[each.source_id for each in given]).values_list("pk", "working_id")
    )
    published = Step.objects.filter(version__in=[each.version_id for each in given], kind=StepKind.PUBLISHED)
    of_version = dict(published.values_list("version_id", "working_id"))
    found = {
        each.agency.id: of_run.get(each.source_id or 0) or of_version.get(each.version_id or 0)
        for each in given
    }
    may_open = WorkingReport.objects.filter(visible_to(viewer), pk__in=[pk for pk in found.values() if pk])
    seen = set(may_open.values_list("pk", flat=True))
    return {
        agency_id: reverse("desk:report_cell", args=[pk, cell])
        for agency_id, pk in found.items()
        if pk in seen
    }
