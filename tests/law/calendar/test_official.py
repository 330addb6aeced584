"""The shipped notices: every day as the package has it, the years as the domain sheet has them, each with its number."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files

import pytest
from chinese_calendar import is_workday

from gongkai.law.calendar.notices import read_notices, shipped
from gongkai.law.calendar.workdays import official
from tests.law.calendar import walking

CALENDAR = official()

# Days off (first and last) and make-up days of each year, and its working days: table 10.2 of the domain sheet.
YEARS = {
    2019: (
        "0101 0204-0210 0405-0407 0501-0504 0607-0609 0913-0915 1001-1007",
        "0202 0203 0428 0505 0929 1012",
        250,
    ),
    2020: (
        "0101 0124-0202 0404-0406 0501-0505 0625-0627 1001-1008",
        "0119 0426 0509 0628 0927 1010",
        249,
    ),
    2021: (
        "0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007",
        "0207 0220 0425 0508 0918 0926 1009",
        250,
    ),
    2022: (
        "0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007 1231",
        "0129 0130 0402 0424 0507 1008 1009",
        249,
    ),
    2023: (
        "0101-0102 0121-0127 0405 0429-0503 0622-0624 0929-1006 1230-1231",
        "0128 0129 0423 0506 0625 1007 1008",
        249,
    ),
    2024: (
        "0101 0210-0217 0404-0406 0501-0505 0610 0915-0917 1001-1007",
        "0204 0218 0407 0428 0511 0914 0929 1012",
        251,
    ),
    2025: (
        "0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008",
        "0126 0208 0427 0928 1011",
        248,
    ),
    2026: (
        "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
        "0104 0214 0228 0509 0920 1010",
        248,
    ),
}
# Received, then the 7th, 15th, 20th and 40th working day after it: the test vectors of the same table.
VECTORS = """
2020-01-22 2020-02-10 2020-02-20 2020-02-27 2020-03-26
2020-09-25 2020-10-12 2020-10-22 2020-10-29 2020-11-26
2020-09-28 2020-10-14 2020-10-26 2020-11-02 2020-11-30
2021-02-08 2021-02-23 2021-03-05 2021-03-12 2021-04-12
2024-12-27 2025-01-08 2025-01-20 2025-01-26 2025-02-28
2025-01-20 2025-02-05 2025-02-14 2025-02-21 2025-03-21
2025-09-26 2025-10-13 2025-10-23 2025-10-30 2025-11-27
2026-02-11 2026-02-27 2026-03-10 2026-03-17 2026-04-15
2026-09-22 2026-10-09 2026-10-20 2026-10-27 2026-11-24
"""


def days(year: int, written: str) -> Iterator[date]:
    """0124-0202 in 2020: each day from 24 January to 2 February."""
    for part in written.split():
        first, last = (date(year, int(end[:2]), int(end[2:])) for end in (part[:4], part[-4:]))
        yield from (first + timedelta(days=n) for n in range((last - first).days + 1))


def days_of(year: int) -> list[date]:
    return [
        date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_day_is_as_the_package_has_it(year: int) -> None:
    differs = {on: CALENDAR.works(on) for on in days_of(year) if CALENDAR.works(on) != is_workday(on)}
    assert differs == {on: works for on, works in walking.NOT_IN_THE_PACKAGE.items() if on.year == year}


@pytest.mark.parametrize("year", YEARS)
def test_year_is_as_the_domain_sheet_has_it(year: int) -> None:
    off, made_up, working_days = YEARS[year]
    worked = {on for on in days_of(year) if CALENDAR.works(on)}
    weekdays = {on for on in days_of(year) if on.weekday() < 5}
    assert worked - weekdays == set(days(year, made_up))
    assert weekdays - worked == {on for on in days(year, off) if on.weekday() < 5}
    assert worked.isdisjoint(days(year, off))
    assert len(worked) == working_days
    assert CALENDAR.between(date(year - 1, 12, 31), date(year, 12, 31)) == working_days


@pytest.mark.parametrize("line", VECTORS.split("\n")[1:-1])
def test_vector(line: str) -> None:
    received, *due = map(date.fromisoformat, line.split())
    assert [CALENDAR.after(received, n) for n in (7, 15, 20, 40)] == due


def test_each_year_has_one_notice_that_settles_it() -> None:
    assert sorted(notice.year for notice in shipped() if notice.year) == list(range(2004, 2027))
    assert CALENDAR.settled_years == set(range(2004, 2027))


def test_three_notices_changed_single_days() -> None:
    changes = [notice for notice in shipped() if notice.year is None]
    assert [notice.number for notice in changes] == [
        "国发明电〔2015〕1号",
        "国办发明电〔2019〕3号",
        "国办发明电〔2020〕1号",
    ]


def test_notices_have_numbers_and_came_before_their_days() -> None:
    for notice in shipped():
        assert re.fullmatch(r"国(办)?发明电〔20\d\d〕\d{1,2}号", notice.number), notice.number
        assert f"〔{notice.published_on.year}〕" in notice.number
        first = min(on for holiday in notice.arrangements for on in (*holiday.off, *holiday.work))
        assert notice.published_on < first


def test_notices_stand_in_the_order_in_which_they_were_published() -> None:
    published = [notice.published_on for notice in shipped()]
    assert published == sorted(published)


def test_each_file_has_its_own_year_and_says_its_provenance() -> None:
    folder = files("gongkai.law").joinpath("data/holidays")
    names = sorted(file.name for file in folder.iterdir())
    assert names == [f"{year}.toml" for year in range(2004, 2027)]
    for name in names:
        text = folder.joinpath(name).read_text("utf-8")
        assert text.startswith("# "), name
        days = {on.year for n in read_notices(text, name) for a in n.arrangements for on in (*a.off, *a.work)}
        assert int(name[:4]) in days
        assert days <= {int(name[:4]) - 1, int(name[:4])}


def test_names_are_those_of_the_law() -> None:
    names = {part for n in shipped() for a in n.arrangements for part in a.name.split("、")}
    memorial = "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"
    assert names == {"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节", memorial}


def test_notice_is_cited_with_title_and_number() -> None:
    notice = CALENDAR.day(date(2026, 10, 1)).notice
    assert notice is not None
    assert (
        str(notice)
        == "《国务院办公厅关于2026年部分节假日安排的通知》（国办发明电〔2025〕7号）"
        == str(notice.basis)
    )
    assert notice.basis.instrument.key == "国办发明电〔2025〕7号"
    assert notice.basis.instrument.since == notice.published_on == date(2025, 11, 4)
