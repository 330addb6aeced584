"""The charts of a report: bars and letters as paths, the same in every file. What they say also stands in the tables beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.documents.paper.lettering import drawable, lettering, width
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.content import Report

WIDE = 440.0  # points: as wide as the text of an official page
_LABELS, _RIGHT = 104.0, 60.0  # points left of the bars and right of them
_TITLE, _TEXT = 11.0, 9.5
_BAR, _STEP = 15.0, 23.0
# From dark to light, so that a black and white printer tells them apart; letters are white on the dark ones.
_SHADES = ("#1f4e79", "#2e75b6", "#9dc3e6", "#d6e4f2")
_DARK = 2  # so many of them
_INK, _GREY = "#222222", "#8a8a8a"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar: what it counts, how many."""

    label: str
    value: Number


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of one or more parts."""

    label: str
    parts: tuple[Part, ...]

    @property
    def total(self) -> Number:
        """All its parts."""
        return sum(part.value for part in self.parts)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its title, its bars. `section`: where it stands; `keyed`: the parts have the same names in every bar."""

    section: str
    title: str
    bars: tuple[Bar, ...]
    keyed: bool = False

    @property
    def alt(self) -> str:
        """All that it shows, in words."""
        said = (
            f"{bar.label}{bar.total}件" + (f"（{_listed(bar.parts)}）" if len(bar.parts) > 1 else "")
            for bar in self.bars
        )
        return f"{self.title}：{'；'.join(said)}。"

    @property
    def svg(self) -> bytes:
        """The drawing, without text, styles or scripts."""
        return _drawn(self)


def charts(report: Report) -> tuple[Chart, ...]:
    """What can be drawn of a report. A chart whose figures are not all there, or all zero, is left out.

    None where the part of the program that knows outlines of letters is not installed.
    """
    if not drawable():
        return ()
    made = (_flow(report), _outcomes(report), _remedies(report))
    return tuple(chart for chart in made if chart and any(bar.total for bar in chart.bars))


def _listed(parts: Iterable[Part]) -> str:
    return "，".join(f"{part.label}{part.value}件" for part in parts)


def _known(report: Report, cells: Iterable[str]) -> list[Number] | None:
    """The figures; None if one is missing or below zero."""
    found = [report.value(cell) for cell in cells]
    known = [value for value in found if value is not None and value >= 0]
    return known if len(known) == len(found) else None


def _flow(report: Report) -> Chart | None:
    rows = {
        "new_received": "本年新收",
        "carried_in": "上年结转",
        "handled_total": "本年办结",
        "carried_out": "结转下年",
    }
    known = _known(report, (f"t3.{row}.total" for row in rows))
    if known is None:
        return None
    bars = (Bar(label, (Part("", value),)) for label, value in zip(rows.values(), known, strict=True))
    return Chart("s3_requests", "图1　政府信息公开申请收到和办理情况（单位：件）", tuple(bars))


def _outcomes(report: Report) -> Chart | None:
    """The six kinds of outcomes; reasons of one kind are added up."""
    form = report.form
    kinds: dict[str, list[str]] = {}
    outermost = form.outcomes[0].group
    for row in form.outcomes:
        name = row.label if row.group == outermost else row.group
        kinds.setdefault(_short(name), []).append(f"t3.{row.id}.total")
    bars = []
    for name, cells in kinds.items():
        known = _known(report, cells)
        if known is None:
            return None
        bars.append(Bar(name, (Part("", sum(known)),)))
    return Chart("s3_requests", "图2　本年度办理结果（单位：件）", tuple(bars))


def _short(label: str) -> str:
    """Without its number and what stands in brackets after it."""
    return label.split("）", 1)[-1].split("（", 1)[0]


def _remedies(report: Report) -> Chart | None:
    bars = []
    for block in report.form.table4:
        columns = [column for column in block.columns if column.id != "total"]
        known = _known(report, (f"t4.{block.id}.{column.id}" for column in columns))
        if known is None:
            return None
        parts = (Part(column.label, value) for column, value in zip(columns, known, strict=True))
        bars.append(Bar(block.caption, tuple(parts)))
    title = "图3　政府信息公开行政复议、行政诉讼结果（单位：件）"
    return Chart("s4_review_litigation", title, tuple(bars), keyed=True)


def _drawn(chart: Chart) -> bytes:
    top = 30.0 + (20.0 if chart.keyed else 0.0)
    height = top + _STEP * len(chart.bars) + 6
    longest = float(max(bar.total for bar in chart.bars))
    scale = (WIDE - _LABELS - _RIGHT) / longest
    parts = [_text(chart.title, WIDE / 2, 16, _TITLE, middle=True)]
    if chart.keyed:
        parts += _key([part.label for part in chart.bars[0].parts], 38)
    for number, bar in enumerate(chart.bars):
        parts += _bar(bar, top + _STEP * number, scale, keyed=chart.keyed)
    axis = top + _STEP * len(chart.bars) - (_STEP - _BAR) + 3
    parts.append(f'<path fill="{_GREY}" d="M{_LABELS - 1:.1f} {top - 3:.1f}h.7V{axis:.1f}h-.7z"/>')
    size = f'width="{WIDE:.0f}pt" height="{height:.0f}pt" viewBox="0 0 {WIDE:.0f} {height:.0f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'.encode()


def _key(labels: Sequence[str], y: float) -> Iterable[str]:
    wide = [width(label, _TEXT) + 30 for label in labels]
    x = (WIDE - sum(wide)) / 2
    for place, label in enumerate(labels):
        yield f'<path fill="{_SHADES[place]}" d="M{x:.1f} {y - 8:.1f}h10v9h-10z"/>'
        yield _text(label, x + 14, y, _TEXT)
        x += wide[place]


def _bar(bar: Bar, y: float, scale: float, *, keyed: bool) -> Iterable[str]:
    line = y + _BAR / 2 + _TEXT * 0.36
    yield _text(bar.label, _LABELS - 8 - width(bar.label, _TEXT), line, _TEXT)
    x = _LABELS
    for place, part in enumerate(bar.parts):
        long = float(part.value) * scale
        if part.value:
            yield f'<path fill="{_SHADES[place]}" d="M{x:.1f} {y:.1f}h{long:.2f}v{_BAR}h{-long:.2f}z"/>'
            if keyed and width(str(part.value), _TEXT) + 6 <= long:
                ink = "#ffffff" if place < _DARK else _INK
                yield _text(str(part.value), x + long / 2, line, _TEXT, ink=ink, middle=True)
        x += long
    yield _text(str(bar.total), x + 5, line, _TEXT)


def _text(said: str, x: float, y: float, size: float, *, ink: str = _INK, middle: bool = False) -> str:
    start = x - width(said, size) / 2 if middle else x
    return "".join(lettering(said, start, y, size, ink))
