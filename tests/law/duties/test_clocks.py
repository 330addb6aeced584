"""The engine of clocks against a naive way to count, and what must hold for any date."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.calendar.workdays import Calendar, OutOfCalendar, official
from gongkai.law.duties.clocks import Start, Unit, Way, annual_report_clock, clocks, due, dues, run
from gongkai.law.duties.items import item, items
from gongkai.law.duties.settings import NotOpen, Settings, numbers, settable
from gongkai.law.duties.timing import check_clock, check_hours
from gongkai.law.params import NotInForce, param
from gongkai.law.report.checks.registry import Given
from gongkai.law.report.checks.structure import published_in_time
from gongkai.law.report.due import annual_report_due
from gongkai.law.report.schema import Level
from tests.law.duties import naive
from tests.law.report.reports import balanced_2019

DAYS = st.dates(date(2024, 1, 1), date(2026, 9, 15))
ANY_DAY = st.dates(date(2023, 1, 1), date(2028, 12, 31))
COUNTED = sorted(name for name, spec in clocks().items() if param(spec.param).unit != Unit.HOURS)
WORKING = [name for name in COUNTED if param(clocks()[name].param).unit == Unit.WORKING_DAYS]
NATURAL = [
    name
    for name in COUNTED
    if param(clocks()[name].param).unit in (Unit.DAYS, Unit.MONTHS)
    and clocks()[name].way is not Way.AHEAD
    and not clocks()[name].plain
]


@given(st.sampled_from(WORKING), DAYS)
def test_working_days_are_those_of_the_naive_walk(name: str, on: date) -> None:
    clock = run(name, on, official())
    assert clock.due_on == naive.working_days_after(on, clock.length)


@given(st.sampled_from(NATURAL), st.dates(date(2024, 1, 1), date(2025, 12, 15)))
def test_calendar_days_and_months_end_as_in_the_naive_walk(name: str, on: date) -> None:
    clock = run(name, on, official())
    walk = naive.days_after if clock.unit is Unit.DAYS else naive.months_after
    assert clock.due_on == walk(on, clock.length)


@given(DAYS)
def test_the_reminder_begins_five_working_days_ahead(on: date) -> None:
    clock = run("publish", on, official())
    assert clock.due_on is not None
    first = naive.working_days_after(clock.due_on, -5)
    assert check_clock(clock, None, first, official()) is not None
    assert check_clock(clock, None, first - timedelta(days=1), official()) is None


@given(st.sampled_from(COUNTED), ANY_DAY)
def test_a_clock_is_explained_and_points_the_right_way(name: str, on: date) -> None:
    clock = run(name, on, official())
    assert clock.due_on is not None
    assert clock.hours is None
    assert clock.due_on < on if clock.way is Way.AHEAD else clock.due_on > on
    assert clock.explanation.startswith(clocks()[name].start)
    assert clock.explanation.endswith("。")
    assert clock.act in clock.explanation
    assert clock.basis.instrument.title
    if clock.provisional:
        assert not official().settled(on, clock.due_on)
        assert clock.unit in (Unit.WORKING_DAYS, Unit.DAYS, Unit.MONTHS)


@given(st.sampled_from(COUNTED), ANY_DAY)
def test_a_later_start_never_ends_earlier(name: str, on: date) -> None:
    first, second = (run(name, day, official()).due_on for day in (on, on + timedelta(days=1)))
    assert first is not None
    assert second is not None
    assert first <= second


@given(st.sampled_from(sorted(items())), st.dictionaries(st.sampled_from(Start), ANY_DAY))
def test_the_first_period_is_due(name: str, dates: dict[Start, date]) -> None:
    periods = dues(item(name), dates, official())
    first = due(item(name), dates, official())
    assert (first.due_on if first else None) == min(
        (clock.due_on for clock in periods if clock.due_on), default=None
    )
    prevailing = [clock for clock in periods if clocks()[clock.id].prevails]
    assert not prevailing or len(prevailing) == len(periods)


@given(st.sampled_from(sorted(settable())), st.integers(0, 40))
def test_what_a_place_sets_is_what_counts(name: str, number: int) -> None:
    using = [spec.id for spec in clocks().values() if spec.param == name]
    for clock_id in using:
        clock = run(clock_id, date(2026, 7, 1), official(), Settings({name: number}))
        assert clock.length == number


def test_what_a_place_set_counts_from_its_day_on() -> None:
    name, march, may = "document_filing_days", date(2026, 3, 1), date(2026, 5, 1)
    settings = Settings({name: 9}, ((may, {}), (march, {name: 20}), (march, {name: 30})))
    asked = {on: settings.value(name, on).value for on in (date(2026, 2, 28), march, date(2026, 4, 30), may)}
    assert asked == {date(2026, 2, 28): 9, march: 30, date(2026, 4, 30): 30, may: 15}
    with pytest.raises(NotOpen):
        Settings(dated=((march, {name: -1}),))


@given(st.sampled_from(sorted(set(numbers()) - set(settable()))))
def test_what_the_law_fixes_cannot_be_set(name: str) -> None:
    with pytest.raises(NotOpen):
        Settings({name: 1})


def test_each_number_of_the_data_is_used_or_read_elsewhere() -> None:
    used = {spec.param for spec in clocks().values()}
    elsewhere = {name for name in numbers() if name.startswith(("annual_report_", "retain_", "archive_"))}
    assert set(numbers()) - used - elsewhere == {"soon_due_working_days", "same_information_applicants"}


def test_a_calendar_without_notices_gives_provisional_working_days_only() -> None:
    assert run("publish", date(2026, 7, 1), Calendar()).provisional
    assert run("petition_tell", date(2026, 7, 1), Calendar()).provisional
    assert not run("rule_effect", date(2026, 7, 1), Calendar()).provisional
    assert not run("hearing_rule", date(2026, 7, 1), Calendar()).provisional
    assert not run("opinion_response", date(2026, 7, 1), Calendar()).provisional


def test_days_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(OutOfCalendar):
        run("rule_effect", date.max, official())
    with pytest.raises(OutOfCalendar):
        run("publish", date(2060, 12, 30), official())
    with pytest.raises(OutOfCalendar):
        run("secrecy_top_secret", date(9990, 1, 1), official())


def test_hours_and_days_are_not_confused() -> None:
    hours, days = (
        run("opinion_response", date(2026, 7, 1), official()),
        run("publish", date(2026, 7, 1), official()),
    )
    with pytest.raises(ValueError, match="counts hours"):
        check_clock(hours, None, date(2026, 7, 2), official())
    with pytest.raises(ValueError, match="counts days"):
        check_hours(days, 3)


def test_an_unknown_clock_is_refused() -> None:
    with pytest.raises(KeyError):
        run("clk_nothing", date(2026, 7, 1), official())


@pytest.mark.parametrize("level", Level)
def test_the_report_clock_is_that_of_the_report_checks(level: Level) -> None:
    clock = annual_report_clock(2025, level)
    assert clock.due_on == annual_report_due(2025, level)
    assert clock.explanation.endswith("。")
    with pytest.raises(NotInForce):
        annual_report_clock(2007, level)


def test_a_report_on_a_year_before_the_duty_is_not_late() -> None:
    for year, late in ((2007, False), (2018, True)):
        old = replace(balanced_2019(), report_year=year, published_on=date(2020, 6, 30))
        found = list(published_in_time(Given(old, level=Level.DEPARTMENT)))
        assert [finding.expected for finding in found] == (["2019年3月31日前"] if late else [])
