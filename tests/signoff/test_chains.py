"""Chains of an agency: set by those who may, checked, in versions; the shipped one until then."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.law.roles import Role
from gongkai.law.signing.chains import shipped
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from gongkai.signoff import access, actions, queries
from gongkai.signoff.actions import Refused
from gongkai.signoff.models import Chain, Round, kinds
from gongkai.signoff.models.kinds import Kind
from tests.signoff.office import MONDAY, NOON, actor, agree, duty, office, send, user

pytestmark = pytest.mark.django_db
SHORT: list[list[dict[str, Any]]] = [
    [{"id": "secrecy", "title": "保密审查", "role": "secrecy_reviewer", "working_days": 1}],
    [{"id": "office", "title": "审核", "role": "office_head"}],
    [{"id": "signature", "title": "签发", "role": "leader"}],
]


def ids(agency_id: int) -> list[list[str]]:
    return [[step.id for step in stage] for stage in queries.chain_of(agency_id, "trial")]


def test_own_chain_before_that_of_all_before_the_shipped_one() -> None:
    a, b = office("a"), office("b")
    assert queries.chain_of(a.agency.pk, "trial") == shipped("trial")
    longer = [*SHORT[:1], [{"id": "check", "title": "核", "role": "supervisor"}], *SHORT[1:]]
    assert actions.set_chain(agency_id=None, kind="trial", steps=longer, by=OPERATOR, at=NOON) == 1
    keeper = a[Role.SYSTEM_ADMINISTRATOR]
    assert actions.set_chain(agency_id=a.agency.pk, kind="trial", steps=SHORT, by=keeper, at=NOON) == 1
    assert actions.set_chain(agency_id=a.agency.pk, kind="trial", steps=SHORT, by=keeper, at=NOON) == 2
    assert ids(a.agency.pk) == [["secrecy"], ["office"], ["signature"]]
    assert ids(b.agency.pk) == [["secrecy"], ["check"], ["office"], ["signature"]]
    actions.unset_chain(agency_id=a.agency.pk, kind="trial", by=keeper, at=NOON)
    assert ids(a.agency.pk) == ids(b.agency.pk)
    with pytest.raises(Refused, match="通用审签流程"):
        actions.unset_chain(agency_id=a.agency.pk, kind="trial", by=keeper, at=NOON)
    assert set(LogEntry.objects.values_list("action", flat=True)) == {
        "signoff.set_chain",
        "signoff.unset_chain",
    }


def test_one_for_all_is_taken_away_and_what_is_under_way_keeps_its_own() -> None:
    a, b = office("a"), office("b")
    keeper = actor(user("top"), replace(duty(Role.SYSTEM_ADMINISTRATOR, a.agency.pk), top=True))
    with pytest.raises(Refused, match="没有另设通用流程"):
        actions.unset_chain(agency_id=None, kind="trial", by=keeper, at=NOON)
    actions.set_chain(agency_id=b.agency.pk, kind="trial", steps=SHORT, by=OPERATOR, at=NOON)
    assert actions.set_chain(agency_id=None, kind="trial", steps=SHORT, by=keeper, at=NOON) == 1
    assert queries.kinds_set(None) == {"trial"}
    assert queries.kinds_set(a.agency.pk) == frozenset()
    before = send(a)
    actions.unset_chain(agency_id=None, kind="trial", by=keeper, at=NOON)
    assert queries.kinds_set(None) == frozenset()
    assert queries.chain_of(a.agency.pk, "trial") == shipped("trial")
    assert ids(b.agency.pk) == [["secrecy"], ["office"], ["signature"]]
    agree(before, "secrecy", a[Role.SECRECY_REVIEWER])
    assert [turn.step for turn in Round.objects.get(pk=before).turns.all()] == ["office"]
    entry = LogEntry.objects.get(action="signoff.unset_chain")
    assert (entry.subject, entry.actor, entry.role) == ("chain:all:trial", "top", "system_administrator")
    with pytest.raises(Refused, match="没有另设通用流程"):
        actions.unset_chain(agency_id=None, kind="trial", by=OPERATOR, at=NOON)
    after = Round.objects.get(pk=send(a)).chain
    assert (after.set_by, after.facts()) == (queries.chains.SHIPPED, shipped("trial"))


def test_one_for_all_is_open_at_the_top_alone() -> None:
    a = office()
    actions.set_chain(agency_id=None, kind="trial", steps=SHORT, by=OPERATOR, at=NOON)
    for who in a.people.values():
        with pytest.raises(PermissionDenied, match="最上级机关"):
            actions.unset_chain(agency_id=None, kind="trial", by=who, at=NOON)
    can = set()
    for role in Role:
        who = actor(user(f"top-{role.value}"), replace(duty(role, a.agency.pk), top=True))
        try:
            actions.set_chain(agency_id=None, kind="trial", steps=SHORT, by=who, at=NOON)
            can.add(role)
        except PermissionDenied:
            continue
    assert can == access.CHAIN_SETTERS
    assert queries.kinds_set(None) == {"trial"}
    with pytest.raises(Refused, match="没有这一类"):
        actions.unset_chain(agency_id=None, kind="poem", by=OPERATOR, at=NOON)


def test_shipped_chain_is_written_down_once_and_anew_when_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    a = office()
    send(a)
    send(a)
    assert Chain.objects.get().steps == [
        [
            {"id": step.id, "title": step.title, "role": step.role, "working_days": step.working_days}
            | {"skippable": step.skippable}
            for step in stage
        ]
        for stage in shipped("trial")
    ]
    newer = shipped("trial")[:1] + shipped("trial")[2:]
    monkeypatch.setattr("gongkai.signoff.actions.chains.shipped", lambda _: newer)
    send(a)
    assert list(Chain.objects.order_by("version").values_list("version", "set_by")) == [
        (1, "gongkai"),
        (2, "gongkai"),
    ]


def test_setting_is_open_to_administrators_and_supervisors_in_reach() -> None:
    a, b = office("a"), office("b")
    can = set()
    for who in [*a.people.values(), *b.people.values(), OPERATOR]:
        try:
            actions.set_chain(agency_id=a.agency.pk, kind="trial", steps=SHORT, by=who, at=NOON)
            can.add(who.username)
        except PermissionDenied:
            continue
    assert can == {f"a-{role.value}" for role in access.CHAIN_SETTERS} | {"operator"}
    for who in a.people.values():
        with pytest.raises(PermissionDenied):
            actions.set_chain(agency_id=None, kind="trial", steps=SHORT, by=who, at=NOON)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"kind": "poem"}, "没有这一类"),
        ({"agency_id": 10**9}, "没有这个机关"),
        ({"steps": []}, "至少要有一个环节"),
        ({"steps": SHORT[1:]}, "保密审查"),
        ({"steps": [SHORT[0], SHORT[2]]}, "2级审签"),
        ({"steps": [[{"id": "x", "title": "x", "role": "emperor"}]]}, "emperor"),
    ],
)
def test_unfit_chains_are_refused_and_nothing_is_set(fields: dict[str, Any], why: str) -> None:
    given: dict[str, Any] = {"agency_id": None, "kind": "trial", "steps": SHORT}
    with pytest.raises(Refused, match=why):
        actions.set_chain(**given | fields, by=OPERATOR, at=NOON)
    assert not Chain.objects.exists()
    assert not LogEntry.objects.exists()


def test_a_supervisor_speaks_for_the_agencies_in_reach_and_it_is_their_record() -> None:
    a, b = office("a"), office("b")
    steps = [SHORT[0], [{"id": "above", "title": "公开办审核", "role": "supervisor"}], *SHORT[1:]]
    actions.set_chain(agency_id=None, kind="trial", steps=steps, by=OPERATOR, at=NOON)
    sent = send(a)
    agree(sent, "secrecy", a[Role.SECRECY_REVIEWER])
    of_b = b[Role.SUPERVISOR]
    of_both = actor(user("above"), duty(Role.SUPERVISOR, b.agency.pk, a.agency.pk))
    assert queries.inbox(of_b, on=MONDAY).total == 0
    with pytest.raises(PermissionDenied):
        agree(sent, "above", of_b)
    assert queries.inbox(of_both, on=MONDAY).total == 1
    agree(sent, "above", of_both)
    entry = LogEntry.objects.latest("seq")
    assert (entry.role, entry.agency_id) == ("supervisor", a.agency.pk)


def test_kinds_are_declared_once() -> None:
    letter = Kind("letter", "信件", "desk:letter")
    try:
        assert kinds.declare(letter) is letter
        kinds.declare(Kind("letter", "信件", "desk:letter"))
        assert queries.kinds()[-1] == letter
        with pytest.raises(ValueError, match="twice"):
            kinds.declare(Kind("letter", "信", "desk:letter"))
        with pytest.raises(ValueError, match="cannot begin"):
            kinds.declare(Kind("a:b", "信", "desk:letter"))
    finally:
        kinds._declared.pop("letter")
