"""统一身份认证, against a provider that listens on this machine."""

import copy
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.conf import settings
from django.contrib.auth import get_user_model
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.accounts import actions
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from tests.desk.session.people import NOW, in_, log_in, send, set_up_factor, somebody, token, words
from tests.desk.session.provider import CLIENT, OTHER_KEY, SECRET, Provider, running

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("provider")]
LOGIN = "/desk/tongyi/sso"


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    with running() as made:
        settings.OIDC_URL = made.url
        apps = copy.deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
        apps["openid_connect"]["APPS"][0].update(
            client_id=CLIENT, secret=SECRET, settings={"server_url": made.url}
        )
        settings.SOCIALACCOUNT_PROVIDERS = apps
        yield made


def leave(visitor: Client, **fields: str) -> str:
    """Press the button on the login page: where the browser is sent."""
    form = token(visitor.get(reverse("account_login")))
    answer = visitor.post(LOGIN, {"csrfmiddlewaretoken": form, **fields})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def log_in_there(away: str) -> str:
    """The provider knows who it is: the address that the browser comes back to."""
    back = requests.get(away, allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(back)
    return f"{parts.path}?{parts.query}"


def through(visitor: Client, **fields: str) -> Any:
    """The whole way."""
    return visitor.get(log_in_there(leave(visitor, **fields)))


def test_person_with_an_account_comes_in(visitor: Client, provider: Provider) -> None:
    actions.open_account(username="zhang", name="张示例", by=OPERATOR, at=NOW)
    answer = through(visitor)
    assert (answer.status_code, answer["Location"]) == (302, resolve_url(settings.LOGIN_REDIRECT_URL))
    assert in_(visitor)
    assert LogEntry.objects.get(action="accounts.login").details == {"by": ["socialaccount"]}
    asked = provider.asked[0]
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert len(asked["nonce"]) >= 32


def test_back_to_the_page_that_was_asked_for_and_no_other_site(visitor: Client) -> None:
    somebody()
    assert through(visitor, next=reverse("mfa_index"))["Location"] == reverse("mfa_index")
    assert through(Client(), next="https://evil.invalid/")["Location"] == resolve_url(
        settings.LOGIN_REDIRECT_URL
    )


def test_button_stands_on_the_login_page_only_with_a_provider(visitor: Client, settings: Settings) -> None:
    settings.OIDC_URL = ""
    assert "统一身份认证" not in words(visitor.get(reverse("account_login")))
    assert visitor.get(f"{LOGIN}/huidiao").status_code == 404
    settings.OIDC_URL = "https://sso.example.invalid"
    assert "用统一身份认证登录" in words(visitor.get(reverse("account_login")))


def test_unknown_person_is_told_whom_to_ask_and_no_account_is_made(
    visitor: Client, provider: Provider
) -> None:
    provider.claims["preferred_username"] = "li"
    somebody()
    answer = through(visitor)
    assert answer.status_code == 403
    assert "请联系本单位的系统管理员开立账号" in words(answer)
    assert not in_(visitor)
    assert get_user_model().objects.count() == 1
    assert LogEntry.objects.filter(action="accounts.login_failed", actor="anonymous").count() == 1


def test_closed_account_stays_out(visitor: Client) -> None:
    actions.close_account(user_id=somebody().id, by=OPERATOR, at=NOW)
    assert through(visitor).status_code == 403
    assert not in_(visitor)


def test_person_is_found_by_email_where_that_is_set(
    visitor: Client, provider: Provider, settings: Settings
) -> None:
    settings.OIDC_CLAIM, settings.OIDC_FIND_BY = "email", "email"
    somebody("li", email="Li@example.invalid")
    provider.claims["email"] = "li@Example.invalid"
    assert through(visitor).status_code == 302
    provider.claims["email_verified"] = False
    assert through(Client()).status_code == 403


def test_email_of_two_people_finds_nobody(visitor: Client, provider: Provider, settings: Settings) -> None:
    settings.OIDC_CLAIM, settings.OIDC_FIND_BY = "email", "email"
    somebody("li", email="office@example.invalid")
    somebody("wang", email="office@example.invalid")
    provider.claims["email"] = "office@example.invalid"
    assert through(visitor).status_code == 403


LIES: dict[str, dict[str, Any]] = {
    "wrong issuer": {"claims": {"iss": "https://evil.invalid"}},
    "token for another platform": {"claims": {"aud": "somebody-else"}},
    "expired token": {"claims": {"exp": int(time.time()) - 3600}},
    "token without an end": {"claims": {"exp": None}},
    "other nonce": {"claims": {"nonce": "guessed"}},
    "no nonce": {"claims": {"nonce": None}},
    "signed by somebody else": {"key": OTHER_KEY},
    "signed with a shared secret": {"key": SECRET * 3, "algorithm": "HS256"},
    "not signed": {"key": None, "algorithm": "none"},
    "no token": {"without_token": True},
    "userinfo about somebody else": {"userinfo": {"sub": "8"}},
    "name that is no text": {"claims": {"preferred_username": {"$ne": ""}}},
    "no name": {"claims": {"preferred_username": ""}, "userinfo": {"preferred_username": ""}},
}


@pytest.mark.parametrize("lie", LIES)
def test_answer_that_cannot_be_believed_is_refused(visitor: Client, provider: Provider, lie: str) -> None:
    somebody()
    for name, value in LIES[lie].items():
        setattr(provider, name, value)
    answer = through(visitor)
    assert answer.status_code == 403, lie
    assert "系统管理员" in words(answer)
    assert not in_(visitor)
    assert LogEntry.objects.filter(action="accounts.login_failed").count() == 1


def test_answer_works_once(visitor: Client, provider: Provider) -> None:
    somebody()
    back = log_in_there(leave(visitor))
    assert visitor.get(back).status_code == 302
    send(visitor, "account_logout")
    assert visitor.get(back).status_code == 403
    assert not in_(visitor)
    assert provider.tokens_given == 1


def test_code_that_was_used_is_refused_with_a_fresh_state(visitor: Client, provider: Provider) -> None:
    somebody()
    used = parse_qs(urlsplit(log_in_there(leave(visitor))).query)["code"][0]
    provider.codes.clear()
    state = parse_qs(urlsplit(leave(visitor)).query)["state"][0]
    assert visitor.get(f"{LOGIN}/huidiao", {"code": used, "state": state}).status_code == 403
    assert not in_(visitor)


def test_answer_is_of_no_use_in_another_browser(visitor: Client) -> None:
    """Nobody can be logged in to an account of the attacker's choice."""
    somebody()
    back = log_in_there(leave(visitor))
    victim = Client()
    assert victim.get(back).status_code == 403
    assert not in_(victim)


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=x", "?code=x&state=x", "?error=access_denied&state=x"]
)
def test_made_up_answers_are_refused(visitor: Client, query: str) -> None:
    assert visitor.get(f"{LOGIN}/huidiao{query}").status_code == 403


