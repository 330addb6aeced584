"""Tables: rows and cells with honest spans."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from gongkai.documents.reading.sources import limits
from gongkai.documents.rich_text.blocks import ALIGNED, Block, Cell, Inline, Paragraph, Run, Table

_SPAN = re.compile(r"[0-9]{1,4}")

Content = Callable[[etree._Element], tuple[list[Block], str]]
"""The blocks in a cell, and how it is aligned."""


def read(element: etree._Element, content: Content) -> Table | None:
    """The table; None where nothing is written in it."""
    rows: list[tuple[Cell, ...]] = []
    caption: list[Inline] = []
    heads = 0
    for part, row in _rows(element):
        cells = tuple(_cell(cell, content) for cell in row if cell.tag in ("td", "th"))
        if not cells and not rows:
            continue
        heads += part == "thead" and heads == len(rows)
        rows.append(cells)
    for found in element.iterchildren("caption"):
        caption += _on_one_line(content(found)[0])
    if not any(cell.blocks for row in rows for cell in row):
        return None
    return Table(_bounded(rows), heads if heads < len(rows) else 0, tuple(caption))


def cells(element: etree._Element) -> Iterator[etree._Element]:
    """The cells of a table in reading order."""
    for _, row in _rows(element):
        yield from (cell for cell in row if cell.tag in ("td", "th"))


def _rows(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for part in element:
        if part.tag == "tr":
            yield "tbody", part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from ((str(part.tag), row) for row in part.iterchildren("tr"))


def _cell(element: etree._Element, content: Content) -> Cell:
    blocks, kind = _aligned(*content(element))
    return Cell(
        tuple(blocks),
        element.tag == "th",
        _span(element, "colspan", limits.GRID_COLUMNS),
        _span(element, "rowspan", limits.GRID_ROWS),
        kind,
    )


def _aligned(blocks: list[Block], kind: str) -> tuple[list[Block], str]:
    """Where all that stands in a cell is aligned in one way, the cell is."""
    kinds = {block.kind if isinstance(block, Paragraph) else "" for block in blocks}
    if kind or len(kinds) != 1 or not kinds <= set(ALIGNED):
        return blocks, kind
    (shared,) = kinds
    return [replace(block, kind="") if isinstance(block, Paragraph) else block for block in blocks], shared


def _span(element: etree._Element, name: str, largest: int) -> int:
    stated = element.get(name) or ""
    return max(1, min(int(stated), largest)) if _SPAN.fullmatch(stated) else 1


def _bounded(rows: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """No cell reaches below the last row."""
    return tuple(
        tuple(replace(cell, rowspan=min(cell.rowspan, len(rows) - place)) for cell in row)
        for place, row in enumerate(rows)
    )


def _on_one_line(blocks: list[Block]) -> list[Inline]:
    runs: list[Inline] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            runs += [Run("\n"), *block.runs] if runs else block.runs
    return runs
