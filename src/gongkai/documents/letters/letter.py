"""What others may ask of a letter: what is still missing, and the one list of pieces as paper, as HTML, as text, as a digest.

`missing` before sign-off; `digest` is what is signed: it stays the same when number, date and QR code come on.
`paper` is made into a file by gongkai.documents.paper.printing.printed(paper, "pdf" | "docx").
"""

from datetime import datetime

from gongkai.documents.letters import faults, filling, laying, templates, web
from gongkai.documents.letters.written import (
    Fact,
    Form,
    FreePart,
    Letterhead,
    Remark,
    Withheld,
    Written,
)
from gongkai.documents.paper.pieces import Paper, Piece

__all__ = [
    "Fact",
    "Form",
    "FreePart",
    "Letterhead",
    "Remark",
    "Withheld",
    "Written",
    "digest",
    "facts_of",
    "free_parts",
    "html",
    "missing",
    "paper",
    "pieces",
    "plain",
]


def missing(written: Written) -> tuple[Remark, ...]:
    """What stands in the way of signing: facts that the kind must state, names and titles too long, blanks, characters that no
    typeface here has. Number, date and QR code come after the signature and are not missed."""
    return tuple(faults.found(written))


def facts_of(kind: str) -> tuple[Fact, ...]:
    """The facts that the template of a kind takes, in its order; KeyError for no such kind."""
    return templates.facts_of(kind)


def free_parts(written: Written) -> tuple[FreePart, ...]:
    """The parts that officers may write anew, as they read now."""
    return filling.free_parts(written)


def pieces(written: Written) -> tuple[Piece, ...]:
    """The one list that all renderings are made from: what stands below the title."""
    return laying.laid(written)


def paper(written: Written, made_at: datetime) -> Paper:
    """The letter on paper, PDF/A-2a and tagged where a PDF is made of it."""
    return laying.paper(written, made_at)


def html(written: Written) -> str:
    """The letter for a page: an <article class="letter"> with classes of ours, without styles or scripts."""
    return web.html(written)


def plain(written: Written) -> str:
    """The text: name of the organ, number, title, then a line for each paragraph and each row of a table (tabs between cells)."""
    return laying.plain(written)


def digest(written: Written) -> str:
    """SHA-256 in hexadecimal of the text without number, date and QR code."""
    return laying.digest(written)
