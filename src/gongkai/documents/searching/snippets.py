"""A piece of a text around what was asked for, with the hits marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.documents.searching.folding import fold, places

SIZE = 120
"""Characters of a snippet."""
_BEFORE = 30
_BEYOND = 200
"""Characters after a snippet in which a hit that begins in it may end."""
_READ = 2_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text as it is written; `hit`: it is what was asked for."""

    text: str
    hit: bool = False


def marked(text: str, terms: Iterable[str]) -> tuple[Piece, ...]:
    """A whole text, its hits marked."""
    return tuple(_pieces(text, _spans(text, terms), 0, len(text)))


def snippet(text: str, terms: Iterable[str], size: int = SIZE) -> tuple[Piece, ...]:
    """The part of a text in which the first hit stands, its hits marked; its beginning if there is none."""
    wanted = tuple(terms)
    start = max(0, _first(text, wanted) - _BEFORE)
    end = min(len(text), start + size)
    near = text[start : end + _BEYOND]
    return (
        *([Piece("…")] if start else []),
        *_pieces(near, _spans(near, wanted), 0, end - start),
        *([Piece("…")] if end < len(text) else []),
    )


def _first(text: str, terms: tuple[str, ...]) -> int:
    """Where the first hit begins; 0 if there is none.

    A long text is read from its beginning, only as far as needed: hits stand there most often.
    """
    longest = max(map(len, terms), default=0)
    end = _READ
    while True:
        part = text[:end]
        folded = fold(part)
        first = min((at for term in terms if (at := folded.find(term)) >= 0), default=len(folded))
        if end >= len(text) or first + longest <= len(folded):
            return places(part)[first] if first < len(folded) else 0
        end *= 4


def _spans(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Where the terms stand, in order; what touches is one."""
    folded, where = fold(text), places(text)
    found = sorted(
        (where[at], where[at + len(term) - 1] + 1) for term in terms for at in _every(folded, term)
    )
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _every(folded: str, term: str) -> Iterator[int]:
    at = folded.find(term)
    while at >= 0:
        yield at
        at = folded.find(term, at + len(term))


def _pieces(text: str, spans: list[tuple[int, int]], start: int, end: int) -> Iterator[Piece]:
    at = start
    for first, last in spans:
        if last <= at or first >= end:
            continue
        if first > at:
            yield Piece(text[at:first])
        yield Piece(text[max(first, at) : min(last, end)], hit=True)
        at = min(last, end)
    if at < end:
        yield Piece(text[at:end])
