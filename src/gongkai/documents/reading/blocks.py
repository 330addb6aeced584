"""What every file format is turned into before anything is understood: lines and grids, in reading order."""

from dataclasses import dataclass, field


class Unreadable(Exception):
    """A file that cannot be read as a report. The message is Chinese: what is wrong and what to do next."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph of text, white space inside kept (tabs and runs of blanks may divide columns)."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell of a grid at its top left corner; `row` and `column` count from 0, spans are 1 or more."""

    row: int
    column: int
    text: str
    where: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its merged cells. Slots are in reading order and do not overlap."""

    slots: tuple[Slot, ...]
    where: str


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class Source:
    """A file taken apart: blocks in reading order, and what the container itself says of title and date."""

    name: str
    kind: str  # "text", "html", "docx", "pdf", "xlsx", "json"
    blocks: tuple[Block, ...]
    hints: dict[str, str] = field(default_factory=dict)  # "title", "published"
