"""Which cell each figure of a row belongs to, when the document does not say so by itself.

A grid says it. Plain text often has lost cells: six figures stand where the form has seven. Then every way
of placing the figures is listed, those that the arithmetic of the form rules out are dropped, and a figure
is placed only where all the remaining ways agree. What they do not agree on stays unread.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from gongkai.documents.reading.rows import Claim, Entry
from gongkai.documents.reading.values import parse
from gongkai.law.report.content import Cell, Unread
from gongkai.law.report.schema import Kind

Number = int | Decimal
# One way of placing a row: per column an entry, or None where the cell is lost.
Way = tuple[Entry | None, ...]
# Bounds of one column: no single outcome of it can be more than this.
Bounds = Sequence[Number | None]


class Lost(StrEnum):
    """What a lost cell may have held."""

    EMPTY = "empty"  # the document does not show its empty cells: a lost one was empty
    ANYTHING = "anything"  # it shows them: a lost one may have held a figure
    EVERYWHERE = "everywhere"  # it lost a cell in most rows: inferred to be 0 if the sums force that


# More lost cells than these leave nothing certain: by width of the row.
_MOST_LOST = {7: 5, 15: 1}


@dataclass(frozen=True, slots=True)
class Padding:
    """Where a document prints empty cells beyond the form's: between label and figures, after the figures.

    Merged label cells do that when a table is copied as text. Rows with all their figures show it.
    """

    lead: bool = False
    tail: bool = False


def padding(claims: Sequence[Claim], width: int) -> Padding:
    """What the complete rows of a table show."""
    full = [claim for claim in claims if len(claim.figures) == width < len(claim.entries)]
    return Padding(
        lead=any(not claim.entries[0].text.strip() for claim in full),
        tail=any(not claim.entries[-1].text.strip() for claim in full),
    )


@dataclass
class Placed:
    """Cells and unread places found so far, by cell id."""

    cells: dict[str, Cell] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)

    def put(self, cell_id: str, entry: Entry, kind: Kind = Kind.COUNT, *, yuan: bool = False) -> None:
        """Parse one entry into one cell; what cannot be understood is unread with the reason."""
        parsed = parse(entry.text, kind, yuan=yuan)
        if parsed.why:
            self.miss(cell_id, entry.text.strip(), entry.where, parsed.why)
        else:
            self.cells[cell_id] = Cell(parsed.value, entry.text.strip(), entry.where)

    def miss(self, cell_id: str, raw: str, where: str, why: str) -> None:
        """Note a place that could not be read."""
        self.unread.append(Unread(cell_id, raw, where, why))


def squared(claims: Sequence[Claim], width: int) -> list[Claim]:
    """Text lines that keep all cells of a grid are read like one: the last cells of each line are the row.

    They do if nearly all rows have the same number of cells, figures stand only in the last `width` of
    them, and some figure stands in the very last.
    """
    loose = [claim for claim in claims if not claim.ruled and claim.entries]
    counts = Counter(claim.entries[-1].line_width for claim in loose)
    if not counts:
        return list(claims)
    usual, often = counts.most_common(1)[0]
    figures = [e for claim in loose for e in claim.figures if e.line_width == usual]
    if usual <= width or often < 0.9 * len(loose) or not figures:
        return list(claims)
    if max(e.column for e in figures) >= width or min(e.column for e in figures) > 0:
        return list(claims)
    if any(len(_squared(c, width).entries) < width for c in loose if c.entries[-1].line_width == usual):
        return list(claims)
    return [
        _squared(claim, width) if claim in loose and claim.entries[-1].line_width == usual else claim
        for claim in claims
    ]


def _squared(claim: Claim, width: int) -> Claim:
    last = tuple(entry for entry in claim.entries if entry.column < width)
    return replace(claim, entries=last, ruled=len(last) == width)


def ways(claim: Claim, width: int, padding: Padding) -> list[Way]:
    """All ways of placing a row's entries on `width` columns.

    An empty list means that there are too many or too few figures.
    """
    if len(claim.figures) == width:
        return [claim.figures]
    if claim.ruled and len(claim.entries) == width:
        return [claim.entries]
    found: dict[tuple[tuple[str, str] | None, ...], Way] = {}
    for entries in _trimmed(claim, width, padding):
        lost = width - len(entries)
        if lost > _MOST_LOST.get(width, 0) or (claim.ruled and lost):
            continue
        for holes in combinations(range(width), lost):
            way = _with_holes(entries, holes)
            found.setdefault(tuple((entry.text, entry.where) if entry else None for entry in way), way)
    return list(found.values())


def _trimmed(claim: Claim, width: int, padding: Padding) -> Iterator[tuple[Entry, ...]]:
    """The entries without empty ones at either end that this document prints beyond the form's cells."""
    entries = claim.entries
    lead = next((index for index, entry in enumerate(entries) if entry.text.strip()), len(entries))
    tail = next((index for index, entry in enumerate(reversed(entries)) if entry.text.strip()), len(entries))
    surplus = len(entries) - width
    if padding.lead:
        starts = range(lead + 1)
    elif padding.tail and surplus <= tail:
        starts = range(1)
    else:
        starts = range(max(0, surplus - tail), max(0, min(lead, surplus)) + 1)
    for start in starts:
        rest = entries[start:]
        extra = max(0, len(rest) - width)
        if extra <= tail:
            yield rest[: len(rest) - extra]


