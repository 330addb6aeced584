"""Properties of the checks as a whole: correct reports are quiet, one change is found, one blank is one finding."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.findings import Finding, Severity
from gongkai.law.report.arithmetic import Suspect, examine
from gongkai.law.report.checks import RULES, check
from gongkai.law.report.content import Report
from gongkai.law.report.schema import Kind, Level
from tests.law.report import reports

LEVELS = {
    "balanced_2021": Level.PREFECTURE,
    "before_2021": Level.PREFECTURE,
    "balanced_2019": Level.COUNTY,
    "before_2019": Level.COUNTY,
    "township_2021": Level.TOWNSHIP,
}
CORRECT: dict[str, Report] = {name: getattr(reports, name)() for name in LEVELS}
SUMMED = {name: [cell for cell in report.cells if cell[:2] != "t2"] for name, report in CORRECT.items()}
names = st.sampled_from(sorted(CORRECT))


def weighty(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is not Severity.INFO]


def errors(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def touches(finding: Finding, cell: str) -> bool:
    """Whether a finding speaks of a cell in the same row or column of the same table."""
    table, row, column = cell.rsplit(".", 2) if cell.count(".") == 2 else cell.split(".")
    return any(
        other.startswith(f"{table}.")
        and (other.startswith(f"{table}.{row}.") or other.endswith(f".{column}"))
        for other in (finding.where, *finding.cells)
    )


@pytest.mark.parametrize("name", LEVELS)
@pytest.mark.parametrize("told", [True, False])
def test_a_correct_report_gives_no_error_and_no_warning(name: str, told: bool) -> None:
    assert weighty(check(CORRECT[name], level=LEVELS[name] if told else None)) == []


@pytest.mark.parametrize(
    ("now", "before"), [("balanced_2021", "before_2021"), ("balanced_2019", "before_2019")]
)
def test_correct_reports_of_two_years_give_no_error_and_no_warning(now: str, before: str) -> None:
    assert weighty(check(CORRECT[now], previous=CORRECT[before], level=LEVELS[now])) == []


def test_a_report_that_gathers_correct_reports_gives_no_error_and_no_warning() -> None:
    children = [reports.township_2021("云岭县青禾镇", 3), reports.township_2021("云岭县白石乡", 1)]
    assert weighty(check(reports.township_2021("云岭县", 5), children=children)) == []


@given(st.data(), names)
def test_any_changed_cell_of_tables_three_and_four_is_found(data: st.DataObject, name: str) -> None:
    report = CORRECT[name]
    cell = data.draw(st.sampled_from(SUMMED[name]))
    value = data.draw(st.integers(-50, 50_000).filter(lambda drawn: drawn != report.value(cell)))
    found = errors(check(reports.with_cells(report, {cell: value}), level=LEVELS[name]))
    assert any(touches(finding, cell) for finding in found)


@given(st.data(), names, st.sampled_from(["", "/", "-", "—", "无"]))
def test_one_blank_is_one_finding(data: st.DataObject, name: str, printed: str) -> None:
    cell = data.draw(st.sampled_from(sorted(CORRECT[name].cells)))
    blank = reports.with_cells(CORRECT[name], {cell: reports.written(None, printed)})
    found = weighty(check(blank, level=LEVELS[name]))
    assert [(f.rule, f.where, f.cells) for f in found] == [("R101", cell, (cell,))]


@given(st.data(), names)
def test_one_absent_cell_is_one_finding(data: st.DataObject, name: str) -> None:
    cell = data.draw(st.sampled_from(sorted(CORRECT[name].cells)))
    found = weighty(check(reports.without_cells(CORRECT[name], cell), level=LEVELS[name]))
    assert [(f.rule, f.where) for f in found] == [("R101", cell)]


@given(st.data(), names)
def test_blanks_never_make_a_sum_fail(data: st.DataObject, name: str) -> None:
    """Whatever is left blank in a report that balances, the blanks explain every difference."""
    cells = data.draw(st.sets(st.sampled_from(SUMMED[name]), max_size=60))
    found = errors(check(reports.with_cells(CORRECT[name], dict.fromkeys(cells)), level=LEVELS[name]))
    assert {finding.rule for finding in found} <= {"R101"}
    assert {cell for finding in found for cell in finding.cells} == cells


@given(st.data(), names)
def test_what_the_sums_say_of_a_blank_is_what_stood_there(data: st.DataObject, name: str) -> None:
    cells = data.draw(st.sets(st.sampled_from(SUMMED[name]), min_size=1, max_size=8))
    implied = examine(reports.with_cells(CORRECT[name], dict.fromkeys(cells))).implied
    assert implied == {cell: CORRECT[name].value(cell) for cell in implied}


@given(st.data(), names)
def test_the_one_wrong_cell_of_table_three_is_named_with_its_figure(data: st.DataObject, name: str) -> None:
    report = CORRECT[name]
    cell = data.draw(st.sampled_from([cell for cell in SUMMED[name] if cell[:2] == "t3"]))
    right = report.value(cell)
    assert isinstance(right, int)
    wrong = right + data.draw(st.integers(1, 9))
    assert examine(reports.with_cells(report, {cell: wrong})).suspect == Suspect(cell, right)


@pytest.mark.parametrize("name", LEVELS)
def test_every_cell_of_table_two_refuses_what_is_no_count(name: str) -> None:
    report = CORRECT[name]
    for spec in report.form.cells.values():
        if spec.table == "t2" and spec.column.kind is Kind.COUNT:
            found = errors(check(reports.with_cells(report, {spec.id: -1}), level=LEVELS[name]))
            assert ("R101", spec.id) in {(finding.rule, finding.where) for finding in found}


def test_findings_come_in_the_order_of_the_rules() -> None:
    empty = Report(format="format_2021", report_year=2025)
    rules = [finding.rule for finding in check(empty)]
    assert rules == sorted(rules)
    assert set(rules) <= RULES.keys()


@pytest.mark.parametrize("strip", [reports.without_cells, reports.without_sections])
def test_a_report_without_anything_can_be_checked(strip: Callable[..., Report]) -> None:
    bare = replace(strip(CORRECT["balanced_2021"], ""), report_year=None, agency_name="", published_on=None)
    assert check(bare, previous=Report(format="format_2019"), children=[bare])
