"""The clock of applications: a million simple ones, and ones with everything that can happen."""

import statistics
from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar

from gongkai.law.calendar.workdays import official
from gongkai.law.deadlines.clock import clock
from gongkai.law.deadlines.explain import explain
from gongkai.law.ledger import Fact, Kind, Ledger
from tools.bench.rounds import Row, seconds, turns

MILLION = 1_000_000
SECONDS = 30  # that a million simple clocks may take
DAYS = [date(2024, 1, 1) + timedelta(days=number) for number in range(1_000)]
CALENDAR = official()


def simple(on: date) -> object:
    """Received, nothing else: by when is the answer due, how much of it is used?"""
    return clock(Ledger(on), on + timedelta(days=10), CALENDAR)


def date_only(on: date) -> object:
    """The same due day by walking from day to day with the package chinesecalendar; nothing else."""
    counted = 0
    while counted < 20:
        on += timedelta(days=1)
        counted += chinese_calendar.is_workday(on)
    return on


def eventful(on: date) -> Ledger:
    """An application with a correction, two consultations and an extension."""
    later = [on + timedelta(days=number) for number in (2, 9, 12, 13, 20, 22)]
    kinds = (
        Kind.CORRECTION_ASKED,
        Kind.CORRECTED,
        Kind.THIRD_PARTY_ASKED,
        Kind.ORGAN_ASKED,
        Kind.THIRD_PARTY_ANSWERED,
    )
    facts = [Fact(kind, day) for kind, day in zip(kinds, later, strict=False)]
    return Ledger(on, facts=(*facts, Fact(Kind.EXTENDED, later[-1], working_days=15)))


def full(on: date) -> object:
    """The clock of an eventful application."""
    return clock(eventful(on), on + timedelta(days=30), CALENDAR)


def explained(on: date) -> object:
    """The clock of an eventful application, told day by day."""
    ledger = eventful(on)
    return explain(ledger, clock(ledger, on + timedelta(days=30), CALENDAR), CALENDAR)


def clocks() -> Iterator[Row]:
    """A million clocks in one go, then what each costs against a plain walk over the days."""
    taken = seconds(simple, DAYS * (MILLION // len(DAYS)))
    yield Row("1,000,000 simple clocks", f"{taken:.1f} s", taken / SECONDS, f"{SECONDS} s", 1)
    rounds = list(turns((simple, date_only, full, explained), DAYS * 5))
    for at, what in ((0, "simple clock"), (2, "clock with six facts"), (3, "the same, told day by day")):
        one = statistics.median(times[at] for times in rounds) / len(DAYS * 5)
        ratio = statistics.median(times[at] / times[1] for times in rounds)
        yield Row(what, f"{1e6 * one:,.0f} µs", ratio, "walking 20 working days with chinesecalendar")
