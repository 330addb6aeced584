"""The picture of the last months of an agency: a bar for each day that was examined, as high as there were findings."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.law.inspection.verdict import Outcome
from gongkai.supervision.queries.shown import Point

WIDTH, HEIGHT, TOP = 600, 120, 16
"""CSS pixels; above the bars stands the highest number."""
MOST = 90


@dataclass(frozen=True, slots=True)
class Bar:
    """One day, in CSS pixels. `failed`: drawn striped as well as red."""

    x: float
    y: float
    width: float
    height: float
    failed: bool
    said: str


@dataclass(frozen=True, slots=True)
class Trend:
    """The picture, with the days themselves for the table under it."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    highest: int
    days: tuple[Point, ...]


def trend(days: Sequence[Point]) -> Trend | None:
    """The picture of some days, the oldest first; None for fewer than two."""
    if len(days) < 2:
        return None
    shown = tuple(days[-MOST:])
    highest = max(1, *(day.faults for day in shown))
    step = WIDTH / len(shown)
    width = min(step * 0.8, 24.0)
    bars = tuple(_bar(day, place * step, width, highest) for place, day in enumerate(shown))
    return Trend(WIDTH, HEIGHT, bars, highest, shown)


def _bar(day: Point, x: float, width: float, highest: int) -> Bar:
    height = (HEIGHT - TOP) * day.faults / highest
    said = f"{day.on:%Y-%m-%d}：{day.outcome.label}，问题 {day.faults} 个，{day.score} 分"
    failed = day.outcome is Outcome.FAILED
    return Bar(round(x, 1), round(HEIGHT - height, 1), round(width, 1), round(height, 1), failed, said)
