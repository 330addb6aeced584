"""Lines of PDF pages to paragraphs: page furniture taken out, lines broken by the page width joined."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from gongkai.documents.reading.headings import is_whole_heading
from gongkai.documents.reading.sources.cleaning import is_cjk
from gongkai.documents.reading.sources.pdf.lines import TextLine

# "- 3 -", "— 12 —", "第 3 页 共 12 页", "3/12", "3".
_PAGE_NUMBER = re.compile(
    r"[\s\-—–－·•~～]*第?\s*(?P<number>\d{1,3})\s*页?\s*(?:[/／,，]?\s*共?\s*\d{1,3}\s*页?)?[\s\-—–－·•~～]*"
)
_FIGURES = re.compile(r"[\d\s.,，%％/／:：+\-－−]+")
# The part of a page, from its upper or lower edge, in which running heads and page numbers stand.
_MARGIN = 0.12
# Of how many of a page's first and last lines it may be said.
_OUTERMOST = 2
# A line that so many pages have there belongs to the pages and not to the text.
_REPEATED = 3
# In widths of a full character: how far a page number without decoration stands from the text.
_APART = 1.8

# Where a paragraph may begin although the line before it is full.
_ENDS = re.compile(r"[。！？；：!?;:…][”’」』）)]*$")
BEGINS = re.compile(r"(?:[（(]?[一二三四五六七八九十]+[、）)．.]|[（(]\d+[)）]|\d+[、．.])")
_UNIT = re.compile(r"([0-9A-Za-z.,%:/\-_@+]*)([^0-9A-Za-z]?[，。、；：！？）》」』”]*)")
_LATIN = re.compile(r"[A-Za-z]")

# In widths of a full character: an indent, what justification leaves at the right, a larger line distance, another size.
_INDENT = 0.8
_SLACK = 0.7
_PITCH = 1.45
_SIZE = 0.15
_TITLE = 1.2
# Lines further apart than this say nothing of the line distance.
_FAR = 4
# Lines shorter than this say nothing of the width of the text.
_LONG = 10


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its page (from 1) and how far down that page it stands, from 0 to 1."""

    line: TextLine
    page: int
    down: float


@dataclass(frozen=True, slots=True)
class Column:
    """The left and right edge of running text, and its usual line distance, in points."""

    left: float
    right: float
    pitch: float
    em: float


def without_furniture(lines: Sequence[Placed], pages: int) -> list[Placed]:
    """The lines without page numbers, running heads and feet; a running head stays once, as it may be the title."""
    edges = [
        placed
        for _, group in groupby(lines, key=lambda placed: placed.page)
        for placed in _edges(list(group))
    ]
    numbers = {id(placed) for placed in _page_numbers(edges, lines)}
    repeated = Counter(_words(placed) for placed in edges if id(placed) not in numbers)
    often = max(_REPEATED, pages // 2)
    running = {id(placed) for placed in edges if _words(placed) and repeated[_words(placed)] >= often}
    kept: list[Placed] = []
    seen: set[str] = set()
    for placed in lines:
        if id(placed) in running and (placed.down > 0.5 or _words(placed) in seen):
            continue
        if id(placed) in running:
            seen.add(_words(placed))
        if id(placed) not in numbers:
            kept.append(placed)
    return kept


def _edges(page: Sequence[Placed]) -> list[Placed]:
    """The outermost lines of a page, as far as they stand in its margins."""
    outermost = dict.fromkeys([*range(len(page))[:_OUTERMOST], *range(len(page))[-_OUTERMOST:]])
    return [page[index] for index in outermost if not _MARGIN < page[index].down < 1 - _MARGIN]


def _words(placed: Placed) -> str:
    """What makes a running head the same on each page: its words; "" for a line that has only figures."""
    words = _FIGURES.sub("#", placed.line.text)
    return words if len(words.strip("#")) > 1 else ""


def _page_numbers(edges: Sequence[Placed], lines: Sequence[Placed]) -> Iterator[Placed]:
    """Lines that number their page: decorated, or standing apart and in step with the pages."""
    numbered = [
        (placed, int(match["number"]))
        for placed in edges
        if (match := _PAGE_NUMBER.fullmatch(placed.line.text))
    ]
    steps = Counter(number - placed.page for placed, number in numbered)
    for placed, number in numbered:
        step = number - placed.page
        plain = placed.line.text.strip().isdigit()
        if not plain or ((step == 0 or steps[step] > 1) and _stands_apart(placed, lines)):
            yield placed


def _stands_apart(placed: Placed, lines: Sequence[Placed]) -> bool:
    return all(
        abs(other.line.base - placed.line.base) > _APART * placed.line.em
        for other in lines
        if other.page == placed.page and other is not placed
    )


def column_of(lines: Iterable[TextLine]) -> Column:
    """The edges that several long lines share; without any, edges that no line reaches."""
    long = [line for line in lines if "\t" not in line.text and len(line.text) >= _LONG]
    if len(long) < 2:
        return Column(float("-inf"), float("inf"), 0.0, 0.0)
    em = median(line.em for line in long)
    near = _INDENT * em
    lefts = sorted(line.left for line in long)
    rights = sorted((line.right for line in long), reverse=True)
    distances = [after.base - before.base for before, after in pairwise(long)]
    pitches = [distance for distance in distances if 0 < distance < _FAR * em]
    return Column(
        left=next((one for one, two in pairwise(lefts) if two - one < near), lefts[0]),
        right=next((one for one, two in pairwise(rights) if one - two < near), rights[0]),
        pitch=median(pitches) if pitches else em,
        em=em,
    )


def continues(before: Placed, after: Placed, column: Column) -> bool:
    """Whether a line only goes on the one before: that one is full, and this one is not set off from it."""
    first, second = before.line, after.line
    em = first.em
    if "\t" in first.text or "\t" in second.text or abs(first.em - second.em) > _SIZE * em:
        return False
    pitch = column.pitch * max(1.0, em / (column.em or em))
    if before.page == after.page and second.base - first.base > _PITCH * pitch:
        return False
    if em > _TITLE * column.em and _is_centred(first, column) and _is_centred(second, column):
        return True
    room = column.right - first.right
    if second.left > column.left + _INDENT * em or room > first_unit(second) + _SLACK * em:
        return False
    return not (is_whole_heading(first.text) or (_ENDS.search(first.text) and BEGINS.match(second.text)))


def _is_centred(line: TextLine, column: Column) -> bool:
    return abs((line.left - column.left) - (column.right - line.right)) < 2 * _INDENT * line.em


def first_unit(line: TextLine) -> float:
    """How wide the part of a line is that cannot be divided, in points.

    It is a number, a Latin word or one Chinese character, with the marks behind it that may not begin a line.
    """
    match = _UNIT.match(line.text)
    return (len(match[1]) / 2 + len(match[2]) if match else 1.0) * line.em


def joined(texts: Sequence[str]) -> str:
    """Lines of one paragraph as one text: Latin words keep a blank between them, all else was not divided."""
    whole = texts[0]
    for text in texts[1:]:
        if _LATIN.match(whole[-1]) and _LATIN.match(text[0]) and not is_cjk(whole[-1]):
            whole += " "
        whole += text
    return whole


def paragraphs(lines: Sequence[TextLine]) -> list[str]:
    """The paragraphs that the lines of one cell form."""
    column = column_of(lines)
    runs: list[list[Placed]] = []
    for line in lines:
        placed = Placed(line, 0, 0.0)
        if runs and continues(runs[-1][-1], placed, column):
            runs[-1].append(placed)
        else:
            runs.append([placed])
    return [joined([placed.line.text for placed in run]) for run in runs]
