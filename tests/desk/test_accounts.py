"""Accounts on their pages: what will happen is said before, passwords and telephone numbers are shown once."""

import re
import time
from datetime import timedelta

import pytest
from allauth.account.internal.flows import login
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse

from gongkai.accounts import queries
from gongkai.accounts.models import User
from gongkai.law.roles import Role
from gongkai.records.models import LogEntry
from tests.desk.world import MOBILE, NOW, OFFICE_PHONE, World, browser, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
WHY = {"reason": "本人来电，已核实"}


@pytest.fixture
def made() -> World:
    return world(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.SECURITY_AUDITOR)


def proved(user: User) -> Client:
    """A browser in which somebody has just proved who is there."""
    client = browser(user)
    session = client.session
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return client


def at(name: str, made: World, agency: str = "own", slug: str = "", **more: str) -> str:
    slug = slug or made.agencies[agency].slug
    return reverse(f"desk:{name}", kwargs={"slug": slug, "user_id": made.accounts[agency], **more})


def lock(failures: int = 5) -> None:
    """Failed logins at the account of the own agency."""
    AccessAttempt.objects.create(username="xian-kept", ip_address="192.0.2.7", failures_since_start=failures)
    AccessAttempt.objects.update(attempt_time=NOW - timedelta(minutes=10))


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_accounts_of_an_agency_are_listed_with_their_state(made: World) -> None:
    lock()
    page = text(browser(made.user(Role.SECURITY_AUDITOR)), reverse("desk:accounts", args=["xian"]))
    assert "被管示例" in page
    assert "登录锁定至 10:20" in page
    assert "139****9876" in page
    assert MOBILE not in page
    assert "zhen-kept" not in page


@pytest.mark.parametrize("name", ["account_close", "account_reset"])
def test_dangerous_things_ask_again_who_is_there(made: World, name: str) -> None:
    client, address = browser(made.user(Role.SYSTEM_ADMINISTRATOR)), at(name, made)
    answer = client.post(address, WHY)
    assert answer.status_code == 302
    assert "/queren" in answer["Location"] or "/desk/" in answer["Location"]
    assert not LogEntry.objects.filter(action__in=["accounts.close", "accounts.reset_password"]).exists()


def test_account_is_closed_after_saying_what_will_happen(made: World) -> None:
    client, address = proved(made.user(Role.SYSTEM_ADMINISTRATOR)), at("account_close", made)
    assert "不能重新打开" in text(client, address)
    assert client.post(address, {"reason": ""}).status_code == 422
    page = client.post(address, WHY, follow=True).content.decode()
    assert "账号已关闭" in page
    assert "关闭账号</a>" not in page
    assert queries.person(made.accounts["own"]).closed
    assert LogEntry.objects.get(action="accounts.close").reason == WHY["reason"]
    again = client.post(address, WHY)
    assert again.status_code == 422
    assert "已经关闭" in again.content.decode()


def test_new_initial_password_is_shown_once(made: World) -> None:
    client, address = proved(made.user(Role.SYSTEM_ADMINISTRATOR)), at("account_reset", made)
    answer = client.post(address, WHY)
    assert "no-store" in answer["Cache-Control"]
    found = re.search(r'<p class="once mono">(\w+)</p>', answer.content.decode())
    assert found
    user = User.objects.get(pk=made.accounts["own"])
    assert user.check_password(found[1])
    assert queries.must_choose_password(user, at=NOW)
    later = [text(client, at("account", made)), text(client, address)]
    auditor = text(browser(made.user(Role.SECURITY_AUDITOR)), reverse("desk:audit"))
    assert not [page for page in [*later, auditor] if found[1] in page]
    entry = LogEntry.objects.get(action="accounts.reset_password")
    assert (entry.reason, entry.role) == (WHY["reason"], "system_administrator")


def test_locked_login_is_listed_and_unlocked(made: World) -> None:
    lock()
    client = proved(made.user(Role.SECURITY_ADMINISTRATOR))
    assert "192.0.2.7" in text(client, reverse("desk:locked"))
    page = client.post(at("account_unlock", made), WHY, follow=True).content.decode()
    assert "登录锁定已解除" in page
    assert "现在没有人被锁定" in text(client, reverse("desk:locked"))
    entry = LogEntry.objects.get(action="accounts.unlock")
    assert (entry.reason, entry.details) == (WHY["reason"], {"failures": 5})


def test_nobody_sees_locks_of_agencies_beside(made: World) -> None:
    AccessAttempt.objects.create(username="linxian-kept", ip_address="192.0.2.8", failures_since_start=9)
    AccessAttempt.objects.update(attempt_time=NOW)
    page = text(browser(made.user(Role.SECURITY_ADMINISTRATOR)), reverse("desk:locked"))
    assert "现在没有人被锁定" in page


