"""Table three from applications: one row for each, and sums that hold whatever comes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.outcomes.catalogue import Group, outcome, outcomes
from gongkai.law.outcomes.combining import combined
from gongkai.law.outcomes.tally import CARRIED_IN, CARRIED_OUT, HANDLED, NEW, TOTAL, Counted, rows_of, tally
from gongkai.law.report.periods import Length, Period, periods_of
from gongkai.law.report.schema import form_for

KINDS = (
    "natural_person",
    "org_business",
    "org_research",
    "org_public_welfare",
    "org_legal_service",
    "org_other",
)
COUNTED_ROWS = sorted(row.id for row in form_for(2026).outcomes)
DAYS = st.dates(date(2021, 1, 1), date(2028, 12, 31))


@st.composite
def counted(draw: st.DrawFn) -> Counted:
    """An application that was received on some day, or is not confirmed, and ended later or not at all."""
    applicant = draw(st.sampled_from(KINDS))
    received = draw(st.none() | DAYS)
    if received is None or draw(st.booleans()):
        return Counted(applicant, received)
    handled = draw(st.dates(received, date(2029, 12, 31)))
    return Counted(applicant, received, handled, draw(st.sampled_from(COUNTED_ROWS)))


PERIODS = st.integers(2021, 2029).flatmap(lambda year: st.sampled_from(periods_of(year)))
CASES = st.lists(st.tuples(counted(), st.integers(1, 3)), max_size=30)


def test_nothing_has_no_row() -> None:
    with pytest.raises(ValueError, match="at least one"):
        combined([])
    with pytest.raises(KeyError):
        combined(["granted", "work_secret"])


@given(results=st.lists(st.sampled_from(sorted(outcomes())), min_size=1, max_size=6))
def test_one_row_gives_and_withholds_as_its_parts_do(results: list[str]) -> None:
    row = combined(results)
    gives = [outcome(each).group in (Group.GRANTED, Group.PARTIAL) for each in results]
    assert row in results or row == "partial"
    assert (row == "granted") == (set(results) == {"granted"})
    assert any(gives) == (outcome(row).group in (Group.GRANTED, Group.PARTIAL))
    assert combined([*results, row]) == row


@given(case=counted(), year=st.integers(2021, 2030))
def test_an_application_is_once_in_a_year_or_not_at_all(case: Counted, year: int) -> None:
    rows = rows_of(case, Period(year))
    assert rows == () or len({NEW, CARRIED_IN} & set(rows)) == 1
    assert (HANDLED in rows) == (case.handled_on is not None and case.handled_on.year == year)
    assert len(rows) in (0, 2, 3)


@given(cases=CASES, year=st.integers(2021, 2029))
def test_sums_hold(cases: list[tuple[Counted, int]], year: int) -> None:
    cells, before = tally(cases, Period(year)), tally(cases, Period(year - 1))
    for column in (*KINDS, TOTAL):
        came = cells[f"t3.{NEW}.{column}"] + cells[f"t3.{CARRIED_IN}.{column}"]
        assert came == cells[f"t3.{HANDLED}.{column}"] + cells[f"t3.{CARRIED_OUT}.{column}"]
        assert cells[f"t3.{HANDLED}.{column}"] == sum(cells[f"t3.{row}.{column}"] for row in COUNTED_ROWS)
        if year > 2021:
            assert cells[f"t3.{CARRIED_IN}.{column}"] == before[f"t3.{CARRIED_OUT}.{column}"]
    for row in form_for(year).table3.rows:
        assert cells[f"t3.{row.id}.{TOTAL}"] == sum(cells[f"t3.{row.id}.{kind}"] for kind in KINDS)


@given(cases=CASES, period=PERIODS, length=st.sampled_from(Length))
def test_parts_add_up_and_carry_on(cases: list[tuple[Counted, int]], period: Period, length: Length) -> None:
    """R301 holds in each part; what came and what was handled add up; each begins with what the one before left open."""
    if length.months > period.length.months:
        return
    cells, parts = tally(cases, period), [tally(cases, part) for part in period.parts(length)]
    for cell, many in cells.items():
        if not cell.startswith((f"t3.{CARRIED_IN}.", f"t3.{CARRIED_OUT}.")):
            assert many == sum(part[cell] for part in parts), cell
    for column in (*KINDS, TOTAL):
        came_in, went_out = f"t3.{CARRIED_IN}.{column}", f"t3.{CARRIED_OUT}.{column}"
        assert [part[came_in] for part in parts[1:]] == [part[went_out] for part in parts[:-1]]
        assert (cells[came_in], cells[went_out]) == (parts[0][came_in], parts[-1][went_out])
        for part in parts:
            came = part[f"t3.{NEW}.{column}"] + part[came_in]
            assert came == part[f"t3.{HANDLED}.{column}"] + part[went_out]


def test_every_cell_of_the_form_is_there() -> None:
    form = form_for(2026).table3
    assert tally([], Period(2026)) == {
        f"t3.{row.id}.{column.id}": 0 for row in form.rows for column in form.columns
    }


def test_year_without_a_form_has_no_table() -> None:
    with pytest.raises(LookupError):
        tally([], Period(2018))
    with pytest.raises(LookupError):
        rows_of(Counted("natural_person", date(2018, 3, 1), date(2018, 4, 1), "granted"), Period(2018))
