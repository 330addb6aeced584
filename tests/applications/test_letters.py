"""Letters of a case: which leave with which act, what they say, how they arrive and what that begins."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.agencies.actions import Stationery, set_letterhead
from gongkai.applications import actions
from gongkai.applications.actions import Question, Refused, Service
from gongkai.applications.actions.letters import made_files, make_letter
from gongkai.applications.models import CaseFile, Delivery, FileUse, Letter
from gongkai.applications.queries.addressing import third_party
from gongkai.applications.queries.clocks import ledger_of, where
from gongkai.applications.queries.letters import Confirmed, letter_card, letters_of, shown
from gongkai.applications.queries.letters import confirmed as confirmed_page
from gongkai.applications.queries.status import status
from gongkai.documents.letters.letter import digest, plain
from gongkai.law.deadlines.answer import State
from gongkai.law.ledger import Kind, Party
from gongkai.records.models import LogEntry
from gongkai.records.queries.numbers import civil_day
from tests.applications.office import (
    CLERK,
    HANDLER,
    HEAD,
    NOON,
    OFFICER,
    Office,
    after,
    application,
    company,
    confirmed,
    decided,
    office,
    submitted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Office:
    """An agency that has settled whom its letters name for review and suit."""
    made = office()
    stationery = Stationery(review_body="虚构省人民政府", court="虚构市中级人民法院")
    set_letterhead(agency_id=made.agency.pk, stationery=stationery, by=made[HEAD], at=NOON)
    return made


def letters(one: int) -> list[Letter]:
    found = Letter.objects.filter(application=one).select_related("application__applicant").order_by("pk")
    return list(found)


def text(letter: Letter) -> str:
    return plain(shown(letter))


def test_each_act_that_tells_somebody_sends_the_letter_that_the_law_knows(at: Office) -> None:
    one, two, three = (confirmed(at) for _ in range(3))
    who: dict[str, Any] = {"by": at[OFFICER], "at": after(2)}
    actions.ask_correction(application_id=one, what="写明项目名称\n写明文件的年份", working_days=10, **who)
    actions.ask(
        application_id=two, question=Question(Party.THIRD_PARTY, "云岭虚构建设有限公司", "安置方案"), **who
    )
    actions.ask(application_id=two, question=Question(Party.ORGAN, "云岭虚构县住建局", "安置方案"), **who)
    actions.extend(application_id=three, working_days=20, reason="需要查阅大量档案", by=at[HEAD], at=after(2))
    assert [[(each.kind, each.to, each.who) for each in letters(case)] for case in (one, two, three)] == [
        [("correction_notice", "applicant", "")],
        [
            ("third_party_letter", "third_party", "云岭虚构建设有限公司"),
            ("consultation_to_applicant", "applicant", ""),
            ("comaker_letter", "organ", "云岭虚构县住建局"),
            ("consultation_to_applicant", "applicant", ""),
        ],
        [("extension_notice", "applicant", "")],
    ]
    assert [each.number for case in (one, two, three) for each in letters(case)] == [
        f"依申请公开告〔2026〕{number}号" for number in range(1, 7)
    ]
    said = text(letters(one)[0])
    assert "写明项目名称" in said
    assert "写明文件的年份" in said
    assert "自收到本告知书之日起10个工作日内" in said
    due = application(three).due_on
    assert due is not None
    assert f"{due.year}年{due.month}月{due.day}日" in text(letters(three)[0])
    assert len({each.code for case in (one, two, three) for each in letters(case)}) == 6


def test_a_person_is_addressed_as_such_and_a_unit_as_a_unit(at: Office) -> None:
    person, unit = confirmed(at), confirmed(at, form=company())
    who: dict[str, Any] = {"by": at[OFFICER], "at": after(2)}
    for one in (person, unit):
        actions.ask(application_id=one, question=Question(Party.ORGAN, "云岭虚构县住建局", "方案"), **who)
        actions.ask(application_id=one, question=Question(Party.THIRD_PARTY, "云大川", "方案"), **who)
        question = Question(Party.THIRD_PARTY, "云岭虚构建设有限公司", "安置方案")
        actions.ask(application_id=one, question=question, **who)
    called = [
        [next(you for you in ("贵单位", "贵机关", "您") if you in text(each)) for each in letters(one)]
        for one in (person, unit)
    ]
    assert called == [
        ["贵机关", "您", "您", "您", "贵单位", "您"],
        ["贵机关", "贵单位", "您", "贵单位", "贵单位", "贵单位"],
    ]
    assert not any("您" in text(each) for each in letters(unit) if each.who != "云大川")


@pytest.mark.parametrize(
    ("name", "you"),
    [
        ("云岭虚构建设有限公司", "贵单位"),
        ("云岭虚构律师事务所（特殊普通合伙）", "贵单位"),
        ("云岭县虚构村村民委员会", "贵单位"),
        ("云岭县第一虚构中学（虚构）", "贵单位"),
        ("云岭建设有限公司（虚构示例）", "贵单位"),
        ("云小舟（虚构示例）", "您"),
        ("云小舟", "您"),
        ("云大厂", "您"),
        ("阿云·虚构·舟", "您"),
    ],
)
def test_a_third_party_is_a_unit_only_by_the_end_of_its_name(name: str, you: str) -> None:
    assert third_party(name) == you


def test_a_reply_leaves_as_the_letter_of_its_result(at: Office) -> None:
    one = confirmed(at)
    number = decided(at, one, "granted", "provided", when=after(5))
    (reply,) = letters(one)
    assert (reply.kind, reply.number, reply.on) == ("reply_grant", number, civil_day(after(5)))
    assert reply.decision is not None
    assert "经审查，现答复如下。" in text(reply)
    assert "申请人" not in reply.decision.digest


def test_the_files_are_made_once_and_name_the_applicant(at: Office) -> None:
    one = confirmed(at)
    decided(at, one, "granted", "provided", when=after(5))
    (reply,) = letters(one)
    assert reply.pdf is None
    prepared = made_files(letter_id=reply.pk, at=after(5))
    assert prepared.pdf.startswith(b"%PDF")
    assert prepared.docx.startswith(b"PK")
    for _ in range(2):  # a worker that died after the transaction tries again
        make_letter(letter_id=reply.pk, at=after(5), prepared=prepared)
    (file,) = CaseFile.objects.filter(application=one, use=FileUse.NOTICE)
    (reply,) = letters(one)
    assert (reply.pdf_id, file.event_id) == (file.file_id, reply.event_id)
    assert [each.file_id for each in status(one, civil_day(after(5))).files] == [file.file_id]
    assert confirmed_page("0" * 24) is None
    page = confirmed_page(reply.code)
    assert page == Confirmed(
        at.agency.name, at.agency.slug, "予以公开告知书", reply.number, reply.on, file.file.digest
    )


def test_the_applicant_is_masked_wherever_the_letter_is_shown_and_nowhere_kept(at: Office) -> None:
    one = confirmed(at)
    decided(at, one, "granted", "provided", when=after(5))
    (reply,) = letters(one)
    assert "云小舟" not in text(reply)
    assert "云*舟" in text(reply) or "云**" in text(reply)
    assert "云小舟" not in str(reply.said)
    card = letter_card(at[OFFICER], reply.pk)
    assert card is not None
    assert digest(card[1]) != ""
    assert letter_card(office("b")[OFFICER], reply.pk) is None


def test_letters_to_third_parties_are_not_for_the_applicant(at: Office) -> None:
    one = confirmed(at)
    question = Question(Party.THIRD_PARTY, "云岭虚构建设有限公司", "安置方案")
    actions.ask(application_id=one, question=question, by=at[OFFICER], at=after(2))
    for each in letters(one):
        make_letter(letter_id=each.pk, at=after(2), prepared=made_files(letter_id=each.pk, at=after(2)))
    uses = dict(CaseFile.objects.filter(application=one).values_list("name", "use"))
    assert uses == {"征求第三方意见书.pdf": FileUse.OPINION, "征求意见告知书.pdf": FileUse.NOTICE}
    assert [each.name for each in status(one, civil_day(after(2))).files] == ["征求意见告知书.pdf"]


def test_a_name_that_no_typeface_has_stops_the_letter_before_it_leaves(at: Office) -> None:
    one = confirmed(at, name="云\ue000舟")
    with pytest.raises(Refused) as refusal:
        actions.ask_correction(application_id=one, what="写明项目名称", by=at[OFFICER], at=after(2))
    assert "字" in str(refusal.value)
    assert letters(one) == []
    assert application(one).state == State.IN_REVIEW


def test_sent_returned_and_sent_again(at: Office) -> None:
    one = confirmed(at)
    decided(at, one, "granted", "provided", when=after(5))
    (reply,) = letters(one)
    who: dict[str, Any] = {"letter_id": reply.pk, "by": at[CLERK]}
    with pytest.raises(Refused, match="邮件号"):
        actions.send_letter(way=Delivery.POST, at=after(5), **who)
    with pytest.raises(Refused, match="没有在途"):
        actions.letter_returned(service=Service("查无此人"), at=after(5), **who)
    actions.send_letter(way=Delivery.POST, tracking="XA00000000011", at=after(5), **who)
    actions.letter_returned(service=Service("地址不详"), at=after(8), **who)
    (card,) = letters_of(at[OFFICER], one)
    assert (card.way, card.stands) == ("邮寄", "已经退回，需要另行送达")
    with pytest.raises(Refused, match="已经登记退回"):
        actions.letter_returned(service=Service("地址不详"), at=after(8), **who)
    assert "改用其他方式（当面送达、电子邮件、网上下载）" in next_step(at, reply)
    actions.send_letter(way=Delivery.COUNTER, at=after(9), **who)
    actions.serve_letter(service=Service("申请人本人签收"), at=after(9), **who)
    (card,) = letters_of(at[OFFICER], one)
    assert (card.stands, card.served_on) == ("已经送达", civil_day(after(9)))
    assert application(one).state == State.SERVED
    with pytest.raises(Refused, match="已经登记送达"):
        actions.serve_letter(service=Service("再次登记"), at=after(9), **who)
    with pytest.raises(Refused, match="已经送达"):
        actions.send_letter(way=Delivery.EMAIL, at=after(9), **who)


def next_step(at: Office, sent: Letter) -> str:
    found = letter_card(at[OFFICER], sent.pk)
    assert found is not None
    return found[0].next_step


def test_when_every_way_was_tried_the_next_step_is_to_ask(at: Office) -> None:
    one = confirmed(at)
    question = Question(Party.THIRD_PARTY, "云岭虚构建设有限公司", "安置方案")
    actions.ask(application_id=one, question=question, by=at[OFFICER], at=after(2))
    sent = letters(one)[0]
    for way in (Delivery.POST, Delivery.COUNTER, Delivery.EMAIL):
        assert next_step(at, sent) == "" or str(way.label) in next_step(at, sent)
        actions.send_letter(letter_id=sent.pk, way=way, tracking="XA1", by=at[CLERK], at=after(3))
        back = Service("送不到")
        actions.letter_returned(letter_id=sent.pk, service=back, by=at[CLERK], at=after(3))
    assert "请法制审核员确定怎样处理" in next_step(at, sent)  # a third party downloads nothing


def test_days_before_the_letter_or_to_come_are_refused(at: Office) -> None:
    one = confirmed(at)
    decided(at, one, "granted", "provided", when=after(5))
    (reply,) = letters(one)
    for on in (civil_day(after(4)), civil_day(after(7))):
        with pytest.raises(Refused, match="日期"):
            actions.serve_letter(letter_id=reply.pk, service=Service("邮寄", on), by=at[CLERK], at=after(6))
    assert letters(one)[0].served_on is None


def test_the_day_on_which_a_notice_arrives_begins_its_period(at: Office) -> None:
    """依据：条例第三十条：合理的补正期限自收到告知之日起"""
    one = confirmed(at)
    actions.ask_correction(
        application_id=one, what="写明项目名称", working_days=5, by=at[OFFICER], at=after(2)
    )
    (notice,) = letters(one)
    assert limit(one, after(8).date()) == civil_day(after(7))
    actions.send_letter(
        letter_id=notice.pk, way=Delivery.POST, tracking="XA00000000028", by=at[CLERK], at=after(2)
    )
    actions.serve_letter(letter_id=notice.pk, service=Service("邮寄签收"), by=at[CLERK], at=after(6))
    assert limit(one, after(8).date()) == civil_day(after(11))


def limit(one: int, on: date) -> date:
    held = application(one)
    clock = where(ledger_of(held, held.events.order_by("pk")), on).clock
    return next(each.by for each in clock.limits if each.id == "correction")


def test_a_download_is_the_arrival_once(at: Office) -> None:
    receipt = submitted(at)
    actions.confirm(application_id=receipt.application_id, by=at[OFFICER], at=after(1))
    decided(at, receipt.application_id, "granted", "provided", when=after(5))
    (reply,) = letters(receipt.application_id)
    make_letter(letter_id=reply.pk, at=after(5), prepared=made_files(letter_id=reply.pk, at=after(5)))
    (reply,) = letters(receipt.application_id)
    assert reply.pdf_id is not None
    who: dict[str, Any] = {"number": receipt.number, "code": receipt.code, "file_id": reply.pdf_id}
    assert not actions.downloaded(**who | {"code": "WRONGCODE"}, at=after(6))
    assert application(receipt.application_id).state == State.REPLIED
    assert actions.downloaded(**who, at=after(6))
    assert not actions.downloaded(**who, at=after(7))
    held = application(receipt.application_id)
    assert held.state == State.SERVED
    assert held.events.filter(kind=Kind.DELIVERED).count() == 1
    assert LogEntry.objects.filter(action="applications.downloaded").count() == 1


def test_what_lapsed_and_what_was_taken_back_is_confirmed_once(at: Office) -> None:
    one, two = confirmed(at), confirmed(at)
    actions.ask_correction(application_id=one, what="写明名称", working_days=5, by=at[OFFICER], at=after(2))
    actions.withdraw(application_id=two, reason="不再需要", by=at[OFFICER], at=after(3))
    late: dict[str, Any] = {"by": at[OFFICER], "at": after(12)}
    assert actions.write_letter(application_id=one, kind="abandon_no_correction", **late)
    assert actions.write_letter(application_id=two, kind="withdrawal_confirm", **late)
    assert "视为放弃" in text(letters(one)[-1]) or "不再处理" in text(letters(one)[-1])
    assert "不再需要" in text(letters(two)[-1])
    with pytest.raises(Refused, match="已经制发过"):
        actions.write_letter(application_id=two, kind="withdrawal_confirm", **late)
    with pytest.raises(Refused, match="不需要"):
        actions.write_letter(application_id=two, kind="abandon_unpaid", **late)


def test_handlers_who_were_given_nothing_send_no_letters(at: Office) -> None:
    one = confirmed(at)
    actions.withdraw(application_id=one, by=at[OFFICER], at=after(3))
    with pytest.raises(PermissionDenied):
        actions.write_letter(application_id=one, kind="withdrawal_confirm", by=at[HANDLER], at=after(3))


def test_another_organ_is_asked_to_help_while_the_period_runs_on(at: Office) -> None:
    one = confirmed(at)
    due = application(one).due_on
    asked: dict[str, Any] = {"who": "云岭虚构县住建局", "what": "检索安置方案的批复", "by": at[OFFICER]}
    with pytest.raises(Refused, match="日期已经过去"):
        actions.ask_help(application_id=one, answer_by=civil_day(after(1)), at=after(2), **asked)
    actions.ask_help(application_id=one, answer_by=civil_day(after(6)), at=after(2), **asked)
    (sent,) = letters(one)
    assert (sent.kind, sent.to, sent.who) == ("cohandle_letter", Party.ORGAN, "云岭虚构县住建局")
    assert sent.number
    said = text(sent)
    for words in ("云岭虚构县住建局：", "检索安置方案的批复", "请在2026年3月10日以前（含当日）书面回复"):
        assert words in said, said
    assert application(one).due_on == due
    assert application(one).state == State.IN_REVIEW
