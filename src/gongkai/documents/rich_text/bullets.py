"""Bullets that are typed as characters: two paragraphs in a row that begin with one are a list."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from gongkai.documents.rich_text.blocks import Block, Item, Listing, Paragraph, Run, tidied

# Also what the fonts Symbol and Wingdings show as bullets, from the private use area.
_BULLET = re.compile("[•●◆■▪◦·‧\uf0b7\uf06c\uf06e\uf075\uf0d8\uf0a7\uf0fc\uf0e8][\\s•●◆■▪◦·‧]*")


def listed(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with typed bullets as lists."""
    done: list[Block] = []
    for bulleted, group in groupby(blocks, key=_is_bulleted):
        found = list(group)
        if bulleted and len(found) > 1:
            items = [Item((paragraph,)) for block in found for paragraph in _without(block)]
            done += [Listing(tuple(items))] if items else []
        else:
            done += found
    return done


def _is_bulleted(block: Block) -> bool:
    if not isinstance(block, Paragraph) or block.tag != "p" or not block.runs:
        return False
    first = block.runs[0]
    return isinstance(first, Run) and bool(_BULLET.match(first.text))


def _without(block: Block) -> Iterable[Paragraph]:
    """The paragraph without its bullet; nothing if it has nothing else."""
    if isinstance(block, Paragraph) and isinstance(first := block.runs[0], Run):
        rest = replace(first, text=_BULLET.sub("", first.text, count=1))
        for runs in tidied([rest, *block.runs[1:]]):
            yield Paragraph(runs, kind=block.kind)
