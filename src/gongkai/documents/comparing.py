"""What changed from one text to another, by characters: Chinese has no blanks between words to go by.

Lines are aligned first, then what differs between lines that belong together; numbers and Latin words change as a whole,
and characters that are the same by accident do not shred what was written anew.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["equal", "insert", "delete"]

LONG, KEPT = 300, 80
"""Characters that both texts have: from how many they are cut down, and what stays at either end."""

# How many comparisons of single tokens are worth a better alignment; beyond that a passage counts as rewritten.
_WORTH = 1_000_000
_PAIRS_WORTH = 10_000
# Lines are different lines if less than this part of the shorter one's pairs of characters is in the other.
_AKIN = 0.5

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_CLAUSES = re.compile(r"[^。；！？，\n]*[。；！？，\n]|[^。；！？，\n]+")
_TOKENS = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.,%/:-]*[0-9A-Za-z%])?|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text that both have ("equal"), only the new one ("insert") or only the old one ("delete")."""

    kind: Kind
    text: str


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in reading order: all but the inserted make the old text, all but the deleted the new one.

    No two neighbours are of one kind, and what was deleted stands before what was inserted in its place.
    """
    return tuple(_pieces(_edits(_by_lines(_LINES.findall(old), _LINES.findall(new)))))


def abridged(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces of a comparison with what both have cut down to the words beside a difference."""
    return [
        Piece(
            "equal", f"{each.text[:KEPT]}\n……（相同 {len(each.text) - 2 * KEPT} 字）……\n{each.text[-KEPT:]}"
        )
        if each.kind == "equal" and len(each.text) > LONG
        else each
        for each in pieces
    ]


def _by_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for same, before, after in _aligned(old, new):
        if same:
            yield Piece("equal", "".join(before))
            continue
        for one, other in _paired(before, after):
            yield from _within(one, other)


def _within(old: str, new: str) -> Iterator[Piece]:
    """What changed inside a line."""
    if not old or not new:
        yield from _replaced(old, new)
        return
    tokens, others = _TOKENS.findall(old), _TOKENS.findall(new)
    if len(tokens) * len(others) <= _WORTH:
        yield from _folded(_by_tokens(tokens, others))
        return
    for same, before, after in _aligned(_CLAUSES.findall(old), _CLAUSES.findall(new)):
        if same:
            yield Piece("equal", "".join(before))
        else:
            yield from _folded(_by_tokens(_TOKENS.findall("".join(before)), _TOKENS.findall("".join(after))))


def _by_tokens(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for same, before, after in _aligned(old, new):
        if same:
            yield Piece("equal", "".join(before))
        else:
            yield from _replaced("".join(before), "".join(after))


def _replaced(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece("delete", old)
    if new:
        yield Piece("insert", new)


_Stretch = tuple[
    bool, Sequence[str], Sequence[str]
]  # whether both are the same, a stretch of the old, of the new


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    """Stretches that are the same and stretches that are not, in turn: in linear time but for what is worth more."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    if start:
        yield True, old[:start], new[:start]
    yield from _between(old[start : len(old) - end], new[start : len(new) - end])
    if end:
        yield True, old[len(old) - end :], new[len(new) - end :]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many items both begin with."""
    return next(
        (place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    """Stretches between two ends that differ."""
    if not old or not new:
        if old or new:
            yield False, old, new
    elif len(old) * len(new) <= _WORTH:
        for kind, start, end, low, high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield kind == "equal", old[start:end], new[low:high]
    elif anchors := _anchors(old, new):
        place = other = 0
        for at, there in [*anchors, (len(old), len(new))]:
            yield from _aligned(old[place:at], new[other:there])
            if at < len(old):
                yield True, old[at : at + 1], new[there : there + 1]
            place, other = at + 1, there + 1
    else:
        yield False, old, new


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Items that each side has once, as many as stand in the same order on both (patience diff)."""
    once, there = Counter(old), Counter(new)
    places = {item: place for place, item in enumerate(new) if there[item] == 1}
    pairs = [(place, places[item]) for place, item in enumerate(old) if once[item] == 1 and item in places]
    ends: list[int] = []  # the smallest end of a rising row of each length
    rows: list[int] = []  # which pair that is
    before: list[int] = []  # for each pair the one before it in its row
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(rows[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        rows[length : length + 1] = [number]
    chosen = []
    number = rows[-1] if rows else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Lines that were changed into each other, in order; "" beside a line that has no counterpart."""
    if len(old) == len(new) == 1 or len(old) * len(new) > _PAIRS_WORTH:
        yield "".join(old), "".join(new)
        return
    place = other = 0
    for at, there in [*_kin(old, new), (len(old), len(new))]:
        yield from ((line, "") for line in old[place:at])
        yield from (("", line) for line in new[other:there])
        if at < len(old):
            yield old[at], new[there]
        place, other = at + 1, there + 1


def _kin(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of lines in order that together have most in common."""
    others = [*map(_bigrams, new)]
    shares = [[_share(one, other) for other in others] for one in map(_bigrams, old)]
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for at in range(len(old) - 1, -1, -1):
        for there in range(len(new) - 1, -1, -1):
            together = best[at + 1][there + 1] + shares[at][there]
            best[at][there] = max(together, best[at + 1][there], best[at][there + 1])
    pairs = []
    at = there = 0
    while at < len(old) and there < len(new):
        if best[at][there] == best[at + 1][there]:
            at += 1
        elif best[at][there] == best[at][there + 1]:
            there += 1
        else:
            pairs.append((at, there))
            at, there = at + 1, there + 1
    return pairs


def _bigrams(line: str) -> Counter[str]:
    return Counter(line[place : place + 2] for place in range(len(line) - 1))


def _share(one: Counter[str], other: Counter[str]) -> int:
    """How many pairs of characters two lines have in common; 0 for lines that are different ones."""
    shared = (one & other).total()
    return shared if shared and shared >= _AKIN * min(one.total(), other.total()) else 0


@dataclass(slots=True)
class _Edit:
    """What was deleted and inserted in one place, and what stays the same after it."""

    deleted: str = ""
    inserted: str = ""
    then: str = ""

    @property
    def length(self) -> int:
        return max(len(self.deleted), len(self.inserted))

    @property
    def both(self) -> bool:
        return bool(self.deleted and self.inserted)


def _folded(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces without what is the same by accident between two changes."""
    done: list[_Edit] = []
    for edit in _edits(pieces):
        done.append(edit)
        while len(done) > 1 and _by_accident(*done[-2:]):
            last = done.pop()
            shared = done[-1].then
            done[-1] = _Edit(
                done[-1].deleted + shared + last.deleted,
                done[-1].inserted + shared + last.inserted,
                last.then,
            )
    return _pieces(done)


def _by_accident(one: _Edit, other: _Edit) -> bool:
    """Whether what stands between two changes is too short to have been kept on purpose."""
    shortest = min(one.length, other.length)
    return shortest > 0 and (
        2 * len(one.then) <= shortest or (len(one.then) == 1 and one.both and other.both)
    )


def _edits(pieces: Iterable[Piece]) -> Iterator[_Edit]:
    edit = _Edit()
    for piece in pieces:
        if piece.kind == "equal":
            edit.then += piece.text
        elif edit.then:
            yield edit
            edit = _Edit()
        if piece.kind == "delete":
            edit.deleted += piece.text
        elif piece.kind == "insert":
            edit.inserted += piece.text
    yield edit


def _pieces(edits: Iterable[_Edit]) -> Iterator[Piece]:
    for edit in edits:
        yield from _replaced(edit.deleted, edit.inserted)
        if edit.then:
            yield Piece("equal", edit.then)
