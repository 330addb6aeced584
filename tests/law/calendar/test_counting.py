"""Periods told day by day agree with the calendar and add up."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.calendar.counting import Counted, CountedDay, count, count_days, count_months, span
from gongkai.law.calendar.workdays import Calendar, official

CALENDAR = official()
ONE_DAY = timedelta(days=1)
any_day = st.dates(date(2004, 6, 1), date(2058, 12, 31))


def told(period: Counted) -> list[tuple[str, bool, int, str, str]]:
    return [(f"{d.day:%m-%d}", d.counted, d.n, d.why, " ".join(r.id for r in d.rules)) for d in period.days]


def test_working_days_are_told_from_the_start_to_the_end() -> None:
    assert told(count(CALENDAR, date(2026, 12, 30), 2)) == [
        ("12-30", False, 0, "星期三，开始之日不计入", "C001"),
        ("12-31", True, 1, "星期四", "C002"),
        ("01-01", False, 1, "星期五，元旦（按法定节日暂定）", "C002 C006"),
        ("01-02", False, 1, "星期六（该年放假通知尚未公布，暂定）", "C002 C006"),
        ("01-03", False, 1, "星期日（该年放假通知尚未公布，暂定）", "C002 C006"),
        ("01-04", True, 2, "星期一（该年放假通知尚未公布，暂定）", "C002 C006"),
    ]


def test_working_days_backwards_are_told_in_the_order_of_counting() -> None:
    period = count(CALENDAR, date(2026, 1, 5), -2)
    assert told(period) == [
        ("01-05", False, 0, "星期一，开始之日不计入", "C001"),
        ("01-04", True, -1, "星期日，元旦调休上班", "C003"),
        ("01-03", False, -1, "星期六，元旦放假", "C002"),
        ("01-02", False, -1, "星期五，元旦放假", "C002"),
        ("01-01", False, -1, "星期四，元旦放假", "C002"),
        ("12-31", True, -2, "星期三", "C002"),
    ]
    assert (period.start, period.end, period.total) == (date(2026, 1, 5), date(2025, 12, 31), -2)
    assert not period.provisional
    assert not period.new_year_open


def test_a_span_told_backwards_begins_with_the_earlier_day() -> None:
    there, back = (
        span(CALENDAR, date(2026, 1, 4), date(2026, 1, 6)),
        span(CALENDAR, date(2026, 1, 6), date(2026, 1, 4)),
    )
    assert there.days == back.days
    assert (there.total, back.total) == (2, -2)
    assert (back.start, back.end) == (date(2026, 1, 6), date(2026, 1, 4))
    assert [day.day.day for day in back.days] == [4, 5, 6]


def test_rules_are_told_once_in_their_order() -> None:
    period = count_months(CALENDAR, date(2026, 8, 31), 6)
    assert [rule.id for rule in period.rules] == ["C001", "C002", "C004", "C005", "C006"]
    assert told(period) == [
        ("08-31", False, 0, "星期一，开始之日不计入", "C001"),
        (
            "02-28",
            True,
            6,
            "星期日（该年放假通知尚未公布，暂定），该月没有31日，到月末，最后一日不上班，顺延",
            "C005 C004 C002 C006",
        ),
        ("03-01", False, 6, "星期一（该年放假通知尚未公布，暂定），期间届满", "C004 C002 C006"),
    ]


def test_a_period_of_days_in_the_open_days_of_december() -> None:
    period = count_days(CALENDAR, date(2026, 12, 26), 1)
    assert told(period) == [
        ("12-26", False, 0, "星期六，开始之日不计入", "C001"),
        ("12-27", True, 1, "星期日，最后一日不上班，顺延", "C001 C004 C002"),
        ("12-28", False, 1, "星期一，期间届满", "C004 C002"),
    ]
    assert period.new_year_open
    assert not period.provisional


def test_a_period_that_ends_before_the_open_days_is_not_open() -> None:
    assert not count(CALENDAR, date(2026, 12, 24), 1).new_year_open
    assert count(CALENDAR, date(2026, 12, 24), 2).new_year_open


def test_a_day_cites_its_articles_once_and_its_notice() -> None:
    [_, day] = count(CALENDAR, date(2026, 9, 19), 1).days
    assert [str(basis) for basis in day.bases] == [
        "《全国年节及纪念日放假办法》（国务院令第795号）第7条",
        "《国务院办公厅关于2026年部分节假日安排的通知》（国办发明电〔2025〕7号）",
    ]
    plain = CountedDay(date(2026, 3, 16), True, 1, "星期一", day.rules + day.rules)
    assert [basis.article for basis in plain.bases] == ["7"]


@pytest.mark.parametrize(
    ("how", "start", "length"),
    [(count_days, date(2026, 10, 1), 2), (count_months, date(2026, 9, 1), 1)],
    ids=["in a holiday", "to a holiday"],
)
def test_each_day_names_the_notice_that_arranges_it(
    how: Callable[[Calendar, date, int], Counted], start: date, length: int
) -> None:
    period = how(CALENDAR, start, length)
    assert [told.notice for told in period.days] == [CALENDAR.day(told.day).notice for told in period.days]
    assert period.days[-2].notice is not None


def test_what_is_told_cannot_be_changed() -> None:
    period = count(CALENDAR, date(2026, 9, 19), 1)
    day = CALENDAR.day(date(2026, 9, 20))
    assert day.notice is not None
    for value in (period, period.days[0], day, day.notice, day.notice.arrangements[0]):
        with pytest.raises(FrozenInstanceError):
            setattr(value, fields(value)[0].name, None)


@pytest.mark.parametrize("how", [count_days, count_months])
def test_no_period_is_negative(how: Callable[[Calendar, date, int], Counted]) -> None:
    with pytest.raises(ValueError, match=r"^按日、按月计算的期间不能是负数；请从期间开始之日起算。$"):
        how(CALENDAR, date(2026, 3, 16), -1)


@settings(max_examples=50)
@given(any_day, st.integers(-60, 60))
def test_count_agrees_with_the_calendar(start: date, n: int) -> None:
    period = count(CALENDAR, start, n)
    assert period.end == CALENDAR.after(start, n) == period.days[-1].day
    assert period.total == n == period.days[-1].n
    assert sum(day.counted for day in period.days) == abs(n)
    step = ONE_DAY if n > 0 else -ONE_DAY
    assert [day.day for day in period.days] == [start + step * i for i in range(len(period.days))]
    assert all(day.counted == CALENDAR.works(day.day) for day in period.days[1:])
    assert period.provisional is not CALENDAR.settled(start, period.end)
    assert all(day.bases for day in period.days)


@settings(max_examples=50)
@given(any_day, st.integers(-200, 200))
def test_span_agrees_with_the_calendar(start: date, days: int) -> None:
    end = start + timedelta(days=days) if start.year > 2004 else start
    period = span(CALENDAR, start, end)
    assert period.total == CALENDAR.between(start, end)
    assert period.days[-1].n == abs(period.total) == sum(day.counted for day in period.days)
    assert (period.days[0].day, period.days[-1].day) == (min(start, end), max(start, end))


@settings(max_examples=50)
@given(any_day, st.integers(0, 100))
def test_periods_of_days_and_months_end_as_the_calendar_says(start: date, n: int) -> None:
    days = count_days(CALENDAR, start, n)
    assert days.end == CALENDAR.days_after(start, n) == days.days[-1].day
    assert [day.day for day in days.days] == [start + ONE_DAY * i for i in range(len(days.days))]
    assert sum(day.counted for day in days.days) == n == days.days[-1].n
    months = count_months(CALENDAR, start, min(n, 20))
    assert months.end == CALENDAR.months_after(start, min(n, 20)) == months.days[-1].day
    assert sum(day.counted for day in months.days) == 1
    assert months.total == min(n, 20) == months.days[-1].n
