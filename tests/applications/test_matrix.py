"""Act × role × state × agency × given: nobody may do more than is written down, nobody less, through the real actions too."""

from collections.abc import Callable
from datetime import datetime
from itertools import product
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.applications import access, actions
from gongkai.applications.access import Act
from gongkai.applications.actions import Found, Opinion, Question, Said, Service, Task
from gongkai.applications.models import (
    ApplicantKind,
    Application,
    Assignment,
    Decision,
    Delivery,
    Event,
    Letter,
    ReplyLink,
)
from gongkai.law.deadlines.answer import State
from gongkai.law.fees.tiers import Method
from gongkai.law.ledger import Kind, Party
from gongkai.law.roles import Role
from gongkai.records.access import Actor
from gongkai.records.actions.files import receive
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from gongkai.records.queries.numbers import civil_day
from tests.applications.expected import EXPECTED, Right
from tests.applications.office import MONDAY, NOON, OFFICER, Office, application, drafted, office, registered
from tests.applications.standing import COURSES, standing
from tests.desk.papers import PIXEL

pytestmark = pytest.mark.django_db
GIVEN = ("nothing", "a part", "all of it")
STATES = [state for state in State if state is not State.INVALID]


@pytest.fixture
def at() -> Office:
    return office()


def test_every_act_and_state_is_written_down() -> None:
    assert set(EXPECTED) == set(access.PERMITS) == set(Act)
    assert set(COURSES) == set(STATES)
    assert all(act.label for act in Act)


def may(right: Right, role: Role, given: str, *, own: bool) -> bool:
    """What the table says, wherever the application stands."""
    return own and (role in right.roles or (given != "nothing" and role in right.given))


@pytest.mark.parametrize("state", STATES)
def test_possible_is_what_is_written_down(at: Office, state: State) -> None:
    other = office("b")
    one, _ = standing(at, state)
    into = application(registered(at).application_id)
    for role, given, own, merged in product(Role, GIVEN, (True, False), (False, True)):
        who = (at if own else other)[role]
        give(one, who, given)
        one.merged_into = into if merged else None
        expected = {
            act
            for act, right in EXPECTED.items()
            if state in right.states and may(right, role, given, own=own) and (right.merged or not merged)
        }
        assert set(access.possible(who, one)) == expected, (role, given, own, merged)


def give(one: Application, who: Actor, given: str) -> None:
    Assignment.objects.filter(application=one).delete()
    one.handler_id = who.user_id if given == "all of it" else None
    if given == "a part":
        part(one, who)


def part(one: Application, who: Actor | None = None) -> Assignment:
    return Assignment.objects.create(
        application=one,
        agency=one.agency,
        person_id=who.user_id if who else None,
        unit="规划科",
        task="查找",
        due_on=MONDAY,
        made_at=NOON,
        made_by="a",
    )


def test_who_runs_the_system_may_do_nothing(at: Office) -> None:
    for state in (State.IN_REVIEW, State.REPLIED):
        one, _ = standing(at, state)
        for role in (role for role in Role if role.runs_the_system):
            give(one, at[role], "all of it")
            one.save(update_fields=["handler"])
            assert access.possible(at[role], one) == ()
            assert not access.sees(at[role], one.pk)


def letter(one: Application, at: datetime, *, sent: bool = False) -> int:
    """A letter of the case that left."""
    event = Event.objects.filter(application=one).latest("pk")
    made = Letter.objects.create(
        application=one,
        kind="extension_notice",
        event=event,
        to=Party.APPLICANT,
        on=civil_day(at),
        code=uuid4().hex,
        made_at=at,
        sent_on=civil_day(at) if sent else None,
    )
    return made.pk


Do = Callable[[Application, Actor, datetime], object]


def _question(party: Party) -> Do:
    return lambda one, by, at: actions.ask(
        application_id=one.pk, question=Question(party, "云岭虚构单位", "是否同意公开"), by=by, at=at
    )


