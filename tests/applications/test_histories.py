"""Ten thousand random histories: table three adds up for each agency and year, and each figure is its list.

GONGKAI_TEST_HISTORIES sets how many there are, GONGKAI_TEST_SEED which ones.
"""

import os
from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID

import pytest

from gongkai.agencies.models import Agency
from gongkai.applications.models import Application, Medium, Route
from gongkai.applications.queries.clocks import where
from gongkai.applications.queries.counting import Behind, behind, table_three
from gongkai.law.deadlines.answer import State
from gongkai.law.ledger import Kind
from gongkai.law.report.arithmetic import Sum, equations
from gongkai.law.report.periods import Period
from gongkai.law.report.schema import form_for
from tests.applications.histories import FIRST, LAST, History, histories
from tests.publication.office import agency

MANY = int(os.environ.get("GONGKAI_TEST_HISTORIES", "10000"))
SEED = int(os.environ.get("GONGKAI_TEST_SEED", "7"))
AGENCIES = 4
YEARS = range(FIRST.year, LAST.year + 1)
BY_THEMSELVES = {
    State.ABANDONED_NO_CORRECTION: "other_no_correction",
    State.ABANDONED_UNPAID: "other_fee_unpaid",
}


@pytest.fixture(scope="module")
def lived() -> list[History]:
    return list(histories(MANY, AGENCIES, SEED))


def kept(lived: list[History]) -> list[Agency]:
    """The histories as rows, as `settle` leaves them."""
    made = [agency(f"n{number}") for number in range(AGENCIES)]
    Application.objects.bulk_create(
        (
            Application(
                agency=made[one.agency],
                number=f"T{place}",
                code="A",
                ticket=UUID(int=place + 1),
                way=one.way,
                arrived_on=one.ledger.received_on,
                submitted_at=datetime(2019, 1, 1, tzinfo=UTC),
                applicant_kind=one.kind,
                title="虚构",
                medium=Medium.PAPER,
                route=Route.POST,
                state=one.stands.clock.state,
                settled_on=LAST,
                receipt_on=one.stands.receipt_on,
                due_on=one.stands.clock.due_on,
                closed_on=one.stands.clock.closed_on,
                handled_on=one.stands.handled_on,
                row=one.stands.row,
            )
            for place, one in enumerate(lived)
        ),
        batch_size=500,
    )
    return made


@pytest.mark.django_db
def test_table_three_of_random_histories(lived: list[History]) -> None:
    made = kept(lived)
    before: dict[int, dict[str, int]] = {}
    handled: Counter[str] = Counter()
    for year in YEARS:
        whole: Counter[str] = Counter()
        for place, each in enumerate(made):
            cells = table_three([each.pk], Period(year))
            assert cells == counted_by_hand([one for one in lived if one.agency == place], year)
            assert_sums(cells, year)
            if place in before:
                assert_carried(before[place], cells, year)
            before[place] = cells
            whole.update(cells)
        every = [each.pk for each in made]
        cells = table_three(every, Period(year))
        assert cells == {cell: whole[cell] for cell in cells}
        handled.update(listed(every, year, cells))
    ended = [f"T{place}" for place, one in enumerate(lived) if one.stands.handled_on]
    assert handled == Counter(ended), "each that ended stands in one row of one year, no other in any"


def counted_by_hand(lived: list[History], year: int) -> dict[str, int]:
    """Every cell, counted in another way than the platform does."""
    cells = {
        f"t3.{row.id}.{column.id}": 0
        for row in form_for(year).table3.rows
        for column in form_for(year).table3.columns
    }
    for one in lived:
        receipt, end = one.stands.receipt_on, one.stands.handled_on
        if receipt is None or receipt > date(year, 12, 31) or (end and end < date(year, 1, 1)):
            continue
        rows = ["carried_in" if receipt < date(year, 1, 1) else "new_received"]
        if end is None or end > date(year, 12, 31):
            rows.append("carried_out")
        else:
            row = one.stands.row
            rows += ["handled_total", row if f"t3.{row}.total" in cells else "other_handling"]
        for row in rows:
            cells[f"t3.{row}.{one.kind}"] += 1
            cells[f"t3.{row}.total"] += 1
    return cells


def assert_sums(cells: dict[str, int], year: int) -> None:
    for sum_ in equations(form_for(year).id):
        if sum_.kind is not Sum.REMEDY:
            left, right = (sum(cells[cell] for cell in side) for side in (sum_.left, sum_.right))
            assert left == right, f"{year} {sum_.label}"


def assert_carried(last: dict[str, int], now: dict[str, int], year: int) -> None:
    for column in form_for(year).table3.columns:
        assert now[f"t3.carried_in.{column.id}"] == last[f"t3.carried_out.{column.id}"], f"{year} {column.id}"


def listed(every: Collection[int], year: int, cells: dict[str, int]) -> list[str]:
    """The lists behind all cells have as many as the cells say; the numbers of those that stand in a row of results."""
    results = {f"t3.{row.id}.total" for row in form_for(year).outcomes}
    numbers: list[str] = []
    for cell, figure in cells.items():
        found: list[Behind] = behind(every, Period(year), cell)
        assert len(found) == len({one.id for one in found}) == figure, f"{year} {cell}"
        if cell in results:
            numbers += [one.number for one in found]
    return numbers


def test_what_ended_keeps_its_day_and_row(lived: list[History]) -> None:
    """Whatever comes later, an order to answer anew too, leaves the figures of the year as they were.

    Only a proper reason for a late correction takes back that an application was given up.
    """
    chance = Random(SEED)
    ended = 0
    for one in lived:
        facts = one.ledger.facts
        if any(fact.excused for fact in facts):
            continue
        day = date.fromordinal(chance.randint(one.ledger.received_on.toordinal(), LAST.toordinal()))
        then = where(replace(one.ledger, facts=tuple(fact for fact in facts if fact.on <= day)), day)
        if then.handled_on:
            ended += 1
            assert (then.handled_on, then.row) == (one.stands.handled_on, one.stands.row)
            assert then.receipt_on == one.stands.receipt_on
    assert ended > len(lived) / 10


def test_histories_are_of_every_kind(lived: list[History]) -> None:
    """The generator does not leave out what it is there for."""
    kinds = {fact.kind for one in lived for fact in one.ledger.facts}
    asked_for = {
        Kind.REDO_ORDERED,
        Kind.WITHDRAWN,
        Kind.FEE_NOTIFIED,
        Kind.DEFERRED,
        Kind.EXTENDED,
        Kind.ORGAN_ASKED,
    }
    assert asked_for < kinds
    on_the_way = {
        where(one.ledger, max(fact.on for fact in one.ledger.facts)).clock.state
        for one in lived
        if one.ledger.facts
    }
    states = {one.stands.clock.state for one in lived} | on_the_way
    assert states == set(State) - {State.INVALID}
    rows = {one.stands.row for one in lived}
    assert set(BY_THEMSELVES.values()) < rows
    assert {one.stands.receipt_on.year for one in lived if one.stands.receipt_on} == set(YEARS)
