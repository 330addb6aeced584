"""Level numbers in order: 第一章, 第一条, 一、（一）1.（1）, and 一是 … 二是 … inside a paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import Remark
from gongkai.documents.reading.sources.docx.numbering import chinese
from gongkai.law.findings import Severity
from gongkai.law.report.narrative.numbers import han_value

_HAN = "[一二三四五六七八九十百零〇]{1,6}"


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    shape: re.Pattern[str]
    digits: bool = False


# From the highest to the lowest.
_LEVELS = (
    _Level("第{}章", re.compile(rf"\s*第({_HAN})章")),
    _Level("第{}条", re.compile(rf"\s*第({_HAN})条(?=[\s\u3000])")),
    _Level("{}、", re.compile(rf"\s*({_HAN})、")),
    _Level("（{}）", re.compile(rf"\s*[（(]({_HAN})[）)]")),
    _Level("{}.", re.compile(r"\s*(\d{1,3})[.．、](?!\d)"), digits=True),
    _Level("（{}）", re.compile(r"\s*[（(](\d{1,3})[）)]"), digits=True),
)
_ARTICLE = 1  # the level that runs on through the chapters
_ATTACHED = re.compile(r"\s*附件\s*\d{0,2}\s*")
_LIST = re.compile(
    r"\s*附件?\s*[：:]\s*"
)  # the first entry of the list of attachments stands behind these words
_INLINE = re.compile(
    r"(?:^|[。；：:，？”\n*])\s*([一二三四五六七八九十]{1,3})是(?![一二三四五六七八九十、否])"
)
_DEEPEST = 8  # series inside one another
_GAP = 3  # a larger jump is another sort of number


def check_numbering(passage: Passage) -> Iterator[Remark]:
    """Numbers that are left out or stand twice, each level counted under the one above it."""
    reached: dict[int, int] = {}
    series: list[int] = []
    for start, paragraph in passage.paragraphs:
        if "\t" in paragraph:
            continue
        if _ATTACHED.fullmatch(paragraph):  # a new document begins
            reached, series = {}, []
            continue
        if found := _item(paragraph):
            level, number, end = found
            yield from _compare(passage, level, number, reached.get(level, 0), (start, start + end))
            reached = {
                above: last
                for above, last in reached.items()
                if above < level or (level, above) == (0, _ARTICLE)
            }
            reached[level] = number
            series = []
        yield from _inline(passage, start, paragraph, series)


def _item(paragraph: str) -> tuple[int, int, int] | None:
    """The level and the number that a paragraph begins with, and where they end."""
    begins = listed.end() if (listed := _LIST.match(paragraph)) else 0
    for place, level in enumerate(_LEVELS):
        if found := level.shape.match(paragraph, begins):
            number = int(found[1]) if level.digits else han_value(found[1])
            return place, number, found.end()
    return None


def _compare(passage: Passage, level: int, number: int, last: int, span: tuple[int, int]) -> Iterator[Remark]:
    if number == last:
        said = f"序号“{_shown(level, number)}”重复，请核对。"
        yield passage.remark("W108", Severity.WARNING, span, said, _shown(level, last + 1))
    elif last + 1 < number <= last + _GAP and (last or number == 2):
        said = f"序号“{_shown(level, number)}”之前没有“{_shown(level, last + 1)}”，请核对是漏了内容还是编号有误。"
        yield passage.remark("W108", Severity.WARNING, span, said)


def _shown(level: int, number: int) -> str:
    kind = _LEVELS[level]
    return kind.form.format(number if kind.digits else chinese(number))


def _inline(passage: Passage, start: int, paragraph: str, series: list[int]) -> Iterator[Remark]:
    """一是 begins a series, which may stand inside another; every other one follows the one before it in some series."""
    for match in _INLINE.finditer(paragraph):
        number = han_value(match[1])
        if number == 1:
            series.append(1)
            del series[:-_DEEPEST]
            continue
        open_at = next((at for at in range(len(series) - 1, -1, -1) if series[at] == number - 1), None)
        if open_at is not None:
            del series[open_at:]
        elif series and series[-1] + 1 < number <= series[-1] + _GAP:
            said = f"“{match[1]}是”之前没有“{chinese(series[-1] + 1)}是”，请核对是漏了内容还是编号有误。"
            span = (start + match.start(1), start + match.end())
            yield passage.remark("W108", Severity.WARNING, span, said)
            series.pop()
        series.append(number)