def _opinion(one: Application, by: Actor, at: datetime) -> None:
    opinion = Opinion(Party.THIRD_PARTY, "云岭虚构公司", Said.AGREED)
    actions.record_opinion(application_id=one.pk, opinion=opinion, by=by, at=at)


@transaction.atomic
def _judge(one: Application, by: Actor, at: datetime) -> None:
    who, party = "云岭虚构公司", Party.THIRD_PARTY
    Event.objects.create(
        application=one,
        kind=Kind.THIRD_PARTY_ANSWERED,
        on=civil_day(at),
        at=at,
        by="consulted",
        who=who,
        details={"said": "objected"},
    )
    actions.judge_opinion(application_id=one.pk, party=party, who=who, reasonable=True, by=by, at=at)


def _renew_reply(one: Application, by: Actor, at: datetime) -> None:
    asked = one.events.filter(kind=Kind.THIRD_PARTY_ASKED).first()
    if asked and not one.reply_links.exists():
        ReplyLink.objects.create(
            application=one, asked=asked, number=f"YJ{asked.pk}", code="A2B3C4D5", made_at=at
        )
    actions.renew_reply(
        application_id=one.pk, asked=asked.pk if asked else 0, reason="电话核对", by=by, at=at
    )


def _issue(one: Application, by: Actor, at: datetime) -> None:
    actions.issue(decision_id=Decision.objects.get(application=one).pk, by=by, at=at)


def _void(one: Application, by: Actor, at: datetime) -> None:
    event = Event.objects.filter(application=one).order_by("pk").last()
    actions.void(application_id=one.pk, event_id=event.pk if event else 0, reason="误记", by=by, at=at)


def _save(one: Application, by: Actor, at: datetime) -> None:
    actions.save_decision(application_id=one.pk, parts=[], text="", facts={}, by=by, at=at)


def _merge(one: Application, by: Actor, at: datetime) -> None:
    other = Application.objects.exclude(pk=one.pk).earliest("pk")
    actions.merge(application_id=one.pk, into_id=other.pk, reason="同一事项", by=by, at=at)


def _material(one: Application, by: Actor, at: datetime) -> None:
    received = receive(PIXEL, "示意图.png")
    actions.add_material(application_id=one.pk, received=received, by=by, at=at)


