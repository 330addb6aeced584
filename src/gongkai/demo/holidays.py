"""A holiday notice of the demo that waits for approval: for the coming year, invented where no real one is shipped."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from gongkai.demo import people
from gongkai.documents.holidays import installed_calendar
from gongkai.documents.writing.as_notice import HolidayLine, notice_text
from gongkai.law.calendar.statutory import statutory_days
from gongkai.law.roles import Role
from gongkai.records.actions.notices import enter_notice
from gongkai.records.queries.notices import notices

TITLE = "{year}年部分节假日安排（虚构示例，不是真实的通知）"
LONG = 3
"""A holiday of so many statutory days is made a week."""
WEEK = timedelta(days=6)
DAY = timedelta(days=1)
SATURDAY = 5


def load(now: datetime) -> None:
    """Enter it as the supervising office, unless that was done before or the coming year is settled."""
    today = localdate(now)
    year = today.year + 1
    if notices() or year in installed_calendar().settled_years:
        return
    text = notice_text(
        title=TITLE.format(year=year),
        number="虚构示例",
        published_on=today,
        year=year,
        holidays=list(_holidays(year)),
    )
    enter_notice(text=text, by=people.actor(people.HOME, Role.SUPERVISOR, now), at=now)


def _holidays(year: int) -> Iterator[HolidayLine]:
    """The new year with the day before it, and a Saturday worked for that; weeks for the long holidays, the others as the law has them."""
    by_name: dict[str, list[date]] = {}
    for on, name in statutory_days(year).items():
        by_name.setdefault(name, []).append(on)
    for name, days in by_name.items():
        first, last = min(days), max(days)
        if first == date(year, 1, 1):
            yield HolidayLine(name, [(first - DAY, last)], [_saturday(first - 7 * DAY)])
        elif len(days) >= LONG:
            yield HolidayLine(name, [(first, first + WEEK)], [_saturday(first + WEEK + DAY)])
        else:
            yield HolidayLine(name, [(first, last)], [])


def _saturday(on: date) -> date:
    """The first one from a day on."""
    return on + timedelta(days=(SATURDAY - on.weekday()) % 7)
