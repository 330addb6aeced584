"""What a file says, piece by piece, each with the place as an officer would say it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.documents.checking.privacy.kinds import UNSEEN
from gongkai.law.findings import Severity


@dataclass(frozen=True, slots=True)
class Piece:
    """A text and where it stands. `head`: what is written over its column. `origin`: the elements that it was read from."""

    label: str
    text: str
    head: str = ""
    origin: Any = None


@dataclass(frozen=True, slots=True)
class Passage:
    """What is read in one go: a paragraph, or the cells of a row.

    `table`: which table the row belongs to. `besides`: a text that says the same where everybody sees it; what it says is
    not told twice. `inside`: the file inside this one in which it stands.
    """

    pieces: tuple[Piece, ...]
    table: str = ""
    besides: str = ""
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say of a file besides its words: a part that was not looked at, an author, tracked changes."""

    label: str
    message: str
    rule: str = UNSEEN
    severity: Severity = Severity.WARNING
    found: str = ""
    inside: str = ""


Said = Passage | Note
Reading = Iterator[Said]


def line(label: str, text: str, *, besides: str = "", origin: Any = None) -> Passage:
    """A passage of one piece."""
    return Passage((Piece(label, text, origin=origin),), besides=besides)
