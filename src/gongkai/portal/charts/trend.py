"""Small multiples over years: one little column chart for each series, all on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 240
HEIGHT = 150
TOP = 38
BASE = 124
WIDEST = 34


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity: its name, its style (1 to 6), a value for each year; None where a report does not say."""

    label: str
    style: int
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Pillar:
    """One year of one series, in CSS pixels; `text` is what stands above it."""

    year: int
    centre: float
    x: float
    y: float
    width: float
    height: float
    text: str

    @property
    def text_y(self) -> float:
        return round(self.y - 5, 1)


@dataclass(frozen=True, slots=True)
class Panel:
    """One little picture."""

    label: str
    style: int
    width: int
    height: int
    base: int
    pillars: tuple[Pillar, ...]

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

    @property
    def table(self) -> list[tuple[int, list[int | None]]]:
        """The values year by year."""
        return [(year, [line.values[place] for line in self.series]) for place, year in enumerate(self.years)]


def trend_chart(
    chart_id: str, title: str, description: str, years: Sequence[int], series: Sequence[Series]
) -> TrendChart | None:
    """Columns for each series over these years; None with fewer than two years or nothing but zeros."""
    top = max((value or 0 for line in series for value in line.values), default=0)
    if len(years) < 2 or not top:
        return None
    panels = tuple(_panel(line, years, top) for line in series)
    return TrendChart(chart_id, title, description, tuple(years), tuple(series), panels)


def _panel(line: Series, years: Sequence[int], top: int) -> Panel:
    step = WIDTH / len(years)
    width = min(WIDEST, step * 0.7)
    pillars = []
    for place, (year, value) in enumerate(zip(years, line.values, strict=True)):
        centre = (place + 0.5) * step
        height = (value or 0) * (BASE - TOP) / top
        pillars.append(
            Pillar(
                year=year,
                centre=round(centre, 1),
                x=round(centre - width / 2, 1),
                y=round(BASE - height, 1),
                width=round(width, 1),
                height=round(height, 1),
                text="无" if value is None else str(value),
            )
        )
    return Panel(line.label, line.style, WIDTH, HEIGHT, BASE, tuple(pillars))
