"""Lines of text as fields: what tabs, pipes or blanks divide, and what of it can only be a figure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from unicodedata import east_asian_width

from gongkai.documents.reading.blocks import Line
from gongkai.documents.reading.labels import outcome_row, proactive_row
from gongkai.documents.reading.rows import Entry
from gongkai.documents.reading.values import looks_like_value, parse
from gongkai.law.report.schema import Kind

_PIPES = re.compile(r"[|│┃¦｜]")
_RULE = re.compile(r"[\s|│┃:：+\-—–─━=_]*[-─━=]{3,}[\s|│┃:：+\-—–─━=_]*")
_GAP = re.compile(r"[ \u3000\xa0]{2,}|\u3000")
_GLUED = re.compile(
    r"(.*?[\u4e00-\u9fff)）”\"])"
    r"([+\-＋－]?\d[\d.,，．]*(?:万?元|件|项|个|条)?(?:[(（][^()（）]*[)）])?|无|[/／\-—–_]+)"
)
_WORD = re.compile(r"[^ \u3000\xa0]+")
_NUMBERING = re.compile(r"\d{1,2}\s*[.、．]")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–─－·•]+\s*\d{1,3}\s*[-—–─－·•]+|第\s*\d{1,3}\s*页.*|\d{1,3}\s*/\s*\d{1,3}|共\s*\d+\s*页)\s*"
)


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of a line; `text` is stripped, "" for an explicit empty cell.

    `column` counts the pieces of its line from 0, `width` is their number. `at` is where the middle of a
    figure stands in a line divided by blanks only: counted in characters, and in half-widths.
    """

    text: str
    where: str
    line: int
    column: int = 0
    width: int = 1
    at: tuple[float, float] | None = None

    @property
    def is_figure(self) -> bool:
        """A figure, or a mark for nothing such as "/"."""
        return is_figure(self.text)


@lru_cache(maxsize=4096)
def is_figure(text: str) -> bool:
    """Whether a stripped piece of text can only be what a figure cell holds."""
    if not text or text[0] in "(（" or len(text) > 40 or _NUMBERING.fullmatch(text):
        return False
    if looks_like_value(text):
        return True
    return any(char.isdigit() for char in text) and any(
        not parse(text, kind).why for kind in (Kind.COUNT, Kind.CHANGE, Kind.WAN)
    )


def is_page_number(text: str) -> bool:
    """Whether a line is only a printed page number: "- 5 -", "第 5 页", "5/12"."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def split(text: str, *, closed: bool = True) -> list[str]:
    """The fields of one line, stripped; "" for explicit empty cells. A ruling of dashes has none.

    `closed` says that this document closes its rows with a pipe.
    """
    if is_page_number(text) or _RULE.fullmatch(text):
        return []
    if _PIPES.search(text):
        return [field for part in _cells(text.strip(), closed=closed) for field in _peeled(part)] or [""]
    if "\t" in text:
        return [field for part in text.split("\t") for field in _peeled(part)]
    return [field for part in _GAP.split(text.strip()) if part for field in _peeled(part)]


def _cells(text: str, *, closed: bool) -> list[str]:
    """What stands between pipes. Pipes at both ends are a frame and divide nothing."""
    parts = _PIPES.split(text)
    framed = closed and not parts[0].strip()
    if framed:
        parts = parts[1:]
    if closed and parts and not parts[-1].strip():
        parts = parts[:-1]
    return parts


def closes_rows(lines: Sequence[Line]) -> bool:
    """Whether the rows of a document end in a pipe: most lines with several pipes do."""
    rows = [line.text.strip() for line in lines if len(_PIPES.findall(line.text)) > 1]
    return 2 * sum(_PIPES.search(row[-1]) is not None for row in rows) >= len(rows)


def _peeled(part: str) -> list[str]:
    """A label with figures behind it comes apart; everything else stays whole."""
    words = part.split()
    if not words:
        return [""]
    figures: list[str] = []
    while words and is_figure(words[-1]):
        figures.insert(0, words.pop())
    label = " ".join(words)
    if not label:
        return figures
    glued = _GLUED.fullmatch(label)
    if glued and (outcome_row(glued[1]) or proactive_row(glued[1])) and is_figure(glued[2]):
        return [glued[1], glued[2], *figures]
    return [label, *figures] if figures else [part.strip()]


def fields(lines: Sequence[Line]) -> Iterator[Field]:
    """All fields of these lines in order. A number before a label in the same line numbers that label."""
    closed = closes_rows(lines)
    for index, line in enumerate(lines):
        parts = split(line.text, closed=closed)
        label = next((i for i, part in enumerate(parts) if part and not is_figure(part)), 0)
        places = _places(line.text, parts) if label + 1 < len(parts) else {}
        for column in range(label, len(parts)):
            # What stands before the label is its number, or belongs to merged cells above.
            text = "".join(parts[: label + 1]) if column == label else parts[column]
            yield Field(text, line.where, index, column, len(parts), places.get(column))


def _places(text: str, parts: Sequence[str]) -> dict[int, tuple[float, float]]:
    """Where the figures at the end of a line stand, if only blanks divide it."""
    if "\t" in text or _PIPES.search(text):
        return {}
    found = {}
    words = list(_WORD.finditer(text))
    wide_before = [0, *accumulate(east_asian_width(char) in "WF" for char in text)]
    for column, word in zip(range(len(parts) - 1, -1, -1), reversed(words), strict=False):
        if parts[column] != word[0]:
            break
        wide = wide_before[word.start()]
        middle = (word.start() + word.end()) / 2
        found[column] = (middle, middle + wide)
    return found


def as_entry(item: Field) -> Entry:
    """A field as an entry of a row. Its column is counted from the end of its line: 0 for the last."""
    return Entry(
        item.text, item.where, item.width - 1 - item.column, line_width=item.width, at=item.at, line=item.line
    )
