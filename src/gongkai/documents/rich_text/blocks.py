"""A text as it is held between reading and writing HTML: blocks in order, in them runs of characters."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.documents.reading.sources.cleaning import join_cell

MARKS = ("strong", "em", "u", "sub", "sup")
"""What characters may be, from the outermost tag to the innermost."""

CENTERED = "centered"
RIGHT = "right"
DOCUMENT_NO = "document-no"
ADDRESSEE = "addressee"
SIGNATURE = "signature"
WRITTEN_ON = "written-on"
ATTACHMENT_NOTE = "attachment-note"
ATTACHMENT = "attachment"
ANNOTATION = "annotation"
FOOTNOTES = "footnotes"

ALIGNED = (CENTERED, RIGHT)
LINES = (DOCUMENT_NO, ADDRESSEE, SIGNATURE, WRITTEN_ON, ATTACHMENT_NOTE, ATTACHMENT, ANNOTATION)
"""The lines of an official document that are set in a way of their own: 发文字号, 主送机关, 落款 …"""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads, and the name by which a footnote leads back to it."""

    href: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one kind. A line break is "\\n"."""

    text: str
    marks: frozenset[str] = frozenset()
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its relative address; `alt` is read where it cannot be seen."""

    src: str
    alt: str = ""


Inline = Run | Picture


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or heading: `tag` is p, h2, h3 or h4; `kind` one of ALIGNED or LINES, or ""."""

    runs: tuple[Inline, ...]
    tag: str = "p"
    kind: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text if isinstance(run, Run) else run.alt for run in self.runs)


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list."""

    blocks: tuple["Block", ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with bullets or, from `start`, with numbers."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    blocks: tuple["Block", ...]
    heading: bool = False
    colspan: int = 1
    rowspan: int = 1
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the first `heads` rows are its head."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What is quoted, indented."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


Block = Paragraph | Listing | Table | Quote | Rule


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The text: a line for each paragraph, point or row, the cells of a row divided by tabs."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.text.split("\n")
        elif isinstance(block, Listing):
            yield from _points(block)
        elif isinstance(block, Table):
            if block.caption:
                yield Paragraph(block.caption).text
            for row in block.rows:
                yield "\t".join(join_cell(lines(cell.blocks)) for cell in row)
        elif isinstance(block, Quote):
            yield from lines(block.blocks)


def _points(listing: Listing) -> Iterator[str]:
    for number, item in enumerate(listing.items, listing.start):
        first, *rest = [*lines(item.blocks)] or [""]
        yield f"{number}. {first}" if listing.ordered else first
        yield from rest


def tidied(runs: Iterable[Inline]) -> list[tuple[Inline, ...]]:
    """Runs as paragraphs: blanks single and none at the ends, neighbours of one kind joined.

    Two breaks in a row, or one before an indented line, are how pages without paragraphs divide them.
    """
    done = []
    for part in _divided(_spaced(runs)):
        trimmed = _joined(_trimmed(part))
        if trimmed:
            done.append(tuple(trimmed))
    return done


def _spaced(runs: Iterable[Inline]) -> Iterator[Inline]:
    """Never two blanks side by side, nor one beside a break; breaks stand alone; blanks are of no kind."""
    after = "\n"
    for run in runs:
        if isinstance(run, Picture):
            yield run
            after = ""
            continue
        for text in _by_breaks(run.text):
            shown = text.lstrip(" ") if after in ("\n", " ") else text
            if not shown:
                continue
            after = shown[-1]
            if shown.isspace():
                yield Run(shown, run.marks & {"u"} if shown != "\n" else frozenset())
            else:
                yield replace(run, text=shown)


def _by_breaks(text: str) -> Iterator[str]:
    for number, part in enumerate(text.split("\n")):
        if number:
            yield "\n"
        if part:
            yield part


def _divided(runs: Iterable[Inline]) -> Iterator[list[Inline]]:
    part: list[Inline] = []
    for run in runs:
        broken = bool(part) and isinstance(part[-1], Run) and part[-1].text == "\n"
        if broken and isinstance(run, Run) and run.text[0] in "\n\u3000":
            yield part
            part = []
        part.append(run)
    yield part


def _trimmed(runs: Sequence[Inline]) -> list[Inline]:
    """Without white space at the ends, nor before a break."""
    kept: list[Inline] = []
    for run in runs:
        if isinstance(run, Run) and run.text == "\n":
            _cut_end(kept)
        if kept or isinstance(run, Picture):
            kept.append(run)
        elif run.text.lstrip():
            kept.append(replace(run, text=run.text.lstrip()))
    _cut_end(kept)
    return kept


def _cut_end(runs: list[Inline]) -> None:
    while runs and isinstance(last := runs[-1], Run):
        text = last.text.rstrip()
        if text:
            runs[-1] = replace(last, text=text)
            return
        runs.pop()


def _joined(runs: Iterable[Inline]) -> list[Inline]:
    joined: list[Inline] = []
    for run in runs:
        last = joined[-1] if joined else None
        if (
            isinstance(run, Run)
            and isinstance(last, Run)
            and (run.marks, run.link) == (last.marks, last.link)
        ):
            joined[-1] = replace(last, text=last.text + run.text)
        else:
            joined.append(run)
    return joined
