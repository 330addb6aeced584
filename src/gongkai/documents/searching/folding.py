"""One form for all ways to write the same: half or full width, traditional or simplified, brackets, blanks, capitals.

Every character becomes one character or, if it is a blank, none, so that a place in the folded text is one in the text.
"""

import unicodedata
from functools import cache

from opencc import OpenCC

_OPENING, _CLOSING = "[【﹝{(", "]】﹞})"
_BRACKETS = dict.fromkeys(_OPENING, "〔") | dict.fromkeys(_CLOSING, "〕")
_LAST = 0x2FFFF
"""Beyond it there is nothing that is another way to write something."""
_VARIANTS = ((0xFE00, 0xFE0F), (0xE0000, 0xE01EF))
"""Marks that choose among the shapes of the sign before them, and tags."""
_HAN = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF))


def fold(text: str) -> str:
    """The text as it is compared."""
    return text.translate(_table())


def places(text: str) -> list[int]:
    """For every character of the folded text, where it stands in the text."""
    blank = _blanks()
    return [place for place, sign in enumerate(text) if sign not in blank]


@cache
def _table() -> dict[int, str | None]:
    return {**_one_for_one(), **{ord(sign): None for sign in _blanks()}}


@cache
def _blanks() -> frozenset[str]:
    """What is not seen, blanks, ends of lines, controls, marks of direction and of variant; and halves of signs."""
    unseen = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
    blank = {chr(code) for code in range(_LAST + 1) if unicodedata.category(chr(code)) in unseen}
    return frozenset(blank | {chr(code) for first, last in _VARIANTS for code in range(first, last + 1)})


def _one_for_one() -> dict[int, str]:
    """What another character stands for. One that would become several stays as it is."""
    simple = _simplified()
    found = {}
    for code in range(_LAST + 1):
        sign = other = chr(code)
        while (next_one := _other(other, simple)) != other:
            other = next_one
        if other != sign:
            found[code] = other
    return found


def _other(sign: str, simple: dict[str, str]) -> str:
    """A character one step nearer to what it stands for."""
    plain = unicodedata.normalize("NFKC", sign).casefold()
    plain = plain if len(plain) == 1 else sign
    plain = simple.get(plain, plain)
    return _BRACKETS.get(plain, plain)


def _simplified() -> dict[str, str]:
    """Traditional characters, each by itself: a word that is written otherwise as a whole is not looked at."""
    signs = [chr(code) for first, last in _HAN for code in range(first, last + 1)]
    written = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    return {sign: other for sign, other in zip(signs, written, strict=True) if len(other) == 1}
