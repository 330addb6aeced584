"""Some characters of a rich text put right where they stand in its plain text; everything around them stays as it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gongkai.documents.reading.sources.cleaning import join_cell
from gongkai.documents.rich_text import PICTURES, blocks, clean, plain
from gongkai.documents.rich_text.blocks import (
    Block,
    Cell,
    Inline,
    Item,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
)
from gongkai.documents.rich_text.parsing import parse
from gongkai.documents.rich_text.writing import written


@dataclass(frozen=True, slots=True)
class Replacement:
    """The characters from `start` to `end` of the plain text, which are `old`, are to be `new`."""

    start: int
    end: int
    old: str
    new: str


def replaced(html: str, wanted: Iterable[Replacement]) -> str | None:
    """The HTML with the replacements made; None unless every one fits, and nothing else of the plain text changes."""
    for each in sorted(wanted, key=lambda one: one.start, reverse=True):
        text = plain(html)
        if text[each.start : each.end] != each.old:
            return None
        made, _ = _blocks(parse(html, PICTURES), 0, each)
        html = clean(written(made))
        if plain(html) != text[: each.start] + each.new + text[each.end :]:
            return None
    return html


def _blocks(found: Iterable[Block], at: int, wanted: Replacement) -> tuple[tuple[Block, ...], int]:
    """The blocks with the replacement made, and where the plain text goes on behind them."""
    made = []
    for block in found:
        changed, at = _block(block, at, wanted)
        made.append(changed)
    return tuple(made), at


def _block(block: Block, at: int, wanted: Replacement) -> tuple[Block, int]:
    if isinstance(block, Paragraph):
        return replace(block, runs=_runs(block.runs, at, wanted)), at + len(block.text) + 1
    if isinstance(block, Listing):
        return _listing(block, at, wanted)
    if isinstance(block, Table):
        return _table(block, at, wanted)
    if isinstance(block, Quote):
        inside, at = _blocks(block.blocks, at, wanted)
        return replace(block, blocks=inside), at
    return block, at


def _listing(listing: Listing, at: int, wanted: Replacement) -> tuple[Listing, int]:
    points: list[Item] = []
    for number, item in enumerate(listing.items, listing.start):
        before = at + (len(f"{number}. ") if listing.ordered else 0)
        inside, end = _blocks(item.blocks, before, wanted)
        points.append(replace(item, blocks=inside))
        at = max(end, before + 1)
    return replace(listing, items=tuple(points)), at


def _table(table: Table, at: int, wanted: Replacement) -> tuple[Table, int]:
    caption = table.caption
    if caption:
        caption, at = _runs(caption, at, wanted), at + len(Paragraph(caption).text) + 1
    rows: list[tuple[Cell, ...]] = []
    for row in table.rows:
        cells: list[Cell] = []
        for cell in row:
            cells.append(replace(cell, blocks=_blocks(cell.blocks, at, wanted)[0]))
            at += len(join_cell(blocks.lines(cell.blocks))) + 1
        rows.append(tuple(cells))
    return replace(table, caption=caption, rows=tuple(rows)), at


def _runs(runs: tuple[Inline, ...], at: int, wanted: Replacement) -> tuple[Inline, ...]:
    length = len(Paragraph(runs).text)
    fits = at <= wanted.start and wanted.end <= at + length
    return tuple(_changed(runs, at, wanted)) if fits else runs


def _changed(runs: tuple[Inline, ...], at: int, wanted: Replacement) -> Iterator[Inline]:
    """The new characters stand where the first of the old ones stood, and look as it did."""
    new = wanted.new
    for run in runs:
        if not isinstance(run, Run):
            at += len(run.alt)
            yield run
            continue
        first = min(max(wanted.start - at, 0), len(run.text))
        last = min(max(wanted.end - at, 0), len(run.text))
        if first < last:
            yield replace(run, text=run.text[:first] + new + run.text[last:])
            new = ""
        else:
            yield run
        at += len(run.text)
