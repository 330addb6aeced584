"""The wall calendar of the walker: the days of the package chinese_calendar and, after its last year, the first weeks of 2027."""

from datetime import date

from tests.law.calendar import walking
from tests.law.calendar.walking import ONE_DAY


def works(day: date) -> bool:
    """Whether a day is worked; after the last notice Monday to Friday without New Year's Day."""
    if day > walking.LAST:
        return day.weekday() < 5 and (day.month, day.day) != (1, 1)
    return walking.works(day)


def nth_working_day(after: date, n: int) -> date:
    """The nth working day after a day, found by walking."""
    day = after
    while n:
        day += ONE_DAY
        n -= works(day)
    return day


def working_days(after: date, up_to: date) -> int:
    """How many working days there are after a day up to and with a later one."""
    return sum(works(after + ONE_DAY * n) for n in range(1, (up_to - after).days + 1))
