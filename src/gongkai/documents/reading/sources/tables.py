"""Tables of HTML, Word and sheets to grids: layout tables are taken apart, tables inside cells read as text."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from gongkai.documents.reading.blocks import Block, Grid, Line, Slot
from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.cleaning import join_cell

# A cell with at least this much running text is a passage that someone laid out with a table, not a label or a figure.
# The longest label of the form has 41 characters, its longest note 60.
_PASSAGE = 120
# Lines shorter than this are entries of a list or a wrapped label, not running text.
_RUNNING = 30
# Filled cells beside it that make a row data, and filled cells that make an inner table one of its own.
_DATA_BESIDE = 2
# A text between two empty columns is centred with a table; a label before several empty cells is a blank row.
_LAYOUT_COLUMNS = 3
# "三、收到…", "（二）…": across the whole width of a table it stands between two tables, whatever the file draws.
_HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]+\s*[、.．]|[（(][一二三四五六七八九十]+[）)])")
_FULL = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its place in the grid, and what it holds in reading order. Cells of a table do not overlap.

    `where` is its place in the document; left empty, it is told by table, row and column.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    items: tuple["Item", ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that has been understood as one grid. Cells are in reading order."""

    cells: tuple[Cell, ...]


# A paragraph (its lines divided by "\n") or a table.
Item = str | Table


def resolve(cells: Sequence[Cell]) -> list[Item]:
    """What a table says in reading order: one Table if it is a grid, else the passages and tables laid out with it.

    A row with a passage of prose or a table of its own in one of its cells is taken apart; the runs of rows between
    such rows are grids. So is a row apart that is one numbered heading across the whole width. Rows of up to three
    columns with one filled cell each are lines. A small table inside a grid is text of its cell.
    """
    cells = _compressed(cells)
    if any(cell.row >= limits.GRID_ROWS or cell.column >= limits.GRID_COLUMNS for cell in cells):
        return [text for _, row in _by_row(cells) if (text := _row_text(row))]
    width = max((cell.column + cell.colspan for cell in cells), default=0)
    items: list[Item] = []
    run: list[Cell] = []
    for _, row in _by_row(cells):
        if any(_is_layout(cell, row) for cell in row) or _is_heading_row(row, width):
            items += _run(run)
            run = []
            items += [item for cell in row for item in cell.items]
        else:
            run += row
    return items + _run(run)


def blocks(items: Iterable[Item]) -> Iterator[Block]:
    """The blocks of a document whose lines have no numbers of their own: "paragraph N", "table N, row R, column C"."""
    paragraphs = grids = 0
    for item in items:
        if isinstance(item, Table):
            grids += 1
            yield grid(item, f"table {grids}")
        else:
            paragraphs += 1
            for line in item.split("\n"):
                if line.strip():
                    yield Line(line, f"paragraph {paragraphs}")


def grid(table: Table, where: str) -> Grid:
    """A table as a Grid; each slot says its row and column, counted from 1."""
    return Grid(
        tuple(
            Slot(
                row=cell.row,
                column=cell.column,
                text=cell_text(cell.items),
                where=cell.where or f"{where}, row {cell.row + 1}, column {cell.column + 1}",
                rowspan=cell.rowspan,
                colspan=cell.colspan,
            )
            for cell in table.cells
        ),
        where,
    )


def cell_text(items: Iterable[Item]) -> str:
    """All that a cell holds as one text, a table inside it row by row."""
    return join_cell(_cell_lines(items))


def _cell_lines(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Table):
            yield " ".join(text for cell in item.cells if (text := cell_text(cell.items)))
        else:
            yield from item.split("\n")


def _compressed(cells: Sequence[Cell]) -> list[Cell]:
    """The same grid without the rows and columns in which no cell begins: absurd spans leave nothing behind."""
    rows = sorted({cell.row for cell in cells})
    columns = sorted({cell.column for cell in cells})
    height = max((cell.row + cell.rowspan for cell in cells), default=0)
    width = max((cell.column + cell.colspan for cell in cells), default=0)
    if (height, width) == (len(rows), len(columns)):
        return list(cells)
    return [
        replace(
            cell,
            row=(row := bisect_left(rows, cell.row)),
            column=(column := bisect_left(columns, cell.column)),
            rowspan=bisect_left(rows, cell.row + cell.rowspan) - row,
            colspan=bisect_left(columns, cell.column + cell.colspan) - column,
        )
        for cell in cells
    ]


def _by_row(cells: Iterable[Cell]) -> Iterator[tuple[int, list[Cell]]]:
    for row, found in groupby(cells, key=attrgetter("row")):
        yield row, list(found)


def is_passage(lines: Iterable[str]) -> bool:
    """Whether this is running text, too much of it for a label or a figure."""
    return sum(len(line) for line in lines if len(line) >= _RUNNING) >= _PASSAGE


def is_heading(text: str) -> bool:
    """Whether a text begins like a numbered heading."""
    return bool(_HEADING.match(text))


def _is_heading_row(row: Sequence[Cell], width: int) -> bool:
    first = row[0]
    return first.colspan == width > 1 and first.rowspan == 1 and is_heading(cell_text(first.items))


def _is_layout(cell: Cell, row: Sequence[Cell]) -> bool:
    """Whether the cell only gives its content a place on the page: prose, or a table that is no part of the row."""
    if is_passage(item for item in cell.items if isinstance(item, str)):
        return True
    inner = [item for item in cell.items if isinstance(item, Table)]
    if not inner:
        return False
    beside = sum(1 for other in row if other is not cell and cell_text(other.items))
    return beside < _DATA_BESIDE or any(_is_full(table) for table in inner)


def _is_full(table: Table) -> bool:
    """Whether a table inside a cell is a table in its own right: at least two rows and columns, six filled cells."""
    filled = sum(1 for cell in table.cells if cell_text(cell.items))
    several = len({cell.row for cell in table.cells}) > 1 and len({cell.column for cell in table.cells}) > 1
    return filled >= _FULL and several


def _run(cells: Sequence[Cell]) -> list[Item]:
    """Consecutive rows as one grid; as lines where they have few columns and no row has two filled cells."""
    if not cells:
        return []
    first, end = cells[0].row, cells[-1].row + 1
    table = _compressed(
        [replace(cell, row=cell.row - first, rowspan=min(cell.rowspan, end - cell.row)) for cell in cells]
    )
    narrow = max(cell.column + cell.colspan for cell in table) <= _LAYOUT_COLUMNS
    if narrow and all(sum(1 for cell in row if cell_text(cell.items)) < 2 for _, row in _by_row(table)):
        return [item for cell in table for item in cell.items]
    return [Table(tuple(table))]


def _row_text(cells: Iterable[Cell]) -> str:
    return "\t".join(cell_text(cell.items) for cell in cells).rstrip()
