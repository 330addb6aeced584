"""What is done to the characters of every format alike, and how the lines of one table cell become one text."""

import re
import unicodedata
from collections.abc import Iterable

# No-break and other fixed blanks divide columns like plain ones; the ideographic blank stays as printed.
_BLANKS = dict.fromkeys(
    map(ord, "\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"), " "
)
# Characters without width: byte-order mark, soft hyphen, joiners, direction marks, NUL.
_INVISIBLE = dict.fromkeys([0, 0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
# PDF writers and what is copied from PDFs use radicals and compatibility forms that look like the characters themselves.
# Unicode decomposes the Kangxi radicals and the compatibility ideographs, but few of the supplementary radicals.
_LOOKALIKES = {
    code: normal
    for code in [*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)]
    if (normal := unicodedata.normalize("NFKC", chr(code))) != chr(code)
}
_RADICALS = str.maketrans(
    "⺒⺟⺠⺩⺫⺶⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "巳母民王目羊虎西见角贝车長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
_CLEANING: dict[int, str | int | None] = {**_RADICALS, **_LOOKALIKES, **_BLANKS, **_INVISIBLE}

_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\U00020000-\U0003ffff"
# A source line that breaks between two Chinese characters prints without a blank (CSS Text 3, segment breaks).
_CHINESE_BREAK = re.compile(f"(?<=[{_CJK}])[ \t]*[\r\n][ \t\r\n\f]*(?=[{_CJK}])")
_WHITE = re.compile("[ \t\r\n\f]+")
# Two of these side by side would become another number or another word.
_WORDLIKE = re.compile(r"[0-9A-Za-z０-９.．,，%％+＋\-－−]")


def clean(text: str) -> str:
    """The text with plain blanks, without invisible characters, and with characters instead of their radicals."""
    return text if text.isascii() and "\0" not in text else text.translate(_CLEANING)


def is_cjk(char: str) -> bool:
    """Whether a character is as wide as it is high: Chinese, full-width forms, Chinese punctuation."""
    return "\u2e80" <= char <= "\ua4cf" or "\uf900" <= char <= "\uffef" or char >= "\U00020000"


def is_wordlike(char: str) -> bool:
    """Whether a character is part of a number or a Latin word, so that a blank beside it matters."""
    return bool(_WORDLIKE.match(char))


def collapse(text: str) -> str:
    """Source text as a browser shows it: white space runs are one blank, breaks between Chinese characters none."""
    return clean(unbroken(text).strip(" ")).rstrip(" ")


def unbroken(text: str) -> str:
    """Source text with one blank for white space, none for a break between Chinese characters; blanks at the ends stay."""
    return _WHITE.sub(" ", _CHINESE_BREAK.sub("", text))


def join_cell(lines: Iterable[str]) -> str:
    """The lines of one table cell as one text.

    A label wrapped over lines is joined without a blank ("商业", "企业"), but a number never grows by what stands
    above or below it: next to a digit or a Latin letter there is a blank ("1", "2" is "1 2").
    """
    joined = ""
    for line in lines:
        part = line.strip().replace("\t", " ")
        if joined and part and (is_wordlike(joined[-1]) or is_wordlike(part[0])):
            joined += " "
        joined += part
    return joined
