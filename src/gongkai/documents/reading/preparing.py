"""Blocks made uniform before they are understood: one script, one row a line, headings at the start of lines."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.documents.reading import headings
from gongkai.documents.reading.blocks import Block, Grid, Line, Slot
from gongkai.documents.reading.grids import grid_rows
from gongkai.documents.reading.lines import is_figure
from gongkai.documents.reading.words import fold, is_traditional, simplify

_LONE_PIPE = re.compile(r"\s*[|｜]\s*")
_PIPE_AT_END = re.compile(r"[|｜]\s*$")
_INNER_HEADING = headings.inner_heading()
_LONG = 60
# So many lines with nothing but a tab are a table; a few are an editor's leftovers.
_MANY_TABS = 40
_LAST_HEADINGS = ("总计", "计", "尚未审结", "审结")
_PROSE_SECTIONS = ("s1_overview", "s5_problems", "s6_other")
_CSV_COMMAS = 6
_CSV_ROWS = 15


def prepare(blocks: Sequence[Block]) -> list[Block]:
    """Simplified characters, plain Markdown, one line for each row, section headings at the start of lines."""
    text = "\n".join(block.text for block in blocks if isinstance(block, Line))
    cells = "\n".join(slot.text for block in blocks if isinstance(block, Grid) for slot in block.slots)
    if is_traditional(text + cells):
        blocks = [_simplified(block) for block in blocks]
    blocks = [part for block in _rejoined(blocks) for part in _divided(block)]
    made: list[Block] = []
    for block in _from_csv(blocks):
        if not isinstance(block, Line):
            made.append(block)
            continue
        line = _without_markdown(block)
        last = made[-1] if made else None
        if _LONE_PIPE.fullmatch(line.text) and isinstance(last, Line) and not _PIPE_AT_END.search(last.text):
            made[-1] = replace(last, text=last.text + "|")
        elif len(line.text) > _LONG:
            made += [replace(line, text=part) for part in _INNER_HEADING.split(line.text) if part.strip(" |")]
        else:
            made.append(line)
    return made


def _divided(block: Block) -> Iterator[Block]:
    """A sheet or table that holds the whole report comes apart at its section headings and its prose."""
    if isinstance(block, Line):
        yield block
        return
    rest: list[Slot] = []
    prose = False
    for row in grid_rows(block):
        filled = [slot for slot in row if slot.text.strip()]
        alone = filled[0] if len(filled) == 1 and filled[0].rowspan == 1 else None
        found = headings.heading_of(alone.text) if alone else None
        if found:
            prose = found.section in _PROSE_SECTIONS
        if alone and (found or prose):
            if rest:
                yield replace(block, slots=tuple(rest))
            rest = []
            yield Line(alone.text, alone.where)
        else:
            rest += row
    if rest:
        yield replace(block, slots=tuple(rest))


def _without_markdown(line: Line) -> Line:
    if line.text[:1] in ("#", ">") or "**" in line.text:
        return replace(line, text=line.text.replace("**", "").lstrip("#> "))
    return line


def _rejoined(blocks: Sequence[Block]) -> Iterator[Block]:
    """Cells that stand in lines of their own with a tab alone in the line between them make one line again."""
    alone = [isinstance(block, Line) and not block.text.strip() for block in blocks]
    if sum(alone) < _MANY_TABS:
        yield from (block for block, blank in zip(blocks, alone, strict=True) if not blank)
        return
    row: Line | None = None
    for block, blank in zip(blocks, alone, strict=True):
        if row and isinstance(block, Line) and (blank or row.text.endswith("\t")):
            if blank or not _next_row(row.text, block.text):
                row = replace(row, text=row.text + ("\t" if blank else block.text))
                continue
            blanks = len(row.text) - len(row.text.rstrip("\t"))
            if is_figure(block.text.strip()):  # the row of figures begins with empty cells
                block = replace(block, text="\t" * blanks + block.text)  # noqa: PLW2901
        if row:
            yield row
        row = block if isinstance(block, Line) else None
        if row is None:
            yield block
    if row:
        yield row


def _next_row(row: str, text: str) -> bool:
    """Whether the cell after an empty one begins another row.

    A label after figures does, so does a heading; and a figure does after the last column heading.
    """
    cells = row.rstrip("\t").split("\t")
    if is_figure(text.strip()):
        return fold(cells[-1]) in _LAST_HEADINGS
    return any(is_figure(cell.strip()) for cell in cells) or headings.heading_of(text) is not None


def _from_csv(blocks: Sequence[Block]) -> list[Block]:
    """Comma-separated tables become tab-separated ones; commas of prose stay."""
    if sum(_is_csv(block, _CSV_COMMAS) for block in blocks) < _CSV_ROWS:
        return list(blocks)
    return [
        replace(block, text="\t".join(next(csv.reader([block.text]))))
        if isinstance(block, Line) and _is_csv(block, 1)
        else block
        for block in blocks
    ]


def _is_csv(block: Block, commas: int) -> bool:
    return isinstance(block, Line) and block.text.count(",") >= commas and "。" not in block.text


def _simplified(block: Block) -> Block:
    if isinstance(block, Line):
        return replace(block, text=simplify(block.text))
    return replace(block, slots=tuple(replace(slot, text=simplify(slot.text)) for slot in block.slots))
