"""Small multiples over years: one little column chart for each series, all on one scale."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 240
HEIGHT = 150
TOP = 38
BASE = 124
WIDEST = 34
DIGIT = 7.8
YEAR = 29
"""Widths of a digit above a pillar and of a year below it, in CSS pixels."""
Figure = int | Decimal | None


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity: its name, its style (1 to 6), a value for each year; None where a report does not say."""

    label: str
    style: int
    values: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Pillar:
    """One year of one series, in CSS pixels. `said`: its figure; `text`: the same where it fits above it; `below`: the year."""

    year: int
    centre: float
    x: float
    y: float
    width: float
    height: float
    said: str
    text: str
    below: str

    @property
    def text_y(self) -> float:
        return round(self.y - 5, 1)


@dataclass(frozen=True, slots=True)
class Panel:
    """One little picture. `cuts`: where the years begin from which on another form was used."""

    label: str
    style: int
    width: int
    height: int
    base: int
    pillars: tuple[Pillar, ...]
    cuts: tuple[float, ...] = ()

    @property
    def year_y(self) -> int:
        return self.base + 17


@dataclass(frozen=True, slots=True)
class TrendChart:
    """The pictures, the words that stand for them, and the table behind them."""

    id: str
    title: str
    description: str
    years: tuple[int, ...]
    series: tuple[Series, ...]
    panels: tuple[Panel, ...]
    unit: str = "件"

    @property
    def table(self) -> list[tuple[int, list[Figure]]]:
        """The values year by year."""
        return [(year, [line.values[place] for line in self.series]) for place, year in enumerate(self.years)]


def trend_chart(
    chart_id: str,
    title: str,
    description: str,
    years: Sequence[int],
    series: Sequence[Series],
    *,
    unit: str = "件",
    cuts: Collection[int] = (),
) -> TrendChart | None:
    """Columns for each series over these years; None with fewer than two years or nothing but zeros.

    `cuts`: years before which a line says that what stands to its left was reported on another form.
    """
    top = max((value or 0 for line in series for value in line.values), default=0)
    if len(years) < 2 or not top:
        return None
    panels = tuple(_panel(line, years, top, cuts) for line in series)
    return TrendChart(chart_id, title, description, tuple(years), tuple(series), panels, unit)


def _panel(line: Series, years: Sequence[int], top: int | Decimal, cuts: Collection[int]) -> Panel:
    step = WIDTH / len(years)
    width = min(WIDEST, step * 0.7)
    every = -(-YEAR // step)
    pillars = []
    for place, (year, value) in enumerate(zip(years, line.values, strict=True)):
        centre = (place + 0.5) * step
        height = float(value or 0) * (BASE - TOP) / float(top)
        said = "无" if value is None else str(value)
        pillars.append(
            Pillar(
                year=year,
                centre=round(centre, 1),
                x=round(centre - width / 2, 1),
                y=round(BASE - height, 1),
                width=round(width, 1),
                height=round(height, 1),
                said=said,
                text=said if len(said) * DIGIT <= step else "",
                below="" if (len(years) - 1 - place) % every else str(year),
            )
        )
    lines = tuple(round(place * step, 1) for place, year in enumerate(years) if place and year in cuts)
    return Panel(line.label, line.style, WIDTH, HEIGHT, BASE, tuple(pillars), lines)
