"""Key figures of several reports side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gongkai.agencies.queries import AgencyRow
from gongkai.annual_reports.queries import ReportRow
from gongkai.law.report.content import Report
from gongkai.law.report.series.changes import percent
from gongkai.portal.sheets.filled_tables import shown
from gongkai.portal.sheets.key_figures import KeyFigure, key_figures

MISSING = "无数据"


@dataclass(frozen=True, slots=True)
class Subject:
    """One compared report: the body as it was then, and its name of today if other."""

    agency: AgencyRow
    now_called: str
    year: int

    @property
    def label(self) -> str:
        """What heads its column."""
        now = f"（现名：{self.now_called}）" if self.now_called else ""
        return f"{self.agency.name} {self.year}{now}"

    @property
    def key(self) -> str:
        """What stands in the address."""
        return f"{self.agency.slug}:{self.year}"


@dataclass(frozen=True, slots=True)
class Value:
    """One figure: its text, and the length of its bar in per mille of the longest; None where there is none."""

    text: str
    bar: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of all reports."""

    label: str
    unit: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The compared reports and their figures line by line."""

    subjects: tuple[Subject, ...]
    lines: tuple[Line, ...]


def compare(
    chosen: Sequence[tuple[str, int]],
    reports: Mapping[tuple[str, int], Report],
    rows: Iterable[ReportRow],
) -> Comparison:
    """Put the chosen reports (address of the agency, year) side by side; those not stored are left out."""
    listed = {(row.agency.slug, row.year): row for row in rows}
    found = [key for key in chosen if key in reports and key in listed]
    columns = [key_figures(reports[key]) for key in found]
    subjects = tuple(Subject(listed[key].agency, listed[key].now_called, key[1]) for key in found)
    return Comparison(subjects, tuple(_line(figures) for figures in zip(*columns, strict=True)))


def _line(figures: Sequence[KeyFigure]) -> Line:
    first = figures[0]
    given = [figure.value for figure in figures if figure.value is not None]
    longest = Fraction(1) if first.unit == "%" else Fraction(max(given, default=0))
    return Line(first.label, first.unit, tuple(_value(figure, longest) for figure in figures))


def _value(figure: KeyFigure, longest: Fraction) -> Value:
    value = figure.value
    if value is None:
        return Value(MISSING, None)
    bar = round(1000 * Fraction(value) / longest) if longest else 0
    return Value(percent(value).removesuffix("%") if isinstance(value, Fraction) else shown(value), bar)
