"""How rows of the catalogue begin and end: never edited, so that the catalogue of any day can be read again."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from itertools import count
from typing import Any

from gongkai.publication.models import Entry, Ticket


def end(agency_id: int | None, keys: Collection[str], on: date) -> None:
    """End rows with the day before; those that began today never were."""
    held = Entry.objects.filter(agency=agency_id, key__in=keys, ends_on__isnull=True)
    held.filter(begins_on__gte=on).delete()
    held.update(ends_on=on - timedelta(days=1))


def begin(
    agency_id: int | None, key: str, row: Mapping[str, Any], on: date, ticket: Ticket | None = None
) -> None:
    """Enter a row that is in force from a day on."""
    Entry.objects.create(agency_id=agency_id, key=key, begins_on=on, ticket=ticket, **row)


def new_keys(agency_id: int | None, field: str) -> Iterator[str]:
    """Keys that no row and no ticket of an agency (None: no common row) ever had in this field."""
    start = f"{field}-" if agency_id is None else f"{field}-a{agency_id}-"
    held = Entry.objects.filter(agency=agency_id, key__startswith=start).values_list("key", flat=True)
    asked = Ticket.objects.filter(agency=agency_id, key__startswith=start).values_list("key", flat=True)
    numbers = [int(rest) for key in (*held, *asked) if (rest := key.removeprefix(start)).isdecimal()]
    for number in count(max(numbers, default=0) + 1):
        yield f"{start}{number:02}"
