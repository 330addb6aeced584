"""Reads: what items are called that others know by number."""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.publication import access
from gongkai.publication.models import Item, Stand
from gongkai.records.access import Actor


@dataclass(frozen=True, slots=True)
class Named:
    """An item by its number. `index_no` is empty before it is public for the first time."""

    id: int
    title: str
    index_no: str
    stand: Stand


def named(viewer: Actor, item_ids: Iterable[int]) -> dict[int, Named]:
    """Those of these items whose page somebody may open, by number: one query."""
    found = Item.objects.filter(access.visible_to(viewer), pk__in=list(item_ids))
    rows = found.values_list("pk", "title", "index_no", "stand")
    return {row[0]: Named(*row[:3], Stand(row[3])) for row in rows}


def titles(index_numbers: Iterable[str]) -> dict[str, str]:
    """What the public items with these index numbers are called: one query."""
    found = Item.objects.filter(stand=Stand.PUBLIC, index_no__in=list(index_numbers))
    return dict(found.values_list("index_no", "title"))
