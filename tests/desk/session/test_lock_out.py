"""Failed logins lock a name out for an address; time or a security administrator unlocks it."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.accounts import actions, queries
from gongkai.records.access import OPERATOR
from tests.desk.session.conftest import Clock
from tests.desk.session.people import code, in_, log_in, logged, send, set_up_factor, somebody, token, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def fail(visitor: Client, times: int, username: str = "zhang") -> None:
    for _ in range(times):
        send(visitor, "account_login", login=username, password="wrong")


def test_the_right_password_is_refused_too_once_locked(visitor: Client, clock: Clock) -> None:
    who = somebody()
    fail(visitor, 5)
    answer = log_in(visitor, who)
    assert answer.status_code == 429
    assert "登录已暂时锁定" in words(answer)
    assert not in_(visitor)
    assert logged().count("accounts.locked_out") == 1
    assert [lock.username for lock in queries.locks(viewer=OPERATOR, at=clock.now)] == ["zhang"]


def test_locked_out_person_is_told_until_when_and_whom_to_ask(visitor: Client, clock: Clock) -> None:
    somebody()
    fail(visitor, 4)
    last = send(visitor, "account_login", login="zhang", password="wrong")
    assert "09:30 以前不能再试（还有 30 分钟）" in words(last)
    clock.pass_by(minutes=20)
    answer = send(visitor, "account_login", login="Zhang", password="wrong")
    assert "09:30 以前不能再试（还有 10 分钟）" in words(answer)
    assert answer["Retry-After"] == "600"
    for who in ("安全管理员解除锁定", "系统管理员重置"):
        assert who in words(answer)


def test_whoever_is_locked_out_at_the_code_is_told_the_same(visitor: Client, clock: Clock) -> None:
    who = somebody()
    log_in(visitor, who)
    secret = set_up_factor(visitor)
    send(visitor, "account_logout")
    log_in(visitor, who)
    for _ in range(5):
        send(visitor, "mfa_authenticate", code="000000")
    clock.pass_by(minutes=12)
    answer = send(visitor, "mfa_authenticate", code=code(secret, 1))
    assert answer.status_code == 429
    assert "还有 18 分钟" in words(answer)


def test_library_counts_nothing_in_the_memory_of_a_process(visitor: Client) -> None:
    somebody()
    names = [f"n{number}" for number in range(70)]
    assert {send(visitor, "account_login", login=name, password="x").status_code for name in names} == {200}


def test_one_failure_less_locks_nobody(visitor: Client, clock: Clock) -> None:
    who = somebody()
    fail(visitor, 4)
    log_in(visitor, who)
    assert in_(visitor)
    assert queries.locks(viewer=OPERATOR, at=clock.now) == []


def test_a_login_forgets_the_failures_before_it(visitor: Client) -> None:
    who = somebody()
    for _ in range(2):
        fail(visitor, 4)
        log_in(visitor, who)
        assert in_(visitor)
        send(visitor, "account_logout")


def test_attempts_while_locked_fill_no_log_and_keep_nobody_out(visitor: Client, clock: Clock) -> None:
    who = somebody()
    fail(visitor, 5)
    before = len(logged())
    clock.pass_by(minutes=20)
    fail(visitor, 5)
    assert len(logged()) == before
    clock.pass_by(minutes=11)
    log_in(visitor, who)
    assert in_(visitor)


def test_writing_the_name_otherwise_gives_no_more_attempts(visitor: Client) -> None:
    somebody()
    for username in ("zhang", "ZHANG", " zhang", "Zhang ", "zHang"):
        fail(visitor, 1, username)
    answer = send(visitor, "account_login", login="zhanG", password="wrong")
    assert answer.status_code == 429


def test_another_name_and_another_address_are_not_locked(visitor: Client) -> None:
    who, other = somebody(), somebody("li")
    fail(visitor, 5)
    assert log_in(Client(REMOTE_ADDR="192.0.2.9"), who).status_code == 302
    log_in(visitor, other)
    assert in_(visitor)


def test_an_ipv6_network_is_one_address() -> None:
    somebody()
    for host in range(1, 6):
        fail(Client(REMOTE_ADDR=f"2001:db8::{host}"), 1)
    answer = send(Client(REMOTE_ADDR="2001:db8::99"), "account_login", login="zhang", password="wrong")
    assert answer.status_code == 429


def test_behind_a_proxy_the_visitor_is_locked_not_the_proxy(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    who = somebody()
    fail(Client(headers={"x-forwarded-for": "198.51.100.1"}), 5)
    locked = Client(headers={"x-forwarded-for": "203.0.113.5, 198.51.100.1"})
    assert log_in(locked, who).status_code == 429, "what a visitor claims to be forwarded for is not believed"
    assert log_in(Client(headers={"x-forwarded-for": "198.51.100.2"}), who).status_code == 302


def test_security_administrator_unlocks(visitor: Client, clock: Clock) -> None:
    who = somebody()
    fail(visitor, 5)
    assert actions.unlock(user_id=who.id, by=OPERATOR, at=clock.now, reason="本人来电") == 5
    assert logged()[-1] == "accounts.unlock"
    log_in(visitor, who)
    assert in_(visitor)


def test_names_of_nobody_are_locked_alike(visitor: Client) -> None:
    fail(visitor, 5, "nobody")
    assert send(visitor, "account_login", login="nobody", password="x").status_code == 429


def test_old_password_on_the_password_page_counts_too(visitor: Client) -> None:
    log_in(visitor, somebody())
    address = reverse("account_change_password")
    form = token(visitor.get(address))
    answers = [
        visitor.post(
            address,
            {"csrfmiddlewaretoken": form, "old": "wrong", "new": "Neu-2026-abcd", "again": "Neu-2026-abcd"},
        ).status_code
        for _ in range(6)
    ]
    assert answers == [422, 422, 422, 422, 429, 429]
