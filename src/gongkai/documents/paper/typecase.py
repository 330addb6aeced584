"""The typefaces of this machine. Reading them takes a third of a second: only a process that prints imports this."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import typst

from gongkai.documents.paper.measures import FACES

SHIPPED = Path(str(files("gongkai.documents.paper").joinpath("fonts")))
"""The typefaces that come with the platform, each beside its licence."""

_FONTS = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[SHIPPED])
_FAMILIES = frozenset(_FONTS.families())


def compiler() -> typst.Compiler:
    """A fresh compiler with these typefaces."""
    return typst.Compiler(font_paths=_FONTS, ignore_system_fonts=True)


@cache
def faces() -> dict[str, list[str]]:
    """What is installed of each list; empty lists on a machine without Chinese typefaces."""
    return {use: [name for name in wanted if name in _FAMILIES] for use, wanted in FACES.items()}


def files_of(family: str) -> list[tuple[str, int]]:
    """Where a family is installed: files and the number of the face in each, one for each family; none where it is not."""
    found = [(each.path, each.index) for each in _FONTS.fonts() if each.family == family and each.path]
    return found[:1]


def every_file() -> list[tuple[str, int]]:
    """All faces of the families that papers are set in: files and the number of the face in each."""
    wanted = {name for names in FACES.values() for name in names}
    return [(each.path, each.index) for each in _FONTS.fonts() if each.family in wanted and each.path]
