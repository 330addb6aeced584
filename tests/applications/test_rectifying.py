"""Requests for correction: each way from the form to the answer, days as the law counts them, nothing entered twice."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.agencies.models import Agency
from gongkai.applications.actions import Came, Unfit, in_turn, rectifying
from gongkai.applications.actions import rectifying_due as due
from gongkai.applications.actions import rectifying_receiving as receiving
from gongkai.applications.actions.holding import Brought
from gongkai.applications.models import (
    Application,
    FileUse,
    Rectification,
    RectifyEvent,
    Requester,
    Way,
)
from gongkai.applications.queries.counting import table_three
from gongkai.applications.queries.rectifying.case import case, file_of
from gongkai.applications.queries.rectifying.claims import LONGEST, wrong
from gongkai.applications.queries.rectifying.status import answer_of, status
from gongkai.law.rectification.answers import Answer, Ground
from gongkai.law.rectification.course import State
from gongkai.law.report.periods import Period
from gongkai.records.actions.files import receive
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry, Message
from gongkai.sealing.value import Sealed
from tests.applications.office import CLERK, HANDLER, MONDAY, NOON, OFFICER, Office, after, office
from tests.applications.rectifying import (
    RIGHT,
    WHY,
    WRONG,
    claim,
    one,
    organisation,
    registered,
    standing,
    submitted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Office:
    return office()


def who(office: Office, made: int, **more: Any) -> dict[str, Any]:
    return {"rectification_id": made, "by": office[OFFICER], "at": NOON, **more}


def picture(name: str = "户口簿.txt") -> Brought:
    return Brought(FileUse.EVIDENCE, receive(BytesIO("虚构材料".encode()), name))


def test_from_the_form_to_the_correction(at: Office) -> None:
    receipt = submitted(at)
    assert receipt.number.startswith("GZ")
    made = receipt.rectification_id
    held = one(made)
    assert (held.state, held.receipt_on, held.due_on) == (State.CONFIRMING, None, None)
    rectifying.confirm(rectification_id=made, by=at[CLERK], at=NOON, how="电话确认")
    assert (one(made).state, one(made).due_on) == (State.CHECKING, date(2026, 3, 30))
    rectifying.ask_evidence(what="请提供户口簿复印件", **who(at, made, at=after(2)))
    assert one(made).state == State.EVIDENCE_WAITED
    rectifying.supplement(
        number=receipt.number, code=receipt.code, text="见附件", at=after(4), files=[picture()]
    )
    assert (one(made).state, one(made).due_on) == (State.CHECKING, date(2026, 4, 1))
    rectifying.correct(old_record=WRONG, new_record=RIGHT, **who(at, made, at=after(6)))
    ended = one(made)
    assert (ended.state, ended.closed_on) == (State.CORRECTED, after(6).date())
    told = answer_of(made)
    assert told is not None
    assert (told.answer, dict(told.lines())) == (Answer.CORRECTED, {"更正前": WRONG, "更正后": RIGHT})
    shown = status(made, after(6).date())
    assert (shown.says, shown.open, shown.answer) == ("机关已经更正", False, told)
    assert [each.note for each in shown.passed if each.note] == ["请提供户口簿复印件"]
    assert Message.objects.count() == 4


def test_a_refusal_says_ground_and_reasons(at: Office) -> None:
    made = registered(at).rectification_id
    with pytest.raises(Refused, match="请写明理由"):
        rectifying.refuse(ground=Ground.ACCURATE, reasons=" ", **who(at, made))
    assert (one(made).moves, one(made).state) == (0, State.CHECKING)
    rectifying.refuse(ground=Ground.ACCURATE, reasons="与档案一致", **who(at, made))
    told = answer_of(made)
    assert told is not None
    assert dict(told.lines()) == {"结论": Ground.ACCURATE.label, "理由": "与档案一致"}
    assert isinstance(RectifyEvent.objects.get(kind="refused").reasons, Sealed)


@pytest.mark.parametrize(("sent", "state"), [(True, State.FORWARDED), (False, State.DIRECTED)])
def test_another_organ_is_competent(at: Office, sent: bool, state: State) -> None:
    made = registered(at).rectification_id
    rectifying.forward(organ="云岭县虚构民政局", contact="000-0000000", sent=sent, **who(at, made))
    assert one(made).state == state
    told = answer_of(made)
    assert told is not None
    assert (told.organ, told.organ_contact) == ("云岭县虚构民政局", "000-0000000")


def test_what_an_answer_must_say(at: Office) -> None:
    made = registered(at).rectification_id
    refused: list[Callable[[], object]] = [
        lambda: rectifying.correct(old_record="", new_record=RIGHT, **who(at, made)),
        lambda: rectifying.correct(old_record=WRONG, new_record=f" {WRONG}", **who(at, made)),
        lambda: rectifying.correct(old_record=WRONG, new_record="长" * 2_001, **who(at, made)),
        lambda: rectifying.forward(organ="", **who(at, made)),
        lambda: rectifying.forward(organ="某局", sent=False, **who(at, made)),
        lambda: rectifying.forward(organ=at.agency.name, **who(at, made)),
        lambda: rectifying.forward(organ="局" * 121, **who(at, made)),
        lambda: rectifying.ask_evidence(what="", **who(at, made)),
        lambda: rectifying.record_evidence(said="", **who(at, made)),
        lambda: rectifying.note(text="", **who(at, made)),
        lambda: rectifying.withdraw(on=date(2026, 3, 3), **who(at, made)),
        lambda: rectifying.withdraw(on=date(2026, 3, 1), **who(at, made)),
    ]
    for each in refused:
        with pytest.raises(Refused):
            each()
    assert RectifyEvent.objects.filter(rectification=made).count() == 1
    assert answer_of(made) is None
    assert one(made).moves == 0


def test_a_form_that_is_sent_twice_is_one_request(at: Office) -> None:
    ticket = uuid4()
    first, second = submitted(at, ticket=ticket), submitted(at, ticket=ticket)
    assert (second.number, second.code, second.again) == (first.number, first.code, True)
    assert Rectification.objects.count() == Requester.objects.count() == 1
    assert LogEntry.objects.filter(action="applications.rectify_submit").count() == 1


def test_another_process_was_first(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the insertion the same form came in: its receipt is given."""
    ticket = uuid4()
    first = submitted(at, ticket=ticket)
    known, looks = receiving._known, iter([True])
    monkeypatch.setattr(receiving, "_known", lambda asked: None if next(looks, False) else known(asked))
    second = submitted(at, ticket=ticket)
    assert (second.number, second.again) == (first.number, True)
    assert Rectification.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"asker": ""}, "asker"),
        ({"name": ""}, "name"),
        ({"identity_no": "110105194912310021"}, "identity_no"),
        ({"telephone": "", "email": "", "address": ""}, "telephone"),
        ({"record": " "}, "record"),
        ({"says_now": ""}, "says_now"),
        ({"should_say": WRONG}, "should_say"),
        ({"because": ""}, "because"),
        ({"because": "长" * (LONGEST + 1)}, "because"),
        ({"place": "长" * 201}, "place"),
        ({"says_now": "坏\0字"}, "says_now"),
    ],
)
def test_a_form_that_lacks_something(at: Office, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Unfit) as found:
        submitted(at, **changes)
    assert list(found.value.wrong) == [field]
    assert Rectification.objects.count() == 0


