"""Statutory days of years without a notice: by version of the law, at the right dates, for every year of the calendar."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from gongkai.law.basis import instrument
from gongkai.law.calendar import statutory
from gongkai.law.calendar.notices import Notice, shipped
from gongkai.law.calendar.statutory import FIRST_YEAR, LAST_YEAR, statutory_days
from gongkai.law.calendar.workdays import official

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


def days(year: int) -> list[tuple[str, str]]:
    return [(f"{on:%m-%d}", name) for on, name in sorted(statutory_days(year).items())]


def test_the_calendar_reaches_from_2004_to_2060() -> None:
    assert (FIRST_YEAR, LAST_YEAR) == (2004, 2060)


def test_ten_days_until_2007() -> None:
    assert days(2007) == [
        ("01-01", "元旦"),
        ("02-18", "春节"),
        ("02-19", "春节"),
        ("02-20", "春节"),
        ("05-01", "劳动节"),
        ("05-02", "劳动节"),
        ("05-03", "劳动节"),
        ("10-01", "国庆节"),
        ("10-02", "国庆节"),
        ("10-03", "国庆节"),
    ]


def test_eleven_days_with_the_eve_from_2008() -> None:
    assert days(2013) == [
        ("01-01", "元旦"),
        ("02-09", "春节"),
        ("02-10", "春节"),
        ("02-11", "春节"),
        ("04-04", "清明节"),
        ("05-01", "劳动节"),
        ("06-12", "端午节"),
        ("09-19", "中秋节"),
        ("10-01", "国庆节"),
        ("10-02", "国庆节"),
        ("10-03", "国庆节"),
    ]


def test_eleven_days_without_the_eve_from_2014() -> None:
    assert [on for on, name in days(2014) if name == "春节"] == ["01-31", "02-01", "02-02"]
    assert [on for on, name in days(2024) if name == "春节"] == ["02-10", "02-11", "02-12"]
    assert len(days(2024)) == 11


def test_thirteen_days_from_2025() -> None:
    assert days(2027) == [
        ("01-01", "元旦"),
        ("02-05", "春节"),
        ("02-06", "春节"),
        ("02-07", "春节"),
        ("02-08", "春节"),
        ("04-05", "清明节"),
        ("05-01", "劳动节"),
        ("05-02", "劳动节"),
        ("06-09", "端午节"),
        ("09-15", "中秋节"),
        ("10-01", "国庆节"),
        ("10-02", "国庆节"),
        ("10-03", "国庆节"),
    ]
    assert [on for on, name in days(2025) if name == "春节"] == ["01-28", "01-29", "01-30", "01-31"]


def test_mid_autumn_can_fall_on_national_day() -> None:
    assert statutory_days(2031)[date(2031, 10, 1)] == "国庆节"
    assert len(statutory_days(2031)) == 12


@pytest.mark.parametrize("notice", [n for n in shipped() if n.year], ids=str)
def test_the_notice_of_a_year_has_all_its_statutory_days_off(notice: Notice) -> None:
    off = {on for holiday in notice.arrangements for on in holiday.off}
    assert notice.year is not None
    assert statutory_days(notice.year).keys() <= off


@pytest.mark.parametrize("year", YEARS)
def test_dates_are_possible(year: int) -> None:
    """New moons are 29 or 30 days apart: from one festival to another whole months pass, with or without a leap month."""
    table = statutory.data()
    at = table["dates"][str(year)]
    assert date(year, 1, 21) <= at["spring_festival"] <= date(year, 2, 20)
    assert at["qingming"] in (date(year, 4, 4), date(year, 4, 5))
    assert (at["dragon_boat"] - at["spring_festival"]).days in (*range(120, 124), *range(150, 153))
    assert (at["mid_autumn"] - at["dragon_boat"]).days in (*range(97, 101), *range(127, 130))


def test_every_year_has_its_dates_and_every_spring_is_one_lunar_year_after_the_last() -> None:
    dates = statutory.data()["dates"]
    assert list(dates) == [str(year) for year in YEARS]
    springs = [at["spring_festival"] for at in dates.values()]
    apart = {later - earlier for earlier, later in pairwise(springs)}
    assert apart <= {timedelta(days=n) for n in (353, 354, 355, 383, 384, 385)}


def test_versions_have_their_instruments_and_take_effect_on_a_new_year() -> None:
    versions = statutory.data()["version"]
    assert [(v["since"].year, v["instrument"]) for v in versions] == [
        (2000, "HOL99"),
        (2008, "HOL07"),
        (2014, "HOL13"),
        (2025, "HOL"),
    ]
    for version in versions:
        assert (version["since"].month, version["since"].day) == (1, 1)
        assert instrument(version["instrument"]).title == "全国年节及纪念日放假办法"


@pytest.mark.parametrize("year", [2003, 2061])
def test_a_year_without_dates_has_no_statutory_days(year: int) -> None:
    with pytest.raises(KeyError):
        statutory_days(year)


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2007, 5, 1), ["国务院令第270号）第2条"]),
        (date(2013, 10, 1), ["国务院令第513号）第2条"]),
        (date(2024, 10, 1), ["国务院令第644号）第2条"]),
        (date(2025, 10, 1), ["国务院令第795号）第2条", "国务院令第795号）第7条"]),
    ],
)
def test_a_holiday_is_cited_by_the_law_of_its_time(on: date, says: list[str]) -> None:
    *articles, notice = map(str, official().day(on).bases)
    assert [article.split("（")[1] for article in articles] == says
    assert str(on.year) in notice


def test_a_make_up_day_before_2025_rests_on_its_notice_alone() -> None:
    assert [str(basis) for basis in official().day(date(2024, 10, 12)).bases] == [
        str(official().day(date(2024, 10, 1)).bases[-1])
    ]
