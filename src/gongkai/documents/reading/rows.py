"""Rows of figures as a document prints them, before anybody knows which cell each figure belongs to."""

from dataclasses import dataclass

from gongkai.documents.reading.blocks import Slot


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed cell right of a label. Text "" is an empty cell.

    `column` is the grid column, `span` how many columns it is merged over. In plain text `column` counts
    the cells behind it in its line, `line_width` is how many cells the line has, `at` is where a figure stands
    in a line divided by blanks (see lines.Field), and `line` counts the lines of the document.
    """

    text: str
    where: str
    column: int = 0
    span: int = 1
    line_width: int = 0
    at: tuple[float, float] | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of the document that names a row of the form.

    `entries` are the cells right of the label. `ruled` says that they come from a grid, where every cell
    stands for itself; in plain text empty cells may have been lost or belong to the label. `headings` maps
    grid columns to the column ids that the headings above them mean. `doubt` says why the figures may be
    incomplete, or belong to another row.
    """

    row: str
    entries: tuple[Entry, ...]
    where: str
    ruled: bool
    headings: tuple[tuple[int, str], ...] = ()
    doubt: str = ""

    @property
    def figures(self) -> tuple[Entry, ...]:
        """The entries that are not empty."""
        return tuple(entry for entry in self.entries if entry.text.strip())

    @property
    def raw(self) -> str:
        """The printed row, for an officer to look at."""
        return " ".join(entry.text.strip() or "□" for entry in self.entries)


def entry(slot: Slot) -> Entry:
    """A slot as an entry of a row."""
    return Entry(slot.text, slot.where, slot.column, slot.colspan)
