"""Table two: what was published on the agency's own initiative. A block for each number of article 20."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gongkai.documents.reading.blocks import Grid, Slot
from gongkai.documents.reading.grids import Headings, claim_of, grid_rows, headings_above, label_slot, width
from gongkai.documents.reading.labels import proactive_column, proactive_row
from gongkai.documents.reading.lines import Field
from gongkai.documents.reading.placing import Padding, Placed, padding, ways
from gongkai.documents.reading.rows import Claim, Entry
from gongkai.documents.reading.text_rows import TextRow
from gongkai.documents.reading.values import parse
from gongkai.documents.reading.words import narrow
from gongkai.law.report.schema import Block, Column, Form, Kind, Row

_YUAN = re.compile(r"金额[(\[]?(?:单位)?[:：]?元")


def in_yuan(text: str) -> bool:
    """Whether a heading asks for an amount in 元 instead of 万元."""
    return _YUAN.search(re.sub(r"\s", "", narrow(text))) is not None


def from_grids(grids: Sequence[Grid], form: Form) -> Iterator[Claim]:
    """Rows that name a row of table two, each with the headings that stand right above its block."""
    columns = _columns(form)

    def column_meaning(text: str) -> str:
        return proactive_column(text, columns)

    for grid in grids:
        head: list[list[Slot]] = []
        under_head = False
        for row in grid_rows(grid):
            at, means = label_slot(row, proactive_row)
            if at < 0 or not row[at + 1 :]:
                head = [row] if under_head else [*head, row]
                under_head = False
                continue
            under_head = True
            yield claim_of(row, at, means, headings_above(head[-2:], column_meaning, width(grid)))


def _columns(form: Form) -> tuple[Column, ...]:
    return tuple({c.id: c for block in form.table2 for c in block.columns}.values())


def under_headings(rows: Sequence[TextRow], stream: Sequence[Field], form: Form) -> list[TextRow]:
    """The same rows with their headings, where a heading line above has as many cells as the row's line."""
    columns = _columns(form)
    above: dict[int, dict[int, Headings]] = {}
    for item in stream:
        if means := proactive_column(item.text, columns):
            lines = above.setdefault(item.width, {})
            lines[item.line] = (*lines.get(item.line, ()), (item.width - 1 - item.column, means))
    made = []
    for row in rows:
        lines = above.get(row.claim.entries[-1].line_width, {})
        nearest = max((line for line in lines if line < row.first or line < row.last), default=None)
        headings = lines[nearest] if nearest is not None else ()
        made.append(replace(row, claim=replace(row.claim, headings=headings)))
    return made


def under_columns(stream: Sequence[Field], form: Form) -> bool:
    """Whether figures follow column headings: the table was copied column by column."""
    columns = _columns(form)
    found = sum(
        after.is_figure and not proactive_row(before.text) and bool(proactive_column(before.text, columns))
        for before, after in pairwise(item for item in stream if item.text)
    )
    return found > 1


def place(claims: Sequence[Claim], form: Form, placed: Placed, *, yuan: bool) -> None:
    """Put the rows of table two into cells; `yuan` says that amounts are headed 元."""
    specs = {row.id: (block, row) for block in form.table2 for row in block.rows}
    ours = [claim for claim in claims if claim.row in specs]
    pads = padding(ours, 3)
    chosen, clashing = _one_each(ours)
    for claim in clashing:
        block, row = specs[claim.row]
        placed.miss(f"t2.{block.id}.{row.id}", claim.raw, claim.where, "这一行出现了两次，数字不同")
    for claim in chosen:
        block, row = specs[claim.row]
        _place_row(claim, block, row, placed, pads, yuan=yuan)


def _one_each(claims: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """One claim for each row, and those that are printed twice with other figures.

    Figures go before blanks, and rows under headings of the form before those of other tables.
    """
    chosen: dict[str, Claim] = {}
    clashing: set[str] = set()
    for claim in claims:
        before = chosen.get(claim.row)
        if before is None or _rank(claim) > _rank(before):
            chosen[claim.row] = claim
            clashing.discard(claim.row)
        elif _rank(claim) == _rank(before) and claim.figures and claim.raw != before.raw:
            clashing.add(claim.row)
    twice = [chosen.pop(row) for row in sorted(clashing)]
    return list(chosen.values()), twice


def _rank(claim: Claim) -> tuple[bool, bool]:
    return bool(claim.figures), bool(claim.headings)


def _place_row(claim: Claim, block: Block, row: Row, placed: Placed, pads: Padding, *, yuan: bool) -> None:
    ids = {column.id: f"t2.{block.id}.{row.id}.{column.id}" for column in block.columns}
    entries = _in_order(claim, block, pads)
    if entries is None:
        why = f"这一行应有{len(ids)}格，读到{len(claim.figures)}个数，分不清各属哪一格"
        for cell_id in ids.values():
            placed.miss(cell_id, claim.raw, claim.where, why)
        return
    for column in block.columns:
        found = entries[column.id]
        if found is None:
            placed.miss(ids[column.id], claim.raw, claim.where, "这一行比表头少格")
        else:
            placed.put(ids[column.id], found, column.kind, yuan=yuan and column.kind is Kind.WAN)


def _in_order(claim: Claim, block: Block, pads: Padding) -> dict[str, Entry | None] | None:
    """Entries by column id; None if it cannot be said which is which."""
    columns = block.columns
    count = len(columns)
    if claim.headings and len(claim.entries) != count and (under := _under(claim, columns)):
        return under
    if len(claim.entries) == count:
        return {c.id: e for c, e in zip(columns, claim.entries, strict=True)}
    candidates = ways(claim, count, pads)
    if len(candidates) == 1 and None not in candidates[0]:
        return {c.id: e for c, e in zip(columns, candidates[0], strict=True)}
    if _repeats(claim.figures, count) or _idle(claim.figures[count:]):
        return {c.id: e for c, e in zip(columns, claim.figures, strict=False)}
    return None


def _repeats(figures: Sequence[Entry], count: int) -> bool:
    """A merged cell copied as text repeats itself: 12.5 12.5 12.5 under one heading."""
    return len(figures) > count and {e.text.strip() for e in figures[count - 1 :]} == {
        figures[-1].text.strip()
    }


def _idle(surplus: Sequence[Entry]) -> bool:
    """Cells under no heading: the older form leaves a third column empty, and it is often filled with 0."""
    return bool(surplus) and all(not parse(e.text).why and not parse(e.text).value for e in surplus)


def _under(claim: Claim, columns: Sequence[Column]) -> dict[str, Entry | None] | None:
    """Entries by the headings above them, if every heading of the block is there once."""
    headings = dict(claim.headings)
    if not {column.id for column in columns} <= set(headings.values()):
        return None
    found: dict[str, Entry | None] = {column.id: None for column in columns}
    for entry in claim.entries:
        start = entry.column
        for column_id in {headings[c] for c in range(start, start + entry.span) if c in headings}:
            if column_id in found and (found[column_id] is None or entry.text.strip()):
                found[column_id] = entry
    used = [entry for entry in found.values() if entry and entry.text.strip()]
    clean = len(set(used)) == len(used) and None not in found.values()
    return found if clean else None
