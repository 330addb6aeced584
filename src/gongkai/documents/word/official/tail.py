"""The end of an official document: list of attachments, who signs and when, a note who may see it, the imprint."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.documents.rich_text.blocks import (
    ANNOTATION,
    ATTACHMENT,
    ATTACHMENT_NOTE,
    RIGHT,
    SIGNATURE,
    WRITTEN_ON,
    Block,
    Inline,
    Paragraph,
    Run,
    Table,
    lines,
    tidied,
)
from gongkai.documents.word.official import patterns
from gongkai.documents.word.official.patterns import squeezed

_LONGEST_SIGNATURE = 40
_SIGNATURES = 6
_NOTE_AFTER = 3
_ABOUT_ACCESS = ("公开", "此件", "联系", "传至", "传达")
_IMPRINT_ROWS = 4


@dataclass(slots=True)
class Tail:
    """What the end says: when and by whom it was signed, and what the attachments are called."""

    written_on: date | None = None
    signed_by: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    imprint: bool = False


def mark_tail(blocks: Sequence[Block]) -> tuple[Tail, list[Block]]:
    """The blocks with the lines of the end marked. Dates of attached documents are marked too; the first counts."""
    tail = Tail()
    marked = [*_apart(_without_imprint_tables(blocks))]
    for place, block in enumerate(marked):
        if isinstance(block, Paragraph):
            _mark_date(place, block, marked, tail)
    _mark_attachments(marked, tail)
    return tail, marked


def _without_imprint_tables(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table) and len(block.rows) <= _IMPRINT_ROWS:
            said = [*lines([block])]
            if any(patterns.IMPRINT.fullmatch(squeezed(line)) for line in said):
                yield from (
                    Paragraph((Run(line.replace("\t", "\u3000").strip()),)) for line in said if line.strip()
                )
                continue
        yield block


def _apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """Signature and date each in a paragraph of its own, also where they are parted by a break or blanks only."""
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield block
            continue
        parts = block.text.split("\n")
        if len(parts) > 1 and patterns.date_of(parts[-1]):
            yield from (replace(block, runs=runs) for runs in _by_lines(block.runs))
        elif block.text and (body := _before_date(block.text)):
            yield replace(block, runs=(Run(body),))
            yield replace(block, runs=(Run(block.text[len(body) :].strip()),))
        else:
            yield block


def _by_lines(runs: Iterable[Inline]) -> Iterator[tuple[Inline, ...]]:
    line: list[Inline] = []
    for run in runs:
        pieces = run.text.split("\n") if isinstance(run, Run) else []
        if not pieces:
            line.append(run)
            continue
        for number, piece in enumerate(pieces):
            if number:
                yield from tidied(line)
                line = []
            line.append(replace(run, text=piece) if isinstance(run, Run) else run)
    yield from tidied(line)


def _before_date(text: str) -> str:
    """The name of the body that stands before a date in the same line; "" if the line is anything else."""
    if len(text) > 2 * _LONGEST_SIGNATURE or patterns.is_statement(text):
        return ""
    for place in range(2, len(text) - 8):
        if text[place].isspace() and patterns.date_of(text[place:]) and patterns.ends_like_body(text[:place]):
            return text[:place].rstrip()
    return ""


def _mark_date(place: int, block: Paragraph, marked: list[Block], tail: Tail) -> None:
    """Mark a date, the names above it and the note below it."""
    written_on = patterns.date_of(block.text)
    if patterns.IMPRINT.fullmatch(squeezed(block.text)):
        tail.imprint = True
    if written_on is None or not place:
        return
    marked[place] = replace(block, tag="p", kind=WRITTEN_ON)
    signed: list[str] = []
    for above in range(place - 1, max(-1, place - 1 - _SIGNATURES), -1):
        candidate = marked[above]
        if not isinstance(candidate, Paragraph) or not _is_signature(candidate):
            break
        marked[above] = replace(candidate, tag="p", kind=SIGNATURE)
        signed.insert(0, squeezed(candidate.text))
    if tail.written_on is None:
        tail.written_on, tail.signed_by = (
            written_on,
            [name for name in signed if patterns.ends_like_body(name)],
        )
    for below in range(place + 1, min(len(marked), place + 1 + _NOTE_AFTER)):
        if isinstance(note := marked[below], Paragraph) and _is_annotation(note):
            marked[below] = replace(note, tag="p", kind=ANNOTATION)


def _is_signature(block: Paragraph) -> bool:
    text = squeezed(block.text)
    if (
        not text
        or len(text) > _LONGEST_SIGNATURE
        or text[-1] in "。；：，、;:,"
        or block.kind not in ("", RIGHT)
    ):
        return False
    if patterns.LISTED.match(text) or patterns.ATTACHED.match(text) or patterns.rank_of(text):
        return False
    return block.kind == RIGHT or patterns.ends_like_body(text)


def _is_annotation(block: Paragraph) -> bool:
    text = squeezed(block.text)
    return bool(patterns.NOTE.fullmatch(text)) and any(word in text for word in _ABOUT_ACCESS)


def _mark_attachments(marked: list[Block], tail: Tail) -> None:
    """The list of attachments stands before the signature; what says 附件 after it opens an attachment."""
    signed = next(
        (
            place
            for place, block in enumerate(marked)
            if isinstance(block, Paragraph) and block.kind == WRITTEN_ON
        ),
        len(marked),
    )
    listing = False
    for place, block in enumerate(marked):
        if not isinstance(block, Paragraph) or block.kind in (SIGNATURE, WRITTEN_ON):
            listing = False
            continue
        text = squeezed(block.text)
        opens = patterns.ATTACHED.fullmatch(text) if place < signed else None
        if opens and (opens["name"] or opens["other"] or _lists_next(marked, place)):
            listing = True
        elif not (listing and patterns.LISTED.match(text)):
            listing = False
            if patterns.ATTACHMENT_LINE.fullmatch(text) or (
                place > signed and patterns.ATTACHMENT_OPENS.fullmatch(text)
            ):
                marked[place] = replace(block, tag="p", kind=ATTACHMENT)
            continue
        marked[place] = replace(block, tag="p", kind=ATTACHMENT_NOTE)
        tail.attachments += _names(block.text)


def _lists_next(marked: Sequence[Block], place: int) -> bool:
    after = marked[place + 1] if place + 1 < len(marked) else None
    return isinstance(after, Paragraph) and bool(patterns.LISTED.match(after.text))


def _names(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        said = (
            squeezed(line)
            .removeprefix("附件：")
            .removeprefix("附件:")
            .removeprefix("附：")
            .removeprefix("附:")
        )
        listed = patterns.LISTED.match(said)
        name = (listed["name"] if listed else said).strip("。；;，, ")
        if name:
            yield name
