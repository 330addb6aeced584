"""One page during redaction: what is marked on it, what is hidden, and what was taken away so far."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import hypot
from typing import Any

from gongkai.documents.redaction.sheets.fonts import Font, font
from gongkai.documents.redaction.sheets.geometry import Point, Rect, around, inside, share
from gongkai.documents.redaction.sheets.objects import BROKEN, Unsure, entries, entry, items, plain, word

# Of a character, or a piece of a drawing: covered by this much it goes, wherever its centre is.
_COVERED = 0.5
_NEAR = 0.15  # sizes of the font between two readings of the same place


class Origins:
    """Where characters begin that must go, as another program sees them."""

    def __init__(self, points: Iterable[Point]) -> None:
        self._cells: dict[tuple[int, int], list[Point]] = {}
        for x, y in points:
            self._cells.setdefault((round(x), round(y)), []).append((x, y))

    def near(self, x: float, y: float, size: float) -> bool:
        if not self._cells:
            return False
        reach = min(max(0.3, _NEAR * size), 1.4)
        column, row = round(x), round(y)
        return any(
            hypot(x - px, y - py) <= reach
            for across in range(column - 2, column + 3)
            for down in range(row - 2, row + 3)
            for px, py in self._cells.get((across, down), ())
        )


@dataclass(slots=True)
class Tally:
    """What one mark took away."""

    characters: int = 0
    pictures: int = 0
    drawings: int = 0


@dataclass(slots=True)
class Area:
    """A page. `rects`: the marks in its space. `hidden`: whether optional content is not shown. `fonts`: of the file."""

    rects: tuple[Rect, ...]
    crop: Rect
    origins: Origins
    hidden: Callable[[Any], bool]
    fonts: dict[int, Font]
    blacked: Callable[[Any, tuple[Rect, ...]], Any]
    tallies: list[Tally] = field(default_factory=list)
    unseen: int = 0

    def __post_init__(self) -> None:
        self.tallies = self.tallies or [Tally() for _ in self.rects]

    def font(self, source: Any) -> Font | None:
        """A font; None for one that is missing or cannot be understood, on a page where nothing is marked.

        Raises Unsure for the same on a page with marks.
        """
        source = plain(source)
        if id(source) not in self.fonts:
            try:
                self.fonts[id(source)] = font(source)
            except (Unsure, *BROKEN) as problem:
                if self.rects:
                    raise Unsure("a font that cannot be understood") from problem
                return None
        return self.fonts[id(source)]

    def takes(self, corners: tuple[Point, ...], origin: Point, size: float) -> bool:
        """Whether a character goes; counted for the mark that takes it."""
        box = around(corners)
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        for rect, tally in zip(self.rects, self.tallies, strict=True):
            if inside(rect, x, y) or share(box, rect) >= _COVERED:
                tally.characters += 1
                return True
        if self.rects and self.origins.near(*origin, size):
            nearest = min(zip(self.rects, self.tallies, strict=True), key=lambda each: _away(each[0], x, y))
            nearest[1].characters += 1
            return True
        if not inside(self.crop, x, y):
            self.unseen += 1
            return True
        return False

    def takes_drawing(self, box: Rect, *, least: float = _COVERED) -> bool:
        """Whether a piece of a drawing goes; counted as well."""
        for rect, tally in zip(self.rects, self.tallies, strict=True):
            if share(box, rect) >= least:
                tally.drawings += 1
                return True
        return False

    def over(self, box: Rect) -> tuple[Rect, ...]:
        """The marks that touch a picture."""
        return tuple(rect for rect in self.rects if _touch(rect, box))


def _touch(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _away(rect: Rect, x: float, y: float) -> float:
    return max(rect[0] - x, x - rect[2], 0) + max(rect[1] - y, y - rect[3], 0)


def hidden_content(catalogue: Any) -> Callable[[Any], bool]:
    """Whether a layer is off when the file is opened, by its group or its membership."""
    said = entry(catalogue, "/OCProperties")
    usual = entries(entry(said, "/D"))
    groups = {id(each) for each in items(entry(said, "/OCGs"))}
    on = {id(each) for each in items(entry(usual, "/ON"))}
    off = {id(each) for each in items(entry(usual, "/OFF"))}
    if word(entry(usual, "/BaseState")) == "/OFF":
        off |= groups - on

    def hidden(layer: Any) -> bool:
        layer = plain(layer)
        if layer is None or word(entry(layer, "/Type")) != "/OCMD":
            return id(layer) in off
        given = entry(layer, "/OCGs")
        members = list(items(given)) if isinstance(given, list) else [given] if given else []
        if not members:
            return False
        gone = [id(each) in off for each in members]
        match word(entry(layer, "/P")):
            case "/AllOn":
                return any(gone)
            case "/AnyOff":
                return not any(gone)
            case "/AllOff":
                return not all(gone)
            case _:
                return all(gone)

    return hidden
