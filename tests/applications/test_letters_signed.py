"""Notices that an agency has signed before they leave: nothing happens before the last agreement, and then all of it."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.agencies.actions import Stationery, set_letterhead
from gongkai.applications import actions
from gongkai.applications.access import NOTICES, Act
from gongkai.applications.actions import Brought, Question, Refused
from gongkai.applications.actions.signing import DOES
from gongkai.applications.models import Event, FileUse, Letter, Prepared
from gongkai.applications.queries import letter_facts
from gongkai.applications.queries.folder import folder_of
from gongkai.applications.queries.letters import shown
from gongkai.applications.queries.signing import KIND_OF, prepared_card, prepared_of
from gongkai.documents.letters.letter import plain
from gongkai.law.deadlines.answer import State
from gongkai.law.fees.tiers import Method
from gongkai.law.ledger import Kind, Party
from gongkai.law.roles import Role
from gongkai.law.signing.chains import DRAFT, shipped
from gongkai.law.signing.standing import Verdict
from gongkai.law.wording import day
from gongkai.records.access import OPERATOR
from gongkai.records.actions.files import receive
from gongkai.records.models import LogEntry
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff import actions as signoff
from gongkai.signoff.models import Opinion, Round
from tests.applications.office import (
    CLERK,
    HANDLER,
    HEAD,
    LEADER,
    NOON,
    OFFICER,
    Office,
    after,
    application,
    confirmed,
    office,
)
from tests.desk.papers import PIXEL

pytestmark = pytest.mark.django_db
SIGNATURE = [{"id": "signature", "title": "负责人签发", "role": "office_head"}]
REVIEWED = [[{"id": "legal", "title": "法制审核", "role": "legal_reviewer"}], SIGNATURE]
WHAT: dict[str, Any] = {"what": "写明项目名称", "working_days": 10}


@pytest.fixture
def at() -> Office:
    """An agency that has settled whom its letters name for review and suit."""
    made = office()
    settle(made, "虚构省人民政府")
    return made


def settle(at: Office, review_body: str, head: str = "") -> None:
    stationery = Stationery(review_body=review_body, court="虚构市中级人民法院", head=head)
    set_letterhead(agency_id=at.agency.pk, stationery=stationery, by=at[HEAD], at=NOON)


def chain(at: Office, kind: str, steps: Any = (SIGNATURE,)) -> None:
    signoff.set_chain(agency_id=at.agency.pk, kind=kind, steps=list(steps), by=OPERATOR, at=NOON)


def prepared(
    at: Office, one: int, act: Act = Act.ASK_CORRECTION, said: Any = None, *, role: Role = OFFICER
) -> Prepared:
    """What was prepared, in sign-off."""
    made = actions.prepare(application_id=one, act=act, said=said or WHAT, by=at[role], at=after(2))
    actions.submit_prepared(prepared_id=made, revision=1, by=at[role], at=after(2))
    return Prepared.objects.get(pk=made)


def agree(at: Office, held: Prepared, step: str = "signature", role: Role = HEAD, when: int = 2) -> None:
    held = Prepared.objects.get(pk=held.pk)
    signoff.say(
        round_id=held.round_id or 0,
        step=step,
        verdict=Verdict.AGREE,
        digest=held.digest,
        by=at[role],
        at=after(when),
    )


def letters(one: int) -> list[Letter]:
    found = Letter.objects.filter(application=one).select_related("application__applicant")
    return list(found.order_by("pk"))


def untouched(one: int) -> tuple[str, Any, int, int]:
    """What changes where something happens to a case."""
    held = application(one)
    facts = [event for event in held.events.order_by("pk") if event.counts]
    return held.state, held.due_on, len(facts), Letter.objects.filter(application=one).count()


def test_every_letter_of_an_act_can_be_signed_and_none_is_unless_an_agency_says_so() -> None:
    told = {kind for kinds in letter_facts._TOLD.values() for kind in kinds} | {"cohandle_letter"}
    owed = {
        "receipt",
        "abandon_no_correction",
        "abandon_unpaid",
        "withdrawal_confirm",
        "third_party_decision",
    }
    assert set(NOTICES) == (told | owed) - {"consultation_to_applicant"}
    assert set(KIND_OF.values()) == told - {"consultation_to_applicant"}
    assert set(DOES) == {*KIND_OF, Act.LETTER}
    assert all(shipped(kind) == () for kind in NOTICES)


def test_nothing_happens_before_the_last_agreement_and_then_all_of_it(at: Office) -> None:
    chain(at, "correction_notice", REVIEWED)
    one = confirmed(at)
    before = untouched(one)
    with pytest.raises(Refused, match="补正告知书审签以后发出"):
        actions.ask_correction(application_id=one, **WHAT, by=at[OFFICER], at=after(2))
    held = prepared(at, one)
    assert untouched(one) == before
    (card,) = prepared_of(at[OFFICER], one)
    assert (card.stands, card.name) == ("正在审签", "补正告知书")
    agree(at, held, "legal", Role.LEGAL_REVIEWER, when=3)
    assert untouched(one) == before
    agree(at, held, when=4)
    event = Event.objects.get(application=one, kind=Kind.CORRECTION_ASKED)
    assert (event.on, event.by, event.role) == (civil_day(after(4)), at[HEAD].username, HEAD.value)
    assert (event.note, event.working_days) == ("写明项目名称", 10)
    (left,) = letters(one)
    assert (left.kind, left.number, left.on) == ("correction_notice", "依申请公开告〔2026〕1号", event.on)
    assert application(one).state == State.CORRECTION_REQUESTED
    held = Prepared.objects.get(pk=held.pk)
    assert (held.event, held.open) == (event, False)
    logged = LogEntry.objects.get(action="applications.ask_correction")
    assert (logged.actor, logged.subject) == (at[HEAD].username, f"application:{one}")
    assert prepared_of(at[OFFICER], one) == ()


ACTS: dict[Act, dict[str, Any]] = {
    Act.ASK_CORRECTION: WHAT,
    Act.ASK_THIRD_PARTY: {"who": "云岭虚构建设有限公司", "what": "安置方案"},
    Act.ASK_ORGAN: {"who": "云岭虚构县住建局", "what": "安置方案"},
    Act.ASK_HELP: {"who": "云岭虚构县住建局", "what": "检索", "answer_by": date(2026, 3, 20)},
    Act.ASK_REASONS: {"what": "申请数量明显过多，请说明理由"},
    Act.PROPOSE_EXTENSION: {"working_days": 20, "reason": "需要查阅大量档案"},
    Act.NOTIFY_FEE: {"method": Method.BY_PAGE, "pages": 100},
    Act.LETTER: {"kind": "withdrawal_confirm"},
}


def directly(at: Office, one: int, act: Act, said: dict[str, Any]) -> None:
    who: dict[str, Any] = {"application_id": one, "by": at[OFFICER], "at": after(2)}
    match act:
        case Act.ASK_THIRD_PARTY | Act.ASK_ORGAN:
            party = Party.ORGAN if act is Act.ASK_ORGAN else Party.THIRD_PARTY
            actions.ask(question=Question(party, **said), **who)
        case Act.PROPOSE_EXTENSION:
            actions.extend(**said, **who | {"by": at[HEAD]})
        case Act.LETTER:
            actions.write_letter(**said, **who)
        case _:
            getattr(actions, act.value)(**said, **who)


@pytest.mark.parametrize("act", ACTS)
def test_what_is_signed_is_what_the_act_does(at: Office, act: Act) -> None:
    said = ACTS[act]
    one, two = confirmed(at), confirmed(at)
    for case in (one, two) if act is Act.LETTER else ():
        actions.withdraw(application_id=case, by=at[OFFICER], at=after(1))
    directly(at, one, act, said)
    kind = KIND_OF.get(act) or said["kind"]
    chain(at, kind)
    before = untouched(two)
    held = prepared(at, two, act, said)
    assert untouched(two) == before
    agree(at, held)
    mine, theirs = (application(case).events.latest("pk") for case in (one, two))
    same = ("kind", "on", "who", "to", "working_days", "note", "details")
    assert [getattr(mine, name) for name in same] == [getattr(theirs, name) for name in same]
    assert [(each.kind, each.to, each.who) for each in letters(one)] == [
        (each.kind, each.to, each.who) for each in letters(two)
    ]
    assert untouched(one)[:3] == untouched(two)[:3]


def test_the_round_of_an_extension_is_the_consent_of_the_head(at: Office) -> None:
    """依据：条例第三十三条"""
    chain(at, "extension_notice")
    one = confirmed(at)
    due = application(one).due_on
    with pytest.raises(Refused, match="请拟制延期答复告知书并送审"):
        actions.propose_extension(
            application_id=one, working_days=5, reason="复杂", by=at[OFFICER], at=after(2)
        )
    with pytest.raises(Refused, match="延期答复告知书审签以后发出"):
        actions.extend(application_id=one, working_days=5, reason="复杂", by=at[HEAD], at=after(2))
    held = prepared(at, one, Act.PROPOSE_EXTENSION, ACTS[Act.PROPOSE_EXTENSION])
    assert "签发之日同意" in plain(seen(at, held)[0])
    assert application(one).due_on == due
    agree(at, held, when=5)
    (left,) = letters(one)
    extended = application(one)
    assert extended.state == State.EXTENDED
    assert extended.due_on is not None
    text = plain(shown(left))
    assert f"{day(civil_day(after(5)))}同意" in text
    assert day(extended.due_on) in text


def seen(at: Office, held: Prepared) -> tuple[Any, ...]:
    card = prepared_card(at[HEAD], held.pk)
    assert card is not None
    return card[1]


def test_a_chain_for_extensions_has_the_head_or_the_leader_in_it(at: Office) -> None:
    of_above = [[{"id": "signature", "title": "签发", "role": "supervisor"}]]
    with pytest.raises(Refused, match="依法应当经负责人同意，审签流程中要有办公室主任或者分管领导的步骤"):
        chain(at, "extension_notice", of_above)
    chain(at, "correction_notice", of_above)


def test_a_case_that_moved_on_takes_the_agreement_back(at: Office) -> None:
    chain(at, "correction_notice")
    one = confirmed(at)
    held = prepared(at, one)
    actions.withdraw(application_id=one, by=at[OFFICER], at=after(3))
    before, said = untouched(one), Opinion.objects.count()
    with pytest.raises(Refused) as refusal:
        agree(at, held, when=3)
    assert "现在是“已撤回”，不能告知补正" in str(refusal.value)
    assert "文书没有发出，您的意见没有提交" in str(refusal.value)
    assert (untouched(one), Opinion.objects.count()) == (before, said)
    assert Round.objects.get(subject=f"correction_notice:{held.pk}").ended_at is None
    signoff.stop(round_id=held.round_id or 0, because="申请人已撤回", by=at[HEAD], at=after(3))
    actions.drop_prepared(prepared_id=held.pk, by=at[OFFICER], at=after(3))
    assert prepared_of(at[OFFICER], one) == ()


def test_what_the_law_warns_of_by_then_stops_it(at: Office) -> None:
    """依据：条例第三十条：自收到申请之日起七个工作日内告知补正"""
    chain(at, "correction_notice")
    one = confirmed(at)
    held = prepared(at, one)
    with pytest.raises(Refused, match="超过收到申请后的法定告知期限"):
        agree(at, held, when=9)
    assert letters(one) == []


def test_a_letterhead_that_changed_after_the_review_ends_the_consent(at: Office) -> None:
    chain(at, "correction_notice")
    one = confirmed(at)
    held = prepared(at, one)
    settle(at, "虚构省人民政府", head="云岭县虚构局办公室")
    with pytest.raises(Refused, match="已经不是送审时的内容"):
        agree(at, held)
    assert letters(one) == []
    with pytest.raises(Refused, match="文书的内容有变化"):
        again(at, held, revision=1)
    actions.change_prepared(prepared_id=held.pk, said=WHAT, revision=1, by=at[OFFICER], at=after(3))
    again(at, held, revision=2)
    agree(at, held, when=3)
    assert "云岭县虚构局办公室" in str(letters(one)[0].said["head"])


def again(at: Office, held: Prepared, revision: int) -> None:
    actions.submit_prepared(prepared_id=held.pk, revision=revision, by=at[OFFICER], at=after(3))


def test_a_changed_text_is_reviewed_anew(at: Office) -> None:
    chain(at, "correction_notice", REVIEWED)
    one = confirmed(at)
    held = prepared(at, one)
    agree(at, held, "legal", Role.LEGAL_REVIEWER)
    other = WHAT | {"what": "写明文件的年份"}
    actions.change_prepared(prepared_id=held.pk, said=other, revision=1, by=at[OFFICER], at=after(2))
    with pytest.raises(Refused):
        agree(at, held)
    again(at, held, revision=2)
    with pytest.raises(Refused):  # the review is not there any more
        agree(at, held, when=3)
    agree(at, held, "legal", Role.LEGAL_REVIEWER, when=3)
    agree(at, held, when=3)
    assert "写明文件的年份" in plain(shown(letters(one)[0]))
    with pytest.raises(Refused, match="已经签发或者作废"):
        actions.change_prepared(prepared_id=held.pk, said=other, revision=2, by=at[OFFICER], at=after(3))


def test_a_return_goes_back_to_the_drafter_and_on_from_there(at: Office) -> None:
    chain(at, "correction_notice")
    one = confirmed(at)
    held = prepared(at, one)
    signoff.say(
        round_id=held.round_id or 0,
        step="signature",
        verdict=Verdict.RETURN,
        digest=held.digest,
        text="请写明年份",
        by=at[HEAD],
        at=after(2),
    )
    assert letters(one) == []
    signoff.say(
        round_id=held.round_id or 0,
        step=DRAFT,
        verdict=Verdict.SUBMIT,
        digest=held.digest,
        by=at[OFFICER],
        at=after(2),
    )
    agree(at, held, when=3)
    assert len(letters(one)) == 1


def test_files_are_part_of_what_is_signed_and_stay_with_the_case(at: Office) -> None:
    chain(at, "third_party_letter")
    one = confirmed(at)
    said = ACTS[Act.ASK_THIRD_PARTY]
    brought = Brought(FileUse.OPINION, receive(PIXEL, "示意图.png"))
    who: dict[str, Any] = {
        "application_id": one,
        "act": Act.ASK_THIRD_PARTY,
        "by": at[OFFICER],
        "at": after(2),
    }
    made = actions.prepare(said=said, files=[brought], **who)
    with_file = Prepared.objects.get(pk=made).digest
    assert application(one).files.get().name == "示意图.png"
    actions.drop_prepared(prepared_id=made, by=at[OFFICER], at=after(2))
    without = actions.prepare(said=said, **who)
    assert Prepared.objects.get(pk=without).digest != with_file


def test_the_same_is_prepared_once_and_what_the_act_refuses_is_refused(at: Office) -> None:
    chain(at, "correction_notice")
    one = confirmed(at)
    who: dict[str, Any] = {"application_id": one, "by": at[OFFICER], "at": after(2)}
    with pytest.raises(Refused, match="需要补正的事项"):
        actions.prepare(act=Act.ASK_CORRECTION, said={"what": " "}, **who)
    with pytest.raises(Refused, match="没有规定这种文书要审签"):
        actions.prepare(act=Act.ASK_REASONS, said={"what": "请说明"}, **who)
    made = actions.prepare(act=Act.ASK_CORRECTION, said=WHAT, **who)
    with pytest.raises(Refused, match="已经拟好"):
        actions.prepare(act=Act.ASK_CORRECTION, said=WHAT, **who)
    with pytest.raises(Refused, match="刚刚有人修改过"):
        actions.submit_prepared(prepared_id=made, revision=9, by=at[OFFICER], at=after(2))
    actions.submit_prepared(prepared_id=made, revision=1, by=at[OFFICER], at=after(2))
    with pytest.raises(Refused, match="正在审签"):
        actions.drop_prepared(prepared_id=made, by=at[OFFICER], at=after(2))


def test_only_who_may_do_the_act_prepares_it(at: Office) -> None:
    chain(at, "correction_notice")
    one = confirmed(at)
    who: dict[str, Any] = {"application_id": one, "act": Act.ASK_CORRECTION, "said": WHAT, "at": after(2)}
    for by in (*(at[role] for role in (CLERK, HANDLER, LEADER)), office("b")[OFFICER]):
        with pytest.raises(PermissionDenied):
            actions.prepare(by=by, **who)
    assert not Prepared.objects.exists()
    held = prepared(at, one)
    for role in (CLERK, HANDLER, LEADER):
        with pytest.raises(PermissionDenied):
            actions.drop_prepared(prepared_id=held.pk, by=at[role], at=after(2))


def test_whoever_prepared_it_does_not_sign_it(at: Office) -> None:
    chain(at, "correction_notice")
    held = prepared(at, confirmed(at), role=HEAD)
    with pytest.raises(Refused):
        agree(at, held)


def test_numbers_are_taken_when_it_leaves_and_the_archive_has_the_round(at: Office) -> None:
    chain(at, "correction_notice")
    one, two = confirmed(at), confirmed(at)
    held = prepared(at, one)
    chain(at, "reason_request")
    asks: dict[str, Any] = {"act": Act.ASK_REASONS, "said": {"what": "请说明"}}
    actions.prepare(application_id=two, by=at[OFFICER], at=after(2), **asks)
    agree(at, held)
    assert [each.number for each in letters(one)] == ["依申请公开告〔2026〕1号"]
    folder = folder_of(at[OFFICER], one, after(3))
    assert folder is not None
    assert [each.role for each in folder.approvals] == ["拟稿", "负责人签发"]


def test_the_applicant_is_masked_in_what_is_prepared(at: Office) -> None:
    chain(at, "correction_notice")
    held = prepared(at, confirmed(at))
    assert "云小舟" not in str((held.said, held.letters))
    assert "云小舟" not in plain(seen(at, held)[0])
    assert prepared_card(office("b")[OFFICER], held.pk) is None
