"""What is marked in a document, between the page and the table: lines of numbers, boxes in a picture, pieces of a text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from gongkai.applications.queries.withholding import GroundChoice, Marking
from gongkai.documents.redaction import Box, Drawing, Line, Mark, Page, Paragraph, Span

MOST_TEXTS = 20
AT_ONCE = 500
PICTURE = "图片"
_NUMBERS = re.compile(r"[\s,，、;；]+")


class Unclear(ValueError):
    """A line that says no place, in Chinese with what it should say."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A box as the picture of a page has it; `number`: that of its mark in the list, 0 for what is only proposed."""

    number: int
    x: float
    y: float
    width: float
    height: float

    @property
    def base(self) -> float:
        """On what line its number stands, beside it."""
        return self.y + min(self.height, 12) - 3


@dataclass(frozen=True, slots=True)
class Row:
    """A mark in the list. `where`: page, or paragraph and characters; `short` and `reason`: why."""

    number: int
    where: str
    page: int
    short: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place that looks like personal data: as a form says it, where it is, what it is, what stands there."""

    value: str
    where: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph, marked or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph of a Word file, by its number from 1."""

    number: int
    place: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a Word file, by its number from 1: how a form says it, whether it can be shown, whether it is marked."""

    number: int
    value: str
    shown: bool
    marked: bool


def as_line(place: Mark | Span) -> str:
    """A place as a form says it: page and four lengths in points, or paragraph, first and last character, all from 1."""
    if isinstance(place, Mark):
        return ",".join([str(place.page + 1), *(f"{each:.1f}" for each in place.box)])
    return f"{place.paragraph + 1},{place.start + 1},{place.end}"


def places(
    lines: Iterable[str], kind: str, ground: str, label: str, drawings: Sequence[Drawing] = ()
) -> list[Mark | Span]:
    """The places that lines say; `drawings`: the pictures of a Word file. Raises Unclear."""
    given = [line.strip() for line in lines if line.strip()]
    if len(given) > AT_ONCE:
        raise Unclear(f"一次最多添加 {AT_ONCE} 处，请分次添加。")
    return [
        _picture(line, drawings, ground, label)
        if line.startswith(PICTURE)
        else _place(line, kind, ground, label)
        for line in given
    ]


def pictures(drawings: Sequence[Drawing], marks: Sequence[Marking]) -> list[Picture]:
    """The pictures of a Word file, and which of them are marked."""
    marked = {each.place.picture for each in marks if isinstance(each.place, Span)}
    return [
        Picture(number, f"{PICTURE}{number}", each.shown, each.part in marked)
        for number, each in enumerate(drawings, 1)
    ]


def rows(
    marks: Sequence[Marking], choices: Iterable[GroundChoice], drawings: Sequence[Drawing] = ()
) -> list[Row]:
    """The marks as the list shows them."""
    known = {choice.key: choice.label for choice in choices}
    numbers = {each.part: number for number, each in enumerate(drawings, 1)}
    return [
        Row(
            number,
            where(each.place, numbers),
            each.place.page + 1 if isinstance(each.place, Mark) else 0,
            known.get(each.place.ground, "依据已经变化，请重新标记"),
            each.reason,
        )
        for number, each in enumerate(marks, 1)
    ]


def where(place: Mark | Span, numbers: Mapping[str, int] = MappingProxyType({})) -> str:
    """The place in words; `numbers` of pictures by their parts."""
    if isinstance(place, Mark):
        return f"第 {place.page + 1} 页"
    if place.picture:
        return f"{PICTURE} {numbers[place.picture]}" if place.picture in numbers else PICTURE
    return f"第 {place.paragraph + 1} 段第 {place.start + 1} 至 {place.end} 字"


def rects(marks: Sequence[Marking], page: int) -> list[Rect]:
    """The boxes of a page, which counts from 0."""
    return [
        rect(each.place.box, number)
        for number, each in enumerate(marks, 1)
        if isinstance(each.place, Mark) and each.place.page == page
    ]


def rect(box: Box, number: int = 0) -> Rect:
    """A box as the picture has it."""
    left, top, right, bottom = (round(each, 1) for each in box)
    return Rect(number, left, top, round(right - left, 1), round(bottom - top, 1))


def proposals(
    found: Iterable[Mark | Span], sheets: Sequence[Page], texts: Sequence[Paragraph]
) -> list[Proposal]:
    """What looks like personal data, with the words that stand there, for whoever reads the original anyway."""
    return [
        Proposal(as_line(place), where(place), place.label, _words(place, sheets, texts)) for place in found
    ]


def shown(texts: Sequence[Paragraph], marks: Sequence[Marking]) -> list[Shown]:
    """The paragraphs that say something, with what is marked in them."""
    spans: dict[int, list[Span]] = {}
    for each in marks:
        if isinstance(each.place, Span) and not each.place.picture:
            spans.setdefault(each.place.paragraph, []).append(each.place)
    return [
        Shown(at + 1, each.place, tuple(_pieces(each.text, spans.get(at, []))))
        for at, each in enumerate(texts)
        if each.text.strip()
    ]


def _picture(line: str, drawings: Sequence[Drawing], ground: str, label: str) -> Span:
    number = line.removeprefix(PICTURE).strip()
    if not (number.isascii() and number.isdigit() and 0 < int(number[:6]) <= len(drawings)):
        raise Unclear(f"文件里没有“{line[:40]}”。请刷新页面，重新选择图片。")
    return Span(0, 0, 0, ground, label, picture=drawings[int(number) - 1].part)


def _place(line: str, kind: str, ground: str, label: str) -> Mark | Span:
    try:
        said = [float(each) for each in _NUMBERS.split(line.strip(" ,，"))]
    except ValueError:
        raise _unclear(line, kind) from None
    if kind != "docx" and len(said) == 5 and said[0] == int(said[0]) >= 1:
        page, left, top, right, bottom = said
        box = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
        return Mark(int(page) - 1, box, ground, label)
    if kind == "docx" and len(said) == 3 and all(each == int(each) >= 1 for each in said):
        paragraph, first, last = (int(each) for each in said)
        return Span(paragraph - 1, first - 1, last, ground, label)
    raise _unclear(line, kind)


def _unclear(line: str, kind: str) -> Unclear:
    needed = "段号、起字、止字三个数" if kind == "docx" else "页码、左、上、右、下五个数"
    return Unclear(f"“{line[:40]}”不是一个位置：每行写{needed}，用逗号隔开。")


def _words(place: Mark | Span, sheets: Sequence[Page], texts: Sequence[Paragraph]) -> str:
    if isinstance(place, Span):
        return texts[place.paragraph].text[place.start : place.end] if place.paragraph < len(texts) else ""
    lines = sheets[place.page].lines if place.page < len(sheets) else ()
    return "".join(_under(line, place.box) for line in lines)


def _under(line: Line, box: Box) -> str:
    left, top, right, bottom = box
    return "".join(
        char
        for char, (x, y, u, v) in zip(line.text, line.boxes, strict=True)
        if left <= (x + u) / 2 <= right and top <= (y + v) / 2 <= bottom
    )


def _pieces(text: str, spans: Sequence[Span]) -> Iterable[Piece]:
    covered = {at for span in spans for at in range(span.start, min(span.end, len(text)))}
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or (at in covered) != (start in covered):
            yield Piece(text[start:at], start in covered)
            start = at
