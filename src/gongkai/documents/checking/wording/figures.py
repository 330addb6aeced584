"""How years and dates are written: one way through a text, 〇 and not ○, no leading zeros."""

import re
from collections.abc import Iterator

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import Remark
from gongkai.law.findings import Severity

_HAN_YEAR = re.compile(r"(?<![一二三四五六七八九])[一二][一二三四五六七八九〇○零ОоOo0Ｏ０]{3}(?=年)")
_WRONG_ZERO = str.maketrans(dict.fromkeys("○零ОоOo0Ｏ０", "〇"))
_PADDED = re.compile(r"(?<!\d)(?:19|20)\d\d年(?:0\d月(?:\d{1,2}日)?|\d{1,2}月0\d日)")
_FORMS = {
    "2026年1月5日": re.compile(r"(?<!\d)(?:19|20)\d\d年\d{1,2}月\d{1,2}日"),
    "2026-01-05": re.compile(r"(?<![\d/.-])(?:19|20)\d\d-\d{1,2}-\d{1,2}(?![\d-])"),
    "2026.1.5": re.compile(r"(?<![\d.])(?:19|20)\d\d\.\d{1,2}\.\d{1,2}(?![\d.])"),
    "2026/1/5": re.compile(r"(?<![\d/])(?:19|20)\d\d/\d{1,2}/\d{1,2}(?![\d/])"),
    "二〇二六年一月五日": re.compile(
        r"[一二][一二三四五六七八九〇]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
    ),
}


def check_figures(passage: Passage) -> Iterator[Remark]:
    """Years with a circle or a letter for 〇, leading zeros, several ways to write a date in one text."""
    for match in _HAN_YEAR.finditer(passage.text):
        fix = match[0].translate(_WRONG_ZERO)
        if fix != match[0]:
            said = "用汉字写年份，零写作“〇”；不用圆圈、字母和“零”。"
            yield passage.remark("W109", Severity.WARNING, match.span(), said, fix)
    for match in _PADDED.finditer(passage.text):
        said = "日期中的月、日不编虚位（1不写作01）。"
        fix = re.sub(r"(?<=[年月])0", "", match[0])
        yield passage.remark("W109", Severity.INFO, match.span(), said, fix)
    yield from _mixed(passage)


def _mixed(passage: Passage) -> Iterator[Remark]:
    """Prose only: a table may have dates of its own form."""
    first = {form: found for form, shape in _FORMS.items() if (found := _first(passage, shape))}
    if len(first) > 1:
        usual, *others = first
        for form in others:
            said = f"同一篇里日期的写法应当一致：别处写作“{usual}”，这里写作“{form}”。"
            yield passage.remark("W109", Severity.INFO, first[form], said)


def _first(passage: Passage, shape: re.Pattern[str]) -> tuple[int, int] | None:
    for start, paragraph in passage.paragraphs:
        if "\t" not in paragraph and (found := shape.search(paragraph)):
            return start + found.start(), start + found.end()
    return None
