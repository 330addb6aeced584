"""What is printed in a cell, as a value: digits of any width, signs, units, blanks and their substitutes."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gongkai.documents.reading.words import narrow
from gongkai.law.report.schema import Kind

# What officers print where there is nothing to report. It is kept as a blank: a blank is not a zero.
_BLANK = re.compile(r"[\s/\\\-—–―─－_~*·.、，,]*|无|空|空白|不涉及|[(（]?空[)）]?")
_SIGNS = {
    "+": 1, "增加": 1, "增": 1, "新增": 1, "上升": 1, "↑": 1,
    "-": -1, "--": -1, "−": -1, "–": -1, "—": -1, "减少": -1, "减": -1, "下降": -1, "↓": -1,
}  # fmt: skip
_NUMBER = re.compile(
    r"""(?:共计?|合计)?
    (?P<sign>\+|--?|−|–|—|新增|增加|增|减少|减|上升|下降|↑|↓)?
    (?:了)?
    (?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)
    (?P<scale>百万|千万|万|亿)?
    (?P<unit>元整?|人民币|件|项|个|条|次|宗|份|篇|起|人次?|页|例|部|家)?
    (?P<note>\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])?
    [。;,.、]?$""",
    re.VERBOSE,
)
_NOTE = re.compile(
    r"[(\[](?:其中|含|包括|包含|注|较|同比|比|均|单位|新|修|与|因|全部|主要|见|说明|备注)|[(\[][^\d]*[)\]]$"
)
_SCALES = {"": 1, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
_IDLE_SPACE = re.compile(r"(?<=[^\d])\s+|\s+(?=[^\d])")
_UNCHANGED = frozenset(("持平", "无变化", "不变", "无增减", "没有变化"))
_WAN = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A cell understood (`why` is empty; value None is a blank) or not (`why` says the reason, in Chinese)."""

    value: int | Decimal | None
    why: str = ""


BLANK = Parsed(None)


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing, or only a mark for nothing."""
    return _BLANK.fullmatch(text.strip()) is not None


def plain(number: Decimal) -> int | Decimal:
    """Whole numbers as int, others without trailing zeros."""
    if number == number.to_integral_value():
        return int(number)
    return number.normalize()


@lru_cache(maxsize=4096)
def parse(text: str, kind: Kind = Kind.COUNT, *, yuan: bool = False) -> Parsed:
    """Understand one cell.

    Amounts (Kind.WAN) come out in 万元: "8.7万" and "8.7" are 8.7, "251000元" is 25.1; `yuan` says that
    the column heading gives the unit 元. A number inside words, two numbers, a percentage or a letter O
    are not understood.
    """
    folded = narrow(text).strip()
    if is_blank(folded):
        return BLANK
    compact = _IDLE_SPACE.sub("", folded)
    if compact == "零" or (kind is Kind.CHANGE and compact in _UNCHANGED):
        return Parsed(0)
    found = _NUMBER.match(compact)
    if not found or (found["note"] and not _NOTE.match(found["note"])):
        return Parsed(None, _reason(compact))
    if re.match(r"0\d", found["digits"]):
        return Parsed(None, "数字以0开头，可能是几格的数字连在了一起")
    return _valued(found, kind, yuan=yuan)


def _valued(found: re.Match[str], kind: Kind, *, yuan: bool) -> Parsed:
    number = Decimal(found["digits"].replace(",", "")) * _SIGNS.get(found["sign"] or "+", 1)
    scale, unit = found["scale"] or "", found["unit"] or ""
    if kind is not Kind.WAN:
        if unit.startswith(("元", "人民币")):
            return Parsed(None, "这里应填数量，却写了金额")
        return Parsed(plain(number * _SCALES[scale]))
    if unit and not unit.startswith(("元", "人民币")):
        return Parsed(None, "这里应填金额（万元），却写了数量")
    if scale:
        return Parsed(plain(number * _SCALES[scale] / _WAN))
    return Parsed(plain(number / _WAN if unit or yuan else number))


def _reason(text: str) -> str:
    if re.fullmatch(r"[OoＯＯ〇]+", text):
        return "写的不是数字0，而是形似的字母或符号"
    if text.endswith("%"):
        return "写的是百分比，不是数量"
    if re.search(r"\d\s+\d", text):
        return "一格里有两个数，分不清哪个是"
    if re.search(r"\d", text):
        return "数字夹在文字里，不能确定数值"
    return "写的不是数字"


_VALUE_TOKEN = re.compile(
    r"""(?:[+\-−–—]|--)?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:万|亿)?(?:元|件|项|个|条|次|宗|份)?
    |(?:增加|减少|新增)\d+[件项个]?
    |\d+\([^()]*\)
    |[/\\\-—–―─_]+|零|无""",
    re.VERBOSE,
)


def looks_like_value(text: str) -> bool:
    """Whether a piece of a text line can only be a figure or a mark for nothing, not a label."""
    return _VALUE_TOKEN.fullmatch(narrow(text).strip()) is not None