DOES: dict[Act, Do] = {
    Act.CONFIRM: lambda one, by, at: actions.confirm(application_id=one.pk, by=by, at=at),
    Act.ASK_CORRECTION: lambda one, by, at: actions.ask_correction(
        application_id=one.pk, what="请写明", by=by, at=at
    ),
    Act.RECORD_CORRECTION: lambda one, by, at: actions.record_correction(
        application_id=one.pk, by=by, at=at, excused=True
    ),
    Act.ASK_THIRD_PARTY: _question(Party.THIRD_PARTY),
    Act.ASK_ORGAN: _question(Party.ORGAN),
    Act.RECORD_OPINION: _opinion,
    Act.JUDGE_OPINION: _judge,
    Act.RENEW_REPLY: _renew_reply,
    Act.ASK_REASONS: lambda one, by, at: actions.ask_reasons(
        application_id=one.pk, what="请说明", by=by, at=at
    ),
    Act.RECORD_REASONS: lambda one, by, at: actions.record_reasons(
        application_id=one.pk, reasons="研究", accepted=True, by=by, at=at
    ),
    Act.PROPOSE_EXTENSION: lambda one, by, at: actions.propose_extension(
        application_id=one.pk, working_days=5, reason="复杂", by=by, at=at
    ),
    Act.EXTEND: lambda one, by, at: actions.extend(
        application_id=one.pk, working_days=5, reason="复杂", by=by, at=at
    ),
    Act.DEFER: lambda one, by, at: actions.defer(
        application_id=one.pk, to=MONDAY.replace(month=7), reason="量大", by=by, at=at
    ),
    Act.NOTIFY_FEE: lambda one, by, at: actions.notify_fee(
        application_id=one.pk, method=Method.BY_PAGE, pages=100, by=by, at=at
    ),
    Act.RECORD_PAYMENT: lambda one, by, at: actions.record_payment(application_id=one.pk, by=by, at=at),
    Act.ASK_HELP: lambda one, by, at: actions.ask_help(
        application_id=one.pk, who="云岭县虚构局", what="检索", answer_by=at.date(), by=by, at=at
    ),
    Act.ASSIGN: lambda one, by, at: actions.assign(
        application_id=one.pk, task=Task("查找", at.date(), unit="规划科"), by=by, at=at
    ),
    Act.FINISH_PART: lambda one, by, at: actions.finish_part(
        assignment_id=part(one).pk, outcome="已办", by=by, at=at
    ),
    Act.SEARCH: lambda one, by, at: actions.search(
        application_id=one.pk, found=Found("档案室", "词", "全部", "有", found=True), by=by, at=at
    ),
    Act.NOTE: lambda one, by, at: actions.note(application_id=one.pk, text="备注", by=by, at=at),
    Act.SPLIT: lambda one, by, at: actions.split(application_id=one.pk, positions=[1], by=by, at=at),
    Act.MERGE: _merge,
    Act.MATERIAL: _material,
    Act.DECIDE: _save,
    Act.ISSUE: _issue,
    Act.DELIVER: lambda one, by, at: actions.deliver(application_id=one.pk, how="邮寄", by=by, at=at),
    Act.LETTER: lambda one, by, at: actions.write_letter(
        application_id=one.pk, kind="withdrawal_confirm", by=by, at=at
    ),
    Act.SEND: lambda one, by, at: actions.send_letter(
        letter_id=letter(one, at), way=Delivery.COUNTER, by=by, at=at
    ),
    Act.SERVE: lambda one, by, at: actions.serve_letter(
        letter_id=letter(one, at), service=Service("当面签收"), by=by, at=at
    ),
    Act.RETURNED: lambda one, by, at: actions.letter_returned(
        letter_id=letter(one, at, sent=True), service=Service("地址不详"), by=by, at=at
    ),
    Act.WITHDRAW: lambda one, by, at: actions.withdraw(application_id=one.pk, by=by, at=at),
    Act.RECLASSIFY: lambda one, by, at: actions.reclassify(
        application_id=one.pk, kind=ApplicantKind.RESEARCH, reason="登记有误", by=by, at=at
    ),
    Act.VOID: _void,
    Act.REVEAL: lambda one, by, at: actions.reveal_applicant(
        application_id=one.pk, field="telephone", reason="电话核实", by=by, at=at
    ),
    Act.RENEW_CODE: lambda one, by, at: actions.renew_code(
        application_id=one.pk, reason="当面核对证件", by=by, at=at
    ),
    Act.REMIND: lambda one, by, at: actions.remind(application_id=one.pk, text="请抓紧", by=by, at=at),
    Act.ARCHIVE: lambda one, by, at: actions.archive(application_id=one.pk, by=by, at=at),
    Act.PROPOSE_ANONYMISING: lambda one, by, at: actions.propose_anonymising(
        application_id=one.pk, by=by, at=at
    ),
    Act.ANONYMISE: lambda one, by, at: actions.anonymise(application_id=one.pk, by=by, at=at),
}
BEFORE = {
    Act.LETTER: State.WITHDRAWN,
    Act.RECORD_OPINION: State.THIRD_PARTY_CONSULTATION,
    Act.JUDGE_OPINION: State.THIRD_PARTY_CONSULTATION,
    Act.RENEW_REPLY: State.THIRD_PARTY_CONSULTATION,
    Act.RECORD_REASONS: State.REASON_REQUESTED,
    Act.DEFER: State.REASON_REQUESTED,
}
REFUSED_FOR_MORE = {
    Act.PROPOSE_ANONYMISING,
    Act.ANONYMISE,
    Act.SPLIT,
    Act.DECIDE,
    Act.ISSUE,
    Act.VOID,
    Act.DEFER,
    Act.MERGE,
}
"""Acts that these calls get as far as the law, which has its own word to say: not a question of who."""


