"""Reads: every public item for search engines, in parts that stay the same whatever is published later."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max

from gongkai.publication.models import Item, Stand

SIZE = 5_000
"""Numbers of items in a part; those that are not public are left out of it."""


@dataclass(frozen=True, slots=True)
class MapPart:
    """A part of the map, and when something in it was last published."""

    number: int
    last_at: datetime


def map_parts() -> list[MapPart]:
    """The parts that hold something; one query."""
    parts = Item.objects.filter(stand=Stand.PUBLIC).annotate(part=F("pk") / SIZE).order_by("part")
    return [
        MapPart(*row)
        for row in parts.values_list("part").annotate(last=Max("published_at"))
        if row[1] is not None
    ]


def map_part(number: int) -> list[tuple[str, datetime]]:
    """Index number and time of the public items of a part; empty if there is none. One query."""
    first = number * SIZE
    found = Item.objects.filter(stand=Stand.PUBLIC, pk__gte=first, pk__lt=first + SIZE).order_by("pk")
    return [(index_no, at) for index_no, at in found.values_list("index_no", "published_at") if at]
