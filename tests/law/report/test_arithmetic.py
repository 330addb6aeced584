"""Which one cell a report may have got wrong, where several of its sums fail."""

from dataclasses import replace

from gongkai.law.report.arithmetic import Sum, Suspect, examine
from gongkai.law.report.content import Report, Unread
from tests.law.report import reports

NEW = "t3.new_received.natural_person"
DONE = "t3.handled_total.natural_person"


def changed(cell: str, *, by: int, unread: str = "") -> Report:
    """A correct report with one figure changed and, if named, another one that could not be read."""
    report = reports.balanced_2021()
    value = report.value(cell)
    assert isinstance(value, int)
    report = reports.with_cells(report, {cell: value + by})
    if not unread:
        return report
    lost = (Unread(cell=unread, raw="?", where="line 1", why="看不清"),)
    return replace(reports.without_cells(report, unread), unread=lost)


def test_the_cell_in_all_failing_sums_is_named() -> None:
    assert examine(changed(NEW, by=2)).suspect == Suspect(NEW, 13612)


def test_a_cell_in_a_sum_that_may_be_right_is_not_named() -> None:
    """Column and flow fail; the row can still be balanced by the figure that was not read."""
    sums = examine(changed(DONE, by=-1, unread="t3.handled_total.org_business"))
    assert {gap.equation.kind for gap in sums.gaps if DONE in gap.equation.cells} == {Sum.COLUMN, Sum.FLOW}
    assert sums.suspect is None


def test_a_cell_that_no_single_figure_puts_right_is_not_named() -> None:
    """The row lacks an unread figure as well, so that row and flow want different figures."""
    sums = examine(changed(NEW, by=1000, unread="t3.new_received.org_business"))
    assert len(sums.gaps) == 2
    assert sums.suspect is None
