"""A walk over a page as our templates write it, with attributes in double quotes: texts, tags, and what is neither."""

import re
from typing import Protocol

VOID = frozenset(
    {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_RAW = frozenset({"script", "style", "textarea"})
_TOKEN = re.compile(
    r"<!--.*?-->|<!doctype[^>]*>|<(?P<close>/?)(?P<name>[a-z][a-z0-9-]*)(?P<attributes>(?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>",
    re.IGNORECASE | re.DOTALL,
)


class Writing(Protocol):
    """What becomes of a page, piece by piece. `kept`: scripts, styles, what somebody types; `name`: of a tag, "" of a comment."""

    def text(self, piece: str) -> None: ...

    def kept(self, piece: str) -> None: ...

    def tag(self, whole: str, name: str, attributes: str, *, closing: bool) -> None: ...


def walk(page: str, writing: Writing) -> None:
    """Tell all of a page, in its order."""
    place = 0
    for found in _TOKEN.finditer(page):
        if found.start() < place:
            continue
        writing.text(page[place : found.start()])
        place = found.end()
        name = (found["name"] or "").lower()
        writing.tag(found[0], name, found["attributes"] or "", closing=bool(found["close"]))
        if name in _RAW and not found["close"]:
            end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(page, place)
            stop = end.start() if end else len(page)
            writing.kept(page[place:stop])
            place = stop
    writing.text(page[place:])
