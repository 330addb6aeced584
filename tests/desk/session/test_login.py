"""Login by user name and password: who comes in, what others are told, what the log keeps."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse, set_script_prefix
from pytest_django import Settings

from gongkai.accounts import actions
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from tests.desk.session.people import NOW, in_, log_in, logged, send, somebody, token, words

pytestmark = pytest.mark.django_db


def test_right_password_opens_the_desk(visitor: Client) -> None:
    who = somebody()
    answer = log_in(visitor, who)
    assert answer.status_code == 302
    assert in_(visitor)
    assert "张示例" in words(visitor.get(reverse("own_account")))
    entry = LogEntry.objects.get(action="accounts.login")
    assert (entry.actor, entry.subject, entry.address) == ("zhang", f"account:{who.id}", "127.0.0.1")
    assert entry.details == {"by": ["password"]}


def test_login_changes_the_session_key(visitor: Client) -> None:
    who = somebody()
    visitor.get(reverse("account_login"))
    visitor.session.save()
    before = visitor.cookies["sessionid"].value if "sessionid" in visitor.cookies else None
    log_in(visitor, who)
    assert visitor.cookies["sessionid"].value != before


@pytest.mark.parametrize("username", ["zhang", "nobody"])
def test_wrong_password_and_unknown_name_read_the_same(visitor: Client, username: str) -> None:
    somebody()
    answer = send(visitor, "account_login", login=username, password="wrong")
    assert "用户名或密码不正确。" in words(answer)
    assert not in_(visitor)


def test_closed_account_reads_like_a_wrong_password(visitor: Client) -> None:
    who = somebody()
    actions.close_account(user_id=who.id, by=OPERATOR, at=NOW)
    answer = log_in(visitor, who)
    assert "用户名或密码不正确。" in words(answer)
    assert not in_(visitor)
    assert logged()[-1] == "accounts.login_failed"


def test_typed_name_of_nobody_is_not_kept(visitor: Client) -> None:
    """People type passwords into that field."""
    send(visitor, "account_login", login="MyPassword-1", password="x")
    entry = LogEntry.objects.get(action="accounts.login_failed")
    assert (entry.actor, entry.subject) == ("anonymous", "account:unknown")
    assert "MyPassword" not in str(entry.__dict__)


def test_name_is_found_in_any_case(visitor: Client) -> None:
    who = somebody()
    send(visitor, "account_login", login=" ZHANG ", password=who.password)
    assert in_(visitor)


def test_email_is_no_user_name(visitor: Client) -> None:
    who = somebody(email="zhang@example.invalid")
    send(visitor, "account_login", login="zhang@example.invalid", password=who.password)
    assert not in_(visitor)


@pytest.mark.parametrize("way", ["accounts/signup/", "accounts/password/reset/", "desk/signup", "desk/zhuce"])
def test_nobody_signs_up_or_resets_by_letter(visitor: Client, way: str) -> None:
    assert visitor.get(f"/{way}").status_code in {302, 404}
    assert not in_(visitor)


def test_every_page_of_the_desk_needs_a_login(visitor: Client) -> None:
    for name in (
        "own_account",
        "account_change_password",
        "usersessions_list",
        "mfa_index",
        "mfa_activate_totp",
    ):
        answer = visitor.get(reverse(name))
        assert (answer.status_code, answer["Location"]) == (
            302,
            f"{reverse('account_login')}?next={reverse(name)}",
        )


def test_pages_are_stored_nowhere_and_obey_the_policy(visitor: Client) -> None:
    who = somebody()
    shown = visitor.get(reverse("account_login"))
    assert "no-store" in shown["Cache-Control"]
    assert "script-src 'self'" in shown["Content-Security-Policy"]
    log_in(visitor, who)
    for name in ("own_account", "account_change_password", "usersessions_list", "mfa_activate_totp"):
        answer = visitor.get(reverse(name))
        assert "no-store" in answer["Cache-Control"], name
        html = answer.content.decode()
        assert " style=" not in html, name
        assert "<style" not in html, name
        assert " onclick" not in html, name
        assert "data:" not in html, name


def test_after_login_back_to_the_page_that_was_asked_for(visitor: Client) -> None:
    who = somebody()
    asked = visitor.get(reverse("usersessions_list"))
    answer = send(
        visitor,
        "account_login",
        page=asked["Location"],
        login=who.username,
        password=who.password,
        next=reverse("usersessions_list"),
    )
    assert answer["Location"] == reverse("usersessions_list")


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.invalid/",
        "//evil.invalid/",
        "/\\evil.invalid",
        "https:evil.invalid",
        "javascript:alert(1)",
    ],
)
def test_login_leads_to_no_other_site(visitor: Client, target: str) -> None:
    answer = log_in(visitor, somebody(), next=target)
    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert "javascript" not in answer["Location"]


def test_logout_is_sent_not_followed(visitor: Client) -> None:
    log_in(visitor, somebody())
    visitor.get(reverse("account_logout"))
    assert in_(visitor)
    send(visitor, "account_logout")
    assert not in_(visitor)
    assert logged()[-1] == "accounts.logout"


def test_old_cookie_is_worth_nothing_after_logout(visitor: Client) -> None:
    log_in(visitor, somebody())
    stolen = visitor.cookies["sessionid"].value
    send(visitor, "account_logout")
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get(reverse("own_account")).status_code == 302


def test_form_without_its_token_is_refused(visitor: Client) -> None:
    who = somebody()
    for fields in ({}, {"csrfmiddlewaretoken": "x" * 64}):
        answer = visitor.post(
            reverse("account_login"), {"login": who.username, "password": who.password, **fields}
        )
        assert answer.status_code == 403
    assert not in_(visitor)


def test_token_of_before_the_login_is_worth_nothing_after(visitor: Client) -> None:
    """A form of the login page, sent again by somebody who saw it, does nothing."""
    who = somebody()
    old = token(visitor.get(reverse("account_login")))
    log_in(visitor, who)
    answer = visitor.post(reverse("account_logout"), {"csrfmiddlewaretoken": old})
    assert answer.status_code == 403
    assert in_(visitor)


@pytest.mark.parametrize(
    "rubbish", ["a\0b", "x" * 5000, "\u202e", "'; DROP TABLE accounts_user;--", "😀" * 100]
)
def test_rubbish_is_refused_in_words(visitor: Client, rubbish: str) -> None:
    answer = send(visitor, "account_login", login=rubbish, password=rubbish)
    assert answer.status_code == 200
    assert not in_(visitor)


def test_demo_accounts_come_in_only_in_the_demo(visitor: Client, settings: Settings) -> None:
    settings.DEMO = True
    from gongkai.accounts.passwords import DEMO_PASSWORD

    actions.open_account(
        username="yanshi", name="演示（虚构示例）", password=DEMO_PASSWORD, demo=True, by=OPERATOR, at=NOW
    )
    page = words(visitor.get(reverse("account_login")))
    assert "演示（虚构示例）" in page
    assert DEMO_PASSWORD in page
    send(visitor, "account_login", login="yanshi", password=DEMO_PASSWORD)
    assert visitor.get(reverse("own_account")).status_code == 200

    settings.DEMO = False
    assert visitor.get(reverse("own_account")).status_code == 302, "the session ends too"
    page = words(visitor.get(reverse("account_login")))
    assert "虚构示例" not in page
    assert "用户名或密码不正确。" in words(
        send(visitor, "account_login", login="yanshi", password=DEMO_PASSWORD)
    )


@pytest.fixture
def under_a_path(settings: Settings) -> Iterator[None]:
    """As the server does for GONGKAI_PREFIX; the test client does only the first half."""
    settings.FORCE_SCRIPT_NAME = "/zfxxgk"
    set_script_prefix("/zfxxgk/")
    yield
    set_script_prefix("/")


@pytest.mark.usefixtures("under_a_path")
def test_under_a_path_of_an_existing_portal(visitor: Client) -> None:
    who = somebody()
    sent = visitor.get("/desk/zhanghao")["Location"]
    assert sent == "/zfxxgk/desk/denglu?next=/zfxxgk/desk/zhanghao"
    page = visitor.get("/desk/denglu")
    assert 'action="/zfxxgk/desk/denglu"' in page.content.decode()
    fields = {"login": who.username, "password": who.password, "next": "/zfxxgk/desk/zhanghao"}
    answer = visitor.post("/desk/denglu", {"csrfmiddlewaretoken": token(page), **fields})
    assert answer["Location"] == "/zfxxgk/desk/zhanghao"
    assert visitor.get("/desk/zhanghao").status_code == 200
