"""Somebody with an account and perhaps a role, and what they do at the door."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from allauth.mfa.totp.internal import auth
from django.test import Client
from django.urls import reverse

from gongkai.accounts import actions
from gongkai.agencies.models import Agency, Membership
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.models import LogEntry

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # nine in the morning
PASSWORD = "Yunling-2026-shili"


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who logs in, and with what."""

    id: int
    username: str
    password: str

    @property
    def actor(self) -> Actor:
        return Actor(self.username, "张示例", user_id=self.id)


def somebody(username: str = "zhang", *roles: Role, email: str = "", chosen: bool = True) -> Somebody:
    """An account with a chosen password, and roles at one agency."""
    user_id = actions.open_account(
        username=username, name="张示例", email=email, password=PASSWORD + "-1", by=OPERATOR, at=NOW
    )
    password = PASSWORD + "-1"
    if chosen:
        password = PASSWORD
        actions.choose_password(user_id=user_id, password=password, by=OPERATOR, at=NOW)
    if roles:
        agency = Agency.objects.create(
            slug=f"a-{user_id}", name="云岭县", level="county", kind="government", region="虚构省"
        )
        for role in roles:
            Membership.objects.create(
                user_id=user_id, agency=agency, role=role.value, begins_on=date(2026, 1, 1)
            )
    return Somebody(user_id, username, password)


def token(response: Any) -> str:
    """The token that the page's forms carry."""
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode())
    assert found, response.content.decode()
    return found[1]


def send(visitor: Client, name: str, *, page: str = "", **fields: str) -> Any:
    """Open a page, fill in its form and send it."""
    address = page or reverse(name)
    shown = visitor.get(address)
    return visitor.post(address, {"csrfmiddlewaretoken": token(shown), **fields})


def log_in(visitor: Client, who: Somebody, password: str | None = None, **fields: str) -> Any:
    """Fill in the login form."""
    return send(visitor, "account_login", login=who.username, password=password or who.password, **fields)


def in_(visitor: Client) -> bool:
    """Whether somebody is logged in."""
    return "_auth_user_id" in visitor.session


def code(secret: str, later: int = 0) -> str:
    """What the app shows for a secret at the moment, or some steps later."""
    step = list(auth.yield_hotp_counters_from_time())[1] + later
    return str(auth.format_hotp_value(auth.hotp_value(secret, step)))


def set_up_factor(visitor: Client) -> str:
    """Activate the second factor of whoever is logged in; the secret."""
    shown = visitor.get(reverse("mfa_activate_totp"))
    found = re.search(r'<code class="secret">(\w+)</code>', shown.content.decode())
    assert found, shown.content.decode()
    answer = visitor.post(
        reverse("mfa_activate_totp"), {"csrfmiddlewaretoken": token(shown), "code": code(found[1])}
    )
    assert answer.status_code == 302, answer.content.decode()
    return found[1]


def words(response: Any) -> str:
    """What a page says, without its elements."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def logged() -> list[str]:
    """The actions in the log, oldest first."""
    return list(LogEntry.objects.order_by("seq").values_list("action", flat=True))
