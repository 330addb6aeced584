"""Which characters the typefaces of this machine can set. What none of them has would be a box, or no file at all.

Reading the lists of characters takes a third of a second, once in a process.
"""

from functools import cache

from fontTools.ttLib import TTFont

from gongkai.documents.paper.measures import FACES

# Set as space or not at all.
_UNSEEN = frozenset("\n\t\u200b")


def without_glyph(text: str, use: str = "text") -> tuple[str, ...]:
    """Characters of a text that no typeface for this use has, each once, in order; () on a machine without typefaces."""
    known = characters(use)
    return (
        tuple(dict.fromkeys(each for each in text if ord(each) not in known and each not in _UNSEEN))
        if known
        else ()
    )


@cache
def characters(use: str) -> frozenset[int]:
    """The code points that the typefaces for a use have between them."""
    from gongkai.documents.paper.typecase import files_of  # noqa: PLC0415 - a third of a second, for those who print

    found: set[int] = set()
    for path, index in dict.fromkeys(each for family in FACES[use] for each in files_of(family)):
        found |= _of(path, index)
    return frozenset(found)


@cache
def _of(path: str, index: int) -> frozenset[int]:
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())
