"""The head of an official document: letterhead, document number, title, and whom it is addressed to."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gongkai.documents.rich_text.blocks import (
    ADDRESSEE,
    CENTERED,
    DOCUMENT_NO,
    Block,
    Paragraph,
    Run,
    Table,
    lines,
)
from gongkai.documents.word.official import patterns
from gongkai.documents.word.official.patterns import squeezed

_LONGEST_LINE = 60
_LONGEST_TITLE = 120
_TITLE_LINES = 6
_LONGEST_ADDRESSEE = 300
# Letterhead tables hold the number and who signs.
_HEAD_TABLES = 4


@dataclass(slots=True)
class Head:
    """What the head says. `kept`: its lines that stay in the text; `above`: lines over the number of an announcement."""

    title: str = ""
    document_no: str = ""
    issuer: str = ""
    kept: list[Block] = field(default_factory=list)
    above: int = 0


def take_head(blocks: Sequence[Block]) -> tuple[Head, list[Block]]:
    """The head, and the blocks after it. Title and letterhead leave the text: the page shows them in their places."""
    head = Head()
    rest = _centered(_without_tables(blocks))
    title: list[str] = []
    while rest:
        first = rest[0]
        if not isinstance(first, Paragraph) or not (
            _take_mark(first, head, title) or _take_title(first, head, title)
        ):
            break
        rest.pop(0)
    if not title:
        title = _by_wording(rest)
        del rest[: len(title)]
    head.title = "".join(title[head.above :] or title)
    _take_number_below(rest, head)
    _address(rest)
    return head, rest


def _without_tables(blocks: Sequence[Block]) -> list[Block]:
    """Tables at the very beginning that only set the letterhead are paragraphs."""
    rest: list[Block] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Table) and place < _HEAD_TABLES and len(block.rows) <= 2:
            cells = [text for line in lines([block]) for text in line.split("\t") if text.strip()]
            if any(patterns.DOCUMENT_NO.fullmatch(squeezed(text)) for text in cells):
                rest += [Paragraph((Run(text.strip()),)) for text in cells]
                continue
        rest.append(block)
    return rest


def _centered(blocks: list[Block]) -> list[Block]:
    """The lines above a document number belong to the head, also where nobody centred them."""
    for place, block in enumerate(blocks[:_TITLE_LINES]):
        if (
            not isinstance(block, Paragraph)
            or patterns.is_statement(block.text)
            or len(block.text) > _LONGEST_LINE
        ):
            break
        text = squeezed(block.text)
        if patterns.DOCUMENT_NO.match(text) or patterns.NUMBER_OF_ORDER.fullmatch(text):
            above = [replace(each, kind=CENTERED) for each in blocks[:place] if isinstance(each, Paragraph)]
            return [*above, *blocks[place:]]
    return blocks


def _take_mark(block: Paragraph, head: Head, title: list[str]) -> bool:
    """Take a line that is neither title nor text: number, copy number, urgency, secrecy, who signs."""
    text = squeezed(block.text)
    number = patterns.DOCUMENT_NO.match(text)
    if number and (len(number[0]) == len(text) or patterns.SIGNER.fullmatch(text, number.end())):
        _number(number[0], block, head, title)
    elif title and patterns.NUMBER_OF_ORDER.fullmatch(text) and patterns.ORDER.fullmatch("".join(title)):
        _number_of_order(text, head, title)
    elif patterns.SECRECY.fullmatch(text) and not title:
        head.kept.append(block)
    else:
        return not title and bool(
            patterns.COPY_NO.fullmatch(text)
            or patterns.URGENCY.fullmatch(text)
            or patterns.SIGNER.fullmatch(text)
        )
    return True


def _number(number: str, block: Paragraph, head: Head, title: list[str]) -> None:
    """The document number; what stood above it was the letterhead, unless that reads like a title."""
    head.document_no = head.document_no or number
    head.kept.append(
        Paragraph(
            (Run(squeezed(block.text) if len(block.text) < _LONGEST_LINE else number),), kind=DOCUMENT_NO
        )
    )
    joined = "".join(title)
    if title and "关于" not in joined:
        head.issuer = head.issuer or joined.removesuffix("文件")
        title.clear()


def _number_of_order(text: str, head: Head, title: list[str]) -> None:
    """The number of an order or announcement: of an order, what stands above it is no title."""
    above = "".join(title)
    if above.endswith("令"):
        head.issuer = head.issuer or above.removesuffix("令")
        head.document_no = head.document_no or above + text
        title.clear()
    else:
        head.document_no = head.document_no or text
        head.above = len(title)
    head.kept.append(Paragraph((Run(head.document_no),), kind=DOCUMENT_NO))


def _take_title(block: Paragraph, head: Head, title: list[str]) -> bool:
    """Take a centred line of the letterhead or title."""
    text = squeezed(block.text)
    if block.kind != CENTERED or len(text) > _LONGEST_TITLE or len(title) >= _TITLE_LINES:
        return False
    if patterns.is_statement(text) or patterns.date_of(text):
        return False
    if patterns.rank_of(text) or patterns.ARTICLE.match(text):
        return False
    if patterns.NOTE.fullmatch(text):
        head.kept.append(block)
        return True
    if title and head.kept and _is_note(head.kept[-1]):
        return False
    letterhead = patterns.HEAD.fullmatch(text)
    if letterhead and not title and patterns.ends_like_body(letterhead["body"]):
        head.issuer = letterhead["body"]
    elif text == "文件" and title:
        head.issuer = "、".join(title)
        title.clear()
    else:
        title.extend(squeezed(part) for part in block.text.split("\n"))
    return True


def _is_note(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(patterns.NOTE.fullmatch(squeezed(block.text)))


def _by_wording(rest: Sequence[Block]) -> list[str]:
    """The lines of a title that nothing but its wording shows: short, without stops, ending with a kind of document."""
    found: list[str] = []
    best = 0
    for block in rest[:_TITLE_LINES]:
        if not isinstance(block, Paragraph) or "\n" in block.text:
            break
        text = squeezed(block.text)
        if len(text) > _LONGEST_LINE or text[-1:] in "：:，,、" or patterns.is_statement(text):
            break
        if (
            patterns.rank_of(text)
            or patterns.ARTICLE.match(text)
            or patterns.date_of(text)
            or patterns.ATTACHED.match(text)
        ):
            break
        found.append(text)
        if patterns.ends_like_title("".join(found)):
            best = len(found)
    return found[:best]


def _take_number_below(rest: list[Block], head: Head) -> None:
    """A number that stands under the title."""
    if rest and isinstance(first := rest[0], Paragraph):
        text = squeezed(first.text)
        if patterns.DOCUMENT_NO.fullmatch(text):
            _number(text, first, head, [])
            rest.pop(0)


def _address(rest: list[Block]) -> None:
    """The first paragraph is the addressee if it ends with a colon and does not yet speak of the matter."""
    if not rest or not isinstance(first := rest[0], Paragraph):
        return
    text = squeezed(first.text)
    fits = text.endswith(("：", ":")) and len(text) <= _LONGEST_ADDRESSEE and not patterns.is_statement(text)
    if fits and not patterns.opens_text(text) and patterns.rank_of(text) is None and "如下" not in text:
        rest[0] = replace(first, tag="p", kind=ADDRESSEE)
