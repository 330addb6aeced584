"""Table four from reviews and suits: every cell is its cases, every total the sum, whatever the facts."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.calendar.workdays import official
from gongkai.law.ledger import Fact, Kind, Ledger
from gongkai.law.remedies.course import DISPUTE
from gongkai.law.remedies.results import Column, Result
from gongkai.law.remedies.stages import stages
from gongkai.law.remedies.standing import Proceeding
from gongkai.law.remedies.tally import BLOCKS, TOTAL, cells_of, column_in, counted_on, tally
from gongkai.law.report.periods import Length, Period
from gongkai.law.report.schema import form_for
from tests.law.case_files import cases

CASES = {name: case for name, case in cases("remedies").items() if "table_year" in case}
FACTS = st.builds(
    Fact,
    st.sampled_from((Kind.REPLIED, Kind.DELIVERED, Kind.REDO_ORDERED, *DISPUTE)),
    st.dates(date(2023, 1, 1), date(2026, 6, 30)),
    result=st.sampled_from(("", *(each.value for each in Result))),
)


def proceeding(case: dict[str, Any]) -> Proceeding:
    return Proceeding(case["block"], 1, case["opened"], case.get("closed"), None, Column(case["column"]))


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case = CASES[name]
    assert (column_in(proceeding(case), Period(case["table_year"])) or "") == case["counted"]


def test_a_year_is_counted_from_its_first_day_to_its_last() -> None:
    assert counted_on(Period(2025), date(2024, 12, 31)) is None
    assert counted_on(Period(2025), date(2025, 1, 1)) == date(2025, 1, 1)
    assert counted_on(Period(2025), date(2026, 3, 1)) == date(2025, 12, 31)


def test_the_cells_are_those_of_the_form() -> None:
    wanted = {f"t4.{block}.{column}" for block in BLOCKS for column in (*Column, TOTAL)}
    for year in (2019, 2025):
        assert tally((), Period(year)) == dict.fromkeys(wanted, 0)
        assert wanted == {cell for cell in form_for(year).cells if cell.startswith("t4.")}


def test_a_result_that_cannot_be_counted_counts_nowhere() -> None:
    assert (
        cells_of(Proceeding("review", 1, date(2025, 1, 1), date(2025, 2, 1), None, None), Period(2025)) == ()
    )


@given(
    st.lists(st.lists(FACTS, max_size=12), max_size=5),
    st.sampled_from((2023, 2024, 2025, 2026)),
    st.integers(0, 365),
)
def test_totals_are_sums_whatever_happened(histories: list[list[Fact]], year: int, day: int) -> None:
    on = counted_on(Period(year), date(year, 1, 1) + timedelta(days=day))
    assert on is not None
    seen = [
        one
        for facts in histories
        for one in stages(Ledger(date(2023, 1, 1), facts=tuple(facts)), on, official()).proceedings
    ]
    cells = tally(seen, Period(year))
    for block in BLOCKS:
        assert cells[f"t4.{block}.{TOTAL}"] == sum(cells[f"t4.{block}.{column}"] for column in Column)
    for cell, many in cells.items():
        assert many == sum(cell in cells_of(one, Period(year)) for one in seen)
    closed_before = [one for one in seen if one.closed_on is not None and one.closed_on.year < year]
    counted = [one for one in seen if one.column is not None and one not in closed_before]
    assert sum(cells[f"t4.{block}.{TOTAL}"] for block in BLOCKS) == len(counted)


def test_a_judgment_stands_from_the_day_after_the_period_of_appeal_and_counts_in_that_days_month() -> None:
    """What is pending on the last evening of a month ends in the next: it is lost between no two periods."""
    ledger = Ledger(
        date(2023, 1, 1),
        facts=(
            Fact(Kind.REPLIED, date(2024, 12, 2), result="unable_not_held"),
            Fact(Kind.SUIT_FILED, date(2025, 3, 3)),
            Fact(Kind.JUDGED, date(2025, 7, 16), result="claim_rejected"),
        ),
    )
    months = Period(2025).parts(Length.MONTH)[6:8]
    seen = [stages(ledger, month.last, official()).proceedings for month in months]
    assert [(one.closed_on, one.column) for (one,) in seen] == [
        (None, Column.PENDING),
        (date(2025, 8, 1), Column.UPHELD),
    ]
    assert [column_in(one, month) for (one,), month in zip(seen, months, strict=True)] == [
        Column.PENDING,
        Column.UPHELD,
    ]
    assert column_in(seen[1][0], months[1].before.before) is Column.UPHELD
    assert column_in(seen[1][0], Period.parse("2025-09")) is None


@given(st.lists(FACTS, max_size=14))
def test_what_is_pending_at_the_end_of_a_year_comes_again(facts: list[Fact]) -> None:
    """R402: what ended in a year had been pending at the end of the year before, or began in it."""
    ledger = Ledger(date(2023, 1, 1), facts=tuple(facts))
    before = stages(ledger, date(2024, 12, 31), official()).proceedings
    after = stages(ledger, date(2025, 12, 31), official()).proceedings
    pending = {one.opened_on for one in before if one.column is Column.PENDING}
    for one in after:
        if one.closed_on is not None and one.closed_on.year == 2025 and one.opened_on.year < 2025:
            assert one.opened_on in pending


@given(st.lists(FACTS, max_size=14), st.integers(1, 11))
def test_what_is_pending_at_the_end_of_a_month_stands_in_the_next(facts: list[Fact], number: int) -> None:
    """Nothing falls between two months: what was pending is pending still, or ended in the next, with whatever result."""
    month = Period(2025, Length.MONTH, number)
    ledger = Ledger(date(2023, 1, 1), facts=tuple(facts))
    before, after = (stages(ledger, each.last, official()).proceedings for each in (month, month.after))
    pending = {one.opened_on for one in before if one.column is Column.PENDING}
    there = {one.opened_on for one in after if one.closed_on is None or month.after.holds(one.closed_on)}
    assert pending <= there
