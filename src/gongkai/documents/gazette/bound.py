"""What an issue of a gazette consists of: plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from gongkai.documents.paper.laying import pieces
from gongkai.documents.paper.pieces import Figure, Piece


@dataclass(frozen=True, slots=True)
class Text:
    """A document in it. `told`: what stands in place of its text, where that must not be shown any more."""

    title: str
    document_no: str = ""
    pieces: tuple[Piece, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A rubric with its documents."""

    title: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A whole issue. `numbers`: 2026年第3期（总第87期）; `address`: where it stands on the net, and what its QR code says.

    `preview`: it is not out yet, which every page says.

    `pictures`: by the names that the pieces have for them (`laid`).
    """

    title: str
    numbers: str
    dated: str
    chapters: tuple[Chapter, ...]
    made_at: datetime
    sponsor: str = ""
    address: str = ""
    preview: bool = False
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def laid(html: str, *, of: int, document_no: str = "") -> tuple[Piece, ...]:
    """The pieces of a document of an issue; its pictures carry its number, so that those of two documents stay apart."""
    found = pieces(html, document_no=document_no)
    return tuple(
        replace(each, name=picture_name(of, each.name)) if isinstance(each, Figure) else each
        for each in found
    )


def picture_name(of: int, name: str) -> str:
    """What the picture of a document is called in the issue."""
    return f"{of}/{name}"
