"""Reports of one body over years, to start a test from: every count the same in each year, unless said otherwise."""

from collections.abc import Iterable, Mapping

from gongkai.law.report.arithmetic import Number
from gongkai.law.report.schema import form_for
from gongkai.law.report.series.points import YearFigures

STEADY = 6
"""What stands in every cell: too little for a change to be told."""


def figures(
    year: int, cells: Mapping[str, Number | None] | None = None, rest: Number = STEADY
) -> YearFigures:
    """A report on a year in its form: these cells, None for blanks, and `rest` in all others."""
    form = form_for(year)
    held = dict.fromkeys(form.cells, rest) | dict(cells or {})
    return YearFigures(year, form.id, {cell: value for cell, value in held.items() if value is not None})


def history(
    years: Iterable[int], cell: str = "", values: Iterable[Number | None] = ()
) -> dict[int, YearFigures]:
    """Reports of these years; `values` stand in one cell, year by year."""
    listed = list(years)
    given = dict(zip(listed, values, strict=True)) if cell else {}
    return {year: figures(year, {cell: given[year]} if cell else None) for year in listed}
