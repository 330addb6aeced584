"""Lists show what the roles allow, told here once more in plain words, and pages of them lose and repeat nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import uuid4

import pytest

from gongkai.applications.access import COLLEAGUES, READERS, listed_for
from gongkai.applications.models import Applicant, ApplicantKind, Application, Assignment, Medium, Route, Way
from gongkai.applications.queries.listing import Filter, Group, all_applications, applications, lamps
from gongkai.law.deadlines.answer import State
from gongkai.law.roles import Role
from gongkai.records.access import Actor
from tests.applications.office import MONDAY, NOON
from tests.publication.office import agency
from tests.signoff.office import actor, duty, user

pytestmark = pytest.mark.django_db

GIVEN = ("nobody", "a part", "all of it")


def one(agency_id: int, state: State, minutes: int = 0) -> Application:
    """An application that stands so."""
    number = str(uuid4())
    return Application(
        agency_id=agency_id,
        number=number,
        code=number[:8],
        ticket=uuid4(),
        way=Way.COUNTER,
        arrived_on=MONDAY,
        submitted_at=datetime(2026, 3, 2, tzinfo=UTC) + timedelta(minutes=minutes),
        applicant_kind=ApplicantKind.OTHER,
        title="虚构",
        medium=Medium.PAPER,
        route=Route.POST,
        state=state,
        settled_on=MONDAY,
        due_on=MONDAY + timedelta(days=20),
    )


def duties(agencies: list[int]) -> Iterator[dict[int, Role | None]]:
    """Every role at the one agency with every role at the other."""
    for roles in product((None, *Role), repeat=len(agencies)):
        yield dict(zip(agencies, roles, strict=True))


def test_every_pair_of_roles_sees_what_it_may() -> None:
    """Waiting for confirmation or not, given to the viewer or not, at two agencies."""
    agencies, viewer = [agency(slug).pk for slug in ("a", "b")], user("viewer")
    made = {}
    for where, state, given in product(agencies, (State.CONFIRMING_RECEIPT, State.IN_REVIEW), GIVEN):
        row = one(where, state)
        row.handler = viewer if given == "all of it" else None
        row.save()
        if given == "a part":
            Assignment.objects.create(
                application=row, agency_id=where, person=viewer, due_on=MONDAY, made_at=NOON
            )
        made[row.pk] = where, state, given
    for held in duties(agencies):
        by = actor(viewer, *(duty(role, where) for where, role in held.items() if role))
        wanted = {
            pk
            for pk, (where, state, given) in made.items()
            if held[where] in READERS
            or (held[where] is Role.COUNTER_CLERK and state is State.CONFIRMING_RECEIPT)
            or (held[where] in COLLEAGUES and given != "nobody")
        }
        found = list(Application.objects.filter(listed_for(by)).values_list("pk", flat=True))
        assert sorted(found) == sorted(wanted), held
        assert sum(lamps(by, MONDAY).values()) == len(wanted), held


OTHERS = 25
EACH = 3
"""More agencies than are weighed one by one, with a few applications each."""


@pytest.fixture
def many() -> list[int]:
    agencies = [agency(f"n{number}").pk for number in range(OTHERS)]
    states = (State.IN_REVIEW, State.CONFIRMING_RECEIPT, State.REPLIED)
    rows = Application.objects.bulk_create(
        one(where, states[(place + turn) % len(states)], minutes=(place * 7 + turn) % 11)
        for place, where in enumerate(agencies)
        for turn in range(EACH)
    )
    Applicant.objects.bulk_create(Applicant(application=row, name="云小舟") for row in rows)
    return agencies


def reaching(*agencies: int) -> Actor:
    return actor(user(f"over-{len(agencies)}"), duty(Role.SUPERVISOR, *agencies))


@pytest.mark.parametrize("reach", [1, 2, OTHERS - 1, OTHERS])
@pytest.mark.parametrize("group", Group)
def test_pages_are_the_whole_list(many: list[int], reach: int, group: Group) -> None:
    """However many agencies are in reach, which decides how the rows are looked for."""
    viewer, wanted = reaching(*many[:reach]), Filter(group=group)
    whole = [
        row.pk
        for row in Application.objects.order_by("-submitted_at", "-pk")
        if row.agency_id in many[:reach] and State(row.state) in group.states
    ]
    assert [line.id for line in all_applications(viewer, wanted, MONDAY)] == whole
    paged, before = [], ""
    while True:
        page = applications(viewer, wanted, MONDAY, before=before, page=4)
        assert page.total == len(whole)
        paged += [line.id for line in page.rows]
        if not (before := page.before):
            break
    assert paged == whole
