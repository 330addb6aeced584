"""Counting on the calendar, at its edges and against walking from day to day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.law.calendar.notices import Arrangement, Notice
from gongkai.law.calendar.workdays import Calendar, OutOfCalendar, official, same_day
from tests.law.calendar import walking

CALENDAR = official()
FIRST, LAST = date(2004, 1, 1), date(2060, 12, 31)
BEYOND = "工作日历只到2004年1月1日至2060年12月31日，不能推算这个范围以外的日期。"

arranged = st.dates(walking.FIRST, walking.LAST)
any_day = st.dates(FIRST, LAST)


def beyond(call: Callable[[], object]) -> None:
    with pytest.raises(OutOfCalendar) as refused:
        call()
    assert str(refused.value) == BEYOND


def test_the_calendar_says_how_far_it_reaches() -> None:
    assert (CALENDAR.first, CALENDAR.last) == (FIRST, LAST)


@given(arranged)
def test_a_day_is_worked_as_by_walking(on: date) -> None:
    assert CALENDAR.works(on) is walking.works(on)
    assert CALENDAR.next_working_day(min(on, date(2026, 12, 24))) == walking.not_before(
        min(on, date(2026, 12, 24))
    )


@given(arranged, st.integers(-60, 60))
def test_after_is_found_as_by_walking(on: date, n: int) -> None:
    assume(date(2004, 5, 1) <= on <= date(2026, 8, 1))
    assert CALENDAR.after(on, n) == walking.nth(on, n)


@given(arranged, st.integers(-400, 400))
def test_between_is_found_as_by_walking(on: date, days: int) -> None:
    other = min(max(on + timedelta(days=days), walking.FIRST), walking.LAST)
    assert CALENDAR.between(on, other) == walking.between(on, other)


@given(any_day, st.integers(1, 400))
def test_after_and_between_are_inverse(on: date, n: int) -> None:
    assume(on.year < 2059)
    assert CALENDAR.between(on, CALENDAR.after(on, n)) == n
    assert CALENDAR.works(CALENDAR.after(on, n))


@given(any_day, st.integers(1, 400), st.integers(1, 400))
def test_after_composes(on: date, n: int, m: int) -> None:
    assume(date(2008, 1, 1) <= on <= date(2056, 12, 31))
    assert CALENDAR.after(CALENDAR.after(on, n), m) == CALENDAR.after(on, n + m)
    assert CALENDAR.after(CALENDAR.after(on, -n), -m) == CALENDAR.after(on, -n - m)


@given(any_day, any_day, st.integers(1, 60))
def test_after_is_monotone(on: date, other: date, n: int) -> None:
    on, other = sorted((on, other))
    assume(other.year < 2060)
    assert CALENDAR.after(on, n) <= CALENDAR.after(other, n)
    assert on < CALENDAR.after(on, n) < CALENDAR.after(on, n + 1)


@given(any_day, any_day, any_day)
def test_between_adds_up(a: date, b: date, c: date) -> None:
    assert CALENDAR.between(a, b) + CALENDAR.between(b, c) == CALENDAR.between(a, c)
    assert CALENDAR.between(a, b) == -CALENDAR.between(b, a)


@given(any_day, st.integers(1, 60))
def test_back_and_forth(on: date, n: int) -> None:
    """From a working day n back and n forth is the day itself; from a day off it is the working day before it or after."""
    assume(date(2004, 6, 1) <= on <= date(2060, 6, 1))
    if CALENDAR.works(on):
        assert CALENDAR.after(CALENDAR.after(on, -n), n) == on
        assert CALENDAR.after(CALENDAR.after(on, n), -n) == on
    else:
        assert CALENDAR.after(CALENDAR.after(on, -n), n) == CALENDAR.after(on, 1)
        assert CALENDAR.after(CALENDAR.after(on, n), -n) == CALENDAR.after(on, -1)


@given(any_day, st.integers(0, 800))
def test_a_period_of_days_ends_on_the_first_working_day_from_its_last_day_on(on: date, days: int) -> None:
    last = on + timedelta(days=days)
    assume(last <= date(2060, 12, 30))
    end = CALENDAR.days_after(on, days)
    assert CALENDAR.works(end)
    assert last <= end
    assert not any(CALENDAR.works(last + timedelta(days=n)) for n in range((end - last).days))


@given(st.dates(date(2004, 1, 1), date(2040, 12, 31)), st.integers(0, 200))
def test_the_same_day_of_the_month_or_its_last(on: date, months: int) -> None:
    later = same_day(on, months)
    assert (later.year * 12 + later.month) - (on.year * 12 + on.month) == months
    assert later.day == on.day or (later.day < on.day and (later + timedelta(days=1)).day == 1)
    assert CALENDAR.months_after(on, months) == CALENDAR.next_working_day(later)


@pytest.mark.parametrize(
    ("on", "months", "later"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-12-31", 0, "2026-12-31"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("9999-11-30", 1, "9999-12-30"),
        ("0001-02-01", -1, "0001-01-01"),
    ],
)
def test_same_day(on: str, months: int, later: str) -> None:
    assert same_day(date.fromisoformat(on), months) == date.fromisoformat(later)


@pytest.mark.parametrize("on", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
@pytest.mark.parametrize(
    "asked",
    [
        CALENDAR.works,
        CALENDAR.day,
        CALENDAR.next_working_day,
        lambda on: CALENDAR.after(on, 0),
        lambda on: CALENDAR.after(on, 1),
        lambda on: CALENDAR.after(on, -1),
        lambda on: CALENDAR.between(on, FIRST),
        lambda on: CALENDAR.between(LAST, on),
    ],
)
def test_a_day_beyond_the_calendar_is_refused(on: date, asked: Callable[[date], object]) -> None:
    beyond(lambda: asked(on))


def test_what_leads_beyond_the_calendar_is_refused() -> None:
    assert not CALENDAR.works(FIRST)
    assert CALENDAR.works(LAST)
    assert CALENDAR.between(FIRST, LAST) > 0
    assert CALENDAR.after(FIRST, 0) == FIRST
    assert CALENDAR.after(LAST, 0) == LAST
    assert CALENDAR.after(FIRST, 1) == date(2004, 1, 2)
    assert CALENDAR.after(date(2004, 1, 3), -1) == date(2004, 1, 2)
    assert CALENDAR.after(date(2060, 12, 30), 1) == LAST
    beyond(lambda: CALENDAR.after(LAST, 1))
    beyond(lambda: CALENDAR.after(date(2060, 12, 30), 2))
    beyond(lambda: CALENDAR.after(FIRST, -1))
    beyond(lambda: CALENDAR.after(date(2004, 1, 2), -1))
    beyond(lambda: CALENDAR.after(date(2004, 1, 3), -2))
    beyond(lambda: CALENDAR.after(date(2026, 1, 1), 10**9))
    beyond(lambda: CALENDAR.days_after(LAST, 1))
    beyond(lambda: CALENDAR.days_after(LAST, 10**7))
    beyond(lambda: CALENDAR.days_after(LAST, 10**12))
    beyond(lambda: CALENDAR.months_after(LAST, 1))
    beyond(lambda: same_day(date(9999, 12, 1), 1))
    beyond(lambda: same_day(date(1, 1, 1), -1))


@pytest.mark.parametrize(
    ("start", "end", "settled"),
    [
        ("2026-01-01", "2026-12-31", True),
        ("2026-12-31", "2027-01-01", False),
        ("2027-01-01", "2026-12-31", False),
        ("2027-01-01", "2027-01-01", False),
        ("2004-01-01", "2026-12-31", True),
        ("2003-12-31", "2004-01-01", False),
        ("2028-01-01", "2026-01-01", False),
        ("2026-06-01", "2025-06-01", True),
    ],
)
def test_settled(start: str, end: str, settled: bool) -> None:
    assert CALENDAR.settled(date.fromisoformat(start), date.fromisoformat(end)) is settled


def test_a_gap_between_settled_years_is_not_settled() -> None:
    notices = [notice for notice in CALENDAR.notices if notice.year != 2025]
    assert not Calendar(notices).settled(date(2024, 12, 31), date(2026, 1, 1))
    assert Calendar(notices).settled(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("on", "is_open"),
    [
        ("2026-12-25", False),
        ("2026-12-26", True),
        ("2026-12-31", True),
        ("2026-11-30", False),
        ("2025-12-31", False),
        ("2027-12-31", False),
        ("2003-12-31", False),
    ],
)
def test_the_end_of_the_last_settled_year_is_open(on: str, is_open: bool) -> None:
    assert CALENDAR.new_year_open(date.fromisoformat(on)) is is_open


@pytest.mark.parametrize("year", [2027, 2059, 2060])
def test_national_day_is_off_in_every_year_without_a_notice(year: int) -> None:
    day = CALENDAR.day(date(year, 10, 1))
    assert (day.works, day.why[3:]) == (False, "，国庆节（按法定节日暂定）")


def test_a_day_tells_by_what_it_is_off_or_worked() -> None:
    makeup, off, weekday, later = (
        CALENDAR.day(date(2026, 9, 20)),
        CALENDAR.day(date(2026, 10, 1)),
        CALENDAR.day(date(2026, 9, 21)),
        CALENDAR.day(date(2027, 10, 1)),
    )
    assert [rule.id for rule in makeup.rules] == ["C003"]
    assert [rule.id for rule in off.rules] == [rule.id for rule in weekday.rules] == ["C002"]
    assert [rule.id for rule in later.rules] == ["C002", "C006"]
    assert [str(basis) for basis in makeup.bases] == [
        "《全国年节及纪念日放假办法》（国务院令第795号）第7条",
        "《国务院办公厅关于2026年部分节假日安排的通知》（国办发明电〔2025〕7号）",
    ]
    assert [basis.article for basis in weekday.bases] == ["2", "7"]
    assert [basis.article for basis in later.bases] == ["2", "7"]
    assert (later.notice, later.settled, makeup.settled) == (None, False, True)


def test_notices_beyond_the_calendar_are_without_effect() -> None:
    """The notice of 2004 could arrange December 2003; nothing is shifted by that."""
    far = Notice(
        "某通知",
        "",
        date(2003, 12, 1),
        None,
        (Arrangement("某节", (date(2003, 12, 31), date(2061, 1, 1)), (date(2003, 12, 28),)),),
    )
    calendar = Calendar([far])
    plain = Calendar()
    for on in (FIRST, date(2004, 1, 4), date(2060, 12, 30), LAST):
        assert calendar.works(on) == plain.works(on)
    assert calendar.between(FIRST, LAST) == plain.between(FIRST, LAST)


def test_notices_on_the_first_and_the_last_day_have_effect() -> None:
    edge = Notice("某通知", "", date(2003, 12, 1), None, (Arrangement("某节", (LAST,), (date(2004, 1, 3),)),))
    first = Notice(
        "某通知", "", date(2003, 12, 1), 2004, (Arrangement("某节", (date(2004, 1, 2),), (FIRST,)),)
    )
    assert not Calendar([edge]).works(LAST)
    assert Calendar([edge]).works(date(2004, 1, 3))
    assert Calendar([first]).works(FIRST)
    assert not Calendar([first]).works(date(2004, 1, 2))
