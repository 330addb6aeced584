"""A page whose labels are in English: words of rules, forms and states that stand in it by themselves are said in English too, what
stays in Chinese is marked as Chinese (WCAG 3.1.2), and words that meet get a space between them.

Nothing is touched within an element that is marked as Chinese already: bodies, letters, explanations of the law.
"""

import re
from collections.abc import Callable
from html import escape, unescape

from gongkai.portal.pages.walking import VOID, walk

MARK = ' lang="zh-Hans"'
_HAN = re.compile(r"[\u3400-\u9fff]")
_RUN = re.compile(r"[《〔（【“]?[\u3400-\u9fff](?:[^A-Za-z&<]*[\u3400-\u9fff])?[》〕）】”。]?")
_WORD = re.compile(r"[A-Za-z]{2}")
_LANGUAGE = re.compile(r"\slang=\"([a-zA-Z-]+)\"")
_READ = re.compile(r"\s(?:alt|placeholder|value)=\"[^\"]*[\u3400-\u9fff]")
_RUNNING = frozenset({"a", "abbr", "b", "code", "del", "em", "i", "ins", "small", "span", "strong", "time"})
"""Elements within a line, at whose edges words may meet."""
_PIECES = frozenset({"mark", "ins", "del"})
"""Pieces of texts of somebody else."""
_BARE = frozenset({"option", "title"})
"""Elements that hold nothing but text."""
_SPOKEN = re.compile(
    r"(\s(?:title|alt|abbr|placeholder|aria-label|data-label)=\")([^\"]*[\u3400-\u9fff][^\"]*)(\")"
)
_KEEP = re.compile(r"\stranslate=\"no\"")
_BEFORE = re.compile(r"[A-Za-z0-9\u3400-\u9fff,.;:)%]$")
_AFTER = re.compile(r"[A-Za-z0-9\u3400-\u9fff(“]")
_ALIKE = re.compile(r"[\u3400-\u9fff]{2}|[0-9.,:][0-9]")


def marked(page: str, told: Callable[[str], str]) -> str:
    """The page with its Chinese marked, and with the words that `told` knows; HTML with attributes in double quotes, in English."""
    writing = _Writing(told)
    walk(page, writing)
    return "".join(writing.pieces)


class _Writing:
    """The pieces of a page one after the other."""

    def __init__(self, told: Callable[[str], str]) -> None:
        self._told, self._as_it_is = told, False
        self.pieces: list[str] = []
        self._said = ""
        self._within, self._depth, self._drawn = "", 0, False
        self._open, self._opened, self._closed = "", -1, False
        self._alone = -1

    def kept(self, piece: str) -> None:
        self.pieces.append(piece)

    def text(self, piece: str) -> None:
        if not piece:
            return
        if self._within:
            self.pieces.append(piece)
            self._said = piece
            return
        if _HAN.search(piece) and not self._as_it_is:
            piece = self._words(piece)
        if self._meets(piece):
            if self._opened >= 0:
                self.pieces.insert(self._opened, " ")
            else:
                piece = f" {piece}"
        self._said, self._opened, self._closed = piece, -1, False
        chinese = _HAN.search(piece)
        whole = chinese and not _WORD.search(piece)
        self._alone = len(self.pieces) if whole else -1
        if chinese and not whole and self._open not in _BARE:
            piece = self._wrapped(piece)
        self.pieces.append(piece)

    def _words(self, piece: str) -> str:
        """A text in English where it is a label, or where its parts are; each line of a page says one thing."""
        said = unescape(piece.strip())
        found = self._told(said)
        if found == said:
            return piece
        begin = piece[: len(piece) - len(piece.lstrip())]
        return f"{begin}{escape(found)}{piece[len(piece.rstrip()) :]}"

    def _meets(self, piece: str) -> bool:
        """Whether the last word and the first of `piece` would be read as one: at one edge of an element, and not from one to the next."""
        if self._closed and self._opened >= 0:
            return False
        return bool(
            _BEFORE.search(self._said) and _AFTER.match(piece) and not _ALIKE.match(self._said[-1] + piece[0])
        )

    def _wrapped(self, piece: str) -> str:
        name = "tspan" if self._drawn else "span"
        return _RUN.sub(rf"<{name}{MARK}>\g<0></{name}>", piece)

    def tag(self, whole: str, name: str, attributes: str, *, closing: bool) -> None:
        if self._within:
            self._depth += (name == self._within) * (-1 if closing else 1)
            self._within = self._within if self._depth else ""
            self._said = self._said if name in _RUNNING else ""
            self._opened, self._closed = -1, closing
            self.pieces.append(whole)
            return
        if _HAN.search(attributes) and name != "meta":
            whole = _SPOKEN.sub(lambda found: f"{found[1]}{self._words(found[2])}{found[3]}", whole)
            attributes = whole
        self._as_it_is = (name in _PIECES or bool(_KEEP.search(attributes))) and not closing
        if self._alone >= 0:
            self._mark(alone=closing and name == self._open)
        self._drawn = (self._drawn or name == "svg") and not (name == "svg" and closing)
        if name and name not in _RUNNING:
            self._said = ""
        if closing:
            self._closed = True
        elif self._opened < 0:
            self._opened = len(self.pieces)
        self._open = ""
        if not closing and name and name not in VOID:
            told = _LANGUAGE.search(attributes)
            self._open = "" if told else name
            if told and told[1].startswith("zh"):
                self._within, self._depth = name, 1
        elif (
            name in VOID and _READ.search(attributes) and not _LANGUAGE.search(attributes) and name != "meta"
        ):
            whole = f"<{name}{MARK}{whole[len(name) + 1 :]}"
        self.pieces.append(whole)

    def _mark(self, *, alone: bool) -> None:
        """A text in Chinese alone: the element is marked if it holds nothing else, or else the text."""
        place, self._alone = self._alone, -1
        if not alone:
            if self._open not in _BARE:
                self.pieces[place] = self._wrapped(self.pieces[place])
            return
        begin = self.pieces[place - 1]
        end = len(self._open) + 1
        self.pieces[place - 1] = f"{begin[:end]}{MARK}{begin[end:]}"
