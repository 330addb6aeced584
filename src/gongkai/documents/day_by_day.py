"""The days of a period as pages lay them out: month by month, each day with the numbers of the articles that decide about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.basis import Basis
from gongkai.law.calendar.workdays import WEEKDAYS
from gongkai.law.deadlines.answer import Clock, Step

MOST_MONTHS = 24
"""More months are not shown: two years of days are more than anybody reads."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the explanation; `sources` are the numbers of its articles in the list below."""

    step: Step
    weekday: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MonthOfDays:
    """The days of one month, and how many of them count."""

    first: date
    rows: tuple[DayRow, ...]
    counted: int


@dataclass(frozen=True, slots=True)
class DaysTold:
    """The explanation of a clock day by day, and the articles it names. `cut`: there are more months than are shown."""

    clock: Clock
    days: tuple[MonthOfDays, ...]
    sources: tuple[Basis, ...]
    cut: bool


def day_by_day(clock: Clock, steps: Sequence[Step]) -> DaysTold:
    """What `law.deadlines.explain` says, laid out."""
    sources = tuple(dict.fromkeys(basis for step in steps for basis in step.bases))
    numbers = {basis: number for number, basis in enumerate(sources, start=1)}
    months = days_by_month(steps)
    return DaysTold(
        clock,
        tuple(_month(first, days, numbers) for first, days in months[:MOST_MONTHS]),
        sources,
        len(months) > MOST_MONTHS,
    )


def days_by_month(steps: Sequence[Step]) -> list[tuple[date, list[Step]]]:
    """The days of the explanation month by month: the first of the month, and its days."""
    months: dict[date, list[Step]] = {}
    for step in steps:
        months.setdefault(step.day.replace(day=1), []).append(step)
    return list(months.items())


def _month(first: date, days: Sequence[Step], numbers: dict[Basis, int]) -> MonthOfDays:
    rows = tuple(
        DayRow(step, WEEKDAYS[step.day.weekday()], tuple(numbers[basis] for basis in step.bases))
        for step in days
    )
    return MonthOfDays(first, rows, sum(step.counted for step in days))
