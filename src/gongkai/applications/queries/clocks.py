"""Reads: an application as the law sees it: its facts, its clock, how the date came about."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from gongkai.applications.models import Application, Doing, Event, Way
from gongkai.documents.holidays import installed_calendar
from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines.answer import Clock, State, Step
from gongkai.law.deadlines.clock import clock
from gongkai.law.deadlines.explain import explain
from gongkai.law.ledger import FIELDS, Fact, Kind, Ledger
from gongkai.law.outcomes.catalogue import outcomes

ABANDONED = {
    State.ABANDONED_NO_CORRECTION: "other_no_correction",
    State.ABANDONED_UNPAID: "other_fee_unpaid",
    State.WITHDRAWN: "other_misc",
}
"""In which row of table three an application counts that ended without a reply."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where an application stands on a day, and how it counts: `handled_on` and `row` from its first end."""

    clock: Clock
    receipt_on: date | None
    handled_on: date | None
    row: str


def ledger_of(application: Application, events: Iterable[Event]) -> Ledger:
    """The facts of an application; what was taken back is none. When a letter arrived was entered later."""
    every = list(events)
    gone = {event.voids_id for event in every}
    served = {
        event.details.get("of"): event.on
        for event in every
        if event.kind == Doing.SERVED and event.pk not in gone
    }
    facts = tuple(
        _received(event.fact(), served.get(event.pk))
        for event in every
        if event.counts and event.pk not in gone
    )
    return Ledger(application.arrived_on, Way(application.way).channel, facts)


def _received(fact: Fact, on: date | None) -> Fact:
    """A fact with the day on which its letter arrived, where periods begin on it."""
    begins = on is not None and "received_on" in FIELDS.get(fact.kind, ())
    return replace(fact, received_on=on) if begins else fact


def where(ledger: Ledger, on: date, calendar: Calendar | None = None) -> Where:
    """Where an application stands on a day, by the calendar of the installation or by another one.

    What was withdrawn before receipt was confirmed was received on the day of the withdrawal: both sides knew of it then.
    """
    calendar = calendar or installed_calendar()
    now = clock(ledger, on, calendar)
    first = _until_redone(ledger, on)
    then = clock(first, on, calendar) if first is not ledger else now
    row = _row(first, then.state)
    receipt = then.receipt_on or (then.closed_on if row else None)
    return Where(now, receipt, then.closed_on if row else None, row)


def explained(ledger: Ledger, on: date) -> list[Step]:
    """Day by day how the due day came about."""
    calendar = installed_calendar()
    return explain(ledger, clock(ledger, on, calendar), calendar)


def _until_redone(ledger: Ledger, on: date) -> Ledger:
    """The ledger up to the first order to answer anew, which changes no figure of the year before."""
    ordered = [fact.on for fact in ledger.facts if fact.kind is Kind.REDO_ORDERED and fact.on <= on]
    if not ordered:
        return ledger
    first = min(ordered)
    return replace(
        ledger,
        facts=tuple(
            fact
            for fact in ledger.facts
            if fact.on <= first
            and fact.kind is not Kind.REDO_ORDERED
            and not _again(fact.on, fact.kind, first)
        ),
    )


def _again(on: date, kind: Kind, ordered: date) -> bool:
    """A reply of the day on which it was ordered answers the order."""
    return on == ordered and kind in (Kind.REPLIED, Kind.DELIVERED)


def _row(ledger: Ledger, state: State) -> str:
    if state in ABANDONED:
        return ABANDONED[state]
    if state not in (State.REPLIED, State.SERVED):
        return ""
    replies = sorted(
        (fact for fact in ledger.facts if fact.kind is Kind.REPLIED), key=lambda fact: (fact.on, fact.result)
    )
    return next((fact.result for fact in replies if fact.result in outcomes()), "other_misc")
