"""Reads cost the same for much as for little; the lamps that are counted are those that are shown."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.applications import actions
from gongkai.applications.actions import Found
from gongkai.applications.models import (
    Applicant,
    ApplicantKind,
    Application,
    Doing,
    Event,
    Medium,
    Route,
    Way,
)
from gongkai.applications.queries.case import case
from gongkai.applications.queries.counting import table_three
from gongkai.applications.queries.listing import PAGE, Filter, applications, lamps, light_of
from gongkai.applications.queries.repeats import repeats_of
from gongkai.applications.queries.status import status
from gongkai.documents.holidays import installed_calendar
from gongkai.law.deadlines.answer import State
from gongkai.law.lamps import Light
from gongkai.law.report.periods import Period
from tests.applications.office import (
    HANDLER,
    MONDAY,
    NOON,
    OFFICER,
    Office,
    after,
    application,
    confirmed,
    decided,
    office,
)

pytestmark = pytest.mark.django_db
COST = {"case": 8, "case of a handler": 8, "status": 4, "list": 2, "lamps": 1, "table three": 1, "repeats": 3}
"""How many queries each takes."""


@pytest.fixture
def at() -> Office:
    return office()


def cost(read: Callable[[], object]) -> int:
    installed_calendar()
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


def much(at: Office, one: int) -> None:
    """Thirty more of everything that a case has."""
    for _ in range(3):
        found = Found("档案室", "词", "全部", "无", found=False)
        actions.search(application_id=one, found=found, by=at[OFFICER], at=after(1))
    Event.objects.bulk_create(
        Event(application_id=one, kind=Doing.NOTED, on=MONDAY, at=NOON, by=f"u{place}", note="备注")
        for place in range(30)
    )
    for _ in range(30):
        task = actions.Task("查找", after(5).date(), person_id=at[HANDLER].user_id, unit="规划科")
        actions.assign(application_id=one, task=task, by=at[OFFICER], at=after(1))


def test_a_case_and_its_status_cost_the_same_for_much_as_for_little(at: Office) -> None:
    one, day = confirmed(at), after(3).date()
    task = actions.Task("查找", after(5).date(), person_id=at[HANDLER].user_id, handler=True)
    actions.assign(application_id=one, task=task, by=at[OFFICER], at=after(1))
    decided(at, one, "granted", "provided", when=after(2))
    two = confirmed(at)
    actions.assign(application_id=two, task=task, by=at[OFFICER], at=after(1))
    much(at, two)
    decided(at, two, "granted", "provided", when=after(2))
    costs = [
        {
            "case": cost(partial(case, at[OFFICER], each, day)),
            "case of a handler": cost(partial(case, at[HANDLER], each, day)),
            "status": cost(partial(status, each, day)),
            "repeats": cost(partial(repeats_of, at[OFFICER], each)),
        }
        for each in (one, two)
    ]
    assert costs[0] == costs[1] == {name: COST[name] for name in costs[0]}
    seen = case(at[OFFICER], two, day)
    assert seen is not None
    assert len(seen.happened) > 60
    assert len(seen.parts) == 31


def test_a_case_that_repeats_nothing_costs_as_much(at: Office) -> None:
    """Its page is measured against one with twenty others of the same applicant."""
    alone = confirmed(at, name="云大江", identity_no="110105194912310038")
    for _ in range(3):
        confirmed(at)
    one = confirmed(at)
    found = [repeats_of(at[OFFICER], each) for each in (alone, one)]
    assert [len(each) for each in found] == [0, 3]
    for each in (alone, one):
        assert cost(partial(repeats_of, at[OFFICER], each)) == COST["repeats"]


def test_lists_cost_the_same_for_many_as_for_few(at: Office) -> None:
    day = after(3).date()

    def costs() -> dict[str, int]:
        return {
            "list": cost(lambda: applications(at[OFFICER], Filter(), day)),
            "lamps": cost(lambda: lamps(at[OFFICER], day)),
            "table three": cost(lambda: table_three([at.agency.pk], Period(2026))),
        }

    for _ in range(3):
        confirmed(at)
    few = costs()
    for _ in range(PAGE - 1):
        confirmed(at)
    assert few == costs() == {name: COST[name] for name in few}
    assert len(applications(at[OFFICER], Filter(), day).rows) == PAGE


DAYS = [
    date(2026, 9, 20) + timedelta(days=number) for number in range(40)
]  # a week of holidays and make-up days in it


def scattered(at: Office, many: int) -> Iterator[Application]:
    """Open applications in any state, due on any day or on none."""
    chance = Random(7)
    states = [state for state in State if state is not State.INVALID]
    for place in range(many):
        yield Application(
            agency=at.agency,
            number=f"T{place}",
            code="A",
            ticket=uuid4(),
            way=Way.COUNTER,
            arrived_on=MONDAY,
            submitted_at=datetime(2026, 3, 2, tzinfo=UTC),
            applicant_kind=ApplicantKind.OTHER,
            title="虚构",
            medium=Medium.PAPER,
            route=Route.POST,
            state=chance.choice(states),
            settled_on=MONDAY,
            due_on=chance.choice([None, *DAYS]),
        )


def test_lamps_counted_are_lamps_shown(at: Office) -> None:
    rows = Application.objects.bulk_create(scattered(at, 400))
    Applicant.objects.bulk_create(Applicant(application=row, name="云小舟") for row in rows)
    for day in DAYS:
        shown = Counter(light_of(State(row.state), row.due_on, None, day)[0] for row in rows)
        counted = lamps(at[OFFICER], day)
        assert counted == {light: shown[light] for light in counted}, day
        for light in counted:
            assert applications(at[OFFICER], Filter(light=light), day, page=1).total == shown[light], (
                day,
                light,
            )
        assert sum(counted.values()) == len(rows)


def test_a_lamp_says_what_the_days_say(at: Office) -> None:
    """Green, yellow, red, after the day; paused whatever day it is; what ended late stays red."""
    one = application(confirmed(at))
    due = one.due_on
    assert due is not None

    def lamp(on: date, state: State = State.IN_REVIEW, closed_on: date | None = None) -> Light:
        return light_of(state, due, closed_on, on)[0]

    assert lamp(MONDAY) is Light.GREEN
    assert lamp(due - timedelta(days=3)) is Light.YELLOW
    assert lamp(due) is Light.RED
    assert lamp(due + timedelta(days=7)) is Light.RED
    assert lamp(MONDAY, State.THIRD_PARTY_CONSULTATION) is Light.PAUSED
    assert lamp(due + timedelta(days=7), State.THIRD_PARTY_CONSULTATION) is Light.RED
    assert lamp(due, State.REPLIED, due) is Light.DONE
    assert lamp(due, State.REPLIED, due + timedelta(days=1)) is Light.RED