def test_file_is_the_same_action_as_note() -> None:
    assert set(DOES) == set(Act) - {Act.FILE}
    assert EXPECTED[Act.FILE] == EXPECTED[Act.NOTE]


@pytest.mark.parametrize("act", DOES)
def test_actions_ask_the_same(at: Office, act: Act) -> None:
    """Each role and agency tries: those who may not are told so, nothing is left of it, the others get through."""
    right, other = EXPECTED[act], office("b")
    registered(at)
    state = BEFORE.get(act) or next(state for state in STATES if state in right.states)
    for role, own in product(Role, (True, False)):
        one, when = standing(at, state)
        if act is Act.ISSUE:
            drafted(at, one.pk, "granted", "provided", when=when)
        by, logged, events = (at if own else other)[role], LogEntry.objects.count(), _events(one)
        if may(right, role, "nothing", own=own):
            try:
                DOES[act](one, by, when)
            except Refused:
                assert act in REFUSED_FOR_MORE
            else:
                last = LogEntry.objects.latest("seq")
                assert (LogEntry.objects.count() > logged, last.actor) == (True, by.username)
        else:
            with pytest.raises(PermissionDenied):
                DOES[act](one, by, when)
            assert (LogEntry.objects.count(), _events(one)) == (logged, events)


@pytest.mark.parametrize("act", DOES)
def test_actions_refuse_where_it_does_not_stand_so(at: Office, act: Act) -> None:
    right = EXPECTED[act]
    registered(at)
    by = at[OFFICER if OFFICER in right.roles else Role.OFFICE_HEAD]
    for state in STATES:
        if state in right.states:
            continue
        one, when = standing(at, state)
        if act is Act.ISSUE:
            Decision.objects.create(application=one, saved_by_id=by.user_id or 0, saved_at=NOON)
        moves, events = one.moves, _events(one)
        with pytest.raises(Refused):
            DOES[act](one, by, when)
        assert (application(one.pk).moves, _events(one)) == (moves, events)


def _events(one: Application) -> int:
    return Event.objects.filter(application=one).exclude(kind=Kind.CONFIRMED).count()


@pytest.mark.parametrize("act", [act for act in DOES if EXPECTED[act].given])
def test_whoever_was_given_a_part_may_do_it(at: Office, act: Act) -> None:
    right = EXPECTED[act]
    for role in right.given:
        one, when = standing(at, BEFORE.get(act) or next(state for state in STATES if state in right.states))
        if role not in right.roles and act is not Act.FINISH_PART:
            with pytest.raises(PermissionDenied):
                DOES[act](one, at[role], when)
        mine = part(one, at[role])
        if act is Act.FINISH_PART:
            actions.finish_part(assignment_id=mine.pk, outcome="已办", by=at[role], at=when)
            continue
        try:
            DOES[act](one, at[role], when)
        except Refused:
            assert act in REFUSED_FOR_MORE


def test_a_part_is_finished_by_whom_it_was_given_to(at: Office) -> None:
    one, when = standing(at, State.IN_REVIEW)
    part(one, at[Role.SECRECY_REVIEWER])
    of_another = part(one, at[Role.HANDLER])
    for role in (Role.SECRECY_REVIEWER, OFFICER):
        with pytest.raises(PermissionDenied):
            actions.finish_part(assignment_id=of_another.pk, outcome="已办", by=at[role], at=when)


def test_who_left_the_agency_sees_nothing_of_what_they_were_given(at: Office) -> None:
    one, _ = standing(at, State.IN_REVIEW)
    gone = office("b")[Role.HANDLER]
    part(one, gone)
    Application.objects.filter(pk=one.pk).update(handler=gone.user_id)
    assert not access.sees(gone, one.pk)
    part(one, at[Role.HANDLER])
    assert access.sees(at[Role.HANDLER], one.pk)