def test_an_organisation_asks_with_its_credit_code(at: Office) -> None:
    assert wrong(organisation()) == {}
    assert list(wrong(organisation(credit_code="", representative=""))) == ["credit_code", "representative"]
    made = registered(at, form=organisation(), way=Way.ORDINARY_MAIL)
    assert one(made.rectification_id).state == State.CONFIRMING
    shown = case(at[OFFICER], made.rectification_id, MONDAY)
    assert shown is not None
    assert shown.identity == "统一社会信用代码"


def test_what_is_not_taken_in(at: Office) -> None:
    came = Came(Way.COUNTER, MONDAY)
    given: dict[str, Any] = {"agency_id": at.agency.pk, "claim": claim(), "ticket": uuid4(), "at": NOON}
    with pytest.raises(PermissionDenied):
        rectifying.register(came=came, by=at[HANDLER], **given)
    with pytest.raises(Refused, match="实际的收件途径"):
        rectifying.register(came=Came(Way.PORTAL, MONDAY), by=at[CLERK], **given)
    with pytest.raises(Refused, match="不能晚于今天"):
        rectifying.register(came=Came(Way.COUNTER, date(2026, 3, 3)), by=at[CLERK], **given)
    with pytest.raises(Refused, match="没有这个机关"):
        rectifying.submit(**given | {"agency_id": 0})
    without = Agency.objects.create(
        slug="x", name="云岭县没有编号的局", level="department", kind="department"
    )
    with pytest.raises(Refused, match="还没有设好更正登记编号"):
        rectifying.submit(**given | {"agency_id": without.pk})
    Agency.objects.filter(pk=at.agency.pk).update(ends_on=date(2026, 3, 1))
    with pytest.raises(Refused, match="已经撤销"):
        rectifying.submit(**given)
    assert Rectification.objects.count() == 0