def test_question_is_ours_not_of_the_address(visitor: Client) -> None:
    form = token(visitor.get(reverse("account_login")))
    answer = visitor.post(
        f"{LOGIN}?process=connect&scope=admin&auth_params=prompt%3Dnone%26nonce%3Dmine",
        {"csrfmiddlewaretoken": form, "process": "redirect"},
    )
    asked = parse_qs(urlsplit(answer["Location"]).query)
    assert asked["nonce"] != ["mine"]
    assert "prompt" not in asked
    assert "admin" not in asked["scope"][0]


def test_login_there_is_begun_by_the_form_only(visitor: Client) -> None:
    assert visitor.get(LOGIN).status_code == 405
    assert visitor.post(LOGIN).status_code == 403
    assert visitor.post("/desk/tongyi/other", {}).status_code in {403, 404}


def test_provider_that_does_not_answer_is_told(visitor: Client, settings: Settings) -> None:
    apps = copy.deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
    apps["openid_connect"]["APPS"][0]["settings"] = {"server_url": "http://127.0.0.1:9"}
    settings.SOCIALACCOUNT_PROVIDERS = apps
    form = token(visitor.get(reverse("account_login")))
    answer = visitor.post(LOGIN, {"csrfmiddlewaretoken": form})
    assert answer.status_code == 503
    assert "暂时不能使用" in words(answer)


def test_second_factor_is_asked_for_there_too(visitor: Client) -> None:
    log_in(visitor, somebody())
    set_up_factor(visitor)
    send(visitor, "account_logout")
    assert through(visitor)["Location"] == reverse("mfa_authenticate")
    assert not in_(visitor)
