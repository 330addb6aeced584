"""What of a page with English labels is still in Chinese, and is no content.

Content is what the database holds: titles, names, texts. Chinese that stands nowhere in it was said by a template, a form or a rule, and
should have been said in English. A text of a few characters is content only if it is so as a whole, or the end of somebody's name.
"""

import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

EXPLAINED = frozenset(
    {"in-chinese", "told", "law-list", "body", "prose", "reply-text", "compared", "message", "piece"}
)
"""Classes of elements whose texts are in Chinese alone, which the page says: explanations of the law, lists of laws, texts."""
CITED = re.compile(
    r"《[^》]*》|（国务院令第\d+号）|（\d{4}年(?:修订|修正|通过)）|第\d+条|[\u4e00-\u9fff]{2,8}〔\d{4}〕\d+号|第[一二三四五六七八九十]+条$"
)
"""Names and numbers of laws and documents, and their articles."""
GONGKAI = "公开"
"""The name of this software."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_RUN = re.compile(r"[\u3400-\u9fff](?:[^A-Za-z]*[\u3400-\u9fff])?")
_SPACE = re.compile(r"[\s\u3000]+")
_BETWEEN = re.compile(r" · |_|, |; |: | / | \(|\)|：|　|（|）|，|“|”")
_LONG, _NAME = 6, 30
_VOID = frozenset(
    {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_READ = ("title", "alt", "aria-label", "placeholder", "data-label", "abbr")
_BARE = frozenset({"title", "option"})
"""Elements that hold nothing but text: what is Chinese in them cannot be marked if something else is there too."""


class Contents:
    """All that was ever written into the database."""

    def __init__(self, written: Iterable[object]) -> None:
        self._whole = {_bare(text) for value in written for text in _texts(value) if _HAN.search(text)}
        self._mixed = tuple(
            text for text in self._whole if re.search("[A-Za-z]", text) and len(text) <= _NAME
        )
        self._all = "\n".join(self._whole)
        self._names = tuple(text for text in self._whole if len(text) <= _NAME)

    def hold(self, said: str) -> bool:
        """Whether a text is content."""
        for name in self._mixed:
            said = said.replace(name, "")
        if self._holds(said):
            return True
        return all(self._holds(part) for part in _BETWEEN.split(CITED.sub("", said)) if _HAN.search(part))

    def _holds(self, part: str) -> bool:
        if _bare(part) in self._whole:
            return True
        for run in _RUN.findall(part):
            text = _bare(run)
            known = text in self._whole or text == GONGKAI or (len(text) >= _LONG and text in self._all)
            known = known or any(name.startswith(text) or name.endswith(text) for name in self._mixed)
            if not known and not any(name.endswith(text) for name in self._names if len(text) > 2):
                return False
        return True


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.unmarked: list[str] = []
        self._open: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag not in {"link", "meta"}:
            self.said += [text for name in _READ if (text := told.get(name)) and _HAN.search(text)]
        if tag not in _VOID:
            self._open.append((tag, told))

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, (name, _) in enumerate(self._open) if name == tag]
        if places:
            del self._open[places[-1] :]

    def handle_data(self, data: str) -> None:
        within = [name for name, _ in self._open]
        if not _HAN.search(data) or {"script", "style", "textarea", "mark", "ins", "del"} & set(within):
            return
        told = [told for _, told in self._open]
        languages = [language for each in told if (language := each.get("lang"))]
        if not languages[-1].startswith("zh") and not _BARE & set(within):
            self.unmarked.append(data.strip())
        classes = {name for each in told for name in (each.get("class") or "").split()}
        if not classes & EXPLAINED and not any(each.get("translate") == "no" for each in told):
            self.said.append(" ".join(data.split()))


def wrong(html: str, contents: Contents) -> list[str]:
    """Chinese of the frame, and Chinese that is not marked as such (WCAG 3.1.2)."""
    reading = _Reading()
    reading.feed(html)
    left = [f"not in English: {said}" for said in reading.said if not contents.hold(said)]
    return [*left, *(f"not marked: {said}" for said in reading.unmarked)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
        if value[:1] in {"{", "["}:
            try:
                yield from _texts(json.loads(value))
            except ValueError:
                return


def _bare(text: str) -> str:
    return _SPACE.sub("", text)
