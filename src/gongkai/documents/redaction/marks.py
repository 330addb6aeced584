"""What is marked in a file and what became of it: plain data, without a word of what was withheld."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the top left corner of the page as it is seen, turned as its reader sees it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a page of a PDF. `page` counts from 0; `ground` is "denied_third_party/privacy": result and variant.

    `label` is what is printed in white on the black box, a few characters; "" for none.
    """

    page: int
    box: Box
    ground: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a Word file: the number of the paragraph as `paragraphs` counts them, from `start` up to `end`.

    A picture of the file is marked by `picture`, its part ("word/media/image1.png"); the numbers count for nothing then.
    """

    paragraph: int
    start: int
    end: int
    ground: str = ""
    label: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A text that is withheld wherever it stands, in a PDF and in a Word file."""

    text: str
    ground: str = ""
    label: str = ""


Marked = Mark | Span | Words


@dataclass(frozen=True, slots=True)
class Line:
    """Characters in a row, each with its box; `boxes` is as long as `text`."""

    text: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is seen: points across and down, the lines on it; `scanned` if it shows pictures and next to no text."""

    width: float
    height: float
    lines: tuple[Line, ...]
    scanned: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a Word file: "正文", "页眉", "页脚", "脚注", "尾注", and its text, as `Span` counts it."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a Word file: its part, as `Span.picture` has it, and whether `drawing` can show it."""

    part: str
    shown: bool


Scan = Callable[[str], Iterable[tuple[int, int, str]]]
"""What finds personal data in a text: start, end, and what it is in a few characters."""


@dataclass(frozen=True, slots=True)
class Place:
    """One mark and what went: characters, pictures whose pixels were blacked, lines of drawings. Page -1: a Word file."""

    page: int
    ground: str
    label: str
    characters: int
    pictures: int = 0
    drawings: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a redaction did. `kind`: "pdf" or "docx". Nothing in it repeats what was withheld.

    `rastered`: pages, from 0, that became pictures because the absence could not be proved in another way, or because
    that was asked for. `remarks`: Chinese sentences for the officer, whose eyes are needed. `cleared`: what was
    taken out of the whole file, in Chinese. `original` and `result`: SHA-256 of both files.
    """

    kind: str
    places: tuple[Place, ...]
    rastered: tuple[int, ...]
    remarks: tuple[str, ...]
    cleared: tuple[str, ...]
    original: str
    result: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """The file that may be handed out; the absence of what was marked is proved, or `redact` would have raised."""

    data: bytes
    report: Report


@dataclass(frozen=True, slots=True)
class Withheld:
    """One ground: how many places, on which pages (from 1, as people count; empty for a Word file), by which labels."""

    ground: str
    labels: tuple[str, ...]
    places: int
    pages: tuple[int, ...]


def withheld_list(report: Report) -> tuple[Withheld, ...]:
    """What was withheld and why, for the letter: one entry for each ground, in the order of the file."""
    by_ground: dict[str, list[Place]] = {}
    for place in report.places:
        by_ground.setdefault(place.ground, []).append(place)
    return tuple(
        Withheld(
            ground=ground,
            labels=tuple(dict.fromkeys(place.label for place in places if place.label)),
            places=len(places),
            pages=tuple(sorted({place.page + 1 for place in places if place.page >= 0})),
        )
        for ground, places in by_ground.items()
    )
