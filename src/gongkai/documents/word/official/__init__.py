"""The parts of an official document told apart: what is metadata leaves the text, what stays is marked for what it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.documents.rich_text.blocks import FOOTNOTES, Block, Listing, Paragraph
from gongkai.documents.word.official import patterns
from gongkai.documents.word.official.head import Head, take_head
from gongkai.documents.word.official.structure import structured
from gongkai.documents.word.official.tail import mark_tail


@dataclass(frozen=True, slots=True)
class Official:
    """A document understood. What was not recognised is "" or None, never guessed."""

    blocks: tuple[Block, ...]
    title: str
    document_no: str
    issuing_body: str
    written_on: date | None
    attachments: tuple[str, ...]
    imprint: bool


def understood(blocks: Sequence[Block]) -> Official:
    """Understand a document from its blocks in reading order."""
    shown = [_as_footnotes(block) for block in blocks if not _is_page_number(block)]
    head, rest = take_head(shown)
    tail, marked = mark_tail(rest)
    return Official(
        blocks=(*head.kept, *structured(marked)),
        title=head.title,
        document_no=head.document_no,
        issuing_body="、".join(tail.signed_by) or head.issuer or _in_title(head),
        written_on=tail.written_on,
        attachments=tuple(tail.attachments),
        imprint=tail.imprint,
    )


def _in_title(head: Head) -> str:
    """The body that the title names before 关于."""
    before, about, _ = head.title.partition("关于")
    return before if about and patterns.ends_like_body(before) else ""


def _is_page_number(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(
        patterns.PAGE_NUMBER.fullmatch(patterns.squeezed(block.text))
    )


def _as_footnotes(block: Block) -> Block:
    if isinstance(block, Listing) and block.ordered and any(item.id for item in block.items):
        return replace(block, kind=FOOTNOTES)
    return block
