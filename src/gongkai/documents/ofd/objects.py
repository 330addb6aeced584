"""What stands on a page of OFD, in millimetres from its upper left corner."""

from dataclasses import dataclass, field

MM = 25.4 / 72
"""Millimetres in a point."""

Colour = tuple[int, int, int, int]
"""Red, green, blue and how opaque, each up to 255."""
BLACK: Colour = (0, 0, 0, 255)
Box = tuple[float, float, float, float]
"""Left, top, width, height."""


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of one face on one line: where each begins, and the base line that they stand on."""

    font: str
    size: float
    colour: Colour
    characters: str
    starts: tuple[float, ...]
    baseline: float


@dataclass(frozen=True, slots=True)
class Path:
    """A drawing: its commands as OFD abbreviates them, relative to its box. A colour that is None is not used."""

    box: Box
    commands: str
    fill: Colour | None
    stroke: Colour | None
    width: float
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture by its number in the document, and what its unit square becomes: a b c d e f."""

    number: int
    matrix: tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its measures and what stands on it, in the order in which it is drawn."""

    width: float
    height: float
    paths: tuple[Path, ...] = ()
    images: tuple[Image, ...] = ()
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A whole document: its pages, and its pictures as PNG."""

    pages: tuple[Page, ...]
    pictures: tuple[bytes, ...] = ()
    used: dict[str, set[str]] = field(default_factory=dict)
    """The characters that each face has to have, by the name that the PDF has for it."""
