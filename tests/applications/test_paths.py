"""From the citizen's form to the decided case, on every path: dates, states and the row of table three."""

from datetime import date

import pytest

from gongkai.applications import actions
from gongkai.applications.actions import Found, Opinion, Question, Said
from gongkai.applications.models import Decision
from gongkai.applications.queries.case import case
from gongkai.applications.queries.counting import behind, table_three
from gongkai.applications.queries.listing import Filter, applications
from gongkai.applications.queries.status import status
from gongkai.law.deadlines.answer import State
from gongkai.law.ledger import Party
from gongkai.law.report.periods import Period
from gongkai.records.queries.chain import faults
from tests.applications.office import (
    HEAD,
    LEADER,
    MONDAY,
    NOON,
    OFFICER,
    Office,
    after,
    application,
    confirmed,
    decided,
    office,
    submitted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Office:
    return office()


def test_granted(at: Office) -> None:
    receipt = submitted(at)
    one = application(receipt.application_id)
    assert (one.state, one.due_on, one.receipt_on) == (State.CONFIRMING_RECEIPT, None, None)
    actions.confirm(application_id=one.pk, by=at[OFFICER], at=after(1))
    one = application(one.pk)
    assert (one.state, one.receipt_on, one.due_on) == (State.IN_REVIEW, date(2026, 3, 3), date(2026, 3, 31))
    number = decided(at, one.pk, "granted", "provided", when=after(5))
    one = application(one.pk)
    assert (one.state, one.row, one.handled_on) == (State.REPLIED, "granted", after(5).date())
    assert number == "依申请公开答〔2026〕1号"
    actions.deliver(application_id=one.pk, how="网上下载", by=at[OFFICER], at=after(6))
    assert application(one.pk).state == State.SERVED
    cells = table_three([at.agency.pk], Period(2026))
    assert (
        cells["t3.granted.natural_person"]
        == cells["t3.new_received.total"]
        == cells["t3.handled_total.total"]
        == 1
    )
    assert [each.number for each in behind([at.agency.pk], Period(2026), "t3.granted.total")] == [
        receipt.number
    ]
    assert status(one.pk, after(6).date()).reply_number == number
    assert case(at[OFFICER], one.pk, after(6).date()) is not None
    assert applications(at[OFFICER], Filter(), after(6).date()).total == 1
    assert list(faults()) == []


def test_refused_with_a_third_party(at: Office) -> None:
    one = confirmed(at)
    before = application(one).due_on
    actions.ask(
        application_id=one,
        question=Question(Party.THIRD_PARTY, "云岭虚构建设有限公司", "是否同意公开"),
        by=at[OFFICER],
        at=after(2),
    )
    assert application(one).state == State.THIRD_PARTY_CONSULTATION
    opinion = Opinion(
        Party.THIRD_PARTY, "云岭虚构建设有限公司", Said.OBJECTED, reasons="涉及商业秘密", reasonable=True
    )
    actions.record_opinion(application_id=one, opinion=opinion, by=at[OFFICER], at=after(6))
    held = application(one)
    assert before is not None
    assert held.due_on is not None
    assert held.due_on > before
    decided(
        at,
        one,
        "denied_third_party",
        "trade_secret",
        when=after(7),
        public_interest="withhold",
        public_interest_reason="不影响公共利益",
        separable=False,
    )
    assert application(one).row == "denied_third_party"


def test_not_held_after_a_search(at: Office) -> None:
    one = confirmed(at)
    with pytest.raises(actions.Refused, match="没有检索记录"):
        decided(at, one, "unable_not_held", "not_exist", when=after(3))
    drafted = Decision.objects.get(application=one)
    actions.drop_decision(decision_id=drafted.pk, by=at[OFFICER], at=after(3))
    found = Found("档案室、公文系统", "按文号和关键词", "2015年至今的全部发文", "没有找到", found=False)
    actions.search(application_id=one, found=found, by=at[OFFICER], at=after(3))
    decided(at, one, "unable_not_held", "not_exist", when=after(4), separable=False)
    assert application(one).row == "unable_not_held"


def test_correction_that_never_came(at: Office) -> None:
    one = confirmed(at)
    actions.ask_correction(application_id=one, what="请写明地块位置", by=at[OFFICER], at=after(3))
    assert application(one).state == State.CORRECTION_REQUESTED
    seen = case(at[OFFICER], one, after(14).date())
    assert seen is not None
    assert (seen.clock.state, seen.row) == (State.ABANDONED_NO_CORRECTION, "other_no_correction")


def test_extension(at: Office) -> None:
    one = confirmed(at)
    actions.propose_extension(
        application_id=one, working_days=20, reason="涉及多年档案", by=at[OFFICER], at=after(9)
    )
    actions.extend(application_id=one, working_days=20, reason="同意", by=at[HEAD], at=after(10))
    held = application(one)
    assert (held.state, held.due_on) == (State.EXTENDED, after(40).date())
    with pytest.raises(actions.Refused):
        actions.extend(application_id=one, working_days=5, reason="再延", by=at[LEADER], at=after(30))
    assert application(one).due_on == after(40).date()


def test_same_form_twice_is_one(at: Office) -> None:
    first = submitted(at)
    from gongkai.applications.models import Application

    ticket = Application.objects.get(pk=first.application_id).ticket
    again = submitted(at, ticket=ticket)
    assert (again.number, again.code, again.again) == (first.number, first.code, True)
    assert MONDAY == NOON.date()
