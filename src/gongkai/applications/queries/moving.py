"""Reads: which open applications a holiday notice would move, before it is put in force."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from gongkai.applications.models import Application, Event
from gongkai.applications.queries.clocks import ledger_of, where
from gongkai.law.calendar.workdays import Calendar

_READ = 500


@dataclass(frozen=True, slots=True)
class Moved:
    """An open application whose due day would be another one. None: nothing is due, for the period stands still."""

    id: int
    number: str
    agency_id: int
    title: str
    before: date | None
    after: date | None


def would_move(calendar: Calendar, on: date, agency_ids: Collection[int] | None = None) -> list[Moved]:
    """The open applications whose due day this calendar would move, by their number; of some agencies, or of all.

    `on` is today. Two queries for each five hundred open applications.   依据：条例第三十三条
    """
    found = Application.objects.filter(closed_on__isnull=True)
    if agency_ids is not None:
        found = found.filter(agency__in=agency_ids)
    found = found.prefetch_related(Prefetch("events", Event.objects.order_by("pk"))).order_by("number")
    moved = []
    for one in found.iterator(chunk_size=_READ):
        ledger = ledger_of(one, one.events.all())
        before, after = where(ledger, on).clock.due_on, where(ledger, on, calendar).clock.due_on
        if before != after:
            moved.append(Moved(one.pk, one.number, one.agency_id, one.title, before, after))
    return moved
