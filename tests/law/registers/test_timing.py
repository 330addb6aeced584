"""Days of many rows at once are those of each row; the law before its time; lists through time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.calendar.workdays import official
from gongkai.law.duties.settings import Settings
from gongkai.law.registers import (
    State,
    There,
    Value,
    completeness,
    definition,
    due_on,
    in_force,
    planner,
    state,
    withdraw_by,
    withdrawn_late,
    year_of,
)

PENALTY, BUDGET, PLAN = (definition(key) for key in ("administrative_penalty", "budget", "emergency_plan"))
DAYS = st.dates(date(2005, 1, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(DAYS, st.sampled_from(["decided_on", "status_changed_on"])), max_size=8))
def test_many_rows_are_due_as_each_is(rows: list[tuple[date, str]]) -> None:
    plan = planner(PENALTY, official())
    for on, field in [*rows, *rows]:
        clock = due_on(PENALTY, {field: on}, official())
        assert plan({field: on}) == (clock.due_on if clock else None)


def test_before_the_law_there_is_no_period() -> None:
    early: dict[str, Value] = {
        "decided_on": date(2007, 5, 1),
        "status": "撤销",
        "status_changed_on": date(2007, 6, 1),
    }
    assert due_on(PENALTY, early, official()) is None
    assert planner(PENALTY, official())(early) is None
    assert withdraw_by(PENALTY, early, official()) is None
    assert withdrawn_late(PENALTY, early, None, date(2026, 1, 1), official()) is None


def test_a_place_can_set_the_practice() -> None:
    values = {"decided_on": date(2022, 3, 1)}
    five = Settings({"double_publicity_working_days": 5})
    clock = due_on(PENALTY, values, official(), five)
    assert clock is not None
    assert clock.due_on == date(2022, 3, 8) == planner(PENALTY, official(), five)(values)
    assert "本地规定" in clock.explanation


def test_a_withdrawal_without_its_day_runs_no_period() -> None:
    assert withdraw_by(PENALTY, {"status": "撤销"}, official()) is None
    assert state(PENALTY, {"status": "撤销"}) is State.WITHDRAWN
    assert state(PENALTY, {"status": "撤销", "open": "否"}) is State.HELD_BACK
    assert withdraw_by(BUDGET, {}, official()) is None
    assert {each.label for each in State} == {"公开", "已撤回", "不公开"}


def test_the_year_of_a_row() -> None:
    assert year_of(PENALTY, {"decided_on": date(2021, 12, 31)}) == 2021
    assert year_of(BUDGET, {"year": 2022}) == 2022
    assert year_of(BUDGET, {}) is None


@given(DAYS, st.integers(1, 400), DAYS)
def test_an_entry_of_a_list_is_in_force_between_its_days(first: date, days: int, on: date) -> None:
    last = first + timedelta(days=days)
    assert in_force(PLAN, {"issued_on": first, "ended_on": last}, on) is (first <= on < last)
    assert in_force(PLAN, {"issued_on": first}, on) is (first <= on)
    assert in_force(PLAN, {}, on)
    assert in_force(PENALTY, {}, on)


def test_a_register_without_a_matrix_has_none() -> None:
    with pytest.raises(ValueError, match="has no matrix"):
        completeness(PENALTY, [], [], [], date(2026, 1, 1), official())


def test_every_place_has_a_word() -> None:
    assert len({there.label for there in There}) == len(There)
