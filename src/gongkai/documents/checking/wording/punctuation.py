"""Punctuation of Chinese text, after GB/T 15834-2011 标点符号用法 and GB/T 15835-2011 出版物上数字用法."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import Remark
from gongkai.law.findings import Severity

_HAN = r"\u4e00-\u9fff"
_NUMERALS = "一二三四五六七八九十"
_WIDE = dict(zip(",;:?!().", "，；：？！（）。", strict=True))
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w./:?=&%#~+@!,;()-]+|[\w.+-]+@[\w.-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A mistake that one pattern finds; `fix` makes what should stand there."""

    rule: str
    severity: Severity
    pattern: re.Pattern[str]
    message: str
    fix: Callable[["re.Match[str]"], str | None]


def _widened(match: "re.Match[str]") -> str:
    return "".join(_WIDE.get(character, character) for character in match[0])


def _narrowed(match: "re.Match[str]") -> str:
    return "".join(chr(ord(character) - 0xFEE0) for character in match[0])


def _first(match: "re.Match[str]") -> str:
    return match[0][0]


_SHAPES = (
    _Shape(
        "W101",
        Severity.INFO,
        re.compile(
            rf"(?<=[{_HAN}”》）])[,;:?!](?=[{_HAN}“《（\s\d]|$)|(?<=[{_HAN}])(?<!^[{_NUMERALS}])(?<!^[{_NUMERALS}]{{2}})\.(?=[{_HAN}\s]|$)",
            re.MULTILINE,
        ),
        "中文里用了半角标点，请改为全角。",
        _widened,
    ),
    _Shape(
        "W101",
        Severity.INFO,
        re.compile(
            rf"\((?=[^()\n]{{0,40}}[{_HAN}])[^()\n]{{1,60}}\)|\((?=[^()\n]*[{_HAN}][^()\n]*）)|(?<=[{_HAN}])\)"
        ),
        "中文里用了半角括号，请改为全角。",
        _widened,
    ),
    _Shape(
        "W104",
        Severity.WARNING,
        re.compile(
            r"([，、；：！？])\1+|[，、；：][，、；：。]|。[，、；：！？]|(?<!。)。。(?!。)|[！？][，、；。]"
        ),
        "标点重复或者相连，请只留一个。",
        _first,
    ),
    _Shape(
        "W105",
        Severity.INFO,
        re.compile(r"》、(?=《)|”、(?=“)"),
        "书名号、引号之间通常不用顿号（GB/T 15834）。",
        _first,
    ),
    _Shape(
        "W106",
        Severity.INFO,
        re.compile(rf"(?<=[{_HAN}，；”])(?:\.{{3,}}|。{{3,}}|·{{3,}}|(?<!…)…(?!…))"),
        "省略号应为六个点“……”。",
        lambda _: "……",
    ),
    _Shape(
        "W106",
        Severity.INFO,
        re.compile(rf"(?<=[{_HAN}])(?:--+|－－+|——-+)(?=[{_HAN}])"),
        "破折号应为“——”。",
        lambda _: "——",
    ),
    _Shape(
        "W106",
        Severity.INFO,
        re.compile(r"……等"),
        "省略号与“等”只用一个。",
        lambda _: "等",
    ),
    _Shape(
        "W112",
        Severity.INFO,
        re.compile(r"[０-９Ａ-Ｚａ-ｚ]+"),
        "数字和字母用了全角，检索不到，请改为半角。",
        _narrowed,
    ),
    _Shape(
        "W110",
        Severity.INFO,
        re.compile(r"(?<![\d.%％‰-])\d+(?:\.\d+)?\s*[-—－~～至]\s*\d+(?:\.\d+)?\s*[%％‰]"),
        "百分数的范围，前一个数也要写百分号（GB/T 15835）。",
        lambda match: re.sub(r"^([\d.]+)", rf"\g<1>{match[0][-1]}", match[0]),
    ),
    _Shape(
        "W111",
        Severity.INFO,
        re.compile(r"^\s*[（(][一二三四五六七八九十\d]{1,3}[）)][、，.．]", re.MULTILINE),
        "带括号的序号后面不加标点。",
        lambda match: match[0].strip()[:-1],
    ),
    _Shape(
        "W111",
        Severity.INFO,
        re.compile(r"^\s*[一二三四五六七八九十]{1,3}[.．，](?=[^\d\s])", re.MULTILINE),
        "“一”“二”之后用顿号：一、二、。",
        lambda match: match[0].strip()[:-1] + "、",
    ),
    _Shape(
        "W111",
        Severity.INFO,
        re.compile(r"^\s*\d{1,2}、(?=\D)", re.MULTILINE),
        "阿拉伯数字的序号之后用下脚点：1. 2.。",
        lambda match: match[0].strip()[:-1] + ".",
    ),
)
_BLANK = re.compile(rf"(?<=[{_HAN}，。、；：])[ \u3000\u00a0]+(?=[{_HAN}])")
_CHAPTER = re.compile(r"第[一二三四五六七八九十百零\d]+[章节条款编项]$|[：:；。]$")
_LONG = 30  # characters: shorter lines are headings, names and signatures, which blanks keep apart


def check_punctuation(passage: Passage) -> Iterator[Remark]:
    """Half-width marks, doubled marks, marks between titles, ellipses, dashes, blanks, ranges."""
    text = passage.text
    if "http" in text or "www." in text or "@" in text:
        text = _ADDRESS.sub(lambda match: "x" * len(match[0]), text)
    for shape in _SHAPES:
        for match in shape.pattern.finditer(text):
            start = match.end() - len(match[0].lstrip())
            yield passage.remark(
                shape.rule, shape.severity, (start, match.end()), shape.message, shape.fix(match)
            )
    yield from _blanks(passage)


def _blanks(passage: Passage) -> Iterator[Remark]:
    for begin, paragraph in passage.paragraphs:
        if len(paragraph) < _LONG or "\t" in paragraph:
            continue
        for match in _BLANK.finditer(paragraph):
            if not _CHAPTER.search(paragraph, max(0, match.start() - 12), match.start()):
                start, end = begin + match.start() - 1, begin + match.end() + 1
                yield passage.remark(
                    "W107",
                    Severity.INFO,
                    (start, end),
                    "汉字之间有空格，请删去。",
                    re.sub(r"\s", "", passage.text[start:end]),
                )
