"""Who may do what where: docs/users/agencies.md says it, and every role tries every action on every kind of agency."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.agencies import actions
from gongkai.agencies.models import Membership
from gongkai.documents.agency_sheets import AGENCIES, PEOPLE, to_csv
from gongkai.law.report.schema import Level
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor
from tests.agencies.bodies import LAST_YEAR, NOON, TODAY, WHY, actor, appointed, at, body, number, person
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db

PARENT = {"parent": "", "own": "parent", "child": "own", "other": ""}
PLACES = tuple(PARENT)
ROW = re.compile(
    r"^\| (?P<action>[^|]+) \| (?P<role>[^|]+) \| (?P<own>可以|—) \| (?P<below>可以|—) \|$", re.MULTILINE
)
Try = Callable[[str, Actor], object]


def described() -> set[tuple[str, str, str]]:
    """Action, role and place of everything that the page allows."""
    page = (ROOT / "docs/users/agencies.md").read_text("utf-8")
    return {
        (row["action"], row["role"], place)
        for row in ROW.finditer(page)
        for place, column in (("own", "own"), ("child", "below"))
        if row[column] == "可以"
    }


def why(by: Actor) -> dict[str, Any]:
    return {**WHY, "by": by}


def appoint(role: Role) -> Try:
    """Give the role to somebody, and end what somebody has of it."""

    def attempt(place: str, by: Actor) -> object:
        given: dict[str, Any] = {
            "user_id": number("guest"),
            "agency_id": at(place),
            "role": role,
            "begins_on": TODAY,
        }
        made = actions.appoint(**given, **why(by))
        return actions.end_membership(membership_id=made, on=TODAY, **why(by))

    return attempt


def leave(by: Actor) -> dict[str, Any]:
    return {"on": TODAY, "children_to": at("home"), "end_members": True, **why(by)}


def rows(sheet: str, by: Actor, **line: str) -> object:
    data = to_csv(sheet, [line])
    try:
        return actions.import_tree(data=data, name="表.csv", on=TODAY, **why(by))
    except actions.ImportRefused as refused:
        assert {"您没有办理这一事项的角色，或者它不在您的管理范围内。"} == {f.message for f in refused.faults}  # noqa: PT017
        raise PermissionDenied from refused


def delegate(place: str, by: Actor) -> object:
    held = Membership.objects.get(user__username=f"holder-{place}").pk
    return actions.delegate(
        membership_id=held,
        to_id=number(f"colleague-{place}"),
        begins_on=TODAY,
        ends_on=TODAY,
        **why(by),
    )


def guide(place: str, by: Actor) -> object:
    told = {"unit": "办公室", "address": "云岭大道1号", "hours": "工作日", "telephone": "0000-0000000"}
    return actions.write_guide(agency_id=at(place), fields=told, since=TODAY, by=by, at=NOON)


def person_row(place: str, by: Actor) -> object:
    line = {"username": "guest", "agency": place, "role": "业务承办人", "begins_on": "2026-03-02"}
    return rows(PEOPLE, by, **line)


TRIES: dict[str, Try] = {
    "在其下登记机关": lambda place, by: body("new", place, by=by),
    "更名、变更": lambda place, by: actions.rename(agency_id=at(place), name="新名", on=TODAY, **why(by)),
    "调整隶属关系": lambda place, by: actions.move(
        agency_id=at(place), parent_id=at("home"), on=TODAY, **why(by)
    ),
    "合并": lambda place, by: actions.merge(agency_ids=[at(place)], into_id=at("heir"), **leave(by)),
    "拆分": lambda place, by: actions.split(
        agency_id=at(place),
        into_ids=[at("heir"), at("home")],
        **leave(by),
    ),
    "撤销": lambda place, by: actions.abolish(agency_id=at(place), **leave(by)),
    "导入机关：变更": lambda place, by: rows(
        AGENCIES, by, slug=place, name="新名", level="县级政府", parent=PARENT[place], region="虚构省"
    ),
    "导入机关：在其下登记": lambda place, by: rows(
        AGENCIES, by, slug="new", name="新局", level="部门", parent=place
    ),
    "任命、终止业务角色": appoint(Role.HANDLER),
    "任命、终止主管部门、考核员": appoint(Role.SUPERVISOR),
    "任命、终止三员": appoint(Role.SECURITY_AUDITOR),
    "导入人员": person_row,
    "为他人指定代理": delegate,
    "移交工作": lambda place, by: actions.hand_over(
        from_user=number(f"holder-{place}"),
        to_user=number("guest"),
        agency_id=at(place),
        **why(by),
    ),
    "编写公开指南": guide,
    "设置公文格式": lambda place, by: actions.set_letterhead(
        agency_id=at(place), stationery=actions.Stationery(court="虚构人民法院"), by=by, at=NOON
    ),
}


@pytest.fixture(autouse=True)
def _county() -> None:
    """parent – own – child, other beside parent; home and heir below own, where things can go."""
    for slug, above in PARENT.items():
        body(slug, above, level=Level.COUNTY)
    for slug in ("home", "heir"):
        body(slug, "own")
    person("guest")
    for place in PLACES:
        appointed(f"holder-{place}", place, Role.HANDLER, LAST_YEAR)
        appointed(f"colleague-{place}", place, Role.HANDLER, LAST_YEAR)


def allowed(attempt: Try, place: str, by: Actor) -> bool:
    """Whether the action goes through; what it wrote is taken back."""
    try:
        with transaction.atomic():
            attempt(place, by)
            transaction.set_rollback(True)
    except PermissionDenied:
        return False
    return True


def test_page_names_every_action_that_is_tried() -> None:
    assert {action for action, _, _ in described()} == set(TRIES)
    assert {role for _, role, _ in described()} <= {role.label for role in Role}


@pytest.mark.parametrize("role", Role)
def test_role_may_do_what_the_page_says_and_nothing_else(role: Role) -> None:
    appointed("somebody", "own", role)
    by = actor("somebody")
    found = {
        (action, role.label, place)
        for action, attempt in TRIES.items()
        for place in PLACES
        if allowed(attempt, place, by)
    }
    assert found == {entry for entry in described() if entry[1] == role.label}


def test_operator_may_do_everything_and_a_visitor_nothing() -> None:
    tried = [(attempt, place) for attempt in TRIES.values() for place in ("child", "other")]
    assert all(allowed(attempt, place, OPERATOR) for attempt, place in tried)
    assert not any(allowed(attempt, place, actor("guest")) for attempt, place in tried)


@pytest.mark.parametrize("role", [Role.HANDLER, Role.SUPERVISOR, Role.SECURITY_AUDITOR])
def test_nobody_gives_a_role_to_oneself_or_takes_one_back(role: Role) -> None:
    held = appointed("somebody", "own", Role.SECURITY_ADMINISTRATOR)
    by = actor("somebody")
    with pytest.raises(PermissionDenied, match="不能给自己"):
        actions.appoint(
            user_id=number("somebody"), agency_id=at("child"), role=role, begins_on=TODAY, by=by, at=NOON
        )
    with pytest.raises(PermissionDenied, match="不能给自己"):
        actions.end_membership(membership_id=held, on=TODAY, by=by, at=NOON, reason="调离")


def test_holder_names_who_stands_in() -> None:
    delegate("own", actor("holder-own"))
    with pytest.raises(PermissionDenied):
        delegate("child", actor("holder-own"))


def test_stand_in_has_the_powers_and_the_record_names_both() -> None:
    held = appointed("boss", "own", Role.SUPERVISOR)
    actions.delegate(membership_id=held, to_id=number("holder-own"), begins_on=TODAY, ends_on=TODAY, **WHY)
    assert allowed(guide, "child", actor("holder-own"))
    assert not allowed(guide, "parent", actor("holder-own"))
