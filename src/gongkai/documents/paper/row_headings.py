"""Cells that head a row, told to screen readers as such: typst marks the heads of columns alone.   依据：ISO 14289-1 7.5"""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import zip_longest

import pikepdf

from gongkai.documents.paper.pieces import Grid, Piece, Slot

_PARTS = frozenset({"/THead", "/TBody", "/TFoot"})


def needed(pieces: Iterable[Piece]) -> bool:
    """Whether any table has a heading below its head."""
    return any(slot.heading and slot.row >= grid.heads for grid in _grids(pieces) for slot in grid.slots)


def told(data: bytes, pieces: Iterable[Piece]) -> bytes:
    """The same PDF with such cells as TH, with their scope. ValueError for a file whose tables are not those of the pieces."""
    with pikepdf.open(BytesIO(data)) as file:
        tables = [*_tables(file.Root.StructTreeRoot)]
        for table, grid in zip_longest(tables, _grids(pieces)):
            if table is None or grid is None:
                raise ValueError("the file has other tables than the pieces")
            for row, cells in enumerate(_rows(table)):
                _tell(cells, [slot for slot in grid.slots if slot.row == row])
        out = BytesIO()
        file.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return out.getvalue()


def _grids(pieces: Iterable[Piece]) -> list[Grid]:
    return [piece for piece in pieces if isinstance(piece, Grid)]


def _tell(cells: Sequence[pikepdf.Object], slots: Sequence[Slot]) -> None:
    for cell, slot in zip(cells, sorted(slots, key=lambda each: each.column), strict=True):
        if slot.heading and cell.S == "/TD":
            cell.S = pikepdf.Name.TH
            of = pikepdf.Name.Column if slot.scope == "col" else pikepdf.Name.Row
            scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=of)
            old = cell.get("/A")
            several = [*old] if isinstance(old, pikepdf.Array) else [] if old is None else [old]
            cell.A = pikepdf.Array([*several, scope])


def _tables(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for child in _children(node):
        if child.get("/S") == "/Table":
            yield child
        else:
            yield from _tables(child)


def _rows(table: pikepdf.Object) -> Iterator[list[pikepdf.Object]]:
    for child in _children(table):
        if str(child.get("/S")) in _PARTS:
            yield from _rows(child)
        elif child.get("/S") == "/TR":
            yield _children(child)


def _children(node: pikepdf.Object) -> list[pikepdf.Object]:
    """Elements below an element; content is none."""
    below = node.get("/K")
    several = [*below] if isinstance(below, pikepdf.Array) else [] if below is None else [below]
    return [each for each in several if isinstance(each, pikepdf.Dictionary) and "/S" in each]
