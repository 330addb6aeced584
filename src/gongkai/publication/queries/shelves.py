"""Reads: the columns of an agency as the public sees them, with how much is in each."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from gongkai.publication.models import Column, Item, Stand
from gongkai.publication.queries.columns import ColumnRow, columns


@dataclass(frozen=True, slots=True)
class Shelf:
    """A column in which an agency has something public. `items`: in it and below it; `column_ids`: itself and those."""

    key: str
    title: str
    depth: int
    items: int
    column_ids: tuple[int, ...]


def shelves(agency_id: int, on: date) -> tuple[Shelf, ...]:
    """The columns of an agency that are shown and in which, or below which, something is public, in their order.

    Four queries. Empty columns are left out: inspections count them.
    """
    held = Counter(
        dict(
            Item.objects.filter(agency=agency_id, stand=Stand.PUBLIC, column__isnull=False)
            .order_by()
            .values_list("column")
            .annotate(items=Count("pk"))
        )
    )
    rows = columns(agency_id, on)
    made = (_shelf(row, _below(place, rows), held) for place, row in enumerate(rows))
    return tuple(shelf for shelf in made if shelf.items)


def ended_shelf(agency_id: int, key: str) -> Shelf | None:
    """A column that is shown no more, but in which an agency still has something public; None if there is none."""
    items = Item.objects.filter(agency=agency_id, stand=Stand.PUBLIC, column__key=key)
    found = Column.objects.filter(pk__in=items.values("column")).order_by("pk")
    titles = dict(found.values_list("pk", "title"))
    return Shelf(key, next(iter(titles.values())), 0, items.count(), tuple(titles)) if titles else None


def _below(place: int, rows: tuple[ColumnRow, ...]) -> list[int]:
    """The column at a place and those below it: they follow it, and stand deeper."""
    found = [rows[place].id]
    for row in rows[place + 1 :]:
        if row.depth <= rows[place].depth:
            break
        found.append(row.id)
    return found


def _shelf(row: ColumnRow, ids: list[int], held: Counter[int]) -> Shelf:
    return Shelf(row.key, row.title, row.depth, sum(held[one] for one in ids), tuple(ids))
