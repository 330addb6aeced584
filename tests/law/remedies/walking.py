"""Ends of periods of days and months found by walking, not by our own calendar."""

from datetime import date

from tests.law.calendar.walking import ONE_DAY, not_before


def days_later(day: date, n: int) -> date:
    """The nth calendar day, walked."""
    for _ in range(n):
        day += ONE_DAY
    return not_before(day)


def months_later(day: date, n: int) -> date:
    """The same day n months on, walked to month by month; the month's last day where it has none such."""
    month = day.replace(day=1)
    for _ in range(n):
        month += ONE_DAY * 31
        month = month.replace(day=1)
    target = month
    while target.day < day.day and (target + ONE_DAY).month == month.month:
        target += ONE_DAY
    return not_before(target)
