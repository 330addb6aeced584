"""Feeds, RSS 2.0 and Atom 1.0: the same entries make the same bytes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.timezone import localdate, make_aware

RSS_FILE, ATOM_FILE = "rss.xml", "atom.xml"
FEED_FILES = (RSS_FILE, ATOM_FILE)
FED = 50
"""Entries of a feed."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document holds (XML 1.0, 2.2); words that were looked for may."""


def _day_began() -> datetime:
    """One without entries was last changed when the day began: Django would say now, otherwise each time."""
    return make_aware(datetime.combine(localdate(), time()))


class _Rss(Rss201rev2Feed):
    """RSS 2.0."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _day_began()


class _Atom(Atom1Feed):
    """Atom 1.0 (RFC 4287)."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _day_began()


_FORMS: dict[str, type[_Rss | _Atom]] = {RSS_FILE: _Rss, ATOM_FILE: _Atom}


class FeedFile:
    """The two feeds, as the end of an address."""

    regex = "rss\\.xml|atom\\.xml"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed tells of. `address`: whole, and its name in Atom; `key`: its name in RSS, the address where it has none."""

    title: str
    address: str
    said: str
    at: datetime
    author: str = ""
    key: str = ""
    category: str = ""


def fed(
    request: HttpRequest, file: str, *, title: str, page: str, here: str, said: str, entries: Iterable[Entry]
) -> HttpResponse:
    """The feed that a file names. `page` is what it is the feed of, `here` its own address: both without the host."""
    form = _FORMS[file]
    feed = form(
        title=_xml(title),
        link=request.build_absolute_uri(page),
        description=_xml(said),
        language="zh-CN",
        feed_url=request.build_absolute_uri(here),
        subtitle=_xml(said) if file == ATOM_FILE else None,
    )
    for each in entries:
        feed.add_item(**_item(each, file))
    return HttpResponse(feed.writeString("utf-8"), content_type=str(form.content_type))


def _item(each: Entry, file: str) -> dict[str, Any]:
    """An Atom entry is named by an IRI (RFC 4287, 4.2.6), which stays when a new edition goes out."""
    named = {"unique_id": each.address} if file == ATOM_FILE else {}
    if file == RSS_FILE and each.key:
        named = {"unique_id": each.key}
    return {
        "title": _xml(each.title),
        "link": each.address,
        "description": _xml(each.said),
        "pubdate": each.at,
        "updateddate": each.at,
        "author_name": each.author or settings.SITE_NAME,
        "categories": [each.category] if each.category else [],
        "unique_id_is_permalink": None if file == ATOM_FILE or not each.key else False,
        **named,
    }


def _xml(text: str) -> str:
    return _NO_XML.sub("", text)
