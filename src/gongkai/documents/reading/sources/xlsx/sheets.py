"""One sheet, whatever file it comes from: titles, headings and prose as lines, tables as grids, with cell addresses."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import product

from gongkai.documents.reading.blocks import Block, Grid, Line, Slot
from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.cleaning import clean, join_cell
from gongkai.documents.reading.sources.tables import is_heading, is_passage

# First and last row and column of a merged range, from 0.
Range = tuple[tuple[int, int], tuple[int, int]]
Value = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True)
class _Area:
    """A filled cell, a merged range, or a blank cell of a sheet; rows and columns count from 0."""

    row: int
    column: int
    height: int
    width: int
    text: str


def sheet_blocks(title: str, rows: Sequence[Sequence[str]], merged: Iterable[Range]) -> Iterator[Block]:
    """The blocks of one sheet: its texts by row and column, and its merged ranges, last row and column included."""
    for band in _bands(_areas(rows, merged)):
        yield from _band_blocks(band, f"sheet {title}")


def _areas(rows: Sequence[Sequence[str]], merged: Iterable[Range]) -> Iterator[list[_Area]]:
    """The cells of each row, those hidden by a merged range left out. Of ranges that overlap the first counts."""
    covered: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    budget = limits.SHEET_CELLS
    for (top, left), (bottom, right) in merged:
        down = range(top, min(bottom + 1, len(rows)))
        across = range(left, min(right + 1, len(rows[0]) if rows else 0))
        budget -= len(down) * len(across)
        if budget < 0:
            break
        places = set(product(down, across))
        if places and not places & covered:
            covered |= places
            spans[top, left] = len(down), len(across)
    for row, texts in enumerate(rows):
        yield [
            _Area(row, column, *spans.get((row, column), (1, 1)), text)
            for column, text in enumerate(texts)
            if (row, column) in spans or (row, column) not in covered
        ]


def _bands(rows: Iterable[list[_Area]]) -> Iterator[list[list[_Area]]]:
    """Runs of rows without an empty row between them; rows that a merged cell reaches into are not empty."""
    band: list[list[_Area]] = []
    reach = 0
    for number, row in enumerate(rows):
        if any(area.text for area in row) or number < reach:
            band.append(row)
            reach = max([reach, *(area.row + area.height for area in row if area.text)])
        elif band:
            yield band
            band = []
    if band:
        yield band


def _band_blocks(band: Sequence[list[_Area]], where: str) -> Iterator[Block]:
    """Rows with one text before the table are lines, and so are passages and wide headings inside it."""
    run: list[list[_Area]] = []
    reach = 0
    for number, row in enumerate(band, band[0][0].row if band[0] else 0):
        filled = [area for area in row if area.text]
        apart = len(filled) == 1 and number >= reach and (not run or _stands_apart(filled[0]))
        if apart:
            yield from _run_blocks(run, where)
            yield Line(filled[0].text, f"{where}, {_address(filled[0])}")
            run = []
        else:
            run.append(row)
        reach = max([reach, *(area.row + area.height for area in filled)])
    yield from _run_blocks(run, where)


def _stands_apart(area: _Area) -> bool:
    return is_passage([area.text]) or (area.width > 1 and is_heading(area.text))


def _run_blocks(run: Sequence[list[_Area]], where: str) -> Iterator[Block]:
    """Consecutive rows as one grid, blank cells between its outermost columns included."""
    filled = [area for row in run for area in row if area.text]
    if not filled:
        return
    top = run[0][0].row if run[0] else filled[0].row
    left, right = min(area.column for area in filled), max(area.column + area.width for area in filled)
    slots = tuple(
        Slot(
            area.row - top,
            area.column - left,
            area.text,
            f"{where}, {_address(area)}",
            area.height,
            area.width,
        )
        for row in run
        for area in row
        if left <= area.column < right
    )
    yield Grid(slots, where)


def _address(area: _Area) -> str:
    """The cell as the program that shows it names it: "C5"."""
    letters, column = "", area.column + 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{area.row + 1}"


def shown_value(value: Value) -> str:
    """A value as the sheet shows it: numbers without the noise beyond 15 digits, dates as ISO."""
    if isinstance(value, str):
        return join_cell(clean(value).splitlines())
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return format(Decimal(f"{value:.15g}"), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
