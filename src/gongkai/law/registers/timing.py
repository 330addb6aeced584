"""By when a row is public, whether it was, and when it leaves the public view.

依据：条例第二十六条，行政许可法第四十条，行政处罚法第四十八、八十五条，预算法第十四条
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.duties.clocks import PublicationClock, run_if_in_force
from gongkai.law.duties.settings import AS_SHIPPED, Settings
from gongkai.law.duties.timing import check_clock
from gongkai.law.findings import Finding
from gongkai.law.registers import grounds
from gongkai.law.registers.definition import Definition, Kind, Values
from gongkai.law.report.periods import Period
from gongkai.law.rules import Rule

Planner = Callable[[Values], date | None]
"""The last day on which a row may be published; None where no period runs."""


class State(StrEnum):
    """Whether the public may see a row. What it may not see is kept, and counts."""

    PUBLIC = "public"
    WITHDRAWN = "withdrawn"
    HELD_BACK = "held_back"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"public": "公开", "withdrawn": "已撤回", "held_back": "不公开"}[self.value]


def state(definition: Definition, values: Values) -> State:
    """Whether the public may see a row.   依据：行政处罚法第四十八条"""
    if definition.held_back and definition.held_back.holds(values):
        return State.HELD_BACK
    if definition.withdrawn and definition.withdrawn.when.holds(values):
        return State.WITHDRAWN
    return State.PUBLIC


def rule_of(found: State) -> Rule | None:
    """The rule by which a row is not shown; None for one that is."""
    return {State.HELD_BACK: grounds.HELD_BACK, State.WITHDRAWN: grounds.WITHDRAWN}.get(found)


def due_on(
    definition: Definition, values: Values, calendar: Calendar, settings: Settings = AS_SHIPPED
) -> PublicationClock | None:
    """By when a row is to be public, and why; None where no date starts a period, or none was law yet.

    OutOfCalendar beyond the calendar.   依据：条例第二十六条
    """
    for clock in definition.clocks:
        if isinstance(on := values.get(clock.field), date):
            return run_if_in_force(clock.id, on, calendar, settings)
    return None


def planner(definition: Definition, calendar: Calendar, settings: Settings = AS_SHIPPED) -> Planner:
    """`due_on` for very many rows: each day is worked out once."""
    known: dict[tuple[str, date], date | None] = {}

    def plan(values: Values) -> date | None:
        for clock in definition.clocks:
            on = values.get(clock.field)
            if isinstance(on, date):
                if (clock.id, on) not in known:
                    found = run_if_in_force(clock.id, on, calendar, settings)
                    known[clock.id, on] = found.due_on if found else None
                return known[clock.id, on]
        return None

    return plan


def late(
    definition: Definition,
    values: Values,
    published_on: date | None,
    as_of: date,
    calendar: Calendar,
    settings: Settings = AS_SHIPPED,
) -> Finding | None:
    """What is wrong with the day on which a row was published, or with its not being published on `as_of`; None if nothing.

    Rows that are not to be shown are never late.   依据：条例第二十六条
    """
    if state(definition, values) is State.HELD_BACK:
        return None
    clock = due_on(definition, values, calendar, settings)
    return check_clock(clock, published_on, as_of, calendar, settings) if clock else None


def withdraw_by(
    definition: Definition, values: Values, calendar: Calendar, settings: Settings = AS_SHIPPED
) -> PublicationClock | None:
    """By when a row must leave the public view, and why; None for one that need not.   依据：行政处罚法第四十八、八十五条"""
    withdrawal = definition.withdrawn
    if withdrawal is None or not withdrawal.when.holds(values):
        return None
    since = values.get(withdrawal.field)
    return run_if_in_force(withdrawal.clock, since, calendar, settings) if isinstance(since, date) else None


def withdrawn_late(
    definition: Definition,
    values: Values,
    withdrawn_on: date | None,
    as_of: date,
    calendar: Calendar,
    settings: Settings = AS_SHIPPED,
) -> Finding | None:
    """What is wrong with the day on which a row left the public view; None if nothing.   依据：行政处罚法第四十八、八十五条"""
    clock = withdraw_by(definition, values, calendar, settings)
    return check_clock(clock, withdrawn_on, as_of, calendar, settings) if clock else None


def yearly(definition: Definition) -> bool:
    """Whether its rows belong to a year, and to no day of it: so they cannot be told apart by month."""
    return definition.field(definition.dated_by).kind is Kind.YEAR


def dated_in(definition: Definition, values: Values, period: Period) -> bool:
    """Whether a row belongs to a period; one of a year belongs to no part of it."""
    dated = values.get(definition.dated_by)
    if isinstance(dated, date):
        return period.holds(dated)
    return period.whole and dated == period.year


def year_of(definition: Definition, values: Values) -> int | None:
    """The year that a row belongs to; None for one without its date."""
    dated = values.get(definition.dated_by)
    if isinstance(dated, date):
        return dated.year
    return dated if isinstance(dated, int) else None


def in_force(definition: Definition, values: Values, on: date) -> bool:
    """Whether an entry of a list is in force on a day: from its first day, until the day on which it ends, that day not counted.

    A list that says nothing of days is in force.
    """
    if definition.lasts is None:
        return True
    first, last = (values.get(key) for key in definition.lasts)
    begun = not isinstance(first, date) or first <= on
    return begun and not (isinstance(last, date) and last <= on)
