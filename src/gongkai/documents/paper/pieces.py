"""What a text on paper consists of, once headings, lists, tables and the end of a document have found their places.

Plain data, the same for every kind of file. Lengths are in characters of the text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from gongkai.documents.rich_text.blocks import Run


class Look(StrEnum):
    """How a line is set."""

    TEXT = "text"
    FLUSH = "flush"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    TITLE = "title"
    CENTERED = "centered"
    RIGHT = "right"
    MARK = "mark"
    SMALL = "small"
    COPIES = "copies"


class Form(StrEnum):
    """What the head of a text looks like: an item of a website, 信函格式, 红头, or nothing but its title.

    依据：GB/T 9704—2012 7.2、第10章
    """

    ITEM = "item"
    LETTER = "letter"
    RED = "red"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `left`, `right`: how far it keeps from the edges; `apart`: so many lines are left free above it.

    `new_page`: it begins one. `with_next`: it stays whole, on the page of what follows. `seal`: the place of a seal is drawn around it.
    """

    look: Look
    runs: tuple[Run, ...]
    left: float = 0
    right: float = 0
    apart: int = 0
    new_page: bool = False
    with_next: bool = False
    seal: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture by its name in the paper's pictures; `alt` is read where it cannot be seen. `with_next`: as of a line."""

    name: str
    alt: str
    with_next: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell in its place.

    `quiet`: a heading that is set like the rest; `scope`: "col" for one that heads a column below the head of the table.
    """

    row: int
    column: int
    rows: int
    columns: int
    heading: bool
    align: str
    lines: tuple[Line, ...]
    quiet: bool = False
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the first `heads` rows stand again on each page; `widths`: how wide the columns are to each other.

    `roomy`: rows are high enough to be filled in by hand. `size`: points of its text, 0 for what its columns leave room for.
    `whole`: it stays on one page if one can hold it.
    """

    slots: tuple[Slot, ...]
    rows: int
    widths: tuple[float, ...]
    heads: int = 0
    caption: tuple[Run, ...] = ()
    roomy: bool = False
    size: float = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Divider:
    """A line across the page."""


Piece = Line | Figure | Grid | Divider


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole text. `issuer`: the body whose name stands in red above the number, where there is one.

    `footer`: small lines at the foot of each page; `code`: what a QR code beside them says. `pictures`: by the names that the
    pieces have for them; `drawings`: the same as SVG, drawn by ourselves alone. `made_at`: when the file was asked for. `form`:
    what the head looks like. `kept`: the PDF is one that archives keep, PDF/A-2a; a character without a typeface stops it then.
    `fonts`: what a Word file asks for in place of the usual names, by their use. `tightened`: the lines of one that is kept
    come closer where that brings it onto one page.
    """

    title: str
    pieces: tuple[Piece, ...]
    made_at: datetime
    issuer: str = ""
    document_no: str = ""
    footer: tuple[str, ...] = ()
    code: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    drawings: Mapping[str, bytes] = field(default_factory=dict)
    form: Form = Form.ITEM
    kept: bool = False
    fonts: Mapping[str, str] = field(default_factory=dict)
    tightened: bool = True
