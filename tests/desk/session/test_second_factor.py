"""Codes of an authenticator app and recovery codes: each works once, and some roles cannot do without."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from gongkai.accounts import actions
from gongkai.desk.session.roles import enforced_roles
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR
from tests.desk.session.conftest import Clock
from tests.desk.session.people import (
    Somebody,
    code,
    in_,
    log_in,
    logged,
    send,
    set_up_factor,
    somebody,
    token,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def secret(visitor: Client, clock: Clock) -> str:
    """The secret of somebody who has set up the second factor and is logged out again."""
    log_in(visitor, somebody())
    made = set_up_factor(visitor)
    send(visitor, "account_logout")
    clock.pass_by(minutes=2)
    return made


def recovery_codes(visitor: Client) -> list[str]:
    page = visitor.get(reverse("mfa_view_recovery_codes"))
    return re.findall(r"<code>(\d{8})</code>", page.content.decode())


def test_code_completes_the_login(visitor: Client, secret: str) -> None:
    who = Somebody(0, "zhang", "Yunling-2026-shili")
    answer = log_in(visitor, who)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not in_(visitor), "the password alone is not enough"
    send(visitor, "mfa_authenticate", code=code(secret))
    assert in_(visitor)
    assert logged()[-1] == "accounts.login"


def test_nothing_of_the_desk_is_seen_between_password_and_code(visitor: Client) -> None:
    log_in(visitor, Somebody(0, "zhang", "Yunling-2026-shili"))
    for name in ("own_account", "mfa_index", "mfa_view_recovery_codes", "account_change_password"):
        assert visitor.get(reverse(name)).status_code == 302, name


def test_a_code_works_once_for_everybody_who_saw_it(visitor: Client, secret: str, clock: Clock) -> None:
    who, seen = Somebody(0, "zhang", "Yunling-2026-shili"), code(secret)
    log_in(visitor, who)
    send(visitor, "mfa_authenticate", code=seen)
    from django.core.cache import cache

    cache.clear()  # another server process remembers nothing
    thief = Client()
    log_in(thief, who)
    answer = send(thief, "mfa_authenticate", code=seen)
    assert "已经用过" in words(answer)
    assert not in_(thief)
    clock.pass_by(seconds=60)
    send(thief, "mfa_authenticate", code=code(secret))
    assert in_(thief)


def test_an_older_code_does_not_work_after_a_newer(visitor: Client, secret: str) -> None:
    who = Somebody(0, "zhang", "Yunling-2026-shili")
    earlier, newer = code(secret), code(secret, later=1)
    log_in(visitor, who)
    send(visitor, "mfa_authenticate", code=newer)
    second = Client()
    log_in(second, who)
    send(second, "mfa_authenticate", code=earlier)
    assert not in_(second)


def test_wrong_codes_lock_like_wrong_passwords(visitor: Client, secret: str) -> None:
    log_in(visitor, Somebody(0, "zhang", "Yunling-2026-shili"))
    wrong = "000000" if code(secret) != "000000" else "000001"
    answers = [send(visitor, "mfa_authenticate", code=wrong).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    address = reverse("mfa_authenticate")
    answer = visitor.post(address, {"csrfmiddlewaretoken": token(visitor.get(address)), "code": code(secret)})
    assert answer.status_code == 429
    assert not in_(visitor)
    assert logged().count("accounts.login_failed") == 5
    assert logged().count("accounts.locked_out") == 1


def test_password_page_of_the_login_waits_a_quarter_of_an_hour(visitor: Client, clock: Clock) -> None:
    log_in(visitor, Somebody(0, "zhang", "Yunling-2026-shili"))
    clock.pass_by(minutes=16)
    assert visitor.get(reverse("mfa_authenticate"))["Location"] == reverse("account_login")


def test_account_closed_between_password_and_code_stays_out(
    visitor: Client, secret: str, clock: Clock
) -> None:
    log_in(visitor, Somebody(0, "zhang", "Yunling-2026-shili"))
    from gongkai.accounts import queries

    person = queries.find("zhang")
    assert person
    form = visitor.get(reverse("mfa_authenticate"))
    actions.close_account(user_id=person.id, by=OPERATOR, at=clock.now)
    visitor.post(reverse("mfa_authenticate"), {"csrfmiddlewaretoken": token(form), "code": code(secret)})
    assert visitor.get(reverse("own_account")).status_code == 302


def test_recovery_code_works_once(visitor: Client) -> None:
    who = somebody()
    log_in(visitor, who)
    set_up_factor(visitor)
    codes = recovery_codes(visitor)
    assert len(codes) == 10
    send(visitor, "account_logout")
    log_in(visitor, who)
    send(visitor, "mfa_authenticate", code=codes[0])
    assert in_(visitor)
    assert "accounts.recovery_code_used" in logged()
    send(visitor, "account_logout")
    log_in(visitor, who)
    send(visitor, "mfa_authenticate", code=codes[0])
    assert not in_(visitor)


def test_recovery_codes_download_as_text_and_are_replaced(visitor: Client) -> None:
    log_in(visitor, somebody())
    set_up_factor(visitor)
    codes = recovery_codes(visitor)
    text = visitor.get(reverse("mfa_download_recovery_codes"))
    assert text.content.decode().split() == codes
    send(visitor, "mfa_generate_recovery_codes")
    assert set(recovery_codes(visitor)).isdisjoint(codes)


def test_looking_at_recovery_codes_later_asks_again(visitor: Client, clock: Clock) -> None:
    who = somebody()
    log_in(visitor, who)
    set_up_factor(visitor)
    clock.pass_by(minutes=11)
    answer = visitor.get(reverse("mfa_view_recovery_codes"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    send(visitor, "account_reauthenticate", page=answer["Location"], password=who.password)
    assert recovery_codes(visitor)


def test_log_tells_of_set_up_and_removal(
    visitor: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    log_in(visitor, somebody())
    with django_capture_on_commit_callbacks(execute=True):
        set_up_factor(visitor)
    assert "accounts.second_factor_added" in logged()
    with django_capture_on_commit_callbacks(execute=True):
        send(visitor, "mfa_deactivate_totp")
    assert "accounts.second_factor_removed" in logged()
    assert not Authenticator.objects.exists(), "recovery codes go with it"


@pytest.mark.parametrize(
    "role", [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.SECURITY_AUDITOR]
)
def test_those_who_run_the_system_set_it_up_first(visitor: Client, role: Role) -> None:
    log_in(visitor, somebody("zhang", role))
    for name in ("own_account", "usersessions_list", "mfa_index"):
        assert visitor.get(reverse(name))["Location"] == reverse("mfa_activate_totp"), name
    set_up_factor(visitor)
    assert visitor.get(reverse("own_account")).status_code == 200


def test_they_cannot_do_without(visitor: Client) -> None:
    log_in(visitor, somebody("zhang", Role.SECURITY_AUDITOR))
    set_up_factor(visitor)
    page = visitor.get(reverse("mfa_deactivate_totp"))
    assert "不能停用" in words(page)
    visitor.post(reverse("mfa_deactivate_totp"), {"csrfmiddlewaretoken": token(page)})
    assert Authenticator.objects.filter(type="totp").exists()


def test_others_may_do_without(visitor: Client) -> None:
    log_in(visitor, somebody("zhang", Role.HANDLER))
    assert visitor.get(reverse("own_account")).status_code == 200


def test_roles_are_a_setting(visitor: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = ["handler"]
    log_in(visitor, somebody("zhang", Role.HANDLER))
    assert visitor.get(reverse("own_account"))["Location"] == reverse("mfa_activate_totp")
    settings.SECOND_FACTOR_ROLES = ["janitor"]
    with pytest.raises(ImproperlyConfigured, match="janitor"):
        enforced_roles()


@pytest.mark.usefixtures("secret")
def test_lost_telephone_is_taken_away_by_another(visitor: Client, clock: Clock) -> None:
    from gongkai.accounts import queries

    person = queries.find("zhang")
    assert person
    actions.remove_second_factor(user_id=person.id, by=OPERATOR, at=clock.now, reason="手机丢失")
    log_in(visitor, Somebody(0, "zhang", "Yunling-2026-shili"))
    assert in_(visitor)


def test_secret_is_not_stored_in_the_clear(secret: str) -> None:
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_changed_secret_of_the_form_is_not_taken(visitor: Client) -> None:
    """What is set up is what the session holds, not what a form brings."""
    log_in(visitor, somebody())
    page = visitor.get(reverse("mfa_activate_totp"))
    mine = "JBSWY3DPEHPK3PXP"
    answer = visitor.post(
        reverse("mfa_activate_totp"),
        {"csrfmiddlewaretoken": token(page), "secret": mine, "code": code(mine)},
    )
    assert answer.status_code == 200
    assert not Authenticator.objects.exists()
