"""Requests for correction: act × role × state × agency, through `possible` and the real actions; nothing lies open."""

import json
import logging
from collections.abc import Callable
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.agencies.actions import Stationery, set_letterhead
from gongkai.applications.actions import Service, rectifying
from gongkai.applications.models import Delivery, Rectification, RectifyEvent, RectifyLetter, Way
from gongkai.applications.queries.rectifying import permits
from gongkai.applications.queries.rectifying.case import OF_EVENTS, REVEALABLE, case
from gongkai.applications.queries.rectifying.listing import (
    Filter,
    Group,
    all_rectifications,
    how_many_open,
    rectifications,
)
from gongkai.applications.queries.rectifying.permits import Act
from gongkai.applications.queries.rectifying.standing import light_of
from gongkai.applications.queries.rectifying.status import status
from gongkai.law.lamps import Light
from gongkai.law.rectification.answers import Ground
from gongkai.law.rectification.course import State
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from gongkai.records.queries.chain import faults
from tests.applications.office import MONDAY, NOON, OFFICER, Office, after, office
from tests.applications.rectifying import (
    RIGHT,
    WHY,
    WRONG,
    one,
    organisation,
    registered,
    standing,
    submitted,
)

pytestmark = pytest.mark.django_db
OFFICERS = {Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD}
INTAKE = {*OFFICERS, Role.COUNTER_CLERK}
OPEN = {State.CONFIRMING, State.CHECKING, State.EVIDENCE_WAITED}
HANDLING = {State.CHECKING, State.EVIDENCE_WAITED}
EXPECTED: dict[Act, tuple[set[Role], set[State]]] = {
    Act.CONFIRM: (INTAKE, {State.CONFIRMING}),
    Act.ASK_EVIDENCE: (OFFICERS, {State.CHECKING}),
    Act.RECORD_EVIDENCE: (OFFICERS, HANDLING),
    Act.CORRECT: (OFFICERS, HANDLING),
    Act.REFUSE: (OFFICERS, HANDLING),
    Act.FORWARD: (OFFICERS, HANDLING),
    Act.LETTER: (OFFICERS, set(State) - OPEN - {State.WITHDRAWN}),
    Act.SEND: (INTAKE, set(State) - OPEN - {State.WITHDRAWN}),
    Act.SERVE: (INTAKE, set(State) - OPEN - {State.WITHDRAWN}),
    Act.RETURNED: (INTAKE, set(State) - OPEN - {State.WITHDRAWN}),
    Act.NOTE: (OFFICERS, set(State)),
    Act.WITHDRAW: (OFFICERS, OPEN),
    Act.REVEAL: (INTAKE, set(State)),
    Act.RENEW_CODE: (INTAKE, set(State)),
}
SEES = {*INTAKE, Role.LEADER, Role.LEGAL_REVIEWER, Role.SECRECY_REVIEWER, Role.SUPERVISOR}
Do = Callable[..., object]


def left(who: dict[str, Any], *, sent: bool = False) -> dict[str, Any]:
    """The same, of a request whose letter left."""
    event = RectifyEvent.objects.filter(rectification=who["rectification_id"]).latest("pk")
    RectifyLetter.objects.get_or_create(
        rectification_id=who["rectification_id"],
        defaults={
            "event": event,
            "kind": "rectify_done",
            "number": "虚构1号",
            "on": MONDAY,
            "code": uuid4().hex,
            "made_at": NOON,
            "sent_on": MONDAY if sent else None,
        },
    )
    return who


DOES: dict[Act, Do] = {
    Act.CONFIRM: rectifying.confirm,
    Act.ASK_EVIDENCE: lambda **who: rectifying.ask_evidence(what="请补充", **who),
    Act.RECORD_EVIDENCE: lambda **who: rectifying.record_evidence(said="已出示", **who),
    Act.CORRECT: lambda **who: rectifying.correct(old_record=WRONG, new_record=RIGHT, **who),
    Act.REFUSE: lambda **who: rectifying.refuse(ground=Ground.NOT_OWN, reasons="与本人无关", **who),
    Act.FORWARD: lambda **who: rectifying.forward(organ="云岭县虚构民政局", **who),
    Act.LETTER: rectifying.write_letter,
    Act.SEND: lambda **who: rectifying.send_letter(way=Delivery.COUNTER, **left(who)),
    Act.SERVE: lambda **who: rectifying.serve_letter(service=Service("当面签收"), **left(who)),
    Act.RETURNED: lambda **who: rectifying.letter_returned(
        service=Service("地址不详"), **left(who, sent=True)
    ),
    Act.NOTE: lambda **who: rectifying.note(text="备注", **who),
    Act.WITHDRAW: rectifying.withdraw,
    Act.REVEAL: lambda **who: rectifying.reveal_content(field="name", reason="电话核实", **who),
    Act.RENEW_CODE: lambda **who: rectifying.renew_code(reason="当面核对证件", **who),
}


