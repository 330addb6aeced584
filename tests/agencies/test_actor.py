"""Who acts: memberships and delegations of the day, and how far they reach."""

from datetime import timedelta
from time import perf_counter

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.accounts.models import User
from gongkai.agencies import actions, queries
from gongkai.agencies.models import Agency
from gongkai.agencies.queries import AgencyRow
from gongkai.law.report.schema import Level
from gongkai.law.roles import Role
from tests.agencies.bodies import (
    MAY,
    TODAY,
    TOMORROW,
    WHY,
    YESTERDAY,
    actor,
    appointed,
    body,
    number,
    person,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bodies")]


def test_member_reaches_the_own_agency(bodies: dict[str, AgencyRow]) -> None:
    appointed("jia", "yunling", Role.HANDLER)
    [duty] = actor("jia").duties
    assert (duty.role, duty.agency_id, duty.reach, duty.acting_for) == (
        Role.HANDLER,
        bodies["yunling"].id,
        frozenset({bodies["yunling"].id}),
        "",
    )


@pytest.mark.parametrize("role", [role for role in Role if role.sees_below])
def test_some_roles_reach_all_below(bodies: dict[str, AgencyRow], role: Role) -> None:
    appointed("jia", "yunling", role)
    below = {body.id for slug, body in bodies.items() if slug != "elsewhere"}
    assert actor("jia").reach([role]) == below


def test_membership_counts_from_first_to_last_day() -> None:
    appointed("jia", "jiaoyu", Role.HANDLER, TODAY, TOMORROW)
    counted = [bool(actor("jia", TODAY + timedelta(days=day)).duties) for day in (-1, 0, 1, 2)]
    assert counted == [False, True, True, False]


def test_somebody_stands_in(bodies: dict[str, AgencyRow]) -> None:
    held = appointed("jia", "jiaoyu", Role.OFFICE_HEAD)
    appointed("yi", "jiaoyu", Role.HANDLER)
    yi = number("yi")
    actions.delegate(membership_id=held, to_id=yi, begins_on=TODAY, ends_on=TOMORROW, **WHY)
    assert [(duty.role, duty.acting_for) for duty in actor("yi").duties] == [
        (Role.HANDLER, ""),
        (Role.OFFICE_HEAD, "jia"),
    ]
    assert actor("yi", TOMORROW + timedelta(days=1)).roles == {Role.HANDLER}
    duty = actor("yi").holds({Role.OFFICE_HEAD}, bodies["jiaoyu"].id)
    assert duty is not None
    assert duty.acting_for == "jia"
    User.objects.filter(username="jia").update(closed_at=TODAY.isoformat() + "T00:00Z")
    assert actor("yi").roles == {Role.HANDLER}


def test_closed_account_has_no_duties_and_an_unknown_one_is_none() -> None:
    appointed("jia", "jiaoyu", Role.HANDLER)
    User.objects.filter(username="jia").update(closed_at=TODAY.isoformat() + "T00:00Z")
    assert actor("jia").duties == ()
    assert queries.actor(user_id=person("bing").pk, on=TODAY, address="192.0.2.1").address == "192.0.2.1"
    with pytest.raises(User.DoesNotExist):
        queries.actor(user_id=0, on=TODAY)


def test_reach_follows_the_tree_of_the_day(bodies: dict[str, AgencyRow]) -> None:
    appointed("jia", "qinghe", Role.SUPERVISOR)
    actions.move(agency_id=bodies["jiaoyu"].id, parent_id=bodies["qinghe"].id, on=TOMORROW, **WHY)
    actions.move(agency_id=bodies["dangzheng"].id, parent_id=bodies["yunling"].id, on=MAY, **WHY)
    own, now = {bodies["qinghe"].id}, {bodies["dangzheng"].id}
    assert actor("jia", YESTERDAY).reach(Role) == own | now
    assert actor("jia", TOMORROW).reach(Role) == own | now | {bodies["jiaoyu"].id}
    assert actor("jia", MAY).reach(Role) == own | {bodies["jiaoyu"].id}


def test_four_queries_and_little_time_for_400_agencies(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    seat = body("seat", level=Level.COUNTY)
    rows = [
        Agency(
            slug=f"a{number}",
            name=f"第{number}局",
            level="department",
            kind="department",
            region="虚构省",
            parent_id=seat.id,
        )
        for number in range(400)
    ]
    Agency.objects.bulk_create(rows)
    appointed("jia", "seat", Role.SUPERVISOR)
    appointed("jia", "seat", Role.ASSESSOR)
    held = appointed("yi", "seat", Role.OFFICE_HEAD)
    jia = number("jia")
    actions.delegate(membership_id=held, to_id=jia, begins_on=TODAY, ends_on=TODAY, **WHY)
    with django_assert_max_num_queries(4):
        found = queries.actor(user_id=jia, on=TODAY)
    assert len(found.reach([Role.SUPERVISOR])) == 401
    assert len(found.duties) == 3
    times = []
    for _ in range(9):
        started = perf_counter()
        queries.actor(user_id=jia, on=TODAY)
        times.append(perf_counter() - started)
    # Generous: a busy machine is no failure. It takes some three milliseconds.
    assert sorted(times)[4] < 0.1


def test_who_sees_nothing_below_costs_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    appointed("jia", "jiaoyu", Role.HANDLER)
    jia = number("jia")
    with django_assert_num_queries(2):
        queries.actor(user_id=jia, on=TODAY)
