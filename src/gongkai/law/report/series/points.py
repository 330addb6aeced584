"""Lines over years: what a body reported of one meaning year by year, and why there is no figure where there is none.

依据：国办公开办函〔2021〕30号（与〔2019〕60号表格对照）
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from gongkai.law.report.arithmetic import Number
from gongkai.law.report.series.meanings import Meaning, meanings


class Gap(StrEnum):
    """Why a year has no figure."""

    NO_REPORT = "no_report"
    NOT_IN_FORM = "not_in_form"
    BLANK = "blank"


NO_REPORT = "没有收录这一年的报告"
BLANK = "报告里这一格空白，或者没有读出"


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What the report on one year states: its form, and its figures by cell. A cell that is blank or unread is absent."""

    year: int
    form: str
    cells: Mapping[str, Number]


Reports = Mapping[int, YearFigures]
"""The reports of one body by year."""


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a line. Without a value `gap` and `said` say why. `apart`: shown, never compared; `said` then says why."""

    year: int
    value: Number | None
    gap: Gap | None = None
    said: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One meaning over years, without a year left out."""

    meaning: Meaning
    points: tuple[Point, ...]

    @property
    def compared(self) -> dict[int, Number]:
        """The figures that can be compared with each other, by year."""
        return {p.year: p.value for p in self.points if p.value is not None and not p.apart}

    @property
    def empty(self) -> bool:
        """Whether no year has a figure."""
        return all(point.value is None for point in self.points)


def years_of(reports: Reports) -> tuple[int, ...]:
    """Every year from the first report to the last, those without a report too."""
    return tuple(range(min(reports), max(reports) + 1)) if reports else ()


def breaks(reports: Reports) -> tuple[int, ...]:
    """The years whose report follows another form than the report before it."""
    held = sorted(reports)
    return tuple(now for before, now in pairwise(held) if reports[before].form != reports[now].form)


def stated(meaning: Meaning, figures: YearFigures) -> Number | None:
    """The figure of a meaning in one report; None where its form has no such cell, or one of its cells is blank."""
    cells = meaning.cells.get(figures.form, ())
    given = [figures.cells[cell] for cell in cells if cell in figures.cells]
    return sum(given) if given and len(given) == len(cells) else None


def line(meaning: Meaning, reports: Reports) -> Line:
    """A meaning over all years of these reports."""
    return Line(meaning, tuple(_point(meaning, year, reports.get(year)) for year in years_of(reports)))


def lines(reports: Reports) -> tuple[Line, ...]:
    """Every meaning over all years, in the order of the forms."""
    return tuple(line(meaning, reports) for meaning in meanings().values())


def _point(meaning: Meaning, year: int, figures: YearFigures | None) -> Point:
    if figures is None:
        return Point(year, None, Gap.NO_REPORT, NO_REPORT)
    if figures.form not in meaning.cells:
        return Point(year, None, Gap.NOT_IN_FORM, meaning.gaps[figures.form])
    value = stated(meaning, figures)
    if value is None:
        return Point(year, None, Gap.BLANK, BLANK)
    why = meaning.apart.get(figures.form, "")
    return Point(year, value, said=why, apart=bool(why))