def test_evidence_that_nobody_asked_for_moves_nothing(at: Office) -> None:
    made = registered(at).rectification_id
    rectifying.record_evidence(said="当面出示证件", **who(at, made), files=[picture()])
    assert (one(made).state, one(made).due_on) == (State.CHECKING, date(2026, 3, 30))
    assert RectifyEvent.objects.latest("pk").kind == "filed"
    found = case(at[OFFICER], made, MONDAY)
    assert found is not None
    file = found.happened[-1].files[0]
    assert file_of(at[OFFICER], made, file.id) is not None
    assert file_of(office("b")[OFFICER], made, file.id) is None


def test_of_two_who_act_at_once_the_second_is_told(at: Office) -> None:
    made = registered(at).rectification_id
    rectifying.note(text="已联系档案科", **who(at, made, moves=0))
    with pytest.raises(Refused, match="刚刚有变化"):
        rectifying.note(text="又写", **who(at, made, moves=0))
    with pytest.raises(Refused, match="没有这件更正申请"):
        rectifying.note(text="又写", **who(at, made + 1))


def test_the_citizen_takes_it_back_and_brings_no_more(at: Office) -> None:
    receipt = submitted(at)
    asked: dict[str, Any] = {
        "number": receipt.number.lower(),
        "code": f"{receipt.code[:4]} {receipt.code[4:].lower()}",
    }
    with pytest.raises(Refused, match="登记编号或者查询码不对"):
        rectifying.take_back(number=receipt.number, code="XXXXXXXX", at=NOON)
    with pytest.raises(Refused, match="最多上传 10 个"):
        rectifying.supplement(**asked, text="", at=NOON, files=[picture(f"{n}.txt") for n in range(11)])
    rectifying.take_back(**asked, at=NOON, reason="已经自行解决")
    assert one(receipt.rectification_id).state == State.WITHDRAWN
    again: Callable[[], object]
    for again in (
        lambda: rectifying.take_back(**asked, at=NOON),
        lambda: rectifying.supplement(**asked, text="再补", at=NOON),
    ):
        with pytest.raises(Refused, match="已经办结"):
            again()


def test_a_new_code_shuts_the_old_one_out(at: Office) -> None:
    receipt = submitted(at)
    code = rectifying.renew_code(reason="当面核对证件", **who(at, receipt.rectification_id))
    assert rectifying.find(receipt.number, receipt.code) is None
    assert rectifying.find(receipt.number, code) == receipt.rectification_id


def test_it_counts_in_no_row_of_table_three(at: Office) -> None:
    for state in State:
        standing(at, state)
    assert Application.objects.count() == 0
    assert sum(table_three([at.agency.pk], Period(2026)).values()) == 0


def test_a_holiday_notice_moves_the_last_day(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    made, waits = registered(at).rectification_id, submitted(at).rectification_id
    assert due.settle_each(at=after(1)) == 0
    Rectification.objects.filter(pk=made).update(due_on=date(2026, 3, 27))
    monkeypatch.setattr(in_turn, "BATCH", 1)
    assert due.settle_each(at=after(1)) == 1
    assert (one(made).due_on, one(waits).due_on) == (date(2026, 3, 30), None)
    assert LogEntry.objects.latest("seq").details == {"due_before": "2026-03-27", "due_after": "2026-03-30"}


def test_what_the_citizen_is_not_told(at: Office) -> None:
    made = registered(at).rectification_id
    rectifying.note(text="内部意见", **who(at, made))
    assert "内部意见" not in repr(status(made, MONDAY))
    assert WHY not in repr(status(made, MONDAY))
