"""Reads: the columns of an agency as the public sees them, with how much is in each, or what is said of an empty one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from gongkai.publication.models import Column, EmptyStatement, Item, Stand
from gongkai.publication.queries.columns import ColumnRow, columns, shown


@dataclass(frozen=True, slots=True)
class Shelf:
    """A column that the public sees. `items`: in it and below it; `column_ids`: itself and those.

    `statement`: what the agency says of it because nothing is in it, as of `stated_on`; empty where something is.
    """

    key: str
    title: str
    depth: int
    items: int
    column_ids: tuple[int, ...]
    statement: str = ""
    stated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What an agency says of a column in which it has nothing, and since when."""

    text: str
    stated_on: date


def shelves(agency_id: int, on: date) -> tuple[Shelf, ...]:
    """The columns of an agency that are shown and in which, or below which, something is public, in their order.

    Five queries. Of the empty ones, which inspections count, those alone of which the agency says that it has nothing for
    them, and the columns that hold these together.
    """
    said = statements(agency_id)
    found = _with_items(agency_id, columns(agency_id, on))
    return tuple(
        _shelf(row, ids, items, said.get(row.id))
        for row, ids, items in found
        if items or said.keys() & set(ids)
    )


def statements(agency_id: int) -> dict[int, Statement]:
    """What an agency says of the columns in which it has nothing, by the number of the column."""
    found = EmptyStatement.objects.filter(agency=agency_id, ended_at__isnull=True)
    return {one.column_id: Statement(one.text, one.stated_on) for one in found}


def empty_columns(agency_id: int, rows: Iterable[ColumnRow]) -> frozenset[int]:
    """Those of the columns of an agency that are not hidden and in which, and below which, nothing is public; one query."""
    return frozenset(row.id for row, _, items in _with_items(agency_id, shown(rows)) if not items)


def ended_shelf(agency_id: int, key: str) -> Shelf | None:
    """A column that is shown no more, but in which an agency still has something public; None if there is none."""
    items = Item.objects.filter(agency=agency_id, stand=Stand.PUBLIC, column__key=key)
    found = Column.objects.filter(pk__in=items.values("column")).order_by("pk")
    titles = dict(found.values_list("pk", "title"))
    return Shelf(key, next(iter(titles.values())), 0, items.count(), tuple(titles)) if titles else None


def _with_items(agency_id: int, rows: tuple[ColumnRow, ...]) -> list[tuple[ColumnRow, tuple[int, ...], int]]:
    """Columns, each with itself and those below it, and how much is public there."""
    public = Item.objects.filter(agency=agency_id, stand=Stand.PUBLIC, column__isnull=False)
    held = Counter(dict(public.order_by().values_list("column").annotate(items=Count("pk"))))
    below = [(row, tuple(_below(place, rows))) for place, row in enumerate(rows)]
    return [(row, ids, sum(held[one] for one in ids)) for row, ids in below]


def _below(place: int, rows: tuple[ColumnRow, ...]) -> list[int]:
    """The column at a place and those below it: they follow it, and stand deeper."""
    found = [rows[place].id]
    for row in rows[place + 1 :]:
        if row.depth <= rows[place].depth:
            break
        found.append(row.id)
    return found


def _shelf(row: ColumnRow, ids: tuple[int, ...], items: int, said: Statement | None) -> Shelf:
    if items or said is None:
        return Shelf(row.key, row.title, row.depth, items, ids)
    return Shelf(row.key, row.title, row.depth, items, ids, said.text, said.stated_on)