def test_second_factor_is_taken_away_as_an_act_of_its_own(made: World) -> None:
    user_id = made.accounts["own"]
    Authenticator.objects.create(user_id=user_id, type="totp", data={})
    client = proved(made.user(Role.SECURITY_ADMINISTRATOR))
    client.post(at("account_unlock", made), WHY)
    assert Authenticator.objects.filter(user_id=user_id).exists()
    page = client.post(at("account_bare", made), WHY, follow=True).content.decode()
    assert "动态口令已解除" in page
    assert not Authenticator.objects.filter(user_id=user_id).exists()
    assert LogEntry.objects.filter(action="accounts.remove_second_factor").count() == 1


def test_buttons_are_those_that_the_role_has(made: World) -> None:
    Authenticator.objects.create(user_id=made.accounts["own"], type="totp", data={})
    lock()
    verbs = ("关闭账号</a>", "重置密码</a>", "解除锁定</a>", "解除动态口令</a>", "查看<span")
    shown = {
        role: [verb in text(browser(made.user(role)), at("account", made)) for verb in verbs]
        for role in (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.SECURITY_AUDITOR)
    }
    assert list(shown.values()) == [
        [True, True, False, False, True],
        [False, False, True, True, True],
        [False] * 5,
    ]


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (Role.SYSTEM_ADMINISTRATOR, ("account_close", "account_reset")),
        (Role.SECURITY_ADMINISTRATOR, ("account_unlock", "account_bare")),
    ],
)
def test_nobody_does_it_to_the_own_account(made: World, role: Role, names: tuple[str, ...]) -> None:
    user = made.user(role)
    User.objects.filter(pk=user.pk).update(agency_id=made.agencies["own"].id)
    made.accounts["own"] = user.pk
    client = proved(user)
    for name in names:
        answer = client.post(at(name, made), WHY)
        assert answer.status_code == 422
        assert f"请由另一名{role.label}办理" in answer.content.decode()
    assert "这是您自己的账号" in text(client, at("account", made))


@pytest.mark.parametrize("agency", ["other", "parent"])
@pytest.mark.parametrize("name", ["account", "account_close", "account_reset"])
def test_account_of_another_agency_is_not_found_under_the_own_one(
    made: World, agency: str, name: str
) -> None:
    client = proved(made.user(Role.SYSTEM_ADMINISTRATOR))
    assert client.get(at(name, made, agency, slug="xian")).status_code == 404


def test_number_is_shown_once_for_a_reason_that_is_logged(made: World) -> None:
    client = browser(made.user(Role.SECURITY_ADMINISTRATOR))
    address = at("account_reveal", made, number="mobile")
    assert MOBILE not in text(client, address)
    refused = client.post(address, {"reason": " "})
    assert (refused.status_code, MOBILE in refused.content.decode()) == (422, False)
    answer = client.post(address, WHY)
    assert MOBILE in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert MOBILE not in text(client, address)
    entry = LogEntry.objects.get(action="records.reveal")
    assert (entry.actor, entry.role, entry.reason) == (
        made.user(Role.SECURITY_ADMINISTRATOR).username,
        "security_administrator",
        WHY["reason"],
    )
    auditor = text(browser(made.user(Role.SECURITY_AUDITOR)), reverse("desk:audit"))
    assert "查看个人信息原文" in auditor
    assert MOBILE not in auditor


def test_unknown_number_is_not_found(made: World) -> None:
    client = browser(made.user(Role.SECURITY_ADMINISTRATOR))
    assert client.get(at("account_reveal", made, number="password")).status_code == 404
    assert client.post(reverse("desk:me_reveal", args=["password"])).status_code == 404


def test_own_numbers_are_written_shown_masked_and_seen_whole(made: World) -> None:
    user = made.user(Role.HANDLER)
    client, me = browser(user), reverse("desk:me")
    given = {"mobile": "139 0000 5555", "office_phone": OFFICE_PHONE}
    page = client.post(reverse("desk:me_contact"), given, follow=True).content.decode()
    assert "联系电话已保存" in page
    assert "139****5555" in page
    assert "13900005555" not in page + text(client, reverse("desk:me_contact"))
    assert "13900005555" in client.post(reverse("desk:me_reveal", args=["mobile"])).content.decode()
    page = client.post(reverse("desk:me_contact"), {"no_mobile": "on"}, follow=True).content.decode()
    assert "139****5555" not in page
    assert "***32" in page
    missing = client.post(reverse("desk:me_reveal", args=["mobile"]), follow=True)
    assert missing.redirect_chain[-1][0] == me
    assert "没有登记手机" in missing.content.decode()


def test_wrong_number_is_told_on_the_form(made: World) -> None:
    answer = browser(made.user(Role.HANDLER)).post(reverse("desk:me_contact"), {"mobile": "12345"})
    assert answer.status_code == 422
    assert "11 位数字" in answer.content.decode()
