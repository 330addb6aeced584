"""The typefaces of this machine. Reading them takes a third of a second: only a process that prints imports this."""

from functools import cache

import typst

from gongkai.documents.paper.measures import FACES

_FONTS = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
_FAMILIES = frozenset(_FONTS.families())


def compiler() -> typst.Compiler:
    """A fresh compiler with these typefaces."""
    return typst.Compiler(font_paths=_FONTS, ignore_system_fonts=True)


@cache
def faces() -> dict[str, list[str]]:
    """What is installed of each list; empty lists on a machine without Chinese typefaces."""
    return {use: [name for name in wanted if name in _FAMILIES] for use, wanted in FACES.items()}
