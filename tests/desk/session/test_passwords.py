"""The password page: initial passwords come first, rules are told, other sessions end."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.accounts import actions
from gongkai.records.access import OPERATOR
from tests.desk.session.conftest import Clock
from tests.desk.session.people import NOW, PASSWORD, in_, log_in, logged, send, somebody, words

pytestmark = pytest.mark.django_db
NEW = "Baiyun-2026-xinmima"


def choose(visitor: Client, old: str, new: str = NEW, again: str = "") -> Any:
    return send(visitor, "account_change_password", old=old, new=new, again=again or new)


def test_initial_password_is_changed_before_anything_else(visitor: Client) -> None:
    who = somebody(chosen=False)
    log_in(visitor, who)
    for name in ("own_account", "usersessions_list", "mfa_index", "mfa_activate_totp"):
        assert visitor.get(reverse(name))["Location"] == reverse("account_change_password"), name
    answer = choose(visitor, who.password)
    assert answer["Location"] == reverse("own_account")
    assert visitor.get(reverse("own_account")).status_code == 200
    assert logged()[-1] == "accounts.choose_password"


def test_reset_hands_out_an_initial_password_again(visitor: Client) -> None:
    who = somebody()
    made = actions.reset_password(user_id=who.id, by=OPERATOR, at=NOW)
    assert not in_(visitor)
    log_in(visitor, who, made)
    assert visitor.get(reverse("own_account"))["Location"] == reverse("account_change_password")


def test_initial_password_cannot_be_kept(visitor: Client) -> None:
    who = somebody(chosen=False)
    log_in(visitor, who)
    answer = choose(visitor, who.password, who.password)
    assert answer.status_code == 422
    assert "不能使用最近 5 次用过的密码" in words(answer)


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("Kurz-1", "密码至少 12 个字符"),
        ("nurkleines", "密码至少 12 个字符"),
        ("Zhang-12", "相似"),
        ("1q2w3e4r5t6y", "太常见"),
        (PASSWORD, "不能使用最近 5 次用过的密码"),
    ],
)
def test_weak_password_is_refused_with_the_reason(visitor: Client, new: str, why: str) -> None:
    log_in(visitor, somebody())
    answer = choose(visitor, PASSWORD, new)
    assert answer.status_code == 422
    assert why in words(answer), words(answer)


def test_short_password_of_three_classes_is_enough(visitor: Client) -> None:
    log_in(visitor, somebody())
    assert choose(visitor, PASSWORD, "Bai-yun7").status_code == 302


def test_two_different_new_ones_and_a_wrong_old_one_are_refused(visitor: Client) -> None:
    log_in(visitor, somebody())
    answer = choose(visitor, "wrong", NEW, NEW + "x")
    assert "现在的密码不正确。" in words(answer)
    assert "两次输入的新密码不一致。" in words(answer)
    assert NEW not in answer.content.decode(), "no password comes back in the page"


def test_other_sessions_end_and_this_one_goes_on_under_a_new_key(visitor: Client) -> None:
    who, other = somebody(), Client()
    log_in(other, who)
    log_in(visitor, who)
    before = visitor.session.session_key
    choose(visitor, who.password)
    assert visitor.session.session_key != before
    assert visitor.get(reverse("own_account")).status_code == 200
    assert other.get(reverse("own_account")).status_code == 302
    assert words(visitor.get(reverse("usersessions_list"))).count("本机，正在使用") == 1


def test_form_sent_twice_changes_once(visitor: Client) -> None:
    who = somebody()
    log_in(visitor, who)
    choose(visitor, who.password)
    answer = choose(visitor, who.password)
    assert answer.status_code == 422
    assert logged().count("accounts.choose_password") == 2  # the one of the set-up, and one here


def test_old_password_must_be_changed_after_its_days(
    visitor: Client, settings: Settings, clock: Clock
) -> None:
    settings.PASSWORD_MAXIMUM_DAYS = 90
    who = somebody()
    clock.pass_by(days=89)
    log_in(visitor, who)
    assert visitor.get(reverse("own_account")).status_code == 200
    send(visitor, "account_logout")
    clock.now += timedelta(days=2)
    log_in(visitor, who)
    assert visitor.get(reverse("own_account"))["Location"] == reverse("account_change_password")


def test_somebody_without_password_has_nothing_to_change(visitor: Client) -> None:
    actions.open_account(username="sso", name="李示例", by=OPERATOR, at=NOW)
    assert "用户名或密码不正确。" in words(send(visitor, "account_login", login="sso", password="x"))
    from gongkai.accounts.queries import find, to_log_in

    person = find("sso")
    assert person
    visitor.force_login(to_log_in(person.id), "gongkai.desk.session.backend.OpenAccounts")
    assert "没有单独的密码" in words(visitor.get(reverse("account_change_password")))
