"""Tables: each cell in its place, and how wide the columns are."""

from collections.abc import Callable, Iterable

from gongkai.documents.paper.measures import wide
from gongkai.documents.paper.pieces import Grid, Line, Slot
from gongkai.documents.rich_text.blocks import Block, Cell, Run, Table

_NARROWEST, _WIDEST = 3.0, 18.0  # characters: what a column counts at least, and at most

Content = Callable[[Iterable[Block]], tuple[Line, ...]]


def grid(table: Table, content: Content, caption: tuple[Run, ...]) -> Grid:
    """The table. Where cells claim the same place, the later one goes on to the right, as browsers do."""
    taken: set[tuple[int, int]] = set()
    slots: list[Slot] = []
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            slots.append(_slot(cell, row, column, taken, content))
            column += slots[-1].columns
    columns = max((slot.column + slot.columns for slot in slots), default=1)
    return Grid(tuple(slots), len(table.rows), _widths(slots, columns), _heads(table.heads, slots), caption)


def _slot(cell: Cell, row: int, column: int, taken: set[tuple[int, int]], content: Content) -> Slot:
    """A cell, no wider than the room that the rows above have left."""
    columns = 1
    while columns < cell.colspan and (row, column + columns) not in taken:
        columns += 1
    taken |= {(y, x) for y in range(row, row + cell.rowspan) for x in range(column, column + columns)}
    return Slot(row, column, cell.rowspan, columns, cell.heading, cell.kind, content(cell.blocks))


def _heads(heads: int, slots: Iterable[Slot]) -> int:
    """The rows of the head, with those into which its cells reach."""
    for slot in slots:
        if slot.row < heads:
            heads = max(heads, slot.row + slot.rows)
    return heads


def _widths(slots: Iterable[Slot], columns: int) -> tuple[float, ...]:
    """As wide as the longest text in a column, within reason."""
    widths = [_NARROWEST] * columns
    for slot in slots:
        if slot.columns == 1:
            longest = max((wide(line.text) for line in slot.lines), default=0.0)
            widths[slot.column] = max(widths[slot.column], min(longest, _WIDEST))
    return tuple(widths)
