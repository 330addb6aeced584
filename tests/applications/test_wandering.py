"""Some hundred cases that wander through the real actions: what is kept is what the law says, and table three adds up."""

import os
from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from gongkai.applications.actions.due import settle_each
from gongkai.applications.models import Application
from gongkai.applications.queries.clocks import ledger_of, where
from gongkai.applications.queries.counting import behind, table_three
from gongkai.law.report.arithmetic import Sum, equations
from gongkai.law.report.periods import Period
from gongkai.law.report.schema import form_for
from gongkai.records.queries.chain import faults
from tests.applications.office import NOON, office
from tests.applications.wandering import DOES, arrives, step

CASES = int(os.environ.get("GONGKAI_TEST_WANDERING", "200"))
SEED = int(os.environ.get("GONGKAI_TEST_SEED", "7"))


@pytest.mark.django_db
def test_cases_that_wander() -> None:
    chance, at = Random(SEED), office()
    when, done = NOON, Counter[str]()
    alive: list[int] = []
    for _ in range(CASES):
        alive.append(arrives(at, when, chance))
        for application_id in chance.sample(alive, min(len(alive), 4)):
            done[step(at, application_id, when, chance, done)] += 1
        when += timedelta(days=chance.choice((0, 0, 1, 1, 2, 3)))
        if chance.random() < 0.2:
            settle_each(at=when)
    settle_each(at=when + timedelta(days=1))
    assert {act.value for act in DOES} <= set(done), "each act was done at least once"
    assert_projections()
    assert_counted(at.agency.pk, range(NOON.year, when.year + 2))
    assert list(faults()) == []


def assert_projections() -> None:
    """What is kept of each is what its facts say."""
    for one in Application.objects.prefetch_related("events"):
        stands = where(ledger_of(one, one.events.all()), one.settled_on)
        kept = (one.state, one.receipt_on, one.due_on, one.closed_on, one.handled_on, one.row)
        clock = stands.clock
        said = (clock.state, stands.receipt_on, clock.due_on, clock.closed_on, stands.handled_on, stands.row)
        assert kept == said, one.number
        assert one.merged_into is None or one.merged_into.merged_into_id is None, "merged once, not again"


def assert_counted(agency_id: int, years: range) -> None:
    listed: Counter[int] = Counter()
    last: dict[str, int] = {}
    for year in years:
        cells, form = table_three([agency_id], Period(year)), form_for(year)
        for sum_ in equations(form.id):
            if sum_.kind is not Sum.REMEDY:
                assert sum(cells[one] for one in sum_.left) == sum(cells[one] for one in sum_.right), (
                    sum_.label
                )
        for cell, figure in cells.items():
            assert len(behind([agency_id], Period(year), cell)) == figure, cell
        if last:
            assert cells["t3.carried_in.total"] == last["t3.carried_out.total"]
        last = cells
        for row in form.outcomes:
            listed.update(one.id for one in behind([agency_id], Period(year), f"t3.{row.id}.total"))
    assert listed == Counter(Application.objects.exclude(row="").values_list("pk", flat=True))
