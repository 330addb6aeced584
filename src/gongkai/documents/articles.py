"""The text of a rule or normative document taken apart into its articles (第…条), or its parts (一、, （一）) where it has none.

依据：规章制定程序条例第七条，GB/T 9704-2012 7.3.3
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.law.normative import called

_DIGIT = "一二三四五六七八九"
_NUMERAL = "[零〇一二三四五六七八九十百千]{1,9}|[0-9]{1,4}"
_ARTICLE = re.compile(
    rf"第(?P<number>{_NUMERAL})条(?:之(?P<also>[一二三四五六七八九十]{{1,3}}))?(?P<rest>[\s：:].*|)$"
)
_STUCK = re.compile(rf"第(?P<number>{_NUMERAL})条(?P<also>)(?P<rest>\S.*)$")
_HEADING = re.compile(rf"第(?:{_NUMERAL})[编章节](?:\s.*|$)")
_END = re.compile(r"附\s*件\s*[:：0-9一二三四五六七八九十]|附\s*[:：]|附\s*件$")
_CHINESE = "[零〇一二三四五六七八九十百]{1,5}"
_TOP = re.compile(rf"(?P<number>{_CHINESE})、\s*(?P<rest>.*)$")
_BELOW = re.compile(rf"[（(](?P<number>{_CHINESE})[）)]\s*(?P<rest>.*)$")
_DATE = re.compile(
    r"[0-9〇零一二三四五六七八九十]{2,4}\s*年\s*[0-9一二三四五六七八九十]{1,3}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日$"
)
_SENTENCE = re.compile(r"[。；：，！？]")
_UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class TakenArticle:
    """One article: its number as printed (三, 三之一), its text, the chapter or section heading before it, if one is.

    Of a text without articles one part: its number is that of the part with what it stands in (一、 and 一、（二）).
    """

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

    An article begins where a line does with 第…条 and a blank; where no line has the blank, without it. Without articles the
    parts that lines begin with 一、 and （一） are taken; what stands before a （一） inside 一、 is the text of 一、.
    """
    lines = [line.strip("\u3000 \t\r") for line in text.split("\n")]
    found = _divided(lines, _ARTICLE)
    found = found if found.articles else _divided(lines, _STUCK)
    return found if found.articles else _in_parts(lines)


def put_together(articles: Iterable[TakenArticle]) -> str:
    """A text of which `take_apart` makes the same articles again, each on a line of its own."""
    lines: list[str] = []
    for each in articles:
        lines += [each.heading] if each.heading else []
        top, comma, below = each.number.partition("、")
        if comma or each.number.startswith("（"):
            lines.append(f"{below or top + comma}{each.text}")
        else:
            lines.append(f"{called(each.number)}　{each.text}")
    return "\n".join(lines)


def _in_parts(lines: list[str]) -> TakenApart:
    """A text by its parts; none where the first one is not the first of its level. What it is signed with stands after."""
    before: list[str] = []
    made: list[tuple[str, list[str]]] = []
    after: list[str] = []
    top = ""
    for line in filter(None, lines):
        part, below = _TOP.match(line), _BELOW.match(line)
        found = part or below
        if after or (made and _END.match(line)):
            after.append(line)
        elif found and (made or value_of(found["number"]) == 1):
            top = f"{found['number']}、" if part else top
            made.append((top if part else f"{top}（{found['number']}）", [found["rest"]]))
        elif made:
            made[-1][1].append(line)
        else:
            before.append(line)
    if made:
        after = [*_signature(made[-1][1]), *after]
    articles = tuple(TakenArticle(number, "\n".join(filter(None, body))) for number, body in made)
    return TakenApart(articles, "\n".join(before), "\n".join(after), tuple(_remarks_of_parts(articles)))


def _signature(body: list[str]) -> list[str]:
    """Takes off the end of a part what is no sentence of it: bodies and date below the text."""
    dated = next((at for at, line in enumerate(body) if at and _DATE.match(line)), None)
    if dated is None:
        return []
    first = dated
    while first > 1 and not _SENTENCE.search(body[first - 1]):
        first -= 1
    signed = body[first:]
    del body[first:]
    return signed


def _remarks_of_parts(parts: tuple[TakenArticle, ...]) -> Iterator[str]:
    """Numbers that come twice or do not follow each other within their level, parts without words."""
    last: dict[str, int] = {}
    seen: set[str] = set()
    for each in parts:
        if each.number in seen:
            yield f"{each.number}出现了不止一次，请核对。"
        seen.add(each.number)
        above, _, own = each.number.rpartition("（")
        level, value = above + own[-1], value_of(own[:-1])
        if value not in (last.get(level, 0), last.get(level, 0) + 1):
            yield f"{each.number}之前缺少一项，请核对。"
        last[level] = value
        if not each.text:
            yield f"{each.number}没有文字，请核对。"


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
