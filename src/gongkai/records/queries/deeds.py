"""Reads: what was done of some kinds, in the order of the log, from a place on; which entry shows last."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from gongkai.records.models import LogEntry

LOOKED_THROUGH = 500
"""Entries that are looked through for the last one that shows; after more the oldest of them counts."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An entry of the log without who did it, why and from where."""

    seq: int
    at: datetime
    action: str
    subject: str
    agency_id: int | None
    details: Mapping[str, Any]


def deeds(actions: Collection[str], *, after: int, most: int) -> list[Deed]:
    """The entries behind one of them that say that one of these things was done, at most so many; one query."""
    found = LogEntry.objects.filter(seq__gt=after, action__in=list(actions)).order_by("seq")
    fields = ("seq", "at", "action", "subject", "agency_id", "details")
    return [Deed(*row) for row in found.values_list(*fields)[:most]]


def last_deed(*, but: Iterable[str]) -> tuple[int, datetime] | None:
    """Number and time of the last entry whose action does not begin with one of these; None for an empty log. One query.

    Where too many entries follow it that do not show, a newer one than it: nothing has changed since that one either.
    """
    left_out = tuple(but)
    rows = LogEntry.objects.order_by("-seq").values_list("seq", "at", "action")[:LOOKED_THROUGH]
    last = None
    for seq, at, action in rows:
        last = seq, at
        if not action.startswith(left_out):
            break
    return last


def last_among(begin: str) -> datetime | None:
    """When something whose name begins so was done last; None if it never was. One query, which the index of actions answers."""
    found = LogEntry.objects.filter(action__gte=begin, action__lt=f"{begin}\U0010ffff")
    last: datetime | None = found.aggregate(last=Max("at"))["last"]
    return last
