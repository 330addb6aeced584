"""Periods: their days, names and neighbours; how they are written and read; that the parts of a year make the year."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.report.periods import Length, Period, periods_of
from gongkai.law.report.schema import forms

PERIODS = st.integers(1901, 9999).flatmap(lambda year: st.sampled_from(periods_of(year)))


@pytest.mark.parametrize(
    ("key", "first", "last", "name", "short"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "2025年", "全年"),
        ("2025H1", date(2025, 1, 1), date(2025, 6, 30), "2025年上半年", "上半年"),
        ("2025H2", date(2025, 7, 1), date(2025, 12, 31), "2025年下半年", "下半年"),
        ("2025Q1", date(2025, 1, 1), date(2025, 3, 31), "2025年第一季度", "第一季度"),
        ("2025Q3", date(2025, 7, 1), date(2025, 9, 30), "2025年第三季度", "第三季度"),
        ("2025-07", date(2025, 7, 1), date(2025, 7, 31), "2025年7月", "7月"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024年2月", "2月"),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31), "2025年12月", "12月"),
    ],
)
def test_a_period_has_days_and_a_name(key: str, first: date, last: date, name: str, short: str) -> None:
    period = Period.parse(key)
    assert (period.first, period.last, period.name, period.short) == (first, last, name, short)
    assert period.eve == first - timedelta(days=1)
    assert period.key == key == f"{period.year}{period.part}"
    assert period.whole is (key == "2025")


@pytest.mark.parametrize(
    ("key", "before", "a_year_ago"),
    [
        ("2025", "2024", "2024"),
        ("2025H1", "2024H2", "2024H1"),
        ("2025H2", "2025H1", "2024H2"),
        ("2025Q1", "2024Q4", "2024Q1"),
        ("2025-01", "2024-12", "2024-01"),
        ("2025-07", "2025-06", "2024-07"),
    ],
)
def test_neighbours(key: str, before: str, a_year_ago: str) -> None:
    period = Period.parse(key)
    assert (period.before.key, period.a_year_ago.key) == (before, a_year_ago)
    assert period.before.after == period


@pytest.mark.parametrize("text", [" 2025h1 ", "2025H1"])
def test_small_letters_and_blanks_are_read_too(text: str) -> None:
    assert Period.parse(text) == Period(2025, Length.HALF, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25",
        "2025H3",
        "2025Q5",
        "2025-13",
        "2025-7",
        "2025-00",
        "2025年",
        "上半年",
        "２０２５",
        "0000",
        "1899",
        "2025Q1\n-",
    ],
)
def test_what_is_no_period_is_refused_with_advice(text: str) -> None:
    with pytest.raises(ValueError, match=r"看不懂时段|没有这个时段"):
        Period.parse(text)


@pytest.mark.parametrize(("length", "number"), [(Length.YEAR, 2), (Length.HALF, 3), (Length.MONTH, 0)])
def test_a_part_that_no_year_has_is_refused(length: Length, number: int) -> None:
    with pytest.raises(ValueError, match="没有这个时段"):
        Period(2025, length, number)


def test_there_is_nothing_before_the_first_year_that_is_counted() -> None:
    with pytest.raises(ValueError, match="没有这个时段"):
        Period(1900).before  # noqa: B018 - it raises


@given(PERIODS)
def test_what_is_written_is_read_again(period: Period) -> None:
    assert Period.parse(period.key) == period


@given(PERIODS)
def test_periods_follow_each_other_without_a_gap(period: Period) -> None:
    assert period.before.last == period.eve
    assert period.before.after == period
    assert (period.a_year_ago.length, period.a_year_ago.number) == (period.length, period.number)
    assert period.holds(period.first)
    assert period.holds(period.last)
    assert not period.holds(period.eve)
    assert not period.holds(None)


@given(st.dates(date(1900, 1, 1)), st.sampled_from(Length))
def test_each_day_lies_in_one_period_of_each_length(day: date, length: Length) -> None:
    holding = [each for each in Period(day.year).parts(length) if each.holds(day)]
    assert holding == [Period.of(day, length)]


@given(PERIODS, st.sampled_from(Length))
def test_parts_make_up_the_whole(period: Period, length: Length) -> None:
    if length.months > period.length.months:
        with pytest.raises(ValueError, match="不能分成更长的时段"):
            period.parts(length)
        return
    parts = period.parts(length)
    assert (parts[0].first, parts[-1].last) == (period.first, period.last)
    assert all(after.before == before for before, after in pairwise(parts))


def test_a_year_has_nineteen_periods_with_names_of_their_own() -> None:
    assert len({each.key for each in periods_of(2025)}) == 19
    assert len({each.name for each in periods_of(2025)}) == 19
    assert [each.many for each in Length] == [1, 2, 4, 12]


def test_the_form_is_that_of_the_year() -> None:
    assert Period.parse("2020Q4").form is forms()["format_2019"]
    assert Period.parse("2021-01").form is forms()["format_2021"]
    with pytest.raises(LookupError):
        Period(2018).form  # noqa: B018 - it raises
