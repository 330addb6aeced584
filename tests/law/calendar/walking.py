"""Working days found by walking from day to day over the package chinese_calendar: slow, simple, and not our own calendar."""

from datetime import date, timedelta

from chinese_calendar import is_workday

ONE_DAY = timedelta(days=1)
# The days that the package knows.
FIRST = date(2004, 1, 1)
LAST = date(2026, 12, 31)
# 国办发明电〔2005〕35号 says “12月31日（星期六）上班”; the package does not have it.
NOT_IN_THE_PACKAGE = {date(2005, 12, 31): True}


def works(on: date) -> bool:
    """Whether a day from 2004 to 2026 is worked."""
    return NOT_IN_THE_PACKAGE.get(on, bool(is_workday(on)))


def nth(on: date, n: int) -> date:
    """The nth working day after a day, before it if negative."""
    step = ONE_DAY if n > 0 else -ONE_DAY
    left = abs(n)
    while left:
        on += step
        left -= works(on)
    return on


def between(start: date, end: date) -> int:
    """How many working days there are after a day up to and with another; negative the other way round."""
    if end < start:
        return -between(end, start)
    return sum(works(start + ONE_DAY * n) for n in range(1, (end - start).days + 1))


def not_before(on: date) -> date:
    """The day itself or the next working day."""
    while not works(on):
        on += ONE_DAY
    return on
