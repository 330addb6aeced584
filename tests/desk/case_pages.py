"""Pages of applications as somebody of an office opens them."""

import re
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from gongkai.accounts.models import User
from gongkai.law.roles import Role
from tests.applications.office import Office, office
from tests.desk.test_leaks import text_of
from tests.desk.world import browser


def staffed(slug: str = "a") -> Office:
    """An office whose people the desk lets in without a new password."""
    made = office(slug)
    User.objects.update(password=UNUSABLE_PASSWORD_PREFIX)
    return made


def at_the_desk(at: Office, role: Role) -> Client:
    """A browser in which somebody of an office is logged in."""
    return browser(User.objects.get(username=at[role].username))


def read(client: Client, name: str, *args: object) -> str:
    """A page of the desk, which opens."""
    answer = client.get(reverse(f"desk:{name}", args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return text_of(answer)


def tidy(page: str) -> str:
    """What a page says, on one line."""
    return re.sub(r"\s+", " ", strip_tags(page))


def form(client: Client, one: int, what: str, query: str = "") -> dict[str, str]:
    """The fields of the form of an act as they stand at first, but what is not chosen."""
    page = client.get(reverse("desk:application_do", args=[one, what]) + query)
    assert page.status_code == 200, what
    text = page.content.decode()
    found = dict(re.findall(r'<input[^>]*? name="(\w+)" value="([^"]*)"', text))
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def do(client: Client, one: int, act: str, /, **given: Any) -> tuple[int, str]:
    """Open the form of an act, fill it in and send it; status and text of the answer."""
    moves = form(client, one, act)["moves"]
    answer = client.post(reverse("desk:application_do", args=[one, act]), {"moves": moves, **given})
    return answer.status_code, answer.content.decode()
