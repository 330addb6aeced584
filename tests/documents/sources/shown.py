"""Blocks written so that a test can show them: a line as its text, a grid as rows of (text, rowspan, colspan)."""

from collections import defaultdict

from gongkai.documents.reading.blocks import Grid, Line, Source
from gongkai.documents.reading.sources import open_source

Shown = str | list[list[str]]


def read_text(text: str, name: str = "年报.txt") -> Source:
    return open_source(text.encode(), name)


def shown(source: Source) -> list[Shown]:
    """Lines as text, grids as rows of texts; a merged cell has its rows and columns behind it: "总计 2x1"."""
    return [block.text if isinstance(block, Line) else rows(block) for block in source.blocks]


def rows(grid: Grid) -> list[list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for slot in grid.slots:
        merged = f" {slot.rowspan}x{slot.colspan}" if (slot.rowspan, slot.colspan) != (1, 1) else ""
        found[slot.row].append(slot.text + merged)
    return [found[row] for row in sorted(found)]


def lines(source: Source) -> list[str]:
    return [block.text for block in source.blocks if isinstance(block, Line)]


def grids(source: Source) -> list[Grid]:
    return [block for block in source.blocks if isinstance(block, Grid)]


def overlaps(grid: Grid) -> bool:
    """Whether two slots of a grid claim the same place."""
    places = [
        (row, column)
        for slot in grid.slots
        for row in range(slot.row, slot.row + slot.rowspan)
        for column in range(slot.column, slot.column + slot.colspan)
    ]
    return len(places) != len(set(places))
