"""The text of a rule or normative document taken apart into its articles (第…条).   依据：规章制定程序条例第七条"""

import re
from dataclasses import dataclass

_DIGIT = "一二三四五六七八九"
_NUMERAL = "[零〇一二三四五六七八九十百千]{1,9}|[0-9]{1,4}"
_ARTICLE = re.compile(
    rf"第(?P<number>{_NUMERAL})条(?:之(?P<also>[一二三四五六七八九十]{{1,3}}))?(?P<rest>[\s：:].*|)$"
)
_STUCK = re.compile(rf"第(?P<number>{_NUMERAL})条(?P<also>)(?P<rest>\S.*)$")
_HEADING = re.compile(rf"第(?:{_NUMERAL})[编章节](?:\s.*|$)")
_END = re.compile(r"附\s*件\s*[:：0-9一二三四五六七八九十]|附\s*[:：]|附\s*件$")
_UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class TakenArticle:
    """One article: its number as printed (三, 三之一), its text, the chapter or section heading before it, if one is."""

    number: str
    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class TakenApart:
    """A text in its articles. `before`: what stands before the first; `after`: annexes; `remarks`: what looks odd, in Chinese."""

    articles: tuple[TakenArticle, ...]
    before: str
    after: str
    remarks: tuple[str, ...]


def take_apart(text: str) -> TakenApart:
    """The articles of a plain text, a line for each paragraph. A text without any has no articles.

    An article begins where a line does with 第…条 and a blank; where no line has the blank, without it.
    """
    lines = [line.strip("\u3000 \t\r") for line in text.split("\n")]
    found = _divided(lines, _ARTICLE)
    return found if found.articles else _divided(lines, _STUCK)


def _divided(lines: list[str], begins: re.Pattern[str]) -> TakenApart:
    before: list[str] = []
    made: list[tuple[str, list[str], str]] = []
    headings: list[str] = []
    after: list[str] = []
    for line in filter(None, lines):
        if after or (made and _END.match(line)):
            after.append(line)
        elif found := begins.match(line):
            number = found["number"] + (f"之{found['also']}" if found["also"] else "")
            made.append((number, [found["rest"].strip("\u3000 \t：:")], " ".join(headings)))
            headings = []
        elif _HEADING.match(line):
            headings.append(line)
        elif made:
            made[-1][1].append(line)
        else:
            before.append(line)
    articles = tuple(
        TakenArticle(number, "\n".join(filter(None, body)), heading) for number, body, heading in made
    )
    return TakenApart(articles, "\n".join(before), "\n".join(after), tuple(_remarks(articles)))


def _remarks(articles: tuple[TakenArticle, ...]) -> list[str]:
    """Numbers that come twice or do not follow each other, articles without words."""
    remarks: list[str] = []
    seen: set[str] = set()
    last = 0
    for each in articles:
        if each.number in seen:
            remarks.append(f"第{each.number}条出现了不止一次，请核对。")
        seen.add(each.number)
        value = value_of(each.number.partition("之")[0])
        if value not in (last, last + 1):
            remarks.append(f"第{each.number}条之前缺少条文，请核对。")
        last = value
        if not each.text:
            remarks.append(f"第{each.number}条没有文字，请核对。")
    return remarks


def value_of(numeral: str) -> int:
    """A numeral as it is printed before 条, Chinese or Arabic, as a number."""
    if numeral.isascii():
        return int(numeral)
    total = digit = 0
    for sign in numeral:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGIT.find(sign) + 1
    return total + digit
