"""Rows and cells of a Word table in their places: columns are counted by the file itself, merged cells made one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gongkai.documents.reading.sources.tables import Cell, Item

# Word allows 63 columns.
_WIDEST_SPAN = 63


@dataclass(frozen=True, slots=True)
class Written:
    """A cell in its row: how many grid columns it covers, and whether it only goes on the one above or to the left."""

    items: tuple[Item, ...]
    span: int = 1
    continues_above: bool = False
    continues_left: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the grid columns left free before its first cell, and its cells."""

    before: int
    cells: tuple[Written, ...]


def placed(rows: Iterable[Row]) -> list[Cell]:
    """The cells of a table in reading order; what merged cells hide in Word stays out.

    A cell that claims to go on one above is its own where none above begins at its column or reaches no further.
    """
    done: list[Cell] = []
    above: dict[int, int] = {}  # column -> position in `done` of the cell that ends in the row above
    for number, row in enumerate(rows):
        here: dict[int, int] = {}
        column = row.before
        for cell in _merged_left(row.cells):
            span = min(cell.span, _WIDEST_SPAN)
            owner = above.get(column)
            if cell.continues_above and owner is not None and done[owner].colspan <= span:
                done[owner] = replace(done[owner], rowspan=done[owner].rowspan + 1)
                here[column] = owner
            else:
                here[column] = len(done)
                done.append(Cell(number, column, 1, span, cell.items))
            column += span
        above = here
    return done


def _merged_left(cells: Sequence[Written]) -> list[Written]:
    """Cells merged the old way (w:hMerge) as one wide cell."""
    merged: list[Written] = []
    for cell in cells:
        if cell.continues_left and merged:
            merged[-1] = replace(merged[-1], span=merged[-1].span + cell.span)
        else:
            merged.append(cell)
    return merged
