"""Reads: every public item for search engines, in parts by the month in which it first went out, of which none grows too long."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Func, IntegerField, Max

from gongkai.publication.models import Item, Stand

SIZE = 5_000
"""Numbers of items in a part; those that are not public are left out of it. A map may name 50,000."""


class Month(Func):
    """The month of an instant in China as a number, 202611, worked out by the database: there may be 100,000 rows."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Eight hours ahead, all the year."""
        here = "datetime(%(expressions)s, '+8 hours')"
        template = f"CAST(substr({here}, 1, 4) || substr({here}, 6, 2) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """By name of the zone."""
        template = "CAST(to_char(%(expressions)s AT TIME ZONE 'Asia/Shanghai', 'YYYYMM') AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **more)


@dataclass(frozen=True, slots=True)
class MapPart:
    """A part of a map, and when something in it was last published."""

    number: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class MonthPart:
    """A part of the map of items: those that first went out in a month (202611), among the numbers of a block; and the last publication."""

    month: int
    number: int
    last_at: datetime


def map_parts(number: int | None = None) -> list[MonthPart]:
    """The parts that hold something, the newest month first; those of a block alone, if one is named. One query."""
    parts = _public() if number is None else _in_block(number)
    rows = (
        parts.annotate(block=F("pk") / SIZE)
        .order_by("-month", "block")
        .values_list("month", "block")
        .annotate(last=Max("published_at"))
    )
    return [MonthPart(*row) for row in rows if row[2] is not None]


def map_blocks() -> list[int]:
    """The blocks of numbers that hold something; one query."""
    found = Item.objects.filter(stand=Stand.PUBLIC).annotate(block=F("pk") / SIZE).order_by("block")
    return list(found.values_list("block", flat=True).distinct())


def map_part(month: int, number: int) -> list[tuple[str, datetime]]:
    """Index number and time of the public items of a part; empty if there is none. One query."""
    found = _in_block(number).filter(month=month).order_by("pk")
    return [(index_no, at) for index_no, at in found.values_list("index_no", "published_at") if at]


def _public() -> Any:
    first_out = Item.objects.filter(stand=Stand.PUBLIC, first_published_at__isnull=False)
    return first_out.annotate(month=Month("first_published_at"))


def _in_block(number: int) -> Any:
    first = number * SIZE
    return _public().filter(pk__gte=first, pk__lt=first + SIZE)
