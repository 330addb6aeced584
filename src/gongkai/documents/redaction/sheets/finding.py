"""Texts on a page, found by where their characters stand, whatever order and whatever blanks they were set with."""

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from gongkai.documents.redaction.marks import Mark, Scan
from gongkai.documents.redaction.sheets.geometry import Rect, around, to_view
from gongkai.documents.redaction.sheets.seeing import Char, Sheet, opened, sheet

_WIDE = 4.0  # heights of a character between two that belong together
_DASHES = frozenset("-‐‑‒–—―－﹣")
_LOOSE = 1.3  # times the boxes of its characters: what the box around a slanting line may have
_APART = "\0"


def plain(text: str) -> str:
    """A text without blanks and dashes, in half width and small letters: what counts when texts are compared."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(
        char for char in folded if char not in _DASHES and unicodedata.category(char)[0] not in "ZC"
    )


def found(data: bytes, strings: Sequence[str], ground: str, label: str) -> list[Mark]:
    """Marks for every place of these texts, in the order of the file."""
    wanted = [text for text in dict.fromkeys(plain(each) for each in strings) if text]
    marks: list[Mark] = []
    with opened(data) as document:
        for number in range(len(document)):
            marks += on_sheet(sheet(document, number), number, wanted, ground, label)
    return marks


def on_sheet(page: Sheet, number: int, wanted: Iterable[str], ground: str, label: str) -> list[Mark]:
    """Marks on one page for texts that are `plain` already."""
    lines = _lines(page.chars)
    orders = (_written(page.chars), _seen(page.chars, lines))
    places: dict[tuple[int, ...], None] = {}
    for text in wanted:
        for letters, where in orders:
            at = letters.find(text)
            while at >= 0:
                places[tuple(sorted(set(where[at : at + len(text)])))] = None
                at = letters.find(text, at + 1)
    return list(_marks(page, number, places, lines, ground, label))


def suggested(data: bytes, scan: Scan, ground: str) -> list[Mark]:
    """Marks for what `scan` finds in the text of each page."""
    marks: list[Mark] = []
    with opened(data) as document:
        for number in range(len(document)):
            page = sheet(document, number)
            lines = _lines(page.chars)
            text = "".join(char.text for char in page.chars)
            owners = [at for at, char in enumerate(page.chars) for _ in char.text]
            for start, end, label in scan(text):
                place = tuple(at for at in owners[start:end] if not page.chars[at].made)
                marks += _marks(page, number, [place], lines, ground, label)
    return marks


def _written(chars: Sequence[Char]) -> tuple[str, list[int]]:
    """The plain text in the order of setting, and for each letter the character that it comes from."""
    return _joined((at, plain(char.text)) for at, char in enumerate(chars) if not char.made)


def _seen(chars: Sequence[Char], lines: Sequence[Sequence[int]]) -> tuple[str, list[int]]:
    """The same in the order in which lines are read."""

    def letters() -> Iterator[tuple[int, str]]:
        for line in lines:
            before: Char | None = None
            for at in line:
                if before is not None and _gap(before, chars[at]) > _WIDE:
                    yield at, _APART
                before = chars[at]
                yield at, plain(chars[at].text)

    return _joined(letters())


def _joined(letters: Iterable[tuple[int, str]]) -> tuple[str, list[int]]:
    text, where = [], []
    for at, said in letters:
        text.append(said)
        where += [at] * len(said)
    return "".join(text), where


def _gap(one: Char, other: Char) -> float:
    """How far two characters of a line are apart, in heights."""
    height = max(one.loose[3] - one.loose[1], 1.0)
    (x0, y0), (x1, y1) = one.origin, other.origin
    return math.hypot(x1 - x0, y1 - y0) / height


def _lines(chars: Sequence[Char]) -> list[list[int]]:
    """The characters that stand in a row, from left to right as they are read, upper rows first; each way of writing apart."""
    ways: dict[int, list[tuple[float, float, float, int]]] = {}
    for at, char in enumerate(chars):
        if char.made or not char.text.strip():
            continue
        (x, y) = char.origin
        cos, sin = math.cos(char.angle), math.sin(char.angle)
        height = min(char.loose[3] - char.loose[1], char.loose[2] - char.loose[0]) or 1.0
        ways.setdefault(round(math.degrees(char.angle)), []).append(
            (y * cos - x * sin, x * cos + y * sin, height, at)
        )
    lines: list[list[int]] = []
    for _, way in sorted(ways.items()):
        rows: list[tuple[float, list[tuple[float, int]]]] = []
        for level, along, height, at in sorted(way, key=lambda each: -each[0]):
            if not rows or abs(rows[-1][0] - level) > 0.4 * height:
                rows.append((level, []))
            rows[-1][1].append((along, at))
        lines += [[at for _, at in sorted(row)] for _, row in rows]
    return lines


def _marks(
    page: Sheet,
    number: int,
    places: Iterable[tuple[int, ...]],
    lines: Sequence[Sequence[int]],
    ground: str,
    label: str,
) -> Iterator[Mark]:
    """One mark for each line that a place touches, each box once."""
    line_of = {at: row for row, line in enumerate(lines) for at in line}
    boxes: dict[Rect, None] = {}
    for place in places:
        rows: dict[int, list[int]] = {}
        for at in place:
            if at in line_of:
                rows.setdefault(line_of[at], []).append(at)
        for row, chars in rows.items():
            ordered = sorted(chars, key=lines[row].index) if len(chars) > 1 else chars
            boxes |= dict.fromkeys(_boxes([page.chars[at] for at in ordered]))
    for rect in boxes:
        x0, y0, x1, y1 = (round(each, 2) for each in to_view(rect, page.crop, page.turn))
        yield Mark(number, (x0, y0, x1, y1), ground, label)


def _boxes(chars: Sequence[Char]) -> Iterator[Rect]:
    """One box around characters of a line; several small ones around a line that slants, which one would not fit."""
    slants = round(math.degrees(chars[0].angle)) % 90 != 0
    held: list[Rect] = []
    for char in chars:
        if (
            held
            and slants
            and _size(_whole([*held, char.loose])) > _LOOSE * sum(map(_size, (*held, char.loose)))
        ):
            yield _whole(held)
            held = []
        held.append(char.loose)
    yield _whole(held)


def _whole(rects: Sequence[Rect]) -> Rect:
    return around(corner for box in rects for corner in (box[:2], box[2:]))


def _size(rect: Rect) -> float:
    return (rect[2] - rect[0]) * (rect[3] - rect[1])
