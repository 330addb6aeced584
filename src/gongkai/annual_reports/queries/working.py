"""Reads: a report under way, with all that was compiled, set by hand, written and done; what stands in its cells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from gongkai.agencies.queries import AgencyRow, as_of_all
from gongkai.annual_reports.models import (
    Compiled,
    ManualFigure,
    Scope,
    SectionText,
    Step,
    StepKind,
    WorkingReport,
)
from gongkai.annual_reports.queries.versions import last_day
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.compiling.derived import effective
from gongkai.law.report.compiling.summing import digest, numbers
from gongkai.law.report.schema import Form, forms


@dataclass(frozen=True, slots=True)
class Run:
    """One compilation: every cell as it was counted then. `covers`: the bodies whose facts stand in it, by number."""

    id: int
    number: int
    cells: Mapping[str, Number]
    told: Mapping[str, str]
    covers: tuple[int, ...]
    digest: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ByHand:
    """A figure that was set by hand and holds."""

    id: int
    cell: str
    value: Number
    reason: str
    source: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Text:
    """The newest text of a section, number tokens in it."""

    section: str
    number: int
    text: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken. `frozen_id`: the snapshot that it speaks of; `version`: what a publication made."""

    number: int
    kind: StepKind
    remarks: str
    frozen_id: int | None
    version: int | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Working:
    """A report under way. `agency` as it was at the end of the year. `run`: None until it is compiled."""

    id: int
    agency: AgencyRow
    year: int
    scope: Scope
    form: Form
    run: Run | None
    by_hand: Mapping[str, ByHand]
    texts: Mapping[str, Text]
    steps: tuple[Taken, ...]

    @property
    def counted(self) -> Mapping[str, Number]:
        """What the facts say, cell by cell."""
        return self.run.cells if self.run else {}

    @property
    def cells(self) -> dict[str, Number]:
        """What stands in each cell: counted or set by hand, sums moved along; blank ones are absent."""
        hand = {cell: figure.value for cell, figure in self.by_hand.items()}
        return effective(self.form.id, self.counted, hand)

    @property
    def digest(self) -> str:
        """The digest of what stands in the cells."""
        return digest(self.cells)

    @property
    def last_step(self) -> Taken | None:
        """What happened last; None while nothing did."""
        return self.steps[-1] if self.steps else None

    @property
    def open(self) -> bool:
        """Whether figures and texts may be changed."""
        return self.last_step is None or self.last_step.kind.leaves_it_open


def working(agency_id: int, year: int, scope: Scope) -> Working | None:
    """The report under way of a body on a year; None where nobody began one. Seven queries."""
    found = WorkingReport.objects.filter(agency=agency_id, year=year, scope=scope).first()
    return _whole([found])[0] if found else None


def working_by_id(working_id: int) -> Working | None:
    """A report under way by its number; None if there is none."""
    found = WorkingReport.objects.filter(pk=working_id).first()
    return _whole([found])[0] if found else None


def workings(
    year: int, *, agency_ids: Iterable[int] | None = None, scope: Scope | None = None
) -> list[Working]:
    """The reports under way on a year, of these bodies or of all, by body and scope; as many queries however many there are."""
    found = WorkingReport.objects.filter(year=year).order_by("agency_id", "scope")
    if agency_ids is not None:
        found = found.filter(agency__in=list(agency_ids))
    if scope is not None:
        found = found.filter(scope=scope)
    return _whole(list(found))


def runs(working_id: int) -> list[Run]:
    """Every compilation of a report, the newest first."""
    return [_run(each) for each in Compiled.objects.filter(working=working_id).order_by("-number")]


def figures_ever(working_id: int) -> list[ManualFigure]:
    """Every figure that was ever set by hand in a report, those that were taken back among them, the newest first."""
    return list(ManualFigure.objects.filter(working=working_id).order_by("-pk"))


def _whole(found: list[WorkingReport]) -> list[Working]:
    ids = [each.pk for each in found]
    compiled = {each.working_id: each for each in Compiled.objects.filter(working__in=ids).order_by("number")}
    hand: dict[int, dict[str, ByHand]] = {pk: {} for pk in ids}
    for figure in ManualFigure.objects.filter(working__in=ids, taken_back_at=None).order_by("pk"):
        hand[figure.working_id][figure.cell] = _by_hand(figure)
    texts: dict[int, dict[str, Text]] = {pk: {} for pk in ids}
    for text in SectionText.objects.filter(working__in=ids).order_by("number"):
        texts[text.working_id][text.section] = Text(text.section, text.number, text.text, text.at, text.by)
    steps: dict[int, list[Taken]] = {pk: [] for pk in ids}
    for step in Step.objects.filter(working__in=ids).select_related("version").order_by("number"):
        steps[step.working_id].append(_taken(step))
    named = {
        year: as_of_all({each.agency_id for each in found if each.year == year}, last_day(year))
        for year in {each.year for each in found}
    }
    return [
        Working(
            id=each.pk,
            agency=named[each.year][each.agency_id],
            year=each.year,
            scope=Scope(each.scope),
            form=forms()[each.form],
            run=_run(compiled[each.pk]) if each.pk in compiled else None,
            by_hand=hand[each.pk],
            texts=texts[each.pk],
            steps=tuple(steps[each.pk]),
        )
        for each in found
    ]


def _run(compiled: Compiled) -> Run:
    return Run(
        compiled.pk,
        compiled.number,
        numbers(compiled.cells),
        compiled.told,
        tuple(compiled.covers),
        compiled.digest,
        compiled.at,
        compiled.by,
    )


def _by_hand(figure: ManualFigure) -> ByHand:
    return ByHand(
        figure.pk, figure.cell, tidy(figure.value), figure.reason, figure.source, figure.at, figure.by
    )


def _taken(step: Step) -> Taken:
    version = step.version.version if step.version else None
    return Taken(step.number, StepKind(step.kind), step.remarks, step.frozen_id, version, step.at, step.by)


def tidy(value: Decimal) -> Number:
    """A stored decimal as a figure: whole where it is whole, without zeros at the end."""
    return int(value) if value == int(value) else value.normalize()
