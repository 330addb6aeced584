"""A text as the patterns want it, character for character as long as the text itself."""

import re

# Full-width forms of digits, letters and the signs between them; every blank and every dash is one.
_FORMS = {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F) if chr(code) not in ",;?!"}
_BLANKS = dict.fromkeys(map(ord, "\xa0\u2002\u2003\u2007\u2009\u202f\u205f\u3000\v\f"), " ")
# What has no width stands for a blank: it divides nothing, and may stand inside a number.
_INVISIBLE = dict.fromkeys(map(ord, "\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), " ")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\u2500\u30fc"), "-")
_TABLE = {**_FORMS, **_BLANKS, **_INVISIBLE, **_DASHES}

# What ends a sentence, for looking at what stands around something.
_STOPS = re.compile(r"[。;；!！?？\n]")
_NO_DIGITS = re.compile(r"[^0-9A-Za-z]")


def plain(text: str) -> str:
    """The text with plain digits, letters, blanks and dashes; no character more or less."""
    return text if text.isascii() else text.translate(_TABLE)


def before(text: str, at: int, reach: int = 30) -> str:
    """What stands before a place in the same sentence."""
    return _STOPS.split(text[max(0, at - reach) : at])[-1]


def after(text: str, at: int, reach: int = 30) -> str:
    """What stands after a place in the same sentence."""
    return _STOPS.split(text[at : at + reach], maxsplit=1)[0]


def bare(text: str) -> str:
    """Letters and digits alone."""
    return _NO_DIGITS.sub("", plain(text))
