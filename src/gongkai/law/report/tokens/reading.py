"""Tokens as an officer types them: where they stand, what they name, what is written wrongly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

# What a Chinese keyboard types for the signs of a token.
_TYPED = str.maketrans("｛｝／＠．　", "{}/@. ")
_MARK = re.compile(r"\{\{([^{}\n]{0,200})\}\}")
_LOOSE = re.compile(r"\{\{|\}\}")


class View(StrEnum):
    """How a number is shown; the value is what stands behind the @."""

    PLAIN = ""
    LAST = "上年"  # last year's figure
    RATE = "同比"  # 同比增长12.5%, 与上年持平
    CHANGE = "增减"  # 比上年增加3件, 与上年持平


@dataclass(frozen=True, slots=True)
class Token:
    """One token: what is printed and where, the name, what it is a share of ("" if of nothing), how it is shown.

    `view` is the word behind the @, which need not be one of `View`; `span` are places in the text as typed.
    """

    raw: str
    span: tuple[int, int]
    name: str
    of: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True)
class Loose:
    """Braces that open or close no token."""

    raw: str
    span: tuple[int, int]


def read(text: str) -> Iterator[Token | Loose]:
    """Every token of a text and every pair of braces that belongs to none, from left to right."""
    plain = text.translate(_TYPED)
    at = 0
    for match in _MARK.finditer(plain):
        yield from _loose(text, plain, at, match.start())
        yield _token(text, match)
        at = match.end()
    yield from _loose(text, plain, at, len(plain))


def _loose(text: str, plain: str, start: int, end: int) -> Iterator[Loose]:
    for match in _LOOSE.finditer(plain, start, end):
        yield Loose(text[match.start() : match.end()], match.span())


def _token(text: str, match: "re.Match[str]") -> Token:
    named, _, view = match[1].partition("@")
    name, _, of = named.partition("/")
    return Token(
        text[match.start() : match.end()], match.span(), name.strip(), of=of.strip(), view=view.strip()
    )
