"""What page tests share: pages as text, and their parts."""

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from django.test import Client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if name := given.get("id"):
            self.ids.append(name)
        link = given.get("href") or ""
        if tag == "a" and link.startswith("#"):
            self.targets.append(link[1:])


def page(address: str, *, status: int = 200, client: Client | None = None) -> str:
    """The text of a page, which must answer with this status."""
    response = (client or Client()).get(address)
    assert response.status_code == status
    return response.content.decode()


def shown(response: "Answer") -> str:
    """The text of an answer."""
    return response.content.decode()


def anchors(html: str) -> tuple[list[str], list[str]]:
    """Every id of a page, and every place on it that its links lead to."""
    parser = _Anchors()
    parser.feed(html)
    return parser.ids, parser.targets


def words(html: str) -> str:
    """The page without tags, white space folded."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
