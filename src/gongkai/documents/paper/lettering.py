"""Texts of drawings as outlines, so that a drawing looks the same in every program and says nothing to readers of the text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

# The one typeface that comes with the platform: every machine draws the same.
_FILE = "FandolFang-Regular.otf"


@dataclass(frozen=True)
class _Face:
    units: int
    names: Mapping[int, str]
    font: "TTFont"


@cache
def drawable() -> bool:
    """Whether letters can be drawn here: the base install cannot."""
    return find_spec("fontTools") is not None


@cache
def _face() -> _Face:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - the base install does not have it

    font = TTFont(str(files("gongkai.documents.paper").joinpath("fonts", _FILE)), lazy=True)
    return _Face(font["head"].unitsPerEm, font.getBestCmap(), font)


@cache
def _advance(letter: str) -> float:
    """In parts of the size."""
    face = _face()
    advance: int = face.font["hmtx"][face.names.get(ord(letter), ".notdef")][0]
    return advance / face.units


def width(text: str, size: float) -> float:
    """How wide a text is."""
    return sum(map(_advance, text)) * size


def lettering(text: str, x: float, y: float, size: float, ink: str) -> Iterator[str]:
    """The outlines of a text, as paths of a drawing: from x to the right, on a line at y."""
    for letter in text:
        if path := _outline(letter, size):
            yield f'<path fill="{ink}" transform="translate({x:.1f} {y:.1f})" d="{path}"/>'
        x += _advance(letter) * size


@cache
def _outline(letter: str, size: float) -> str:
    """The data of a path; "" for a blank."""
    from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415 - as above
    from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415 - as above

    face = _face()
    shapes = face.font.getGlyphSet()
    pen = SVGPathPen(shapes, lambda value: f"{value:.1f}".rstrip("0").rstrip("."))
    scale = size / face.units
    shapes[face.names.get(ord(letter), ".notdef")].draw(TransformPen(pen, (scale, 0, 0, -scale, 0, 0)))
    made: str = pen.getCommands()
    return made