@pytest.fixture
def at() -> Office:
    """An agency that has settled whom its letters name for review and suit."""
    made = office()
    stationery = Stationery(review_body="虚构省人民政府", court="虚构市中级人民法院")
    set_letterhead(agency_id=made.agency.pk, stationery=stationery, by=made[Role.OFFICE_HEAD], at=NOON)
    return made


def test_every_act_is_written_down() -> None:
    assert set(EXPECTED) == set(DOES) == set(Act) == set(permits.PERMITS)
    assert all(act.label for act in Act)
    assert all(group.label and group.states for group in Group)
    assert set().union(*(group.states for group in Group if group is not Group.ALL)) == Group.ALL.states


@pytest.mark.parametrize("state", State)
def test_possible_and_seen_is_what_is_written_down(at: Office, state: State) -> None:
    held, other = standing(at, state), office("b")
    for role, own in product(Role, (True, False)):
        who = (at if own else other)[role]
        expected = {
            act for act, (roles, states) in EXPECTED.items() if own and role in roles and state in states
        }
        assert set(permits.possible(who, held)) == expected, role
        assert permits.sees(who, held.pk) is (own and role in SEES), role
        assert (case(who, held.pk, MONDAY) is not None) is (own and role in SEES)


@pytest.mark.parametrize("act", Act)
def test_actions_ask_the_same(at: Office, act: Act) -> None:
    roles, states = EXPECTED[act]
    other = office("b")
    for role, own, state in product(Role, (True, False), State):
        if own and role in roles and state not in states and role is not OFFICER:
            continue  # refused alike for each who may
        if not (own and role in roles) and state is not min(states):
            continue  # wherever it stands
        held, by = standing(at, state), (at if own else other)[role]
        before = (LogEntry.objects.count(), RectifyEvent.objects.count())
        if own and role in roles and state in states:
            DOES[act](rectification_id=held.pk, by=by, at=NOON)
            assert LogEntry.objects.latest("seq").actor == by.username
            continue
        with pytest.raises(Refused if own and role in roles else PermissionDenied):
            DOES[act](rectification_id=held.pk, by=by, at=NOON)
        assert (LogEntry.objects.count(), RectifyEvent.objects.count()) == before
        assert one(held.pk).moves == held.moves


PLAIN = ("云小舟", "11010519491231002X", "13900009876", "zhou@example.cn", "云溪路1号", "云大川")
CONTENT = (WRONG, RIGHT, WHY, "与档案一致", "户口簿在家里")


def test_nothing_about_who_asks_lies_open(at: Office, caplog: pytest.LogCaptureFixture) -> None:
    """No table, no entry of the log and no journal has a name, a number, an address, or what the record says."""
    caplog.set_level(logging.DEBUG)
    receipt = submitted(at)
    made = receipt.rectification_id
    who: dict[str, Any] = {"rectification_id": made, "by": at[OFFICER], "at": NOON}
    rectifying.confirm(**who)
    rectifying.ask_evidence(what="请补充", **who)
    rectifying.supplement(number=receipt.number, code=receipt.code, text="户口簿在家里", at=NOON)
    rectifying.correct(old_record=WRONG, new_record=RIGHT, **who)
    rectifying.write_letter(**who)
    refused = registered(at, form=organisation()).rectification_id
    rectifying.refuse(
        ground=Ground.ACCURATE, reasons="与档案一致", rectification_id=refused, by=at[OFFICER], at=NOON
    )
    for field in (
        "name",
        "identity_no",
        "telephone",
        "email",
        "address",
        "says_now",
        "should_say",
        "because",
    ):
        shown = rectifying.reveal_content(field=field, reason="电话核实", **who)
        assert any(text in shown for text in (*PLAIN, *CONTENT))
    for text in (dump(), caplog.text, repr(case(at[OFFICER], made, MONDAY)), repr(status(made, MONDAY))):
        assert [plain for plain in (*PLAIN, *CONTENT, receipt.code) if plain in text] == []
    lines = repr(list(all_rectifications(at[OFFICER], Filter(), MONDAY)))
    assert [plain for plain in PLAIN if plain in lines] == []
    assert list(faults()) == []


