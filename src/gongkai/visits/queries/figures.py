"""Reads: visits of agencies by month, column and item."""

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from gongkai.publication.models.item import Stand
from gongkai.publication.queries.columns import titles
from gongkai.records.queries.among import Among
from gongkai.visits.models import ColumnVisits, ItemVisits

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Month:
    """Visits of a month: home pages of agencies, lists of columns, items. `share`: of the month with most, in percent."""

    month: int
    homes: int
    columns: int
    items: int
    share: int

    @property
    def all(self) -> int:
        """All together."""
        return self.homes + self.columns + self.items


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """Visits of the list of a column, and of the items that stand in it now."""

    key: str
    title: str
    lists: int
    items: int
    share: int


@dataclass(frozen=True, slots=True)
class ItemLine:
    """Visits of an item; `stand` as it is now."""

    id: int
    index_no: str
    title: str
    agency: str
    column: str
    stand: Stand
    many: int


def months(agencies: Set[int], year: int) -> list[Month]:
    """The months of a year."""
    since, until = date(year, 1, 1), date(year, MONTHS, 31)
    items = _by_month(_items(agencies, since, until))
    homes = _by_month(_columns(agencies, since, until).filter(key=""))
    columns = _by_month(_columns(agencies, since, until).exclude(key=""))
    sums = [(month, homes[month], columns[month], items[month]) for month in range(1, MONTHS + 1)]
    most = max((sum(each[1:]) for each in sums), default=0)
    return [Month(*each, _share(sum(each[1:]), most)) for each in sums]


def by_column(agencies: Set[int], since: date, until: date) -> list[ColumnLine]:
    """Those with most visits first; columns of one key are counted together, as the common ones of several agencies are."""
    rows = _columns(agencies, since, until).exclude(key="").values_list("key").annotate(Sum("many"))
    lists: Counter[str] = Counter(dict(rows))
    stands = _items(agencies, since, until).filter(item__column__isnull=False)
    items: Counter[str] = Counter(dict(stands.values_list("item__column__key").annotate(Sum("many"))))
    both = lists + items
    named = titles(both)
    most = max(both.values(), default=0)
    return [
        ColumnLine(key, named.get(key, key), lists[key], items[key], _share(many, most))
        for key, many in sorted(both.items(), key=lambda each: (-each[1], each[0]))
    ]


def by_item(agencies: Set[int], since: date, until: date, *, most: int | None = None) -> Iterator[ItemLine]:
    """Those with most visits first; at most so many."""
    fields = "item", "item__index_no", "item__title", "agency__name", "item__column__title", "item__stand"
    counted = _items(agencies, since, until).values_list(*fields).annotate(times=Sum("many"))
    for pk, number, title, agency, column, stand, many in counted.order_by("-times", "item")[
        :most
    ].iterator():
        yield ItemLine(pk, number, title, agency, column or "", Stand(stand), many)


def _items(agencies: Set[int], since: date, until: date) -> QuerySet[ItemVisits]:
    found = ItemVisits.objects.filter(Among("agency", agencies), on__gte=since, on__lte=until)
    return found.order_by()


def _columns(agencies: Set[int], since: date, until: date) -> QuerySet[ColumnVisits]:
    found = ColumnVisits.objects.filter(Among("agency", agencies), on__gte=since, on__lte=until)
    return found.order_by()


def _by_month(rows: QuerySet[Any]) -> Counter[int]:
    return Counter(dict(rows.values_list("on__month").annotate(Sum("many"))))


def _share(many: int, most: int) -> int:
    return round(100 * many / most) if most else 0
