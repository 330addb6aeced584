"""The numbers of a report as tokens see them."""

from gongkai.law.report.content import Report
from gongkai.law.report.tokens.carrying import problems_of
from gongkai.law.report.tokens.figures import Figures, Statistic


def figures_of(
    report: Report,
    previous: Report | None = None,
    statistics: tuple[Statistic, ...] = (),
    blank: tuple[str, ...] = (),
) -> Figures:
    """The cells of a report and of the one before it; `blank` cells have no figure."""
    return Figures(
        report.form,
        {cell: None if cell in blank else printed.value for cell, printed in report.cells.items()},
        {cell: printed.value for cell, printed in previous.cells.items()} if previous else {},
        statistics,
        problems_of(previous) if previous else (),
    )
