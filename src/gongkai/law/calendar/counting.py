"""Periods told day by day: which day counts, as which, why, by which rules."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.law.basis import Basis
from gongkai.law.calendar.grounds import LAST_DAY_OFF, SAME_DAY, START
from gongkai.law.calendar.notices import Notice, cited
from gongkai.law.calendar.workdays import Calendar, Day, same_day
from gongkai.law.rules import Rule


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of a period: whether it counts, how many have counted up to and with it, why in Chinese.

    `notice` is the holiday notice that arranges the day, where one does.
    """

    day: date
    counted: bool
    n: int
    why: str
    rules: tuple[Rule, ...]
    notice: Notice | None = None

    @property
    def bases(self) -> tuple[Basis, ...]:
        """The articles of its rules, each once, and the notice."""
        return cited(self.rules, self.notice, self.day)


@dataclass(frozen=True, slots=True)
class Counted:
    """A period from `start`, itself not counted, to `end`; `total` in the unit asked for, negative when backwards.

    `provisional`: a year without a holiday notice is touched, so that a notice can still move the result.
    `new_year_open`: the last days of a December are touched that the next year's notice can still arrange.
    """

    start: date
    end: date
    total: int
    days: tuple[CountedDay, ...]
    provisional: bool
    new_year_open: bool

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules that were applied, each once, by id."""
        return tuple(sorted({rule for day in self.days for rule in day.rules}, key=lambda rule: rule.id))


def count(calendar: Calendar, start: date, working_days: int) -> Counted:
    """The period of some working days after a day, before it if negative; its days in the order of counting.

    OutOfCalendar if it leaves the calendar.   依据：民法典第201条，放假办法第二、七条
    """
    end = calendar.after(start, working_days)
    return _result(calendar, start, end, working_days, _working_days(calendar, start, end))


def span(calendar: Calendar, start: date, end: date) -> Counted:
    """The working days after one day up to and with another; the earlier one is the day that is not counted.

    With `end` before `start` the total is negative. OutOfCalendar for a day beyond the calendar.
    """
    earlier, later = sorted((start, end))
    days = _working_days(calendar, earlier, later)
    return _result(calendar, start, end, calendar.between(start, end), days)


def count_days(calendar: Calendar, start: date, days: int) -> Counted:
    """A period of calendar days: each counts; a last day that is off moves the end to the next working day.

    ValueError for a negative number, OutOfCalendar if it leaves the calendar.   依据：民法典第201、203条
    """
    _not_negative(days)
    end = calendar.days_after(start, days)
    last = start + timedelta(days=days)
    counted = [_first(calendar, start), *_natural_days(calendar, start, last)]
    return _result(calendar, start, end, days, [*counted[:-1], *_moved(calendar, counted[-1], end)])


def count_months(calendar: Calendar, start: date, months: int) -> Counted:
    """A period of months (a year has twelve): told are the start, the corresponding day and the days it moves on by.

    ValueError for a negative number, OutOfCalendar if it leaves the calendar.   依据：民法典第201、202、203条
    """
    _not_negative(months)
    end = calendar.months_after(start, months)
    day = calendar.day(same_day(start, months))
    how = "对应日" if day.on.day == start.day else f"该月没有{start.day}日，到月末"
    reached = CountedDay(day.on, True, months, f"{day.why}，{how}", (SAME_DAY,), day.notice)
    return _result(calendar, start, end, months, [_first(calendar, start), *_moved(calendar, reached, end)])


def _not_negative(length: int) -> None:
    if length < 0:
        raise ValueError("按日、按月计算的期间不能是负数；请从期间开始之日起算。")


def _result(calendar: Calendar, start: date, end: date, total: int, days: list[CountedDay]) -> Counted:
    first, last = sorted((start, end))
    return Counted(
        start=start,
        end=end,
        total=total,
        days=tuple(days),
        provisional=not calendar.settled(first, last),
        new_year_open=any(calendar.new_year_open(told.day) for told in days),
    )


def _first(calendar: Calendar, start: date) -> CountedDay:
    day = calendar.day(start)
    return CountedDay(start, False, 0, f"{day.why}，开始之日不计入", (START,), day.notice)


def _working_days(calendar: Calendar, start: date, end: date) -> list[CountedDay]:
    """The start and the days to the end, backwards if the end lies before."""
    told, n, step = [_first(calendar, start)], 0, 1 if start <= end else -1
    for distance in range(1, abs((end - start).days) + 1):
        day = calendar.day(start + timedelta(days=step * distance))
        n += step * day.works
        told.append(_told(day, counted=day.works, n=n, rules=day.rules))
    return told


def _natural_days(calendar: Calendar, start: date, last: date) -> Iterator[CountedDay]:
    for n in range(1, (last - start).days + 1):
        yield _told(calendar.day(start + timedelta(days=n)), counted=True, n=n, rules=(START,))


def _moved(calendar: Calendar, last: CountedDay, end: date) -> Iterator[CountedDay]:
    """The last day of a period, and if it is off the days up to and with the end to which it moves."""
    if last.day == end:
        yield last
        return
    off = calendar.day(last.day)
    yield replace(
        last, why=f"{last.why}，最后一日不上班，顺延", rules=(*last.rules, LAST_DAY_OFF, *off.rules)
    )
    for distance in range(1, (end - last.day).days + 1):
        day = calendar.day(last.day + timedelta(days=distance))
        why = f"{day.why}，{'期间届满' if day.on == end else '顺延'}"
        yield CountedDay(day.on, False, last.n, why, (LAST_DAY_OFF, *day.rules), day.notice)


def _told(day: Day, *, counted: bool, n: int, rules: tuple[Rule, ...]) -> CountedDay:
    return CountedDay(day.on, counted, n, day.why, rules, day.notice)
