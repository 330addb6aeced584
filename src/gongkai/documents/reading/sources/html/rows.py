"""Rows and cells of HTML as written, put in their places as browsers put them, whatever spans they claim."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.tables import Cell, Item, cell_text, resolve

# Wider than any table of the form (15 columns) and than any table of Word (63).
_WIDEST_SPAN = 100
_WIDEST_ROW = 1_000
# Wrong spans that are put right in one table, and the rows of a table where that is tried.
_MENDED = 8
_MENDED_ROWS = 200


@dataclass(frozen=True, slots=True)
class Written:
    """A cell in its row, with the spans that the page claims; a rowspan of 0 reaches to the last row."""

    items: tuple[Item, ...]
    rowspan: int = 1
    colspan: int = 1


def resolve_rows(rows: Sequence[Sequence[Written]]) -> list[Item]:
    """What an HTML table says in reading order, see `tables.resolve`; beyond reason large, its rows as lines."""
    if len(rows) <= limits.GRID_ROWS and all(len(row) <= limits.GRID_COLUMNS for row in rows):
        mended = [list(row) for row in rows]
        cells = _placed(mended)
        for _ in range(_MENDED if len(rows) <= _MENDED_ROWS else 0):
            if cells is None or not _mend(mended, cells):
                break
            cells = _placed(mended)
        if cells is not None:
            return resolve([cell for row in cells for cell in row])
    return ["\t".join(cell_text(cell.items) for cell in row).rstrip() for row in rows]


def _placed(rows: Sequence[Sequence[Written]]) -> list[list[Cell]] | None:
    """Each cell in the next free columns of its row; a cell ends where one from an earlier row reaches down.

    None if the claimed spans fill more columns than any table has.
    """
    placed: list[list[Cell]] = []
    reach: dict[int, int] = {}  # column -> first row in which it is free again
    for row, cells in enumerate(rows):
        placed.append([])
        column = 0
        for cell in cells:
            while reach.get(column, 0) > row:
                column += 1
            if column > _WIDEST_ROW:
                return None
            width = 1
            while width < min(cell.colspan, _WIDEST_SPAN) and reach.get(column + width, 0) <= row:
                width += 1
            height = min(cell.rowspan or len(rows), len(rows) - row)
            reach.update(dict.fromkeys(range(column, column + width), row + height))
            placed[-1].append(Cell(row, column, height, width, cell.items))
            column += width
    return placed


def _mend(rows: list[list[Written]], placed: Sequence[Sequence[Cell]]) -> bool:
    """Put the first wrong rowspan right, and say whether there was one."""
    ends = [max((cell.column + cell.colspan for cell in row), default=0) for row in placed]
    usual, _ = Counter(end for end in ends if end).most_common(1)[0] if any(ends) else (0, 0)
    for row, end in enumerate(ends):
        if end in (0, usual):
            continue
        for above in reversed(range(row)):
            for index, cell in enumerate(placed[above]):
                rowspan = _true_rowspan(cell, placed, row, end - usual)
                if rowspan != cell.rowspan:
                    rows[above][index] = replace(rows[above][index], rowspan=rowspan)
                    return True
    return False


def _true_rowspan(cell: Cell, placed: Sequence[Sequence[Cell]], row: int, over: int) -> int:
    """How many rows a cell must have meant to cover, if it is what makes a later row too long or too short.

    A row that sticks out of the table is pushed by a cell that reaches one row too far. A row that ends too early,
    and is built like those that stand beside the cell, has lost it one row too soon.
    """
    bottom = cell.row + cell.rowspan
    if over >= cell.colspan and bottom > row:
        return row - cell.row
    if -over == cell.colspan and bottom == row and cell.rowspan > 1:
        beside = [
            [other.colspan for other in placed[line] if other is not cell] for line in range(cell.row, bottom)
        ]
        if [other.colspan for other in placed[row]] in beside:
            return cell.rowspan + 1
    return cell.rowspan
