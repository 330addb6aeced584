"""Headings by their numbers, and what the text of an official document emphasises."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.documents.rich_text.blocks import (
    CENTERED,
    LINES,
    Block,
    Inline,
    Paragraph,
    Picture,
    Run,
    tidied,
)
from gongkai.documents.word.official import patterns
from gongkai.documents.word.official.patterns import squeezed

_LONGEST_HEADING = 45
_LONGEST_MARKED = 70  # where Word says that it is a heading
_LONGEST_LEAD = 28
_INNER_STOP = re.compile("[。；：;:!！?？]")
_DEEPEST = 4
_TABLE_NAME = re.compile(r"(?:附?表|图)[\d一二三四五六七八九十]+")


def structured(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with headings of the right rank: only ranks that the document has take a level, from h2 on."""
    joined = _subtitles(blocks)
    found = [_candidate(block) for block in joined]
    for place, rank in enumerate(found):
        block = joined[place]
        if rank and isinstance(block, Paragraph) and block.tag == "p" and not _governs(place, found, joined):
            found[place] = ""
    present = [rank for rank, _ in patterns.RANKS if rank in found]
    return [
        _written(block, min(_DEEPEST, 2 + present.index(rank)) if rank else 0)
        for block, rank in zip(joined, found, strict=True)
    ]


def _candidate(block: Block) -> str:
    """The rank that a paragraph would have as a heading; "" if it cannot be one."""
    if not isinstance(block, Paragraph) or block.kind in LINES:
        return ""
    text = block.text.strip()
    ranked = patterns.rank_of(text)
    if ranked is None or "\n" in text:
        return ""
    rank, mark = ranked
    rest = text[len(mark) :].strip()
    longest = _LONGEST_MARKED if block.tag != "p" else _LONGEST_HEADING
    if not rest and rank in ("first", "second"):
        return ""
    return (
        rank
        if len(rest) <= longest and not _INNER_STOP.search(rest) and rest[-1:] not in ("，", "、", ",")
        else ""
    )


def _governs(place: int, found: Sequence[str], blocks: Sequence[Block]) -> bool:
    """Whether something stands under the heading: a list of names that are numbered like headings has none."""
    if place + 1 >= len(found):
        return False
    after = blocks[place + 1]
    if isinstance(after, Paragraph) and after.kind in LINES:
        return False
    ranks = [rank for rank, _ in patterns.RANKS]
    return not found[place + 1] or ranks.index(found[place + 1]) > ranks.index(found[place])


def _written(block: Block, level: int) -> Block:
    if not isinstance(block, Paragraph) or block.kind in LINES:
        return block
    if level:
        return Paragraph(_plain(block.runs), f"h{level}")
    text = block.text
    if block.tag != "p":
        if block.kind == CENTERED and not patterns.is_statement(text):
            return block
        if len(text) <= _LONGEST_MARKED and not _INNER_STOP.search(text) and not patterns.rank_of(text):
            return replace(block, runs=_plain(block.runs))
        block = replace(block, tag="p", kind="")
    return _led(block)


def _led(block: Paragraph) -> Paragraph:
    """A paragraph with its lead in bold: the number of an article, or the first sentence after a heading's number."""
    text = block.text
    if article := patterns.ARTICLE.match(text):
        runs = _cut(block.runs, len(article["mark"]), len(article[0]))
        return replace(block, runs=tuple(runs), kind="")
    ranked = patterns.rank_of(text)
    if ranked is None or ranked[0] not in ("first", "second"):
        return block
    end = text.find("。", len(ranked[1]), len(ranked[1]) + _LONGEST_LEAD) + 1
    lead = text[len(ranked[1]) : end]
    if end and text[end:].strip() and not re.search("[《：；“\n]", lead):
        return replace(block, runs=tuple(_cut(block.runs, end, end, gap="")))
    return block


def _cut(runs: Sequence[Inline], lead: int, after: int, gap: str = "\u3000") -> list[Inline]:
    """The runs with the first `lead` characters strong, then a gap in place of what stands up to `after`."""
    first = [Run(run.text, run.marks | {"strong"}, run.link) for run in _part(runs, 0, lead)]
    rest = [*_part(runs, after, None)]
    joined = tidied([*first, *([Run(gap)] if gap and rest else []), *rest])
    return [*joined[0]] if len(joined) == 1 else [*first, *rest]


def _part(runs: Sequence[Inline], start: int, end: int | None) -> Iterator[Run]:
    """The characters from `start` to `end`; pictures count by their descriptions, and stay where the text goes on."""
    place = 0
    for run in runs:
        text = run.alt if isinstance(run, Picture) else run.text
        piece = text[max(0, start - place) : None if end is None else max(0, end - place)]
        place += len(text)
        if isinstance(run, Picture):
            if end is None and place > start:
                yield run  # type: ignore[misc]
        elif piece:
            yield replace(run, text=piece)


def _plain(runs: Sequence[Inline]) -> tuple[Inline, ...]:
    """Runs of a heading, which is bold by itself."""
    plain = [replace(run, marks=run.marks - {"strong", "u"}) if isinstance(run, Run) else run for run in runs]
    return tidied(plain)[0]


def _subtitles(blocks: Sequence[Block]) -> list[Block]:
    """Titles of attached documents: centred lines in a row that end with a kind of document are one heading."""
    done: list[Block] = []
    group: list[Paragraph] = []
    for block in [*blocks, None]:
        if isinstance(block, Paragraph) and _is_subtitle_line(block):
            group.append(block)
            continue
        done += _joined(group)
        group = []
        if block is not None:
            done.append(block)
    return done


def _is_subtitle_line(block: Paragraph) -> bool:
    text = squeezed(block.text)
    return (
        block.kind == CENTERED
        and len(text) <= _LONGEST_MARKED
        and not patterns.is_statement(text)
        and not patterns.NOTE.fullmatch(text)
        and patterns.rank_of(text) is None
        and not _TABLE_NAME.match(text)
    )


def _joined(group: Sequence[Paragraph]) -> list[Block]:
    text = "".join(squeezed(block.text) for block in group)
    if not group or not (patterns.ends_like_title(text) or all(block.tag != "p" for block in group)):
        return list(group)
    return [Paragraph((Run(text),), "h2", CENTERED)]
