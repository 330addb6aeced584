"""From the clean HTML of a text to what stands on paper."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urljoin

from gongkai.documents.paper.grid import grid
from gongkai.documents.paper.measures import wide
from gongkai.documents.paper.pieces import Divider, Figure, Line, Look, Piece
from gongkai.documents.rich_text import PICTURES
from gongkai.documents.rich_text.blocks import (
    ADDRESSEE,
    ANNOTATION,
    ATTACHMENT,
    ATTACHMENT_NOTE,
    CENTERED,
    DOCUMENT_NO,
    FOOTNOTES,
    RIGHT,
    SIGNATURE,
    WRITTEN_ON,
    Block,
    Inline,
    Link,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    Table,
)
from gongkai.documents.rich_text.parsing import parse

INDENT = 2
"""Characters by which what is part of something stands in from it."""
AFTER_DATE = 4
"""Characters between the date of a document and the right edge.   依据：GB/T 9704—2012 7.3.5"""

_LOOKS = {
    ADDRESSEE: Look.FLUSH,
    DOCUMENT_NO: Look.CENTERED,
    ATTACHMENT: Look.MARK,
    CENTERED: Look.CENTERED,
    RIGHT: Look.RIGHT,
    SIGNATURE: Look.RIGHT,
    WRITTEN_ON: Look.RIGHT,
    ATTACHMENT_NOTE: Look.TEXT,
    ANNOTATION: Look.TEXT,
}
# A line is left free above each of these, unless it follows its own kind or one of those.
_APART = {ATTACHMENT_NOTE: set[str](), SIGNATURE: set[str](), WRITTEN_ON: {SIGNATURE}}
_HEADINGS = {"h2": Look.FIRST, "h3": Look.SECOND, "h4": Look.THIRD}
_BULLET = "•\u3000"
_LONGEST_LINK = 2_000


def pieces(html: str, *, address: str = "", document_no: str = "") -> tuple[Piece, ...]:
    """The pieces of a text. Its links lead on from `address`; a line that only says `document_no` is left to the head."""
    blocks = [block for block in parse(html, PICTURES) if not _says(block, document_no)]
    return tuple(_Laying(address).laid(_signed(blocks)))


def _says(block: Block, number: str) -> bool:
    return isinstance(block, Paragraph) and block.kind == DOCUMENT_NO and block.text == number != ""


Signed = tuple[Block, float]


def _signed(blocks: Sequence[Block]) -> Iterator[Signed]:
    """Each block with how far it keeps from the right edge: who signs stands over the middle of the date."""
    for place, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.kind not in (SIGNATURE, WRITTEN_ON):
            yield block, 0
            continue
        date = _date_below(blocks[place:])
        over = (wide(date) - wide(block.text)) / 2
        yield block, max(AFTER_DATE + over, INDENT)


def _date_below(blocks: Sequence[Block]) -> str:
    """The date that belongs to a signature; the signature itself where none is written."""
    for block in blocks:
        if not isinstance(block, Paragraph) or block.kind not in (SIGNATURE, WRITTEN_ON):
            break
        if block.kind == WRITTEN_ON:
            return block.text
    first = blocks[0]
    return first.text if isinstance(first, Paragraph) else ""


class _Laying:
    """Lays blocks one after the other. What is attached begins on a page of its own once the document has ended."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.ended = False
        self.last = ""

    def laid(self, blocks: Iterable[Signed], left: float = 0) -> Iterator[Piece]:
        for block, right in blocks:
            match block:
                case Paragraph():
                    yield from self._paragraph(block, left, right)
                case Listing():
                    yield from self._listing(block, left)
                case Table():
                    yield grid(block, self._cell, self._runs(block.caption))
                case Quote():
                    yield from self.laid(((each, 0) for each in block.blocks), left + INDENT)
                case Rule():
                    yield Divider()

    def _paragraph(self, block: Paragraph, left: float, right: float) -> Iterator[Piece]:
        new_page = block.kind == ATTACHMENT and self.ended
        apart = block.kind != self.last and block.kind in _APART and self.last not in _APART[block.kind]
        self.ended |= block.kind == WRITTEN_ON
        self.last = block.kind
        yield from self._parts(block.runs, Line(_look(block), (), left, right, int(apart), new_page))

    def _parts(self, runs: Iterable[Inline], like: Line) -> Iterator[Line | Figure]:
        """The lines between the pictures, and the pictures."""
        line: list[Run] = []
        for run in runs:
            if isinstance(run, Run):
                line.append(self._run(run))
                continue
            if line:
                yield replace(like, runs=tuple(line))
                line = []
            yield Figure(run.src.removeprefix(PICTURES), run.alt)
        if line:
            yield replace(like, runs=tuple(line))

    def _listing(self, listing: Listing, left: float) -> Iterator[Piece]:
        """Numbers and bullets are typed; what else a point says stands in from it."""
        for number, item in enumerate(listing.items, listing.start):
            mark = Run(f"{number}. " if listing.ordered else _BULLET)
            found = [*self.laid(((each, 0) for each in item.blocks), left + INDENT)]
            first = found[0] if found and isinstance(found[0], Line) else Line(Look.TEXT, ())
            look = Look.SMALL if listing.kind == FOOTNOTES else first.look
            yield replace(first, look=look, runs=(mark, *first.runs), left=left)
            yield from found[1:] if found and found[0] is first else found

    def _cell(self, blocks: Iterable[Block]) -> tuple[Line, ...]:
        """What stands in a cell: lines alone, pictures by their descriptions."""
        laid = self.laid((block, 0) for block in blocks)
        return tuple(replace(line, look=Look.FLUSH) for piece in laid for line in _as_lines(piece))

    def _runs(self, runs: Iterable[Inline]) -> tuple[Run, ...]:
        return tuple(Run(run.alt) if isinstance(run, Picture) else self._run(run) for run in runs)

    def _run(self, run: Run) -> Run:
        """A link within the page leads nowhere on paper; one within the site needs the whole address."""
        if run.link is None or run.link.href.startswith("#") or len(run.link.href) > _LONGEST_LINK:
            return replace(run, link=None)
        return replace(run, link=Link(urljoin(self.address, run.link.href)))


def _look(block: Paragraph) -> Look:
    if block.tag in _HEADINGS:
        return Look.TITLE if block.kind == CENTERED else _HEADINGS[block.tag]
    return _LOOKS.get(block.kind, Look.TEXT)


def _as_lines(piece: Piece) -> Iterator[Line]:
    if isinstance(piece, Line):
        yield piece
    elif isinstance(piece, Figure):
        yield Line(Look.FLUSH, (Run(piece.alt),))
