"""Paragraphs with the spots that findings speak of marked in place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.portal.sheets.notes import Note

SUBHEADING = re.compile(r"\s*（[一二三四五六七八九十]+）[^。；]{1,40}[。：]?\s*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text. `notes` are the findings that speak of it, `ends` those whose mark ends here."""

    text: str
    notes: tuple[Note, ...] = ()
    ends: tuple[Note, ...] = ()

    @property
    def severity(self) -> str:
        """The gravest severity of the findings on this run; empty for plain text."""
        kinds = {note.severity for note in self.notes}
        return next((kind for kind in ("error", "warning", "info") if kind in kinds), "")


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph in runs; `notes` are findings on the paragraph as a whole; `where` is its place in the file."""

    anchor: str
    pieces: tuple[Piece, ...]
    where: str
    heading: bool = False
    notes: tuple[Note, ...] = ()


def mark(text: str, notes: Sequence[Note], *, anchor: str, where: str) -> MarkedParagraph:
    """Cut a paragraph at the borders of all spans, which may overlap."""
    spans = [(note, *_inside(note, text)) for note in notes if note.finding.span]
    cuts = sorted({0, len(text), *(cut for _, start, end in spans for cut in (start, end))})
    pieces = tuple(
        Piece(
            text[start:end],
            notes=tuple(note for note, first, last in spans if first <= start and end <= last),
            ends=tuple(note for note, first, last in spans if last == end and first < last),
        )
        for start, end in pairwise(cuts)
    )
    return MarkedParagraph(
        anchor=anchor,
        pieces=pieces,
        where=where,
        heading=bool(SUBHEADING.match(text)),
        notes=tuple(note for note in notes if not note.finding.span),
    )


def _inside(note: Note, text: str) -> tuple[int, int]:
    """The span of a note, cut to the paragraph."""
    start, end = note.finding.span or (0, 0)
    return min(start, len(text)), min(end, len(text))
