"""Reads: which open applications a holiday notice would move, before it is put in force, and which it has moved."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from gongkai.applications.models import Application, Doing, Event
from gongkai.applications.queries.clocks import ledger_of, where
from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines.answer import State
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import civil_day

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


def would_move(calendar: Calendar, on: date, agency_ids: AbstractSet[int] | None = None) -> list[Moved]:
    """The open applications whose due day this calendar would move, by their number; of some agencies, or of all.

    `on` is today. Two queries for each five hundred open applications.   依据：条例第三十三条
    """
    found = _open_ones().order_by("number")
    if agency_ids is not None:
        found = found.filter(Among("agency", agency_ids))
    moved = []
    for one in found.iterator(chunk_size=_READ):
        ledger = ledger_of(one, one.events.all())
        before, after = where(ledger, on).clock.due_on, where(ledger, on, calendar).clock.due_on
        if before != after:
            moved.append(Moved(one.pk, one.number, one.agency_id, one.title, before, after))
    return moved


def strayed(at: datetime) -> Iterator[int]:
    """The open applications whose kept due day is no longer that of the installed calendar, by number.

    As `actions.holding` sees it: the same facts, on the day up to which the application was settled.
    """
    ids = []
    for one in _open_ones().filter(settled_on__lte=civil_day(at)).order_by("pk").iterator(chunk_size=_READ):
        now = where(ledger_of(one, one.events.all()), one.settled_on).clock
        if now.state is not State.INVALID and now.due_on != one.due_on:
            ids.append(one.pk)
    yield from ids


def moved_between(since: datetime, until: datetime | None, agency_ids: AbstractSet[int]) -> list[Moved]:
    """The applications of some agencies that the calendar alone moved in a time, by their number: one query."""
    found = Event.objects.filter(
        Among("application__agency", agency_ids), kind=Doing.DUE_MOVED, at__gte=since
    )
    if until is not None:
        found = found.filter(at__lt=until)
    return [
        Moved(
            event.application_id,
            event.application.number,
            event.application.agency_id,
            event.application.title,
            _day(event.details.get("due_before")),
            _day(event.details.get("due_after")),
        )
        for event in found.select_related("application").order_by("application__number", "pk")
    ]


def _open_ones() -> QuerySet[Application]:
    found = Application.objects.filter(closed_on__isnull=True)
    return found.prefetch_related(Prefetch("events", Event.objects.order_by("pk")))


def _day(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) and text else None
