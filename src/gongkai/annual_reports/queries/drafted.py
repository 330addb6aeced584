"""Reads: a report under way as it would be published now: figures in their cells, numbers in the texts, what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.annual_reports.models import Contribution, Part, Scope
from gongkai.annual_reports.queries.beside import compares, last_years, newest_before
from gongkai.annual_reports.queries.texts import TextRow, texts_of
from gongkai.annual_reports.queries.working import Working, working_by_id
from gongkai.annual_reports.queries.year_statistics import statistics
from gongkai.documents.writing.as_json import from_json
from gongkai.law.findings import Finding, Severity
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.checks import check
from gongkai.law.report.checks.wording import figure
from gongkai.law.report.content import Cell, Report
from gongkai.law.report.tokens import parts as law_parts
from gongkai.law.report.tokens.carrying import problems_of, unanswered
from gongkai.law.report.tokens.figures import Figures
from gongkai.law.report.tokens.filling import Filled, fill
from gongkai.law.report.tokens.parts import PROBLEMS

AGAINST_LAST_YEAR = frozenset(("R201", "R205", "R304", "R402", "R503"))
"""Rules that compare with last year's report: where that was wrong, this one cannot be right by itself."""
AGAINST_BELOW = frozenset(("R601",))
LATE = frozenset(("R006",))


@dataclass(frozen=True)
class Draft:
    """A report as it would be published now. `texts` are the parts as typed, `filled` with their numbers.

    `findings` are those of the checks of the law, of tokens and of last year's problems, errors first; `lacks` are the parts
    that must be written and are not; `hindering` are bodies below that keep a roll-up from being handed on, with the reason.
    """

    working: Working
    figures: Figures
    previous: Report | None
    texts: Mapping[str, TextRow]
    filled: Mapping[str, Filled]
    report: Report
    findings: tuple[Finding, ...]
    lacks: tuple[law_parts.Part, ...]
    hindering: tuple[tuple[str, str], ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """Why it cannot be handed on, one sentence each; empty if it can."""
        if self.working.run is None:
            return ("报告还没有汇编数据，请先汇编。",)
        return (
            *(f"“{part.heading}”还没有写。" for part in self.lacks),
            *(f"{name}：{why}" for name, why in self.hindering),
            *(finding.message for finding in self.findings if stops(finding)),
        )


def stops(finding: Finding) -> bool:
    """Whether a finding keeps a report from being handed on: errors of its own, not those of last year's report."""
    aside = AGAINST_LAST_YEAR | AGAINST_BELOW | LATE
    return finding.severity is Severity.ERROR and finding.rule not in aside


def draft(working_id: int) -> Draft | None:
    """A report under way as it stands now; None if there is none. Whoever calls it settled who may see it."""
    held = working_by_id(working_id)
    if held is None:
        return None
    last = newest_before(held)
    previous = from_json(last.content) if last else None
    compared = previous if last and compares(held, last) else None
    covers = held.run.covers if held.run else ()
    figures = Figures(
        held.form,
        held.cells,
        last_years(held),
        statistics(covers or (held.agency.id,), held.year),
        problems_of(previous) if previous else (),
    )
    texts = texts_of(working_id)
    filled = {part: fill(row.text, figures, part) for part, row in texts.items()}
    report = _report(held, {part: each.text for part, each in filled.items()})
    return Draft(
        working=held,
        figures=figures,
        previous=previous,
        texts=texts,
        filled=filled,
        report=report,
        findings=_findings(held, report, compared, filled, texts, figures.problems),
        lacks=law_parts.missing(held.form, {part: row.text for part, row in texts.items()}),
        hindering=_hindering(held),
    )


def _findings(
    held: Working,
    report: Report,
    previous: Report | None,
    filled: Mapping[str, Filled],
    texts: Mapping[str, TextRow],
    problems: tuple[str, ...],
) -> tuple[Finding, ...]:
    found = [
        *(refused for each in filled.values() for refused in each.refused),
        *check(report, previous=previous, level=held.agency.level),
        *(unanswered(texts[PROBLEMS].text, problems) if PROBLEMS in texts else ()),
    ]
    weight = list(Severity)
    return tuple(sorted(found, key=lambda finding: weight.index(finding.severity)))


def _report(held: Working, texts: Mapping[str, str]) -> Report:
    cells = held.cells
    return Report(
        format=held.form.id,
        title=f"{held.agency.name}{held.year}年政府信息公开工作年度报告",
        agency_name=held.agency.name,
        report_year=held.year,
        preface=law_parts.preface(texts),
        sections=law_parts.sections(held.form, texts),
        cells={cell: _cell(cell, cells.get(cell)) for cell in held.form.cells},
    )


def _cell(cell: str, value: Number | None) -> Cell:
    return Cell(value, "" if value is None else figure(value), cell)


def _hindering(held: Working) -> tuple[tuple[str, str], ...]:
    """The bodies whose figures a roll-up lacks, or that have errors."""
    if held.run is None or held.scope is not Scope.ROLLED_UP:
        return ()
    gave = Contribution.objects.filter(compiled=held.run.id).select_related("agency").order_by("pk")
    return tuple(
        (each.agency.name, each.why or Part(each.part).label) for each in gave if Part(each.part).hinders
    )
