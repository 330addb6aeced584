"""Cells of a ruled table: their lines as labels and figures, rows that a page break cut in two made one again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gongkai.documents.reading.sources.cleaning import is_cjk
from gongkai.documents.reading.sources.pdf.frames import Frame
from gongkai.documents.reading.sources.pdf.lines import TextLine, text_lines
from gongkai.documents.reading.sources.pdf.page import Glyph
from gongkai.documents.reading.sources.pdf.prose import BEGINS, first_unit, paragraphs
from gongkai.documents.reading.sources.tables import Cell, Item, is_passage, resolve

_DIGITS_ONLY = re.compile(r"[0-9０-９.,，+\-－−%％]+")
# Points: the same border on two pages; the padding of a cell where none of its lines shows it.
_SAME_BORDER = 3.0
_PADDING = 5.4
# Part of a full character by which a line may miss the edge and still be full.
_SLACK = 0.3


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell with its rows, its left and right border in points, its lines from top to bottom, and its place in words.

    `turned` is text that runs in another direction than the page.
    """

    row: int
    rowspan: int
    left: float
    right: float
    lines: tuple[TextLine, ...]
    turned: str
    where: str


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table: its cells in reading order, the padding that its fullest lines leave, and the page it ends on."""

    page: int
    where: str
    cells: tuple[RuledCell, ...]
    padding: float


def ruled_table(frame: Frame, inside: dict[int, list[Glyph]], page: int, number: int) -> RuledTable:
    """The cells that a frame draws, filled with the glyphs of each; it is table `number` on the page, from 1."""
    places: dict[int, tuple[int, int, int, int]] = {}
    for row, regions in enumerate(frame.regions):
        for column, region in enumerate(regions):
            top, left, _, right = places.get(region, (row, column, row, column))
            places[region] = (top, left, row, max(right, column))
    where = f"page {page}, table {number}"
    cells = tuple(
        RuledCell(
            row=top,
            rowspan=bottom - top + 1,
            left=frame.xs[left],
            right=frame.xs[right + 1],
            lines=tuple(
                text_lines((glyph for glyph in inside.get(region, ()) if not glyph.turned), tabs=False)
            ),
            turned="".join(glyph.char for glyph in inside.get(region, ()) if glyph.turned).strip(),
            where=f"{where}, row {top + 1}, column {left + 1}",
        )
        for region, (top, left, bottom, right) in places.items()
    )
    gaps = [min(line.left - cell.left, cell.right - line.right) for cell in cells for line in cell.lines]
    return RuledTable(page, where, cells, max(0.0, min([_PADDING, *gaps])))


def table_items(table: RuledTable) -> list[Item]:
    """What the table says in reading order, see `tables.resolve`."""
    xs = _borders(table.cells)
    return resolve(
        [
            Cell(
                row=cell.row,
                column=(column := _nearest(xs, cell.left)),
                rowspan=cell.rowspan,
                colspan=max(1, _nearest(xs, cell.right) - column),
                items=_cell_items(cell, table.padding),
                where=cell.where,
            )
            for cell in table.cells
        ]
    )


def _borders(cells: Iterable[RuledCell]) -> list[float]:
    """The column borders of a table; those of its parts on different pages differ by a hair."""
    xs: list[float] = []
    for x in sorted({x for cell in cells for x in (cell.left, cell.right)}):
        if not xs or x - xs[-1] > _SAME_BORDER:
            xs.append(x)
    return xs


def _nearest(xs: Sequence[float], x: float) -> int:
    return min(range(len(xs)), key=lambda index: abs(xs[index] - x))


def _cell_items(cell: RuledCell, padding: float) -> tuple[Item, ...]:
    """The passages of prose in a cell; else its lines, those that a narrow cell broke made whole."""
    texts = [line.text for line in cell.lines]
    if is_passage(texts):
        texts = paragraphs(cell.lines)
    elif len(texts) > 1:
        texts = texts[:1]
        for before, after in pairwise(cell.lines):
            if _is_wrapped(cell, before, after, padding):
                texts[-1] += after.text
            else:
                texts.append(after.text)
    return tuple([*texts, cell.turned] if cell.turned else texts)


def _is_wrapped(cell: RuledCell, before: TextLine, after: TextLine, padding: float) -> bool:
    """Whether a narrow cell broke one text over two lines ("1", "2" is 12): no further character would have fitted.

    Two numbers one below the other in a cell that is wide enough for both stay two. Latin words were never divided.
    """
    if before.text[-1].isalpha() and before.text[-1].isascii():
        return False
    next_width = 1.0 if is_cjk(after.text[0]) else 0.5
    return _room(cell, before, padding) < (next_width + _SLACK) * before.em


def _room(cell: RuledCell, line: TextLine, padding: float) -> float:
    return cell.right - cell.left - 2 * padding - (line.right - line.left)


def continued(before: RuledTable, after: RuledTable) -> RuledTable | None:
    """A table and what goes on of it on the next page as one; None if the second is another table.

    They are one if they are equally wide. The head that is printed again is left out; a row that the page break cut in
    two is made whole, and so is a label beside several rows.
    """
    sides = [
        (min(c.left for c in table.cells), max(c.right for c in table.cells)) for table in (before, after)
    ]
    if any(abs(one - other) > _SAME_BORDER for one, other in zip(*sides, strict=True)):
        return None
    first = list(before.cells)
    rest = _without_rows(after.cells, _repeated_head(first, after.cells))
    rows = max(cell.row + cell.rowspan for cell in first)
    cut = _cut_row(first, rest, rows, before.padding)
    for start, end in cut:
        first[start] = replace(first[start], lines=first[start].lines + rest[end].lines)
    if cut:
        rest = _without_rows(rest, 1)
    for start, end in _labels_beside(first, rest, rows, before.padding):
        whole = first[start].rowspan + rest[end].rowspan
        first[start] = replace(first[start], rowspan=whole, lines=first[start].lines + rest[end].lines)
        rest[end] = replace(rest[end], rowspan=0)
    added = [replace(cell, row=cell.row + rows) for cell in rest if cell.rowspan]
    return RuledTable(after.page, before.where, (*first, *added), min(before.padding, after.padding))


def _pairs(first: Sequence[RuledCell], rest: Sequence[RuledCell], rows: int) -> Iterator[tuple[int, int]]:
    """The cells of the last row and those of the first row on the next page that stand below them."""
    for start, above in enumerate(first):
        for end, below in enumerate(rest):
            same = (
                abs(above.left - below.left) <= _SAME_BORDER
                and abs(above.right - below.right) <= _SAME_BORDER
            )
            if same and above.row + above.rowspan == rows and below.row == 0:
                yield start, end


def _cut_row(
    first: Sequence[RuledCell], rest: Sequence[RuledCell], rows: int, padding: float
) -> list[tuple[int, int]]:
    """The halves of the cells of a row that a page break cut in two; none if it did not.

    It did if what stands in the first row of the next page can only be the rest of the last row here: each text goes
    on one that fills its cell's last line, at least one does, and none begins like a label of its own.
    """
    pairs = {end: start for start, end in _pairs(first, rest, rows) if first[start].rowspan == 1}
    ends = [number for number, cell in enumerate(rest) if cell.row == 0 and cell.rowspan == 1 and cell.lines]
    if not all(end in pairs and _may_go_on(first[pairs[end]], rest[end], padding) for end in ends):
        return []
    return [(pairs[end], end) for end in ends] if any(first[pairs[end]].lines for end in ends) else []


def _labels_beside(
    first: Sequence[RuledCell], rest: Sequence[RuledCell], rows: int, padding: float
) -> Iterator[tuple[int, int]]:
    """The halves of labels that stand beside several rows, before and after the page break; figures never do."""
    for start, end in list(_pairs(first, rest, rows)):
        below = rest[end]
        goes_on = not below.lines or (
            not _DIGITS_ONLY.fullmatch(below.lines[0].text) and _may_go_on(first[start], below, padding)
        )
        if below.rowspan > 1 and goes_on:
            yield start, end


def _may_go_on(start: RuledCell, rest: RuledCell, padding: float) -> bool:
    text = rest.lines[0].text
    if BEGINS.match(text) and not _DIGITS_ONLY.fullmatch(text):
        return False
    if not start.lines:
        return True
    last = start.lines[-1]
    return _room(start, last, padding) < first_unit(rest.lines[0]) + _SLACK * last.em


def _repeated_head(first: Sequence[RuledCell], rest: Sequence[RuledCell]) -> int:
    """How many rows at the top of the next page only repeat those at the top of the table."""
    heads = [_heads(first), _heads(rest)]
    count = 0
    while heads[0].get(count) and heads[0].get(count) == heads[1].get(count):
        count += 1
    reach = max((cell.row + cell.rowspan for cell in rest if cell.row < count), default=0)
    return count if reach == count and count < max(cell.row + cell.rowspan for cell in rest) else 0


def _heads(cells: Iterable[RuledCell]) -> dict[int, list[tuple[int, str]]]:
    """The texts of each row and how wide they stand, in points; rows of figures are no heads."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for cell in cells:
        text = "".join(line.text for line in cell.lines)
        rows.setdefault(cell.row, []).append((round(cell.right - cell.left), text))
    return {
        row: texts
        for row, texts in rows.items()
        if any(text for _, text in texts) and not any(_DIGITS_ONLY.fullmatch(text) for _, text in texts)
    }


def _without_rows(cells: Iterable[RuledCell], count: int) -> list[RuledCell]:
    """The cells without the first rows; those that reach below begin there."""
    return [
        replace(
            cell, row=max(0, cell.row - count), rowspan=min(cell.rowspan, cell.row + cell.rowspan - count)
        )
        for cell in cells
        if cell.row + cell.rowspan > count
    ]
