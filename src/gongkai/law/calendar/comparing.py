"""Two calendars side by side: which days a notice changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.calendar.notices import Notice
from gongkai.law.calendar.workdays import Calendar, Day


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """One day that is worked by one calendar and off by the other."""

    before: Day
    after: Day

    @property
    def on(self) -> date:
        """The day."""
        return self.after.on


def reach_of(notice: Notice) -> tuple[date, date]:
    """The first and the last day on which a notice can change anything: those it arranges, and all of its year."""
    days = [on for holiday in notice.arrangements for on in (*holiday.off, *holiday.work)]
    if notice.year is not None:
        days += [date(notice.year, 1, 1), date(notice.year, 12, 31)]
    return min(days), max(days)


def changed_days(before: Calendar, after: Calendar, first: date, last: date) -> tuple[ChangedDay, ...]:
    """The days from the first to the last that only one of two calendars has as working days, in their order."""
    return tuple(
        ChangedDay(before.day(on), after.day(on))
        for on in _days(first, last)
        if before.works(on) != after.works(on)
    )


def _days(first: date, last: date) -> Iterator[date]:
    for step in range((last - first).days + 1):
        yield first + timedelta(days=step)
