"""Writes: the lines of hours that are over are counted by day, once, and taken away.

The name of a file is entered in the transaction that adds its visits, which is the one that marks the job as done; the file goes after it.
Killed before the end of the transaction, nothing was counted and the file is there. Killed after it, the file is there and its name says
that it was counted: the next run only takes it away. Two that count the same file at once: the name is there once, so one begins anew.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction

from gongkai.records.actions.jobs import job
from gongkai.records.queries.numbers import civil_day
from gongkai.visits.backends import lines
from gongkai.visits.models import ColumnVisits, CountedFile, ItemVisits
from gongkai.visits.queries.pages import visited

MOST = 48
"""Files in one run."""
SLICE = 500
"""Rows at a time."""
KEPT = timedelta(days=40)
"""How long the name of a file is known after the file is gone."""


@dataclass(frozen=True, slots=True)
class HourOf:
    """A file as it was read: its name, the day of its hour, how often each page stands in it."""

    name: str
    on: date
    pages: Counter[str]


def read(*, at: datetime) -> list[HourOf]:
    """The files of the next run, oldest first. Those that were counted before and left behind are taken away."""
    if not lines.counted():
        return []
    there = lines.settled(at)[:MOST]
    known = _known([name for name, _ in there])
    for name in known:
        lines.remove(name)
    return [HourOf(name, civil_day(begun), lines.read(name)) for name, begun in there if name not in known]


@job("visits.count", label="统计访问次数", prepare=read)
def count(*, at: datetime, prepared: list[HourOf]) -> None:
    """Add the visits of files to the days on which they were."""
    known = _known([each.name for each in prepared])
    fresh = [each for each in prepared if each.name not in known]
    CountedFile.objects.bulk_create([CountedFile(name=each.name, counted_at=at) for each in fresh])
    days: dict[date, Counter[str]] = {}
    for each in fresh:
        days.setdefault(each.on, Counter()).update(each.pages)
    for on, pages in days.items():
        add(on, pages)
    CountedFile.objects.filter(counted_at__lt=at - KEPT).delete()
    for each in prepared:
        transaction.on_commit(partial(lines.remove, each.name))


def add(on: date, pages: Mapping[str, int]) -> None:
    """Add visits of a day, by the address of the page below the prefix; addresses that lead nowhere are not counted."""
    found = visited(pages)
    for some in _slices(list(found.items.items())):
        numbers = [item for (_, item), _ in some]
        held = ItemVisits.objects.select_for_update().filter(on=on, item__in=numbers)
        kept = {row.item_id: row for row in held}
        theirs = {key: kept[key[1]] for key, _ in some if key[1] in kept}
        _put(ItemVisits, theirs, some, lambda key: ItemVisits(agency_id=key[0], item_id=key[1], on=on))
    for few in _slices(list(found.columns.items())):
        bodies = {agency for (agency, _), _ in few}
        lists = ColumnVisits.objects.select_for_update().filter(on=on, agency__in=bodies)
        stood = {(row.agency_id, row.key): row for row in lists}
        _put(ColumnVisits, stood, few, lambda key: ColumnVisits(agency_id=key[0], key=key[1], on=on))


def _put(
    table: type[Any],
    kept: Mapping[Any, Any],
    counts: list[tuple[Any, int]],
    begin: Callable[[Any], Any],
) -> None:
    """Rows that are there hold more, the others are made."""
    rows = []
    for key, many in counts:
        row = kept.get(key) or begin(key)
        row.many = (row.many or 0) + many
        rows.append(row)
    table.objects.bulk_update([row for row in rows if row.pk], ["many"])
    table.objects.bulk_create([row for row in rows if not row.pk])


def _slices(rows: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(rows), SLICE):
        yield rows[start : start + SLICE]


def _known(names: list[str]) -> set[str]:
    """Which of these files were counted."""
    return set(CountedFile.objects.filter(name__in=names).values_list("name", flat=True))
