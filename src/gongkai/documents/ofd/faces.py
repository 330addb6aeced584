"""The typefaces inside an OFD: those that the PDF was set in, with no more characters than it uses."""

from collections.abc import Iterable
from functools import cache
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, TTLibError

_POSTSCRIPT_NAME = 6
_NOT_NEEDED = ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "DSIG"]


def subset(name: str, characters: Iterable[str]) -> tuple[str, bytes] | None:
    """The ending and the bytes of a face with these characters; None where the machine has no face of this name."""
    place = _places().get(name)
    if place is None:
        return None
    path, index = place
    with TTFont(path, fontNumber=index, lazy=True, recalcTimestamp=False) as font:
        options = Options(notdef_outline=True, name_IDs=["*"], layout_features=[], hinting=False)
        options.drop_tables += _NOT_NEEDED
        choosing = Subsetter(options)
        choosing.populate(text="".join(sorted(set(characters))))
        choosing.subset(font)
        made = BytesIO()
        font.save(made)
        return ("otf" if font.sfntVersion == "OTTO" else "ttf"), made.getvalue()


@cache
def _places() -> dict[str, tuple[str, int]]:
    """Where each face lies that papers are set in, by the name that a PDF has for it."""
    from gongkai.documents.paper.typecase import every_file  # noqa: PLC0415 - a third of a second, for those who print

    found: dict[str, tuple[str, int]] = {}
    for path, index in every_file():
        try:
            with TTFont(path, fontNumber=index, lazy=True) as font:
                name = font["name"].getDebugName(_POSTSCRIPT_NAME)
        except (TTLibError, OSError, KeyError):
            continue
        if name:
            found.setdefault(name, (path, index))
    return found
