"""Table four: administrative reviews and suits. One row of fifteen figures, three blocks of five."""

import re
from collections.abc import Sequence

from gongkai.documents.reading.blocks import Grid, Slot
from gongkai.documents.reading.grids import Headings, grid_rows
from gongkai.documents.reading.lines import Field, as_entry, is_figure
from gongkai.documents.reading.placing import Lost, Padding, Placed, settle, spread, ways
from gongkai.documents.reading.rows import Claim, entry
from gongkai.documents.reading.words import fold
from gongkai.law.report.schema import Form

_WIDTH = 15
_FIVE = 5
_RESULTS = ("维持", "纠正", "其他", "审结", "总计")
_HEADINGS = re.compile(
    "(?:行政复议|行政诉讼|未经复议直接起诉|复议后起诉|结果维持|结果纠正|其他结果|尚未审结|总计)+(?<!总计)(?<!行政诉讼)|(?:行政复议行政诉讼)+"
)
_LEADING = re.compile("行政复议|行政诉讼|未经复议|直接起诉|复议后")


def is_heading(text: str) -> bool:
    """Whether a cell is one of the headings by which table four is known."""
    return _HEADINGS.fullmatch(fold(text)) is not None


def from_grids(grids: Sequence[Grid]) -> list[Claim]:
    """The rows of figures in grids headed by 行政复议 and 行政诉讼, in reading order."""
    claims = []
    for grid in grids:
        rows = grid_rows(grid)
        start = _after_headings(rows)
        if start is None:
            continue
        headings = _headings([slot for row in rows[:start] for slot in row])
        for row in rows[start:]:
            texts = [slot for slot in row if _LEADING.search(fold(slot.text)) or _is_result(slot.text)]
            figures = [slot for slot in row if slot not in texts]
            strange = [slot for slot in figures if slot.text.strip() and not is_figure(slot.text.strip())]
            if len(strange) > len(figures) - len(strange):  # no row of figures, some of which are misprinted
                break
            if figures and not (texts and not any(slot.text.strip() for slot in figures)):
                claims.append(Claim("", tuple(entry(s) for s in figures), figures[0].where, True, headings))
    return claims


def _is_result(text: str) -> bool:
    return any(word in fold(text) for word in _RESULTS)


def _after_headings(rows: Sequence[Sequence[Slot]]) -> int | None:
    """The index of the first row under the headings of table four; None if the grid has none."""
    last = None
    for index, row in enumerate(rows):
        if last is None and any(_LEADING.search(fold(slot.text)) for slot in row if len(slot.text) < 30):
            last = index
        elif last is not None and any(_is_result(s.text) or is_heading(s.text) for s in row):
            if any(is_figure(slot.text.strip()) for slot in row):
                break
            last = index
    return None if last is None else last + 1 if any(_is_result(s.text) for r in rows for s in r) else None


def _headings(slots: Sequence[Slot]) -> Headings:
    """Grid columns of the fifteen leaf headings, if there are just fifteen in a row."""
    leaves: dict[int, list[Slot]] = {}
    for slot in slots:
        if _is_result(slot.text) and slot.colspan == 1:
            leaves.setdefault(slot.column, []).append(slot)
    if len(leaves) != _WIDTH:
        return ()
    return tuple((column, str(index)) for index, column in enumerate(sorted(leaves)))


def from_fields(stream: Sequence[Field]) -> list[Claim]:
    """The runs of figures after the headings in text; texts between runs divide them."""
    runs: list[list[Field]] = [[]]
    started = False
    for item in stream:
        if item.text and not item.is_figure:
            started = started or is_heading(item.text)
            if runs[-1]:
                runs.append([])
        elif started and (item.is_figure or runs[-1] or not item.text):
            runs[-1].append(item)
    return [
        Claim("", tuple(map(as_entry, run)), run[0].where, ruled=False)
        for run in runs
        if any(f.text for f in run)
    ]


def place(
    claims: Sequence[Claim], form: Form, placed: Placed, pads: Padding, *, lost: Lost, missing: bool
) -> None:
    """Put the figures of table four into cells. `missing` says that its headings were there."""
    ids = [f"t4.{block.id}.{column.id}" for block in form.table4 for column in block.columns]
    if not claims:
        if missing:
            placed.miss("t4", "", "", "表四只有表头，没有读到数字")
        return
    whole = _joined(claims)
    if (
        whole.ruled
        and len(whole.entries) != _WIDTH
        and spread(whole, {str(i): c for i, c in enumerate(ids)}, placed)
    ):
        return
    torn = not whole.ruled and len(claims) > 1 and len(claims) != _WIDTH // _FIVE
    candidates = [] if torn else ways(whole, _WIDTH, pads if len(whole.entries) > _WIDTH else Padding())
    if candidates:
        settle(whole, candidates, ids, [None] * _WIDTH, placed, lost=lost)
        return
    count = len(whole.figures)
    found = "数字分散在几处" if torn else f"{'只' if count < _WIDTH else '却'}读到{count}个数"
    why = f"表四应有{_WIDTH}格，{found}，分不清各属哪一格"
    for cell_id in ids:
        placed.miss(cell_id, whole.raw, whole.where, why)


def _joined(claims: Sequence[Claim]) -> Claim:
    """One row of fifteen: the first complete one, or three of five, or everything there is."""
    for claim in claims:
        if _WIDTH in (len(claim.entries), len(claim.figures)):
            return claim
    fives = [claim for claim in claims if len(claim.entries) == _FIVE or len(claim.figures) == _FIVE]
    chosen = fives if len(fives) == _WIDTH // _FIVE else claims
    if len(chosen) == 1:
        return chosen[0]
    entries = tuple(
        e for claim in chosen for e in (claim.figures if len(claim.figures) == _FIVE else claim.entries)
    )
    return Claim("", entries, chosen[0].where, ruled=all(claim.ruled for claim in chosen))
