"""A page in 繁體: the same page, with the characters of its texts written otherwise, and nothing else changed.

Characters only, no other words: an official text keeps its wording. Not touched: scripts and styles, what somebody typed or sends,
addresses, numbers of documents, and what is marked `translate="no"`.
"""

import re
from collections.abc import Callable
from functools import cache

from gongkai.portal.pages.walking import VOID, walk

_HAN = re.compile(r"[\u3400-\u9fff]")
_READ = re.compile(
    r"(\s(?:title|alt|abbr|placeholder|aria-label|data-(?:done|label|start|pause|resume|said-[a-z]+))=\")([^\"]*)(\")"
)
_CONTENT = re.compile(r"(\scontent=\")([^\"]*)(\")")
_VALUE = re.compile(r"(\svalue=\")([^\"]*)(\")")
_DESCRIPTION = re.compile(r"\sname=\"description\"", re.IGNORECASE)
_PRESSED = re.compile(r"\stype=\"(?:submit|button|reset)\"", re.IGNORECASE)
_NAMED = re.compile(r"\sname=", re.IGNORECASE)
_LANGUAGE = re.compile(r"(\slang=\")zh-(?:Hans|CN)(\")")
_KEEP = re.compile(r"\stranslate=\"no\"")
_NUMBER = re.compile(r"[〔\[［]\d{4}[〕\]］]第?\d{1,5}号")
_ORGAN = re.compile(r"[\u4e00-\u9fff]{1,8}$")
_BEFORE_A_NUMBER = "据照按和与及以依印的由见在将对原经如是等"
_BETWEEN = "\x1e"


def traditional(page: str) -> str:
    """The page in traditional characters; `page` is HTML with attributes in double quotes, as our templates write it."""
    writing = _Writing()
    walk(page, writing)
    return writing.written()


class _Writing:
    """The pieces of a page one after the other; those that are written otherwise are so all at once, which is a hundred times faster."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._others: list[int] = []
        self._within = ""
        self._depth = 0

    def kept(self, piece: str) -> None:
        self._pieces.append(piece)

    def text(self, piece: str) -> None:
        if self._within or not _HAN.search(piece):
            self.kept(piece)
            return
        place = 0
        for found in _NUMBER.finditer(piece):
            start = _begins(piece, place, found.start())
            self._other(piece[place:start])
            self.kept(piece[start : found.end()])
            place = found.end()
        self._other(piece[place:])

    def tag(self, whole: str, name: str, attributes: str, *, closing: bool) -> None:
        if self._within:
            self._depth += (name == self._within) * (-1 if closing else 1)
            self._within = self._within if self._depth else ""
            self.kept(whole)
            return
        keeps = bool(_KEEP.search(attributes)) or (name == "option" and " value=" not in attributes)
        if not closing and keeps and name not in VOID:
            self._within, self._depth = name, 1
        if keeps or not attributes:
            self.kept(whole)
            return
        self._attributes(_LANGUAGE.sub(r"\1zh-Hant\2", whole), name)

    def _attributes(self, whole: str, name: str) -> None:
        read = _READ
        if name == "meta" and _DESCRIPTION.search(whole):
            read = _CONTENT
        elif name == "input" and _PRESSED.search(whole) and not _NAMED.search(whole):
            read = _VALUE
        place = 0
        for found in read.finditer(whole) if _HAN.search(whole) else ():
            self.kept(whole[place : found.start(2)])
            self.text(found[2])
            place = found.end(2)
        self.kept(whole[place:])

    def _other(self, piece: str) -> None:
        if piece:
            self._others.append(len(self._pieces))
            self._pieces.append(piece)

    def written(self) -> str:
        texts = [self._pieces[place] for place in self._others]
        written = _converter()(_BETWEEN.join(texts)).split(_BETWEEN)
        if len(written) != len(texts):  # somebody's text has the sign in it
            written = [_converter()(text) for text in texts]
        for place, text in zip(self._others, written, strict=True):
            self._pieces[place] = text
        return "".join(self._pieces)


def _begins(text: str, place: int, bracket: int) -> int:
    """Where the number of a document begins: some characters before are the sign of its organ, earlier ones words of the sentence."""
    found = _ORGAN.search(text[max(place, bracket - 8) : bracket])
    if not found:
        return bracket
    name = found[0]
    return bracket - len(name) + 1 + max(name[:-1].rfind(each) for each in _BEFORE_A_NUMBER)


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415 - loads dictionaries; most processes need none

    convert: Callable[[str], str] = OpenCC("s2tw").convert
    return convert
