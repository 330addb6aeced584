"""Which days a notice changes, against asking both calendars day by day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.calendar.comparing import changed_days, reach_of
from gongkai.law.calendar.notices import Arrangement, Notice
from gongkai.law.calendar.workdays import official

CALENDAR = official()
OFF, WORK = date(2028, 5, 4), date(2028, 5, 6)  # a Thursday, and a Saturday that is worked in its place


def notice(year: int | None = None) -> Notice:
    """A notice that no government wrote."""
    arranged = Arrangement("劳动节", (OFF,), (WORK,))
    return Notice("关于调休的通知（虚构）", "虚构〔2027〕1号", date(2027, 11, 1), year, (arranged,))


def test_a_notice_reaches_its_whole_year_and_what_it_arranges() -> None:
    assert reach_of(notice(2028)) == (date(2028, 1, 1), date(2028, 12, 31))
    assert reach_of(notice()) == (OFF, WORK)


def test_the_days_that_it_changes_are_named_with_what_they_were() -> None:
    after = CALENDAR.with_notices([notice()])
    found = changed_days(CALENDAR, after, date(2028, 5, 4), date(2028, 5, 6))
    assert [each.on for each in found] == [OFF, WORK]
    assert [(CALENDAR.works(each.on), after.works(each.on)) for each in found] == [
        (True, False),
        (False, True),
    ]
    assert [(each.before.on, each.after.on) for each in found] == [(OFF, OFF), (WORK, WORK)]


@given(st.dates(date(2028, 1, 1), date(2028, 12, 1)), st.integers(0, 30))
def test_it_is_what_both_calendars_say_day_by_day(first: date, length: int) -> None:
    after = CALENDAR.with_notices([notice()])
    days = [first + timedelta(days=step) for step in range(length + 1)]
    found = changed_days(CALENDAR, after, first, days[-1])
    assert [each.on for each in found] == [on for on in days if CALENDAR.works(on) != after.works(on)]
