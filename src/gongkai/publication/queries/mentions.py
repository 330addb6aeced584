"""Reads: where an item is used: in which public texts its address or its document number stands."""

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from itertools import islice
from urllib.parse import unquote

from django.db.models import QuerySet

from gongkai.publication.models import Edition, Item, Mention, Stand

ADDRESS = "/xxgk/"
_HREF = re.compile(r'href="[^"]*?/xxgk/([^"#?]+?)/?(?:[#?][^"]*)?"')
_NUMBER = re.compile(r"([\u4e00-\u9fa5]{2,12})(〔(?:19|20)\d{2}〕[1-9]\d{0,4}号)")
_MOST = 200
WORDS = ("废止", "失效", "修改")
"""What a document may say of another that it puts out of force, or changes."""
_SENTENCE = re.compile("[^。；\n]+")


@dataclass(frozen=True, slots=True)
class Mentioning:
    """A public item that mentions another. `says`: which of WORDS stand in a sentence with the other's title or number."""

    item_id: int
    index_no: str
    title: str
    published_at: datetime | None
    says: frozenset[str] = frozenset()


def mention_rows(*editions: Edition) -> list[Mention]:
    """The rows that say which public items these texts mention: at most two queries for all of them, nothing is stored."""
    addresses = {each.pk: _addresses(each) for each in editions}
    numbers = {each.pk: _numbers(each) for each in editions}
    by_address = _items(Item.objects.all(), "index_no", addresses)
    by_number = _items(Item.objects.filter(stand=Stand.PUBLIC), "public__document_no", numbers)
    rows = []
    for each in editions:
        found = _of(by_address, addresses[each.pk]) | _of(by_number, numbers[each.pk])
        rows += [Mention(edition=each, item_id=one) for one in sorted(found - {each.item_id})[:_MOST]]
    return rows


Readings = set[tuple[str, ...]]
"""What stands in a text, each in the ways in which it may be read, the longest first."""


def _addresses(edition: Edition) -> Readings:
    return {(unquote(unescape(found)),) for found in _HREF.findall(edition.body)}


def _numbers(edition: Edition) -> Readings:
    """Numbers of other documents. Where words stand right before one, only what is known says where it begins."""
    found = {
        tuple(code[at:] + rest for at in range(len(code) - 1)) for code, rest in _NUMBER.findall(edition.text)
    }
    return {readings for readings in found if edition.document_no not in readings}


def _items(among: QuerySet[Item], name: str, named: dict[int, Readings]) -> dict[str, set[int]]:
    wanted = {text for found in named.values() for readings in found for text in readings}
    known: dict[str, set[int]] = {}
    for text, one in among.filter(**{f"{name}__in": wanted}).values_list(name, "pk") if wanted else ():
        known.setdefault(text, set()).add(one)
    return known


def _of(known: dict[str, set[int]], found: Readings) -> set[int]:
    read = (next((text for text in readings if text in known), "") for readings in found)
    return set().union(*(known.get(text, set()) for text in read))


def where_used(item_id: int, *names: str) -> list[Mentioning]:
    """The public items whose present text mentions this one, newest first: one query.

    `names`: title and number of this one, if their texts are to be read for what they say of it.
    """
    wanted = ("stand", "pk", "index_no", "title", "published_at", *(("public__text",) if names else ()))
    found = Item.objects.filter(public__mentions__item=item_id).order_by("-published_at", "-pk")
    # The few that mention it, rather than all that is public: SQLite begins with these if it is told to look for them.
    rows = (row for stand, *row in found.values_list(*wanted).iterator() if stand == Stand.PUBLIC)
    return [_mentioning(*row, names=names) for row in islice(rows, _MOST)]


def _mentioning(
    pk: int, index_no: str, title: str, at: datetime | None, text: str = "", *, names: tuple[str, ...]
) -> Mentioning:
    return Mentioning(pk, index_no, title, at, _said(text, names))


def _said(text: str, names: tuple[str, ...]) -> frozenset[str]:
    about = [
        sentence for sentence in _SENTENCE.findall(text) if any(name in sentence for name in names if name)
    ]
    return frozenset(word for word in WORDS if any(word in sentence for sentence in about))
