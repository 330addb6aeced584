"""Tokens: told once, kept as a digest, good for what was said and no longer than that; every use and refusal is written down."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.exchange import actions
from gongkai.exchange.actions import NotLetIn, Refused
from gongkai.exchange.actions.admitting import OVER_PER_HOUR, UNKNOWN_PER_HOUR
from gongkai.exchange.models import Scope, System, Token, UseOfDay
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from tests.exchange.world import admitted, later, system, token
from tests.publication.office import NOON, office
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


def refused(
    secret: str, status: int, *, scope: Scope = Scope.WRITE, at: Any = NOON, **where: str
) -> NotLetIn:
    given = {"address": "192.0.2.7", "request_id": "r", **where}
    with pytest.raises(NotLetIn) as told:
        actions.admit(secret, scope, asked="POST drafts", at=at, **given)
    assert told.value.status == status
    return told.value


def log_of(action: str) -> list[LogEntry]:
    return list(LogEntry.objects.filter(action=action).order_by("seq"))


def test_a_token_lets_its_system_draft_for_its_agency_and_nothing_more(at: Office) -> None:
    secret = token(system(at))
    caller = admitted(secret)
    assert caller.agency_id == at.agency.pk
    assert {(duty.role, duty.reach) for duty in caller.actor.duties} == {
        (Role.HANDLER, frozenset({at.agency.pk}))
    }
    assert caller.actor.user_id is None
    assert Token.objects.get().used_at == NOON


def test_the_secret_stands_nowhere(at: Office) -> None:
    secret = token(system(at))
    admitted(secret)
    actions.note_use(admitted(secret), asked="POST drafts", status=201, at=NOON)
    kept = [str(Token.objects.values_list().get()), *map(str, LogEntry.objects.values_list())]
    bare = secret.split("_", 2)[2]
    assert not [row for row in kept if bare in row]
    assert Token.objects.get().prefix == secret.split("_")[1]


@pytest.mark.parametrize(
    "shape",
    ["", "gk", "gk__", "gk_00000000_x", "字" * 50, "gk_{prefix}_", "gk_{prefix}_x", "xx_{prefix}_{bare}"],
)
def test_what_is_no_token_is_not_let_in(at: Office, shape: str) -> None:
    _, prefix, bare = token(system(at)).split("_", 2)
    refused(shape.format(prefix=prefix, bare=bare), 401)
    (entry,) = log_of("exchange.refuse")
    assert entry.subject == "exchange_system:0"
    assert entry.details == {"asked": "POST drafts"}


def test_an_ended_or_expired_one_is_not_let_in_and_its_holder_is_told_why(at: Office) -> None:
    number = system(at)
    secret = token(number, days=10)
    assert "过期" in refused(secret, 401, at=later(days=10)).why
    actions.end_token(token_id=Token.objects.get().pk, by=OPERATOR, at=NOON)
    assert "停用" in refused(secret, 401).why
    fresh = token(number)
    admitted(fresh)
    actions.close_system(system_id=number, reason="系统下线", by=OPERATOR, at=NOON)
    refused(fresh, 401)


def test_a_new_one_leaves_the_one_before_a_week(at: Office) -> None:
    number = system(at)
    first, second = token(number), token(number)
    admitted(first)
    admitted(second)
    admitted(first, at=later(days=6))
    refused(first, 401, at=later(days=7))
    admitted(second, at=later(days=7))
    third = token(number, at=later(days=1))
    refused(first, 401, at=later(days=1))
    admitted(third, at=later(days=1))


def test_scope_network_and_agency(at: Office) -> None:
    number = system(at, scopes=(Scope.READ,), networks=["192.0.2.0/28", "2001:db8::/64"])
    secret = token(number)
    admitted(secret, Scope.READ)
    assert "送交" in refused(secret, 403).why
    refused(secret, 403, scope=Scope.READ, address="192.0.2.77")
    refused(secret, 403, scope=Scope.READ, address="")
    at.agency.ends_on = (NOON - timedelta(days=1)).date()
    at.agency.save()
    refused(secret, 403, scope=Scope.READ)
    assert len(log_of("exchange.refuse")) == 4
    assert {entry.agency_id for entry in log_of("exchange.refuse")} == {at.agency.pk}


def test_quotas_of_the_hour_and_of_the_day(at: Office) -> None:
    number = system(at, per_hour=2, per_day=3)
    secret = token(number)
    admitted(secret)
    admitted(secret)
    assert refused(secret, 429).wait == 3600
    admitted(secret, at=later(hours=1))
    assert refused(secret, 429, at=later(hours=1, minutes=30)).wait == 10.5 * 3600
    admitted(secret, at=later(hours=12))  # another day in China
    assert list(UseOfDay.objects.order_by("on").values_list("asked", "refused")) == [(3, 2), (1, 0)]


def test_whoever_hammers_does_not_fill_the_log(at: Office) -> None:
    secret = token(system(at, per_hour=1))
    admitted(secret)
    for _ in range(OVER_PER_HOUR + 3):
        refused(secret, 429)
    assert len(log_of("exchange.refuse")) == OVER_PER_HOUR
    assert UseOfDay.objects.get().refused == OVER_PER_HOUR + 3
    for _ in range(UNKNOWN_PER_HOUR):
        refused("nothing", 401)
    assert refused("nothing", 429).wait
    assert len(log_of("exchange.refuse")) == OVER_PER_HOUR + UNKNOWN_PER_HOUR


def test_what_a_system_did_is_written_down(at: Office) -> None:
    number = system(at)
    caller = admitted(token(number))
    actions.note_use(caller, asked="POST drafts", status=201, at=NOON, item_id=7)
    actions.note_use(caller, asked="PUT draft", status=412, at=NOON)
    (use,), (no,) = log_of("exchange.use"), log_of("exchange.refuse")
    assert use.details == {"token": caller.token, "asked": "POST drafts", "status": 201, "item": 7}
    assert use.actor == f"system:{number}"
    assert use.address == "192.0.2.7"
    assert no.details["status"] == 412


def test_who_lets_systems_in(at: Office) -> None:
    other = office("b")
    keeper = at[Role.SECURITY_ADMINISTRATOR]
    given: dict[str, Any] = {"agency_id": at.agency.pk, "name": "审批", "scopes": [Scope.WRITE], "at": NOON}
    for role in set(Role) - {Role.SECURITY_ADMINISTRATOR}:
        with pytest.raises(PermissionDenied):
            actions.open_system(**given, by=at[role])
    with pytest.raises(PermissionDenied):
        actions.open_system(**given, by=other[Role.SECURITY_ADMINISTRATOR])
    number = actions.open_system(**given, by=keeper)
    actions.make_token(system_id=number, days=1, by=keeper, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.make_token(system_id=number, days=1, by=at[Role.OFFICE_HEAD], at=NOON)
    actions.end_token(token_id=Token.objects.get().pk, by=at[Role.OFFICE_HEAD], at=NOON)
    with pytest.raises(Refused):
        actions.end_token(token_id=Token.objects.get().pk, by=keeper, at=NOON)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"scopes": []},
        {"networks": ["10.0.0"]},
        {"networks": ["192.0.2.1"] * 21},
        {"per_hour": 0},
        {"per_day": 1_000_000},
    ],
)
def test_limits_that_are_none_are_refused(at: Office, wrong: dict[str, Any]) -> None:
    given: dict[str, Any] = {"agency_id": at.agency.pk, "name": "审批", "scopes": [Scope.WRITE], "at": NOON}
    with pytest.raises(Refused):
        actions.open_system(**{**given, **wrong}, by=OPERATOR)
    assert not System.objects.exists()


def test_a_second_one_of_the_name_and_a_life_without_end_are_refused(at: Office) -> None:
    number = system(at)
    with pytest.raises(Refused):
        system(at)
    for days in (0, 401):
        with pytest.raises(Refused):
            token(number, days=days)
    actions.alter_system(
        system_id=number, scopes=[Scope.READ], networks=[], per_hour=5, per_day=9, by=OPERATOR, at=NOON
    )
    held = System.objects.get()
    assert (held.scopes, held.per_hour, held.per_day) == (["drafts:read"], 5, 9)
