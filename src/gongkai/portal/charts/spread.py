"""How figures of many bodies are spread, year by year: from the lowest to the highest, a box over the middle half, dots for few."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log10

from gongkai.law.report.series.peers import Figure, Spread
from gongkai.portal.charts import NARROW, WIDE

LEFT, RIGHT = 52, 14
ROW, BOX = 34, 16
AXIS = 24
STEEP = 20
"""A highest figure so many times the median is drawn on a scale of tens."""
MOST_DOTS = 60
"""Of more bodies single dots would cover each other."""
TICKS = 4


@dataclass(frozen=True, slots=True)
class Spreading:
    """One year: its spread, the figures of all bodies, and both in words."""

    year: int
    spread: Spread
    values: tuple[Figure, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One drawn year, in CSS pixels. Without a box (fewer bodies than percentiles need) there are dots only."""

    year: int
    y: float
    text_y: float
    ends: tuple[float, float] | None
    box: tuple[float, float] | None
    middle: float | None
    dots: tuple[float, ...]
    said: str

    @property
    def top(self) -> float:
        """The upper edge of its box."""
        return self.y - BOX / 2

    @property
    def bottom(self) -> float:
        """The lower edge of its box."""
        return self.y + BOX / 2

    @property
    def box_width(self) -> float:
        """How wide the box is, a pixel at least."""
        return max(1.0, round(self.box[1] - self.box[0], 1)) if self.box else 0.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the scale."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class SpreadDrawing:
    """One SVG picture."""

    width: int
    height: float
    base: float
    box: int
    strips: tuple[Strip, ...]
    ticks: tuple[Tick, ...]

    @property
    def tick_y(self) -> float:
        """Where the words of the scale stand."""
        return self.base + 16


@dataclass(frozen=True, slots=True)
class SpreadChart:
    """The picture in both sizes with the words that stand for it. `tens`: every mark of the scale is ten times the one before."""

    id: str
    title: str
    description: str
    tens: bool
    wide: SpreadDrawing
    narrow: SpreadDrawing


def spread_chart(
    chart_id: str, title: str, rows: Sequence[Spreading], *, per_cent: bool
) -> SpreadChart | None:
    """Years as strips, in their order; `per_cent`: shares, on a scale from 0 to 100. None without any figure."""
    held = [float(value) for row in rows for value in row.values]
    if not held:
        return None
    top = 1.0 if per_cent else max(*held, 1.0)
    middles = [float(row.spread.middle) for row in rows if row.spread.middle is not None]
    tens = not per_cent and bool(middles) and top > STEEP * max(*middles, 1.0)
    words = "；".join(f"{row.year} 年：{row.said}" for row in rows)
    wide, narrow = (_draw(rows, width, top, tens, per_cent) for width in (WIDE, NARROW))
    return SpreadChart(chart_id, title, f"{words}。", tens, wide, narrow)


def _draw(rows: Iterable[Spreading], width: int, top: float, tens: bool, per_cent: bool) -> SpreadDrawing:
    room = width - LEFT - RIGHT

    def at(value: Figure | float) -> float:
        share = log10(1 + float(value)) / log10(1 + top) if tens else float(value) / top
        return round(LEFT + share * room, 1)

    strips = []
    for place, row in enumerate(rows):
        y = place * ROW + ROW / 2
        told = row.spread
        whole = None not in (told.lowest, told.low, told.middle, told.high, told.highest)
        strips.append(
            Strip(
                year=row.year,
                y=y,
                text_y=y + 5,
                ends=(at(told.lowest or 0), at(told.highest or 0)) if whole else None,
                box=(at(told.low or 0), at(told.high or 0)) if whole else None,
                middle=at(told.middle or 0) if whole else None,
                dots=tuple(at(value) for value in row.values) if len(row.values) <= MOST_DOTS else (),
                said=row.said,
            )
        )
    base = len(strips) * ROW
    ticks = tuple(Tick(at(value), text) for value, text in _marks(top, tens, per_cent))
    return SpreadDrawing(width, base + AXIS, base, BOX, tuple(strips), ticks)


def _marks(top: float, tens: bool, per_cent: bool) -> list[tuple[float, str]]:
    if per_cent:
        return [(share / 4, f"{share * 25}%") for share in range(5)]
    if tens:
        return [(0, "0"), *((10**power, _short(10**power)) for power in range(1, 16) if 10**power <= top)]
    step = _step(top)
    return [(step * place, _short(step * place)) for place in range(int(top // step) + 1)]


def _step(top: float) -> int:
    """The distance of marks: 1, 2 or 5 times a power of ten, so that there are few."""
    power = 1
    while True:
        for times in (1, 2, 5):
            if top / (times * power) <= TICKS:
                return times * power
        power *= 10


def _short(value: int) -> str:
    return f"{value / 10_000:g}万" if value >= 10_000 else str(value)
