"""Bars cut into parts: shares of a whole, or amounts on a common scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.portal.charts import NARROW, WIDE

BAR = 26
GAP = 14
LABEL_WIDTH = 128
LABEL_HEIGHT = 22
TOTAL_WIDTH = 76
DIGIT = 8.5
SEAM = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: what it stands for, how many, and its style (1 to 6)."""

    label: str
    value: int
    style: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar to draw: its name, its parts, and what is printed at its end."""

    label: str
    parts: tuple[Part, ...]
    total: str = ""

    @property
    def sum(self) -> int:
        return sum(part.value for part in self.parts)


@dataclass(frozen=True, slots=True)
class Piece:
    """One rectangle, in CSS pixels; `text` is empty where it would not fit."""

    style: int
    x: float
    width: float
    text: str
    text_x: float
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn bar."""

    label: str
    label_y: float
    y: float
    text_y: float
    pieces: tuple[Piece, ...]
    total: str
    total_x: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """One SVG picture."""

    width: int
    height: float
    bar: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StackChart:
    """A chart in both sizes, with the words that stand for it and the table behind it."""

    id: str
    title: str
    description: str
    legend: tuple[Part, ...]
    bars: tuple[Bar, ...]
    wide: Drawing
    narrow: Drawing


def stack_chart(
    chart_id: str, title: str, description: str, bars: Sequence[Bar], *, shares: bool
) -> StackChart | None:
    """Bars in both sizes. With `shares` every bar is as long as the picture is wide; without, the longest is.

    None when there is nothing to draw.
    """
    drawn = tuple(bar for bar in bars if bar.sum)
    if not drawn:
        return None
    longest = max(bar.sum for bar in drawn)
    wholes = [bar.sum if shares else longest for bar in drawn]
    legend = {part.style: part for bar in drawn for part in bar.parts if part.value}
    return StackChart(
        id=chart_id,
        title=title,
        description=description,
        legend=tuple(legend[style] for style in sorted(legend)),
        bars=drawn,
        wide=_draw(drawn, wholes, WIDE, beside=True),
        narrow=_draw(drawn, wholes, NARROW, beside=False),
    )


def _draw(bars: Sequence[Bar], wholes: Sequence[int], width: int, *, beside: bool) -> Drawing:
    """Labels stand beside the bars, or above them where there is no room."""
    left = LABEL_WIDTH if beside else 0
    room = width - left - (TOTAL_WIDTH if beside else 0)
    step = BAR + GAP + (0 if beside else LABEL_HEIGHT)
    lines = []
    for place, (bar, whole) in enumerate(zip(bars, wholes, strict=True)):
        top = place * step + (0 if beside else LABEL_HEIGHT)
        pieces = _pieces(bar, left, room / whole)
        end = pieces[-1].x + pieces[-1].width if beside else width
        lines.append(
            Line(
                label=bar.label,
                label_y=top + BAR * 0.7 if beside else top - 7,
                y=top,
                text_y=top + BAR * 0.7,
                pieces=pieces,
                total=bar.total,
                total_x=round(end + 8, 1) if beside else width,
            )
        )
    return Drawing(width, len(bars) * step - GAP + 2, BAR, tuple(lines))


def _pieces(bar: Bar, left: float, scale: float) -> tuple[Piece, ...]:
    made = []
    x = left
    for part in bar.parts:
        if not part.value:
            continue
        full = part.value * scale
        width = max(full - SEAM, 1.5)
        text = str(part.value)
        made.append(
            Piece(
                style=part.style,
                x=round(x, 1),
                width=round(width, 1),
                text=text if len(text) * DIGIT + 6 <= width else "",
                text_x=round(x + width / 2, 1),
                title=f"{bar.label} {part.label} {part.value}",
            )
        )
        x += full
    return tuple(made)
