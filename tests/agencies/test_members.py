"""Who works for an agency: appointed, ended, stood in for, handed over; those who run the system kept apart."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from gongkai.accounts.models import User
from gongkai.agencies import actions, queries
from gongkai.agencies.actions import HandOver, Moved, handing_over
from gongkai.agencies.models import Delegation, Membership
from gongkai.agencies.queries import AgencyRow
from gongkai.law.roles import RUNNING_ROLES, Role
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from tests.agencies.bodies import (
    LAST_YEAR,
    MAY,
    NOON,
    TODAY,
    TOMORROW,
    WHY,
    YESTERDAY,
    actor,
    appointed,
    body,
    everything,
    number,
    person,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bodies")]


def test_appointment_is_seen_and_logged(bodies: dict[str, AgencyRow]) -> None:
    made = appointed("jia", "jiaoyu", Role.HANDLER, TODAY, MAY)
    [row] = queries.members(viewer=OPERATOR, on=TODAY, agency_id=bodies["jiaoyu"].id)
    assert (row.id, row.username, row.role, row.begins_on, row.ends_on) == (
        made,
        "jia",
        Role.HANDLER,
        TODAY,
        MAY,
    )
    entry = LogEntry.objects.latest("seq")
    assert (entry.action, entry.subject) == ("agencies.appoint", f"membership:{made}")
    assert entry.details == {
        "user": number("jia"),
        "role": "handler",
        "begins_on": "2026-03-02",
        "ends_on": "2026-05-01",
    }
    assert queries.holders(roles=[Role.HANDLER], agency_id=bodies["jiaoyu"].id, on=TODAY) == [number("jia")]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"begins_on": TOMORROW, "ends_on": TODAY}, "早于起始日期"),
        ({"begins_on": YESTERDAY, "reason": ""}, "请写明依据"),
        ({"user_id": 0}, "请先开户"),
        ({"agency_id": 0}, "没有这个机关"),
        ({"begins_on": LAST_YEAR}, "任职期间应当在此之内"),
        ({"begins_on": MAY, "ends_on": None}, "任职期间应当在此之内"),
        ({"role": Role.LEADER}, "任职期间不能重叠"),
    ],
)
def test_appointment_that_cannot_be_is_refused(fields: dict[str, Any], message: str) -> None:
    agency = body("short", begins_on=TODAY)
    appointed("jia", "short", Role.LEADER, TODAY, TODAY)
    actions.abolish(agency_id=agency.id, on=MAY, end_members=True, **WHY)
    given: dict[str, Any] = {"user_id": number("jia"), "agency_id": agency.id, "role": Role.HANDLER}
    given |= {"begins_on": TODAY, "ends_on": TODAY, **WHY}
    before = everything()
    with pytest.raises(actions.Refused, match=message):
        actions.appoint(**(given | fields))
    assert everything() == before


def test_closed_account_is_not_appointed() -> None:
    User.objects.filter(pk=person("jia").pk).update(closed_at=NOON)
    with pytest.raises(actions.Refused, match="已经注销"):
        appointed("jia", "jiaoyu", Role.HANDLER)


@pytest.mark.parametrize(
    ("one", "two"),
    [(one, two) for one in Role for two in Role if one is not two and RUNNING_ROLES & {one, two}],
)
def test_who_runs_the_system_has_no_other_role_anywhere(one: Role, two: Role) -> None:
    appointed("jia", "yunling", one, TODAY, MAY)
    with pytest.raises(actions.Refused, match="三员分立"):
        appointed("jia", "elsewhere", two, MAY)
    appointed("jia", "elsewhere", two, date(2026, 5, 2))


def test_running_role_may_be_held_at_two_agencies() -> None:
    appointed("jia", "yunling", Role.SECURITY_AUDITOR)
    appointed("jia", "elsewhere", Role.SECURITY_AUDITOR)
    assert len(actor("jia").duties) == 2


def test_who_stands_in_takes_no_running_role() -> None:
    held = appointed("jia", "jiaoyu", Role.LEADER)
    appointed("yi", "jiaoyu", Role.HANDLER, TODAY, TODAY)
    actions.delegate(membership_id=held, to_id=number("yi"), begins_on=TODAY, ends_on=TODAY, **WHY)
    with pytest.raises(actions.Refused, match="三员分立"):
        appointed("yi", "jiaoyu", Role.SECURITY_AUDITOR, TODAY)


def test_membership_ends_but_not_backwards() -> None:
    made = appointed("jia", "jiaoyu", Role.HANDLER)
    with pytest.raises(actions.Refused, match="不能早于2026-03-02"):
        actions.end_membership(membership_id=made, on=YESTERDAY, **WHY)
    actions.end_membership(membership_id=made, on=TODAY, **WHY)
    assert actor("jia").duties
    assert not actor("jia", TOMORROW).duties
    with pytest.raises(actions.Refused, match="已定于2026-03-02终止"):
        actions.end_membership(membership_id=made, on=MAY, **WHY)
    with pytest.raises(actions.Refused, match="没有这项任职"):
        actions.end_membership(membership_id=0, on=MAY, **WHY)


def test_membership_that_has_not_begun_is_taken_back() -> None:
    made = appointed("jia", "jiaoyu", Role.HANDLER, MAY)
    appointed("yi", "jiaoyu", Role.HANDLER, MAY)
    actions.delegate(membership_id=made, to_id=number("yi"), begins_on=MAY, ends_on=MAY, **WHY)
    actions.end_membership(membership_id=made, on=TODAY, **WHY)
    assert not Membership.objects.filter(pk=made).exists()
    assert LogEntry.objects.latest("seq").action == "agencies.end_membership"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"to": "jia"}, "不能委托给本人"),
        ({"to": "stranger"}, "不是该机关的工作人员"),
        ({"to": "short"}, "不是该机关的工作人员"),
        ({"to": "guan"}, "三员分立"),
        ({"to": "closed"}, "已经注销"),
        ({"begins_on": YESTERDAY}, "不能从过去的日子开始"),
        ({"ends_on": date(2027, 1, 1)}, "任职期间之内"),
        ({"begins_on": MAY, "ends_on": TODAY}, "早于起始日期"),
        ({"begins_on": TOMORROW, "ends_on": TOMORROW}, "已经有人代理"),
        ({"reason": ""}, "请写明依据"),
        ({"membership_id": 0}, "没有这项任职"),
    ],
)
def test_delegation_that_cannot_be_is_refused(fields: dict[str, Any], message: str) -> None:
    held = appointed("jia", "jiaoyu", Role.LEADER, LAST_YEAR, date(2026, 12, 31))
    appointed("yi", "jiaoyu", Role.HANDLER)
    appointed("short", "jiaoyu", Role.HANDLER, TODAY, TODAY)
    appointed("closed", "jiaoyu", Role.HANDLER)
    User.objects.filter(username="closed").update(closed_at=NOON)
    appointed("guan", "jiaoyu", Role.SECURITY_AUDITOR)
    appointed("stranger", "keji", Role.HANDLER)
    actions.delegate(membership_id=held, to_id=number("yi"), begins_on=TOMORROW, ends_on=TOMORROW, **WHY)
    given: dict[str, Any] = {"membership_id": held, "begins_on": date(2026, 3, 4), "ends_on": MAY, **WHY}
    given |= {"to_id": number(fields.get("to", "yi"))}
    before = everything()
    with pytest.raises(actions.Refused, match=message):
        actions.delegate(**(given | {name: value for name, value in fields.items() if name != "to"}))
    assert everything() == before


def test_running_roles_are_not_delegated() -> None:
    held = appointed("guan", "jiaoyu", Role.SYSTEM_ADMINISTRATOR)
    appointed("yi", "jiaoyu", Role.SYSTEM_ADMINISTRATOR)
    with pytest.raises(actions.Refused, match="不能由他人代理"):
        actions.delegate(membership_id=held, to_id=number("yi"), begins_on=TODAY, ends_on=MAY, **WHY)


def test_what_is_stood_in_for_cannot_be_passed_on() -> None:
    """Only the holder, or who may give the role, delegates a membership; who stands in is neither."""
    held = appointed("jia", "jiaoyu", Role.LEADER)
    appointed("yi", "jiaoyu", Role.HANDLER)
    appointed("bing", "jiaoyu", Role.HANDLER)
    given: dict[str, Any] = {"membership_id": held, "at": NOON, "reason": "出差"}
    actions.delegate(**given, to_id=number("yi"), begins_on=TODAY, ends_on=TODAY, by=actor("jia"))
    with pytest.raises(PermissionDenied):
        actions.delegate(**given, to_id=number("bing"), begins_on=TOMORROW, ends_on=TOMORROW, by=actor("yi"))


def test_delegation_is_cut_short() -> None:
    held = appointed("jia", "jiaoyu", Role.LEADER)
    appointed("yi", "jiaoyu", Role.HANDLER)
    given: dict[str, Any] = {"membership_id": held, "to_id": number("yi"), **WHY}
    now = actions.delegate(begins_on=TODAY, ends_on=TOMORROW, **given)
    later = actions.delegate(begins_on=MAY, ends_on=MAY, **given)
    ending: dict[str, Any] = {"on": TODAY, "by": actor("jia"), "at": NOON}
    actions.end_delegation(delegation_id=now, **ending)
    actions.end_delegation(delegation_id=later, **ending)
    assert list(Delegation.objects.values_list("pk", "ends_on")) == [(now, TODAY)]
    for wrong in (YESTERDAY, TOMORROW):
        with pytest.raises(actions.Refused, match="最后一日应当在"):
            actions.end_delegation(delegation_id=now, **(ending | {"on": wrong}))
    with pytest.raises(actions.Refused, match="没有这项代理"):
        actions.end_delegation(delegation_id=later, **ending)


def test_hand_over_moves_roles_and_open_work(
    bodies: dict[str, AgencyRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = [
        appointed("jia", "jiaoyu", Role.HANDLER),
        appointed("jia", "jiaoyu", Role.OFFICE_HEAD, LAST_YEAR, MAY),
        appointed("jia", "jiaoyu", Role.LEADER, MAY),
    ]
    appointed("jia", "keji", Role.HANDLER)
    person("yi")
    orders: list[HandOver] = []

    def move(order: HandOver) -> Iterable[Moved]:
        orders.append(order)
        return [Moved("application:1", "v1"), Moved("application:2")]

    monkeypatch.setattr(handing_over, "MOVERS", [move])
    given: dict[str, Any] = {
        "from_user": number("jia"),
        "to_user": number("yi"),
        "agency_id": bodies["jiaoyu"].id,
    }
    done = actions.hand_over(**given, **WHY)
    assert orders == [HandOver(**given, by=OPERATOR, at=NOON)]
    assert (done.ended, len(done.began), done.work) == (tuple(ended), 3, ("application:1", "application:2"))
    assert actor("jia", YESTERDAY).reach(Role) == {bodies["jiaoyu"].id, bodies["keji"].id}
    assert actor("jia").reach(Role) == {bodies["keji"].id}
    assert actor("yi").roles == {Role.HANDLER, Role.OFFICE_HEAD}
    assert actor("yi", date(2026, 5, 2)).roles == {Role.HANDLER, Role.LEADER}
    entry = LogEntry.objects.latest("seq")
    assert entry.action == "agencies.hand_over"
    assert (entry.details["ended"], entry.details["work"]) == (ended, ["application:1", "application:2"])
    one = LogEntry.objects.get(subject="application:1")
    assert (one.action, one.version, one.reason) == ("agencies.hand_over", "v1", WHY["reason"])
    assert one.details == {"from": number("jia"), "to": number("yi")}
    with pytest.raises(actions.Refused, match="没有可以移交的任职"):
        actions.hand_over(**given, **WHY)


def test_hand_over_to_who_has_the_role_leaves_one_membership(bodies: dict[str, AgencyRow]) -> None:
    appointed("jia", "jiaoyu", Role.HANDLER, TODAY)
    appointed("yi", "jiaoyu", Role.HANDLER)
    given: dict[str, Any] = {
        "from_user": number("jia"),
        "to_user": number("yi"),
        "agency_id": bodies["jiaoyu"].id,
    }
    assert actions.hand_over(**given, **WHY).began == ()
    assert Membership.objects.get(user__username="jia").ends_on == TODAY  # it had begun: one day stays
    assert Membership.objects.filter(user__username="yi").count() == 1


@pytest.mark.parametrize(("to", "message"), [("jia", "同一人"), ("guan", "三员分立"), ("closed", "已经注销")])
def test_hand_over_that_cannot_be_is_refused(bodies: dict[str, AgencyRow], to: str, message: str) -> None:
    appointed("jia", "jiaoyu", Role.HANDLER)
    appointed("guan", "keji", Role.SYSTEM_ADMINISTRATOR)
    User.objects.filter(pk=person("closed").pk).update(closed_at=NOON)
    before = everything()
    with pytest.raises(actions.Refused, match=message):
        actions.hand_over(from_user=number("jia"), to_user=number(to), agency_id=bodies["jiaoyu"].id, **WHY)
    assert everything() == before


def test_staff_is_shown_to_those_it_concerns(bodies: dict[str, AgencyRow]) -> None:
    appointed("ban", "qinghe", Role.SUPERVISOR)
    appointed("jia", "dangzheng", Role.HANDLER)
    appointed("yi", "dangzheng", Role.LEADER, MAY)
    appointed("bing", "keji", Role.HANDLER)
    appointed("ding", "dangzheng", Role.LEADER, LAST_YEAR, YESTERDAY)

    def seen(username: str, **fields: Any) -> set[str]:
        return {row.username for row in queries.members(viewer=actor(username), on=TODAY, **fields)}

    assert seen("ban") == {"ban", "jia", "yi"}
    assert seen("ban", former=True) == {"ban", "jia", "yi", "ding"}
    assert seen("jia") == {"jia", "yi"}
    assert seen("bing", agency_id=bodies["dangzheng"].id) == set()
    own = queries.memberships_of(viewer=actor("bing"), user_id=number("bing"), on=TODAY)
    assert [row.agency for row in own] == ["云岭县科学技术局"]
    assert queries.memberships_of(viewer=actor("bing"), user_id=number("jia"), on=TODAY) == []


@pytest.mark.parametrize("count", [1, 3])
def test_staff_is_read_in_two_queries(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for name in range(count):
        held = appointed(f"jia{name}", "jiaoyu", Role.LEADER)
        appointed(f"yi{name}", "jiaoyu", Role.HANDLER)
        actions.delegate(membership_id=held, to_id=number(f"yi{name}"), begins_on=TODAY, ends_on=MAY, **WHY)
    with django_assert_num_queries(2):
        rows = queries.members(viewer=OPERATOR, on=TODAY)
    assert sum(len(row.stand_ins) for row in rows) == count
