"""Reads: where an item is used: in which public texts its address or its document number stands."""

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from urllib.parse import unquote

from django.db.models import QuerySet

from gongkai.publication.models import Edition, Item, Mention, Stand

ADDRESS = "/xxgk/"
_HREF = re.compile(r'href="[^"]*?/xxgk/([^"#?]+?)/?(?:[#?][^"]*)?"')
_NUMBER = re.compile(r"([\u4e00-\u9fa5]{2,12})(〔(?:19|20)\d{2}〕[1-9]\d{0,4}号)")
_MOST = 200


@dataclass(frozen=True, slots=True)
class Mentioning:
    """A public item that mentions another."""

    item_id: int
    index_no: str
    title: str
    published_at: datetime | None


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


def where_used(item_id: int) -> list[Mentioning]:
    """The public items whose present text mentions this one, newest first: one query."""
    found = (
        Item.objects.filter(stand=Stand.PUBLIC, public__mentions__item=item_id)
        .order_by("-published_at", "-pk")
        .values_list("pk", "index_no", "title", "published_at")
    )
    return [Mentioning(*row) for row in found[:_MOST]]