def dump() -> str:
    """Every row of every table."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the names of our own tables
            said += [json.dumps([str(value) for value in row], ensure_ascii=False) for row in cursor]
    assert any("虚构补贴发放名册" in line for line in said)
    return "\n".join(said)


def test_what_is_shown_whole_is_logged(at: Office) -> None:
    held = standing(at, State.CORRECTED)
    who: dict[str, Any] = {"rectification_id": held.pk, "by": at[OFFICER], "at": NOON}
    event = RectifyEvent.objects.get(kind="corrected")
    shown = rectifying.reveal_content(field="old_record", event_id=event.pk, reason="制作文书", **who)
    last = LogEntry.objects.latest("seq")
    assert (shown, last.action, last.subject) == (WRONG, "records.reveal", f"rectification:{held.pk}")
    assert last.details == {"what": OF_EVENTS["old_record"]}
    before = LogEntry.objects.count()
    wrong: dict[str, Any]
    for wrong in (
        {"field": "name", "reason": " "},
        {"field": "agent", "reason": "核实"},
        {"field": "code", "reason": "核实"},
        {"field": "old_record", "reason": "核实"},
        {"field": "name", "reason": "核实", "event_id": event.pk},
        {"field": "old_record", "reason": "核实", "event_id": event.pk + 99},
        {"field": "reasons", "reason": "核实", "event_id": event.pk},
    ):
        with pytest.raises(Refused):
            rectifying.reveal_content(**wrong, **who)
    assert LogEntry.objects.count() == before
    assert set(REVEALABLE).isdisjoint(OF_EVENTS)


def test_lists(at: Office) -> None:
    for state in State:
        standing(at, state)
    registered(office("b"))
    viewer = at[OFFICER]

    def found(**limits: Any) -> int:
        return rectifications(viewer, Filter(**limits), MONDAY).total

    assert found() == len(State)
    assert (found(group=Group.CONFIRMING), found(group=Group.OPEN), found(group=Group.ENDED)) == (1, 2, 5)
    assert (found(state=State.REFUSED), found(way=Way.PORTAL), found(year=2025)) == (1, 1, 0)
    assert (found(words="云小舟"), found(words="云小"), found(words="补贴"), found(words="\0")) == (
        8,
        0,
        8,
        0,
    )
    number = one(Rectification.objects.latest("pk").pk - 1).number
    assert found(words=number.lower()) == 1
    assert found(agency_id=at.agency.pk) == len(State)
    assert how_many_open(viewer) == 3


def test_pages_of_a_list_cost_the_same(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            rectifications(at[OFFICER], Filter(), MONDAY)
        return len(captured)

    registered(at)
    few = cost()
    for _ in range(5):
        registered(at)
    assert cost() == few == 2
    first = rectifications(at[OFFICER], Filter(), MONDAY, page=4)
    second = rectifications(at[OFFICER], Filter(), MONDAY, before=first.before, page=4)
    seen = [row.id for row in (*first.rows, *second.rows)]
    assert (len(seen), len(set(seen)), second.before) == (6, 6, "")
    monkeypatch.setattr("gongkai.applications.queries.rectifying.listing._READ", 2)
    assert [row.id for row in all_rectifications(at[OFFICER], Filter(), MONDAY)] == seen


def test_reads_cost_the_same_for_much_as_for_little(at: Office) -> None:
    made = registered(at).rectification_id

    def cost(read: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as captured:
            read()
        return len(captured)

    reads: list[Callable[[], object]] = [
        lambda: case(at[OFFICER], made, MONDAY),
        lambda: status(made, MONDAY),
    ]
    before = [cost(read) for read in reads]
    for _ in range(6):
        rectifying.note(rectification_id=made, text="备注", by=at[OFFICER], at=NOON)
    assert [cost(read) for read in reads] == before == [4, 2]


@pytest.mark.parametrize(
    ("state", "days", "closed", "light", "says"),
    [
        (State.CONFIRMING, None, None, Light.PAUSED, "待确认收到"),
        (State.CHECKING, 10, None, Light.GREEN, "还剩10个工作日"),
        (State.CHECKING, 0, None, Light.RED, "今天是最后一天"),
        (State.CHECKING, -2, None, Light.RED, "已超过2个工作日"),
        (State.CORRECTED, 10, 5, Light.DONE, "已更正"),
        (State.REFUSED, 5, 6, Light.RED, "逾期办结"),
        (State.WITHDRAWN, None, 1, Light.DONE, "已撤回"),
    ],
)
def test_lamps(state: State, days: int | None, closed: int | None, light: Light, says: str) -> None:
    def day(number: int | None) -> object:
        return None if number is None else after(number).date()

    assert light_of(state, day(days), day(closed), MONDAY) == (light, says)  # type: ignore[arg-type]


def test_the_operator_acts_in_no_request(at: Office) -> None:
    held = standing(at, State.CHECKING)
    with pytest.raises(PermissionDenied):
        rectifying.note(rectification_id=held.pk, text="备注", by=OPERATOR, at=NOON)
    assert permits.possible(Actor("nobody", "无"), held) == ()
