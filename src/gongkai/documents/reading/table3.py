"""Table three: applications received and handled. Twenty-three or twenty-five rows of seven figures."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gongkai.documents.reading.alignment import aligned
from gongkai.documents.reading.labels import SHORT_LABELS
from gongkai.documents.reading.lines import is_figure
from gongkai.documents.reading.placing import (
    Bounds,
    Lost,
    Number,
    Padding,
    Placed,
    Way,
    adds_up,
    numbers,
    padding,
    settle,
    spread,
    squared,
    ways,
)
from gongkai.documents.reading.rows import Claim
from gongkai.law.report.schema import Form

_WIDTH = 7


def place(claims: Sequence[Claim], form: Form, placed: Placed) -> tuple[Padding, Lost]:
    """Put the rows of table three into cells.

    Returns where the document pads its rows, and what its lost cells may have held.
    """
    columns = [column.id for column in form.table3.columns]
    known = {row.id: row for row in form.table3.rows}
    ours = _one_each([claim for claim in claims if claim.row in known or claim.figures], placed)
    chosen = aligned(squared(ours, _WIDTH), _WIDTH)
    usual = _usual_lines(chosen)
    pads = padding(chosen, _WIDTH)
    candidates = {claim.row: ways(claim, _WIDTH, pads) for claim in chosen}
    lost = _lost(chosen, candidates)
    if lost is Lost.EVERYWHERE:  # where cells got lost, an empty one after a label may be the label's own
        candidates = {claim.row: ways(claim, _WIDTH, replace(pads, lead=True)) for claim in chosen}
    bounds = _bounds(form, candidates)
    for claim in chosen:
        if claim.row not in known:
            why = f"{form.label}没有这一行"
            placed.miss(f"t3.{claim.row}", claim.raw, claim.where, why)
            continue
        if doubt := _doubt(claim, usual):
            for column in columns:
                placed.miss(f"t3.{claim.row}.{column}", claim.raw, claim.where, doubt)
            continue
        ids = {column: f"t3.{claim.row}.{column}" for column in columns}
        exact = len(claim.entries) == _WIDTH or len(claim.figures) == _WIDTH
        if claim.ruled and not exact and spread(claim, ids, placed):
            continue
        limit = bounds if known[claim.row].leaf else [None] * _WIDTH
        settle(claim, candidates[claim.row], list(ids.values()), limit, placed, lost=lost)
    return pads, lost


def _usual_lines(claims: Sequence[Claim]) -> int:
    """In how many lines this document prints the figures of a row."""
    counts = Counter(_lines_of(claim) for claim in claims if len(claim.figures) == _WIDTH)
    return counts.most_common(1)[0][0] if counts else 0


def _lines_of(claim: Claim) -> int:
    return len({entry.line for entry in claim.figures})


def _doubt(claim: Claim, usual: int) -> str:
    """Why the figures of a text row may be halves of broken ones; "" if nothing says so."""
    if claim.ruled or claim.doubt or len(claim.figures) != _WIDTH:
        return claim.doubt
    if _lines_of(claim) == usual or adds_up(numbers(claim.figures), [None] * _WIDTH):
        return ""
    return "这一行的数字断在了几行里，可能是一个数折成了两行"


def _one_each(claims: Sequence[Claim], placed: Placed) -> list[Claim]:
    """One claim for each row: a half without figures yields to the half with them, a second table to the first."""
    chosen: dict[str, Claim] = {}
    clashing: set[str] = set()
    for claim in claims:
        done = "carried_out" in chosen and bool(chosen["carried_out"].figures)
        if done and claim.row == "new_received":
            break
        if not _is_row(claim) or (claim.row in SHORT_LABELS and (done or not chosen)):
            continue
        before = chosen.get(claim.row)
        if before is None or not before.figures:
            chosen[claim.row] = claim
        elif claim.figures and _texts(claim) != _texts(before):
            clashing.add(claim.row)
    for row in clashing:
        claim = chosen.pop(row)
        placed.miss(f"t3.{row}", claim.raw, claim.where, "这一行出现了两次，数字不同")
    return list(chosen.values())


def _is_row(claim: Claim) -> bool:
    """Whether figures stand right of the label, not more headings."""
    return bool(claim.entries) and (
        not claim.figures or any(is_figure(entry.text.strip()) for entry in claim.figures)
    )


def _texts(claim: Claim) -> list[str]:
    return [entry.text.strip() for entry in claim.figures]


def _lost(claims: Sequence[Claim], candidates: dict[str, list[Way]]) -> Lost:
    """What the lost cells of a table printed as text may have held."""
    loose = [claim for claim in claims if not claim.ruled]
    short = [claim for claim in loose if any(None in way for way in candidates[claim.row])]
    if 2 * len(short) >= len(loose) > 0:
        return Lost.EVERYWHERE
    shown = any(not entry.text.strip() for claim in loose for entry in claim.entries)
    return Lost.ANYTHING if shown else Lost.EMPTY


def _bounds(form: Form, candidates: dict[str, list[Way]]) -> Bounds:
    """Per column, what the total leaves for any single outcome after the certain ones."""
    total = candidates.get("handled_total", [])
    if len(total) != 1:
        return [None] * _WIDTH
    left: list[Number | None] = numbers(total[0])
    for row in form.outcomes:
        certain = candidates.get(row.id, [])
        if len(certain) != 1:
            continue
        for index, figure in enumerate(numbers(certain[0])):
            before = left[index]
            if before is not None and figure is not None:
                left[index] = max(0, before - figure)
    return [0 if figure == 0 else figure for figure in left]
