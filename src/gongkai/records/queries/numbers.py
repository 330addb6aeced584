"""Reads: patterns of numbers, what they would give, and how far a series has come."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from string import Formatter
from zoneinfo import ZoneInfo

from gongkai.records.models import NumberSeries

CIVIL = ZoneInfo("Asia/Shanghai")
PLACEHOLDERS = {"code": "机关代字", "kind": "事项代字", "year": "年份", "n": "顺序号"}
LENGTH = 80
_WIDTH = re.compile(r"(0[1-9])?")


class PatternRefused(Exception):
    """A pattern that gives no proper numbers; the message says what is wrong with it, in Chinese."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was given: as written, its year (None in a series that goes on over the years), its place."""

    text: str
    year: int | None
    n: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern taken apart: what stands before each placeholder, its name, its width (zeros are put before)."""

    text: str
    pieces: tuple[tuple[str, str, int], ...]

    @property
    def yearly(self) -> bool:
        """Whether the numbers begin anew each year: those without a year would come twice."""
        return "year" in self.placeholders

    @property
    def placeholders(self) -> frozenset[str]:
        """The placeholders that it uses."""
        return frozenset(name for _, name, _ in self.pieces if name)

    def write(self, n: int, year: int, parts: Mapping[str, str]) -> str:
        """The number in words. Raises PatternRefused if a part is missing or empty."""
        missing = sorted(name for name in self.placeholders - {"n", "year"} if not parts.get(name))
        if missing:
            raise PatternRefused(f"编号格式“{self.text}”需要{'、'.join(map(_described, missing))}。")
        values = {**parts, "n": str(n), "year": str(year)}
        return "".join(
            before + (values[name].rjust(width, "0") if name else "") for before, name, width in self.pieces
        )


def pattern(text: str) -> Pattern:
    """A pattern such as `{code}公开告〔{year}〕{n}号` or `{year}{n:06}`. Raises PatternRefused with what is wrong."""
    try:
        parsed = list(Formatter().parse(text))
    except ValueError:
        raise PatternRefused(f"编号格式“{text}”的花括号不配对。") from None
    pieces = tuple(_piece(text, *parts) for parts in parsed)
    names = [name for _, name, _ in pieces if name]
    if names.count("n") != 1:
        raise PatternRefused(f"编号格式“{text}”应当有且只有一个顺序号 {{n}}。")
    if len(text) > LENGTH or not text.isprintable() or text != text.strip():
        raise PatternRefused(f"编号格式应当不超过 {LENGTH} 个字，不含换行等控制字符，首尾没有空格。")
    return Pattern(text, pieces)


def preview(text: str, *, on: date, **parts: str) -> str:
    """What the first number of a pattern would look like. Raises PatternRefused."""
    made = pattern(text)
    samples = {name: f"〔{PLACEHOLDERS[name]}〕" for name in made.placeholders}
    return made.write(1, on.year, {**samples, **parts})


def last_number(key: str) -> int:
    """The last number given under a key; 0 before the first."""
    return NumberSeries.objects.filter(pk=key).values_list("last", flat=True).first() or 0


def year_of(at: datetime) -> int:
    """The year of the civil date in China."""
    return at.astimezone(CIVIL).year


def _piece(
    text: str, before: str, name: str | None, width: str | None, conversion: str | None
) -> tuple[str, str, int]:
    if name is None:
        return before, "", 0
    if name not in PLACEHOLDERS:
        usable = "、".join(_described(known) for known in PLACEHOLDERS)
        raise PatternRefused(f"编号格式“{text}”里的 {{{name}}} 不能用；可以用的有：{usable}。")
    if conversion or not _WIDTH.fullmatch(width or "") or (width and name != "n"):
        raise PatternRefused(f"编号格式“{text}”里的 {{{name}}} 写法不对；只有顺序号可以定位数，如 {{n:06}}。")
    return before, name, int(width or 0)


def _described(name: str) -> str:
    return f"{{{name}}}（{PLACEHOLDERS[name]}）"
