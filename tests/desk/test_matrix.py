"""Every address of the desk, for every role, about the own agency and about those beside, above and below it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from gongkai.desk.applications import feed
from gongkai.desk.rights import RIGHTS
from gongkai.desk.session import urls as session
from gongkai.law.roles import Role
from tests.desk.addresses import ask, full_route, names, parts, patterns
from tests.desk.expected import EXPECTED
from tests.desk.world import World, browser, person, with_all, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk", "_menu_once")]

OPENED = {200, 302}
REFUSED = {403, 404, 409}


def opens(client: Client, name: str, role: Role, at_world: World, at: str) -> bool:
    """Whether an address opens; what it did is taken back, what it is about stays for the next."""
    parts(name, at_world, at)
    with transaction.atomic():
        status = ask(client, name, role, at_world, at).status_code
        transaction.set_rollback(True)
    assert status in OPENED | REFUSED, (name, at, status)
    return status in OPENED


def test_every_address_has_its_row_and_its_expectation() -> None:
    assert names() == set(RIGHTS) == set(EXPECTED)


def test_every_address_goes_through_the_door() -> None:
    wrapped = {pattern.name: getattr(pattern.callback, "desk_name", None) for pattern in patterns()}
    assert wrapped == {name: name for name in names()}


def test_nothing_else_stands_below_the_desk() -> None:
    below = [
        each
        for each in get_resolver().url_patterns
        if isinstance(each, URLResolver) and str(each.pattern).startswith("desk/")
    ]
    found = {
        str(pattern.name)
        for each in below
        for pattern in each.url_patterns
        if isinstance(pattern, URLPattern)
    }
    known = {
        str(pattern.name)
        for pattern in [*session.urlpatterns, *feed.urlpatterns]
        if isinstance(pattern, URLPattern)
    }
    assert found <= names() | known


def expectations(role: Role) -> Iterator[tuple[str, str, bool]]:
    """Address, agency, and whether the role opens it there."""
    for name, expected in EXPECTED.items():
        yield name, "own", role in expected.own
        for at in ("child", "parent", "other") if expected.of_agency else ():
            yield name, at, at == "child" and role in (expected.below or ())


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_role_opens_what_it_should_and_nothing_else(role: Role) -> None:
    made = with_all(world(role))  # before anything is taken back
    client = browser(made.user(role))
    wrong = [
        f"{name} at {at}: {'missing' if allowed else 'too much'}"
        for name, at, allowed in expectations(role)
        if opens(client, name, role, made, at) != allowed
    ]
    assert wrong == []


def test_nobody_comes_in_without_a_login() -> None:
    made = world(Role.HANDLER)
    answers = {name: ask(Client(), name, Role.HANDLER, made, "own") for name in EXPECTED}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(EXPECTED, 302)
    assert [name for name in EXPECTED if not answers[name]["Location"].startswith("/desk/denglu")] == []


def test_account_without_a_role_sees_the_start_page_and_its_own() -> None:
    made = with_all(world(Role.HANDLER))
    client = browser(person("nobody"))
    opened = {name for name in EXPECTED if opens(client, name, Role.HANDLER, made, "own")}
    assert opened == {"home", "me", "me_contact", "me_reveal"}


@pytest.mark.parametrize("name", ["home", "todo", "agencies", "audit"])
def test_pages_are_stored_nowhere(name: str) -> None:
    made = world(Role.SECURITY_AUDITOR, Role.OFFICE_HEAD)
    role = Role.SECURITY_AUDITOR if name == "audit" else Role.OFFICE_HEAD
    answer = ask(browser(made.user(role)), name, role, made, "own")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_addresses_about_an_agency_name_it() -> None:
    unnamed = {name for name in names() if RIGHTS[name].of_agency and "<slug:slug>" not in full_route(name)}
    assert unnamed == set()
