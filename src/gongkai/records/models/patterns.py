"""Patterns of numbers: texts with placeholders, examined before anybody gets a number by them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter

from gongkai.law.codes import is_credit_code

PLACEHOLDERS = {
    "code": "机关代字",
    "kind": "事项代字",
    "org": "机关代码",
    "year": "年份",
    "month": "月份",
    "n": "顺序号",
}
PARTS = frozenset({"code", "kind", "org"})
"""What an agency sets, or whoever takes a number knows; year, month and place come of themselves."""

LENGTH = 80
PART_LENGTH = 40
NUMBER_LENGTH = 100
_FIXED = {"year": 4, "month": 2}
_WRITTEN = {"month": "{month:02}"}
_WIDTH = {"n": re.compile(r"(0[1-9])?"), "month": re.compile("02")}
_BARE = re.compile("")
_ORGAN_CODE = re.compile(r"[0-9A-Z]{8}[0-9X]")  # 组织机构代码, which index numbers of older pages begin with


class PatternRefused(Exception):
    """A pattern that gives no proper numbers; the message says what is wrong with it, in Chinese."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A placeholder with what stands before it. `name` is empty for what stands at the end; zeros fill up to `width`."""

    before: str
    name: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern taken apart."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def yearly(self) -> bool:
        """Whether the numbers begin anew each year: those without a year would come twice."""
        return "year" in self.placeholders

    @property
    def placeholders(self) -> frozenset[str]:
        """The placeholders that it uses."""
        return frozenset(piece.name for piece in self.pieces if piece.name)

    def missing(self, parts: Mapping[str, str]) -> list[str]:
        """The parts that it needs and that are not there."""
        return sorted(name for name in self.placeholders & PARTS if not parts.get(name))

    def write(self, n: int, on: date, parts: Mapping[str, str]) -> str:
        """The number in words. Raises PatternRefused if a part is missing or empty, or the number too long."""
        if missing := self.missing(parts):
            raise PatternRefused(f"编号格式“{self.text}”需要{'、'.join(map(described, missing))}。")
        values = {**parts, "n": str(n), "year": str(on.year), "month": str(on.month)}
        text = "".join(
            piece.before + (values[piece.name].rjust(piece.width, "0") if piece.name else "")
            for piece in self.pieces
        )
        if len(text) > NUMBER_LENGTH:
            raise PatternRefused(f"按“{self.text}”编出来的号超过 {NUMBER_LENGTH} 个字，请缩短。")
        return text

    def sample(self, n: int, on: date, parts: Mapping[str, str]) -> str:
        """The number in words, with the meaning in brackets of parts that nobody knows yet."""
        unknown = {name: f"〔{PLACEHOLDERS[name]}〕" for name in self.missing(parts)}
        return self.write(n, on, {**parts, **unknown})

    def opening(self, parts: Mapping[str, str]) -> str:
        """How all its numbers begin, as far as that is known."""
        begun = ""
        for piece in self.pieces:
            begun += piece.before
            if not parts.get(piece.name):
                break
            begun += parts[piece.name]
        return begun

    def shape(self, parts: Mapping[str, str]) -> re.Pattern[str]:
        """What its numbers look like: groups `n` and, where it has one, `year`; parts that are not known are anything."""
        seen: set[str] = set()
        return re.compile(
            "".join(re.escape(piece.before) + _seen(piece, parts, seen) for piece in self.pieces)
        )


def _seen(piece: Piece, parts: Mapping[str, str], seen: set[str]) -> str:
    """One placeholder as a regular expression; the second time it is what it was the first time."""
    name = piece.name
    if not name or parts.get(name):
        return re.escape(parts[name]) if name else ""
    if name in seen:
        return f"(?P={name})"
    seen.add(name)
    if name in _FIXED:
        return f"(?P<{name}>[0-9]{{{_FIXED[name]}}})"
    if name != "n":
        return f"(?P<{name}>.+)"
    padded = f"[0-9]{{{piece.width}}}|" if piece.width else ""
    return f"(?P<n>{padded}[1-9][0-9]{{{piece.width},}})"


def pattern(text: str) -> Pattern:
    """A pattern such as `{code}公开告〔{year}〕{n}号` or `{org}/{year}-{n:05}`. Raises PatternRefused with what is wrong."""
    try:
        parsed = list(Formatter().parse(text))
    except ValueError:
        raise PatternRefused(f"编号格式“{text}”的花括号不配对。") from None
    made = Pattern(text, tuple(_piece(text, *each) for each in parsed))
    _require_proper(made)
    return made


def unfit(name: str, value: str) -> str:
    """What is wrong with a part, "" if nothing is."""
    if len(value) > PART_LENGTH or not value.isprintable() or value != value.strip():
        return f"{PLACEHOLDERS[name]}应当不超过 {PART_LENGTH} 个字，不含换行等控制字符，首尾没有空格。"
    if name == "org" and value and not (is_credit_code(value) or _ORGAN_CODE.fullmatch(value)):
        return f"{PLACEHOLDERS[name]}应当是 18 位统一社会信用代码，或者 9 位组织机构代码，请核对。"
    return ""


def described(name: str) -> str:
    """A placeholder as it is written, with its meaning."""
    return f"{_WRITTEN.get(name, f'{{{name}}}')}（{PLACEHOLDERS[name]}）"


def _piece(text: str, before: str, name: str | None, width: str | None, conversion: str | None) -> Piece:
    if "{" in before or "}" in before:
        raise PatternRefused(f"编号格式“{text}”的花括号只能用来写占位。")
    if name is None:
        return Piece(before)
    if name not in PLACEHOLDERS:
        usable = "、".join(map(described, PLACEHOLDERS))
        raise PatternRefused(f"编号格式“{text}”里的 {{{name}}} 不能用；可以用的有：{usable}。")
    if conversion or not _WIDTH.get(name, _BARE).fullmatch(width or ""):
        raise PatternRefused(
            f"编号格式“{text}”里的 {{{name}}} 写法不对：顺序号可以定位数，如 {{n:06}}；月份写作 {{month:02}}；其余不定位数。"
        )
    return Piece(before, name, _FIXED.get(name, int(width or 0)))


def _require_proper(made: Pattern) -> None:
    text = made.text
    if [piece.name for piece in made.pieces].count("n") != 1:
        raise PatternRefused(f"编号格式“{text}”应当有且只有一个顺序号 {{n}}。")
    if len(text) > LENGTH or not text.isprintable() or text != text.strip():
        raise PatternRefused(f"编号格式应当不超过 {LENGTH} 个字，不含换行等控制字符，首尾没有空格。")
    if "month" in made.placeholders and not made.yearly:
        raise PatternRefused(f"编号格式“{text}”有月份，应当也有年份 {{year}}。")
    if re.search(r"\d\{n|\{n[^}]*\}\d", text):
        raise PatternRefused(f"编号格式“{text}”里的顺序号紧挨着固定的数字，会看成一个数，请用横线等隔开。")
