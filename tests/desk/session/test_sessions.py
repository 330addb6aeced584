"""Sessions end: by idling, by age, from another device, with the account, with the password."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from gongkai.accounts import actions
from gongkai.jobs import upkeep
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from tests.desk.session.conftest import Clock
from tests.desk.session.people import NOW, in_, log_in, logged, send, somebody, words

pytestmark = pytest.mark.django_db
HOME = "own_account"


def test_idle_session_ends(visitor: Client, clock: Clock) -> None:
    log_in(visitor, somebody())
    visitor.get(reverse(HOME))
    clock.pass_by(minutes=29)
    assert visitor.get(reverse(HOME)).status_code == 200
    clock.pass_by(minutes=30)
    answer = visitor.get(reverse(HOME))
    assert answer["Location"] == f"{reverse('account_login')}?next={reverse(HOME)}"
    assert not in_(visitor)
    assert "30 分钟没有操作" in words(visitor.get(answer["Location"]))
    entry = LogEntry.objects.get(action="accounts.session_ended")
    assert (entry.actor, entry.details) == ("zhang", {"why": "idle"})


def test_busy_session_ends_too_after_its_hours(visitor: Client, clock: Clock) -> None:
    log_in(visitor, somebody())
    for _ in range(12 * 3 - 1):
        clock.pass_by(minutes=20)
        assert visitor.get(reverse(HOME)).status_code == 200
    clock.pass_by(minutes=20)
    answer = visitor.get(reverse(HOME), follow=True)
    assert "登录已满 12 小时" in words(answer)
    assert LogEntry.objects.get(action="accounts.session_ended").details == {"why": "absolute"}


def test_form_sent_after_the_end_does_nothing(visitor: Client, clock: Clock) -> None:
    who = somebody()
    log_in(visitor, who)
    page = visitor.get(reverse("account_change_password"))
    clock.pass_by(minutes=31)
    from tests.desk.session.people import token

    answer = visitor.post(
        reverse("account_change_password"),
        {"csrfmiddlewaretoken": token(page), "old": who.password, "new": "Neu-2026-abcdef", "again": "x"},
    )
    assert answer["Location"].startswith(reverse("account_login"))
    assert "accounts.choose_password" not in logged()[2:]


def test_quick_pages_do_not_write_the_session_each_time(
    visitor: Client,
    clock: Clock,
) -> None:
    log_in(visitor, somebody())
    visitor.get(reverse(HOME))
    before = Session.objects.get(pk=visitor.session.session_key).session_data
    clock.pass_by(seconds=30)
    visitor.get(reverse(HOME))
    assert Session.objects.get(pk=visitor.session.session_key).session_data == before


def test_own_sessions_are_listed_and_the_others_ended(visitor: Client) -> None:
    who, other = somebody(), Client(REMOTE_ADDR="192.0.2.7", headers={"user-agent": "Phone/2"})
    log_in(other, who)
    log_in(visitor, who)
    page = words(visitor.get(reverse("usersessions_list")))
    assert "192.0.2.7" in page
    assert "Phone/2" in page
    assert "本机，正在使用" in page
    answer = send(visitor, "usersessions_list")
    assert answer.status_code == 302
    assert other.get(reverse(HOME)).status_code == 302
    assert visitor.get(reverse(HOME)).status_code == 200
    entry = LogEntry.objects.get(action="accounts.other_sessions_ended")
    assert entry.details == {"sessions": 1}


def test_nobody_sees_or_ends_sessions_of_others(visitor: Client) -> None:
    one, other = somebody(), somebody("li")
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    log_in(elsewhere, other)
    log_in(visitor, one)
    assert "192.0.2.7" not in words(visitor.get(reverse("usersessions_list")))
    second = Client()
    log_in(second, one)
    send(visitor, "usersessions_list")
    assert elsewhere.get(reverse(HOME)).status_code == 200
    assert second.get(reverse(HOME)).status_code == 302


def test_closed_account_is_out_at_once(visitor: Client) -> None:
    who = somebody()
    log_in(visitor, who)
    actions.close_account(user_id=who.id, by=OPERATOR, at=NOW)
    assert visitor.get(reverse(HOME)).status_code == 302


def test_reset_password_ends_sessions(visitor: Client) -> None:
    who = somebody()
    log_in(visitor, who)
    actions.reset_password(user_id=who.id, by=OPERATOR, at=NOW)
    assert visitor.get(reverse(HOME)).status_code == 302


def test_cookie_is_for_the_browser_session_and_out_of_reach_of_scripts(visitor: Client) -> None:
    log_in(visitor, somebody())
    cookie = visitor.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert not cookie["expires"]
    assert not cookie["max-age"]


def test_list_of_own_sessions_forgets_those_that_are_gone(visitor: Client, clock: Clock) -> None:
    """Sessions that run out are ended by nobody; the scheduled job takes them from the lists too."""
    who = somebody()
    gone, just_gone = Client(), Client()
    for browser in (visitor, gone, just_gone):
        log_in(browser, who)
    keys = {name: each.session.session_key for name, each in (("gone", gone), ("just", just_gone))}
    Session.objects.filter(pk__in=keys.values()).delete()
    listed = UserSession.objects.all()
    listed.update(last_seen_at=clock.now - timedelta(hours=2))
    listed.filter(session_key=keys["just"]).update(last_seen_at=clock.now)
    before = LogEntry.objects.count()
    upkeep.clear_sessions(at=clock.now)
    assert set(listed.values_list("session_key", flat=True)) == {visitor.session.session_key, keys["just"]}
    assert LogEntry.objects.count() == before
