"""Accounts are opened, closed and reset by those who may, and every act is in the log."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from pytest_django import Settings

from gongkai.accounts import actions, queries
from gongkai.accounts.models import FormerPassword, User
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor, Duty
from gongkai.records.models import LogEntry

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PASSWORD = "Yunling-2026-shili"


def opened(username: str = "zhang", **more: Any) -> int:
    return actions.open_account(**{"username": username, "name": "张示例", "by": OPERATOR, "at": AT, **more})


def holder(role: Role, *reach: int, user_id: int = 900) -> Actor:
    """Somebody with a role that reaches these agencies."""
    return Actor("guan", "管示例", user_id, (Duty(role, reach[0], frozenset(reach)),))


def test_opened_account_is_found_and_logged() -> None:
    user_id = opened(agency_id=7, password=actions.initial_password())
    assert queries.person(user_id) == queries.find("ZHANG")
    person = queries.person(user_id)
    assert (person.username, person.name, person.closed, person.initial) == ("zhang", "张示例", False, True)
    entry = LogEntry.objects.get()
    assert (entry.action, entry.subject, entry.agency_id) == ("accounts.open", f"account:{user_id}", 7)
    assert "示例" not in str(entry.details)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"username": "operator"}, "系统保留"),
        ({"username": "SYSTEM"}, "系统保留"),
        ({"username": ""}, "用户名"),
        ({"username": "a b"}, "用户名"),
        ({"username": "../../etc"}, "用户名"),
        ({"username": "x" * 61}, "用户名"),
        ({"name": " "}, "姓名"),
        ({"email": "nobody"}, "电子邮件"),
        ({"password": "kurz"}, "密码至少"),
        ({"demo": True, "password": "x"}, "演示账号只能在演示站"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_left(change: dict[str, Any], why: str) -> None:
    with pytest.raises(actions.Refused, match=why):
        opened(**change)
    assert not User.objects.exists()
    assert not LogEntry.objects.exists()


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(actions.Refused) as refused:
        opened(username="operator", name="", email="x")
    assert len(refused.value.messages) == 3


@pytest.mark.parametrize("username", ["zhang", "ZHANG", " Zhang ", "ｚｈａｎｇ"])
def test_a_name_is_taken_once_however_it_is_written(username: str) -> None:
    opened()
    with pytest.raises(actions.Refused, match="已被使用"):
        opened(username=username)


def test_database_keeps_it_so() -> None:
    opened()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="Zhang", name="x", created_at=AT)


def test_account_belongs_to_the_administrators_of_its_agency() -> None:
    mine, others = holder(Role.SYSTEM_ADMINISTRATOR, 7, 8), holder(Role.SYSTEM_ADMINISTRATOR, 9)
    user_id = opened(agency_id=8, by=mine)
    assert LogEntry.objects.get().role == "system_administrator"
    for act in (actions.close_account, actions.reset_password):
        with pytest.raises(PermissionDenied):
            act(user_id=user_id, by=others, at=AT)
    actions.reset_password(user_id=user_id, by=mine, at=AT)
    actions.close_account(user_id=user_id, by=mine, at=AT, reason="调离")
    assert LogEntry.objects.get(action="accounts.close").reason == "调离"
    assert queries.person(user_id).closed


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM_ADMINISTRATOR}))
def test_no_other_role_keeps_accounts(role: Role) -> None:
    by = holder(role, 7)
    user_id = opened(agency_id=7)
    with pytest.raises(PermissionDenied):
        opened("li", agency_id=7, by=by)
    for act in (actions.close_account, actions.reset_password):
        with pytest.raises(PermissionDenied):
            act(user_id=user_id, by=by, at=AT)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECURITY_ADMINISTRATOR}))
def test_no_other_role_guards_accounts(role: Role) -> None:
    """Whoever hands out passwords cannot take second factors away."""
    user_id = opened(agency_id=7)
    for act in (actions.unlock, actions.remove_second_factor):
        with pytest.raises(PermissionDenied):
            act(user_id=user_id, by=holder(role, 7), at=AT)


def test_security_administrator_unlocks_own_agencies_only() -> None:
    user_id = opened(agency_id=7)
    with pytest.raises(PermissionDenied):
        actions.unlock(user_id=user_id, by=holder(Role.SECURITY_ADMINISTRATOR, 8), at=AT)
    assert actions.unlock(user_id=user_id, by=holder(Role.SECURITY_ADMINISTRATOR, 7), at=AT) == 0


def test_accounts_of_no_agency_are_the_operators() -> None:
    user_id = opened()
    with pytest.raises(PermissionDenied):
        actions.close_account(user_id=user_id, by=holder(Role.SYSTEM_ADMINISTRATOR, 7), at=AT)
    with pytest.raises(PermissionDenied):
        opened("li", by=holder(Role.SYSTEM_ADMINISTRATOR, 7))


def test_nobody_closes_or_bares_the_own_account() -> None:
    user_id = opened(agency_id=7)
    by = holder(Role.SYSTEM_ADMINISTRATOR, 7, user_id=user_id)
    with pytest.raises(actions.Refused, match="另一名系统管理员"):
        actions.close_account(user_id=user_id, by=by, at=AT)
    by = holder(Role.SECURITY_ADMINISTRATOR, 7, user_id=user_id)
    with pytest.raises(actions.Refused, match="另一名安全管理员"):
        actions.remove_second_factor(user_id=user_id, by=by, at=AT)


def test_closed_account_is_closed_once_and_not_reset() -> None:
    user_id = opened()
    actions.close_account(user_id=user_id, by=OPERATOR, at=AT)
    with pytest.raises(actions.Refused, match="已经关闭"):
        actions.close_account(user_id=user_id, by=OPERATOR, at=AT)
    with pytest.raises(actions.Refused, match="已经关闭"):
        actions.reset_password(user_id=user_id, by=OPERATOR, at=AT)


def test_initial_password_keeps_the_rules_and_is_never_stored() -> None:
    user_id = opened()
    made = {actions.reset_password(user_id=user_id, by=OPERATOR, at=AT) for _ in range(20)}
    assert len(made) == 20
    assert all(len(one) == 14 and one.isascii() and one.isalnum() for one in made)
    everything = str(list(User.objects.values())) + str(list(LogEntry.objects.values()))
    assert not any(one in everything for one in made)


def test_password_is_chosen_by_the_person_alone() -> None:
    user_id = opened(agency_id=7)
    with pytest.raises(PermissionDenied):
        actions.choose_password(
            user_id=user_id, password=PASSWORD, by=holder(Role.SYSTEM_ADMINISTRATOR, 7), at=AT
        )
    actions.choose_password(user_id=user_id, password=PASSWORD, by=Actor("zhang", "张", user_id), at=AT)
    assert User.objects.get().check_password(PASSWORD)


def test_last_five_are_not_chosen_again_the_sixth_is() -> None:
    user_id = opened()
    words = [f"{PASSWORD}-{number}" for number in range(6)]
    for word in words[:5]:
        actions.choose_password(user_id=user_id, password=word, by=OPERATOR, at=AT)
    for word in words[:5]:
        with pytest.raises(actions.Refused, match="最近 5 次"):
            actions.choose_password(user_id=user_id, password=word, by=OPERATOR, at=AT)
    actions.choose_password(user_id=user_id, password=words[5], by=OPERATOR, at=AT)
    actions.choose_password(user_id=user_id, password=words[0], by=OPERATOR, at=AT)
    assert FormerPassword.objects.count() == 5


def test_initial_password_cannot_be_chosen() -> None:
    user_id = opened()
    made = actions.reset_password(user_id=user_id, by=OPERATOR, at=AT)
    with pytest.raises(actions.Refused, match="最近 5 次"):
        actions.choose_password(user_id=user_id, password=made, by=OPERATOR, at=AT)


def test_code_step_is_spent_once_and_never_backwards() -> None:
    user_id = opened()
    by = Actor("zhang", "张", user_id)
    spent = [actions.spend_step(user_id=user_id, step=step, by=by, at=AT) for step in (5, 5, 4, 6)]
    assert spent == [True, False, False, True]
    with pytest.raises(PermissionDenied):
        actions.spend_step(user_id=user_id, step=9, by=Actor("li", "李", user_id + 1), at=AT)


def test_viewer_sees_the_accounts_of_own_agencies() -> None:
    opened(agency_id=7)
    opened("li", agency_id=8)
    opened("wang")
    seen = [user.username for user in queries.listed(viewer=holder(Role.SECURITY_AUDITOR, 8))]
    assert seen == ["li"]
    assert queries.listed(viewer=holder(Role.HANDLER, 7)).count() == 0
    assert queries.listed(viewer=OPERATOR).count() == 3


def test_demo_accounts_make_a_production_configuration_refuse(settings: Settings) -> None:
    from gongkai.accounts.apps import no_demo_accounts

    settings.DEMO = True
    user_id = opened(demo=True, password="offen")
    assert no_demo_accounts(databases=["default"]) == []
    with pytest.raises(actions.Refused, match="演示账号"):
        actions.reset_password(user_id=user_id, by=OPERATOR, at=AT)
    with pytest.raises(actions.Refused, match="演示账号"):
        actions.choose_password(user_id=user_id, password=PASSWORD, by=OPERATOR, at=AT)
    settings.DEMO = False
    assert [found.id for found in no_demo_accounts(databases=["default"])] == ["gongkai.accounts.E001"]
    actions.close_account(user_id=user_id, by=OPERATOR, at=AT)
    assert no_demo_accounts(databases=["default"]) == []
