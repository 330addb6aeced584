"""Reads: the cells of a report with what stands beside them: what was counted, by hand or not, last year, what the checks say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.agencies.queries import below_during
from gongkai.annual_reports.models import AnnualReport, Scope, Step, StepKind
from gongkai.annual_reports.queries.rolling import figures_of
from gongkai.annual_reports.queries.versions import current, last_day
from gongkai.annual_reports.queries.working import ByHand, Working, working
from gongkai.documents.writing.as_json import from_json
from gongkai.law.findings import Finding
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.checks import check
from gongkai.law.report.compiling.derived import derived
from gongkai.law.report.compiling.facts import Source, explanation, source_of
from gongkai.law.report.compiling.summing import as_report, beside
from gongkai.law.report.content import Report, Section
from gongkai.law.report.schema import CellSpec
from gongkai.law.report.series.last_year import beside_this_year


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell. `value`: what stands in it, None for a blank; `counted`: what the facts say; `last_year` beside it.

    `sum`: it follows from other cells; `moved`: figures by hand in those have moved it. `findings`: what the checks say of it.
    """

    spec: CellSpec
    value: Number | None
    counted: Number | None
    by_hand: ByHand | None
    told: str
    source: Source
    last_year: Number | None
    sum: bool
    findings: tuple[Finding, ...]

    @property
    def moved(self) -> bool:
        """Whether it is a sum that figures by hand have moved."""
        return self.sum and self.value != self.counted

    @property
    def change(self) -> Number | None:
        """By how much it is more than last year; None where one of the two is blank."""
        return None if self.value is None or self.last_year is None else self.value - self.last_year


def figures(found: Working, sections: tuple[Section, ...] = ()) -> dict[str, Figure]:
    """Every cell of a report with what stands beside it. `sections`: its texts, for checks that read them."""
    cells, sums = found.cells, derived(found.form.id)
    last_year = last_years(found)
    said = beside(findings(found, sections))
    rolled_up = found.scope is Scope.ROLLED_UP
    return {
        cell: Figure(
            spec=spec,
            value=cells.get(cell),
            counted=found.counted.get(cell),
            by_hand=found.by_hand.get(cell),
            told=explanation(spec, found.form, found.counted.get(cell), Source.BELOW if rolled_up else None),
            source=Source.BELOW if rolled_up else source_of(spec),
            last_year=last_year.get(cell),
            sum=cell in sums,
            findings=said.get(cell, ()),
        )
        for cell, spec in found.form.cells.items()
    }


def newest_before(found: Working) -> AnnualReport | None:
    """Last year's report of the same body, if the platform has it."""
    return current().filter(agency=found.agency.id, year=found.year - 1).first()


def compares(found: Working, last: AnnualReport) -> bool:
    """Whether figures can be compared with last year's: a government's own with no sum.

    What came from elsewhere is taken for the sum where bodies stood below; what was published here says which it is.
    """
    if found.scope is Scope.ROLLED_UP:
        return True
    first, end = date(found.year - 1, 1, 1), last_day(found.year - 1)
    own = Step.objects.filter(version=last, kind=StepKind.PUBLISHED, working__scope=Scope.OWN)
    return not below_during(found.agency.id, first, end) or own.exists()


def last_years(found: Working) -> dict[str, Number]:
    """Last year's figures by this year's cells: of the report that was published or handed in, else of the one compiled here."""
    last = newest_before(found)
    if last is not None and compares(found, last):
        report = from_json(last.content)
        return beside_this_year(figures_of(report), report.format, found.form.id)
    compiled = working(found.agency.id, found.year - 1, found.scope)
    return beside_this_year(compiled.cells, compiled.form.id, found.form.id) if compiled else {}


def report_of(found: Working, sections: Iterable[Section] = ()) -> Report:
    """The report as it stands now, for checks and writers."""
    name = found.agency.name
    return as_report(found.form.id, found.cells, year=found.year, agency_name=name, sections=tuple(sections))


def findings(found: Working, sections: Iterable[Section] = ()) -> list[Finding]:
    """What the checks say of the report as it stands now, with last year's report beside it."""
    last = newest_before(found)
    previous = from_json(last.content) if last and compares(found, last) else None
    return check(report_of(found, sections), previous=previous, level=found.agency.level)