def _with_holes(entries: tuple[Entry, ...], holes: tuple[int, ...]) -> Way:
    rest = iter(entries)
    return tuple(None if index in holes else next(rest) for index in range(len(entries) + len(holes)))


def numbers(way: Way) -> list[Number | None]:
    """The figures of a way; None for a lost, empty or illegible cell."""
    return [parse(entry.text).value if entry else None for entry in way]


def _groups(width: int) -> list[slice]:
    """The parts of a row that add up to their own last cell: all seven of table three, fives of table four."""
    return [slice(0, 7)] if width == 7 else [slice(start, start + 5) for start in range(0, width, 5)]


def adds_up(figures: Sequence[Number | None], bounds: Bounds) -> bool:
    """Whether a row can be right: parts add up to their total, and no figure exceeds its column."""
    for group in _groups(len(figures)):
        *parts, total = figures[group]
        known = sum(part for part in parts if part is not None)
        if total is not None and (known > total or (None not in parts and known != total)):
            return False
    return all(
        figure is None or bound is None or figure <= bound
        for figure, bound in zip(figures, bounds, strict=True)
    )


def _adds_up_without(way: Way) -> bool:
    """Whether totals are there and are the sums of what is printed."""
    figures = [0 if entry is None else parse(entry.text).value for entry in way]
    return all(
        sum(part or 0 for part in figures[group][:-1]) == (figures[group.stop - 1] or 0)
        for group in _groups(len(figures))
    )


def filled(figures: Sequence[Number | None], bounds: Bounds) -> list[Number | None]:
    """The same row with lost figures that the sums force: the only unknown of a sum, or a column without more."""
    made = [
        0 if figure is None and bound == 0 else figure for figure, bound in zip(figures, bounds, strict=True)
    ]
    for group in _groups(len(made)):
        *parts, total = made[group]
        known = sum(part for part in parts if part is not None)
        if total is None and None not in parts:
            made[group.stop - 1] = known
        elif total is not None and parts.count(None) == 1:
            made[group.start + parts.index(None)] = total - known
    return made


def settle(
    claim: Claim,
    candidates: Sequence[Way],
    ids: Sequence[str],
    bounds: Bounds,
    placed: Placed,
    lost: Lost,
) -> None:
    """Place what all candidates agree on; the rest is unread. `ids` are the cell ids of the columns (7 or 15)."""
    fitting = candidates
    if any(None in way for way in candidates) and lost is Lost.EMPTY:  # the row must add up without them
        fitting = [way for way in candidates if _adds_up_without(way)]
    if len(fitting) != 1:
        fitting = [way for way in fitting if adds_up(numbers(way), bounds)]
    if not fitting:
        for cell_id in ids:
            placed.miss(cell_id, claim.raw, claim.where, _why(claim, len(ids)))
        return
    rows = [filled(numbers(way), bounds) for way in fitting]
    for index, cell_id in enumerate(ids):
        entries = {way[index] for way in fitting}
        texts = {entry.text.strip() if entry else None for entry in entries}
        values = {row[index] for row in rows}
        if len(texts) == 1 and (only := next(iter(entries))) is not None:
            placed.put(cell_id, only)
        elif texts == {None} and lost is Lost.EMPTY:
            placed.cells[cell_id] = Cell(None, "", claim.where)
        elif lost is Lost.EVERYWHERE and values == {0}:
            placed.cells[cell_id] = Cell(0, claim.raw, claim.where, inferred=True)
        else:
            placed.miss(cell_id, claim.raw, claim.where, _why(claim, len(ids)))


def _why(claim: Claim, width: int) -> str:
    count = len(claim.figures)
    if count < width:
        return f"这一行应有{width}格，只读到{count}个数，分不清缺的是哪一格"
    return f"这一行应有{width}格，却读到{count}个数，分不清各属哪一格"


def spread(claim: Claim, ids: Mapping[str, str], placed: Placed) -> bool:
    """Place a ruled row by the headings above its columns; `ids` maps column ids to cell ids.

    Returns False, and places nothing, if the headings do not cover the form, the row is shorter than they
    are, or a figure stands under none of them.
    """
    headings = dict(claim.headings)
    if set(headings.values()) != set(ids) or not claim.entries:
        return False
    if max(e.column + e.span for e in claim.entries) <= max(headings):
        return False
    under: dict[str, list[Entry]] = {column: [] for column in ids}
    for entry in claim.entries:
        columns = {headings[c] for c in range(entry.column, entry.column + entry.span) if c in headings}
        if not columns and entry.text.strip():
            return False
        for column in columns:
            under[column].append(entry)
    for column, entries in under.items():
        _put_one(ids[column], entries, claim, under, placed)
    return True


def _put_one(
    cell_id: str, entries: list[Entry], claim: Claim, under: Mapping[str, list[Entry]], placed: Placed
) -> None:
    printed = [entry for entry in entries if entry.text.strip()] or entries[:1]
    if not printed:
        placed.miss(cell_id, "", claim.where, "这一行比表头少格")
    elif len(printed) > 1:
        placed.miss(cell_id, " ".join(e.text.strip() for e in printed), claim.where, "同一栏下有两个数")
    elif printed[0].text.strip() and sum(printed[0] in others for others in under.values()) > 1:
        placed.miss(
            cell_id, printed[0].text.strip(), printed[0].where, "单元格合并跨了几栏，分不清属于哪一栏"
        )
    else:
        placed.put(cell_id, printed[0])
