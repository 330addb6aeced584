"""The other paths to a decided case; days compared with what the law core says of facts that are written down here by hand."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.applications import actions
from gongkai.applications.actions import Opinion, Question, Said
from gongkai.applications.actions.due import settle_each
from gongkai.applications.actions.holding import Held, enter_fact, taken
from gongkai.applications.models import Application, Event
from gongkai.applications.queries.case import case
from gongkai.applications.queries.counting import behind, table_three
from gongkai.applications.queries.deciding import Part
from gongkai.applications.queries.filing import Thing
from gongkai.applications.queries.status import status
from gongkai.documents.holidays import installed_calendar
from gongkai.law.deadlines.answer import State
from gongkai.law.deadlines.clock import clock
from gongkai.law.fees.tiers import Method
from gongkai.law.ledger import Channel, Fact, Kind, Ledger, Party
from gongkai.law.report.periods import Period
from gongkai.records.access import OPERATOR
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.chain import faults
from tests.applications.office import (
    CLEARED,
    HEAD,
    MONDAY,
    OFFICER,
    Office,
    after,
    application,
    confirmed,
    decided,
    filing,
    office,
    registered,
    said,
    sent,
    signed,
    submitted,
)

pytestmark = pytest.mark.django_db
THINGS = (Thing("虚构道路的规划图"), Thing("虚构道路的预算"), Thing("虚构道路的合同"))


@pytest.fixture
def at() -> Office:
    return office()


def on(days: int) -> date:
    return after(days).date()


def assert_as_the_law_says(
    application_id: int, days: int, *facts: Fact, channel: Channel = Channel.INTERNET
) -> None:
    """State, due day and end are those of these facts, which came in on Monday and were confirmed then."""
    ledger = Ledger(MONDAY, channel, (Fact(Kind.CONFIRMED, MONDAY), *facts))
    said, one = clock(ledger, on(days), installed_calendar()), application(application_id)
    kept = (one.state, one.receipt_on, one.due_on, one.closed_on)
    assert kept == (said.state, said.receipt_on, said.due_on, said.closed_on)


def counted(at: Office, row: str, year: int = 2026) -> int:
    return table_three([at.agency.pk], Period(year))[f"t3.{row}.total"]


def test_already_public(at: Office) -> None:
    one = confirmed(at)
    decided(at, one, "granted", "already_public", when=after(3), proofs=["published_record"])
    assert_as_the_law_says(one, 3, Fact(Kind.REPLIED, on(3), result="granted"))
    assert (application(one).row, counted(at, "granted")) == ("granted", 1)


def test_given_in_part(at: Office) -> None:
    """Of three things one is given, one withheld, one not held: one row, 部分公开."""
    one = confirmed(at, things=THINGS)
    results = (
        Part(1, "granted", "provided"),
        Part(2, "denied_internal_affairs", "personnel", what="预算", reason="属于内部事务信息"),
        Part(3, "denied_process", "process_draft", what="合同草稿", reason="属于过程性信息"),
    )
    decision_id = actions.save_decision(
        application_id=one,
        parts=results,
        text=said(results, after(3)),
        facts=CLEARED | {"separable": True, "remedy": "如不服本答复，可以申请行政复议。"},
        by=at[OFFICER],
        at=after(3),
    )
    sent(at, decision_id, when=after(3))
    signed(at, decision_id, when=after(3))
    actions.issue(decision_id=decision_id, by=at[OFFICER], at=after(4))
    assert_as_the_law_says(one, 4, Fact(Kind.REPLIED, on(4), result="partial"))
    assert application(one).row == "partial"
    cells = table_three([at.agency.pk], Period(2026))
    assert (cells["t3.partial.total"], cells["t3.handled_total.total"]) == (1, 1)


def test_each_thing_needs_its_result(at: Office) -> None:
    one = confirmed(at, things=THINGS)
    for parts in ([], [Part(1, "granted", "provided")], [Part(place, "granted") for place in (1, 2, 3)]):
        with pytest.raises(Refused):
            actions.save_decision(
                application_id=one, parts=parts, text="略", facts={}, by=at[OFFICER], at=after(3)
            )


def test_another_organ_is_named(at: Office) -> None:
    one = confirmed(at)
    with pytest.raises(actions.Faulty, match=r"名称|联系方式"):
        decided(at, one, "unable_not_held", "not_this_organ", when=after(2), right_organ="云岭县虚构局")
    held = application(one).decisions.get()
    actions.drop_decision(decision_id=held.pk, by=at[OFFICER], at=after(2))
    told = {"right_organ": "云岭县虚构局", "right_organ_contact": "0000-0000000", "proofs": ["duty_basis"]}
    decided(at, one, "unable_not_held", "not_this_organ", when=after(2), **told)
    assert_as_the_law_says(one, 2, Fact(Kind.REPLIED, on(2), result="unable_not_held"))
    assert counted(at, "unable_not_held") == 1


def test_duplicate(at: Office) -> None:
    """The same applicant asks for the same thing again and is told of the earlier reply; others are not."""
    first, again = confirmed(at, things=THINGS), confirmed(at, things=THINGS, when=after(6))
    stranger = confirmed(at, things=THINGS, when=after(6), identity_no="110105199003074472", name="山小川")
    decided(at, first, "granted", "provided", when=after(5))
    with pytest.raises(actions.Faulty, match="另一申请人"):
        decided(at, stranger, "unprocessed_duplicate", when=after(7), earlier=first)
    decided(at, again, "unprocessed_duplicate", when=after(7), earlier=first)
    assert application(again).row == "unprocessed_duplicate"
    with pytest.raises(actions.Faulty):
        decided(at, confirmed(at, when=after(7)), "unprocessed_duplicate", when=after(8), earlier=first)


def test_petition(at: Office) -> None:
    one = confirmed(at)
    decided(at, one, "unprocessed_petition", when=after(1), proofs=["application_text"])
    assert_as_the_law_says(one, 1, Fact(Kind.REPLIED, on(1), result="unprocessed_petition"))
    assert counted(at, "unprocessed_petition") == 1


def test_too_many_with_reasons_that_do_not_hold(at: Office) -> None:
    one = confirmed(at)
    with pytest.raises(actions.Faulty, match="说明理由"):
        decided(at, one, "unprocessed_excessive", when=after(1))
    actions.drop_decision(decision_id=application(one).decisions.get().pk, by=at[OFFICER], at=after(1))
    actions.ask_reasons(application_id=one, what="一周内提出四十件申请", by=at[OFFICER], at=after(1))
    assert_as_the_law_says(one, 1, Fact(Kind.REASONS_ASKED, on(1)))
    actions.record_reasons(
        application_id=one, reasons="随便问问", accepted=False, by=at[OFFICER], at=after(4)
    )
    given = (Fact(Kind.REASONS_ASKED, on(1)), Fact(Kind.REASONS_GIVEN, on(4)))
    assert_as_the_law_says(one, 4, *given)
    decided(at, one, "unprocessed_excessive", when=after(5))
    assert_as_the_law_says(one, 5, *given, Fact(Kind.REPLIED, on(5), result="unprocessed_excessive"))
    assert counted(at, "unprocessed_excessive") == 1


def test_too_many_with_reasons_that_hold_and_a_later_day(at: Office) -> None:
    one = confirmed(at)
    actions.ask_reasons(application_id=one, what="一周内提出四十件申请", by=at[OFFICER], at=after(1))
    actions.record_reasons(application_id=one, reasons="课题研究", accepted=True, by=at[OFFICER], at=after(4))
    actions.defer(application_id=one, to=date(2026, 6, 30), reason="量大", by=at[HEAD], at=after(5))
    facts = (
        Fact(Kind.REASONS_ASKED, on(1)),
        Fact(Kind.REASONS_GIVEN, on(4)),
        Fact(Kind.DEFERRED, on(5), to=date(2026, 6, 30)),
    )
    assert_as_the_law_says(one, 5, *facts)
    assert (application(one).state, application(one).due_on) == (State.DEFERRED, date(2026, 6, 30))


def test_a_fee_that_is_paid(at: Office) -> None:
    """While the fee is awaited nothing is due; then the period goes on, and the case is decided."""
    one = confirmed(at)
    charge = actions.notify_fee(
        application_id=one, method=Method.BY_PAGE, pages=60, by=at[OFFICER], at=after(2)
    )
    assert charge.amount_yuan == 300  # 31 to 100 pages: 10 yuan for each beyond thirty
    assert_as_the_law_says(one, 2, Fact(Kind.FEE_NOTIFIED, on(2)))
    assert application(one).due_on is None
    actions.record_payment(application_id=one, by=at[OFFICER], at=after(8))
    facts = Fact(Kind.FEE_NOTIFIED, on(2)), Fact(Kind.FEE_PAID, on(8))
    assert_as_the_law_says(one, 8, *facts)
    decided(at, one, "granted", "provided", when=after(9))
    assert_as_the_law_says(one, 9, *facts, Fact(Kind.REPLIED, on(9), result="granted"))


def test_a_fee_by_items_counts_those_of_the_month(at: Office) -> None:
    for _ in range(10):
        confirmed(at)
    one = confirmed(at)
    charge = actions.notify_fee(application_id=one, method=Method.BY_ITEM, by=at[OFFICER], at=after(1))
    assert charge.amount_yuan == 100
    few = confirmed(at, identity_no="110105199003074472", name="山小川")
    with pytest.raises(Refused, match="不收费"):
        actions.notify_fee(application_id=few, method=Method.BY_ITEM, by=at[OFFICER], at=after(1))


def test_a_fee_that_is_not_paid(at: Office) -> None:
    one = confirmed(at)
    actions.notify_fee(application_id=one, method=Method.BY_PAGE, pages=60, by=at[OFFICER], at=after(2))
    settle_each(at=after(23))
    assert_as_the_law_says(one, 23, Fact(Kind.FEE_NOTIFIED, on(2)))
    assert (application(one).row, counted(at, "other_fee_unpaid")) == ("other_fee_unpaid", 1)
    with pytest.raises(Refused):
        actions.record_payment(application_id=one, by=at[OFFICER], at=after(24))


def test_correction_that_came_begins_anew(at: Office) -> None:
    receipt = submitted(at)
    one = receipt.application_id
    actions.confirm(application_id=one, by=at[OFFICER], at=after(0))
    actions.ask_correction(application_id=one, what="请写明路段", by=at[OFFICER], at=after(3))
    assert status(one, on(3)).asked == "请写明路段"
    actions.supplement(number=receipt.number, code=receipt.code, text="东段", at=after(6))
    assert_as_the_law_says(one, 6, Fact(Kind.CORRECTION_ASKED, on(3)), Fact(Kind.CORRECTED, on(6)))
    assert application(one).due_on == installed_calendar().after(on(6), 20)


def test_third_party_who_is_silent_and_two_who_are_asked(at: Office) -> None:
    one = confirmed(at)
    for who in ("甲公司（虚构）", "乙公司（虚构）"):
        question = Question(Party.THIRD_PARTY, who, "是否同意公开")
        actions.ask(application_id=one, question=question, by=at[OFFICER], at=after(2))
        with pytest.raises(Refused, match="不必重复"):
            actions.ask(application_id=one, question=question, by=at[OFFICER], at=after(2))
    asked = tuple(
        Fact(Kind.THIRD_PARTY_ASKED, on(2), who=who) for who in ("甲公司（虚构）", "乙公司（虚构）")
    )
    assert_as_the_law_says(one, 2, *asked)
    agreed = Opinion(Party.THIRD_PARTY, "甲公司（虚构）", Said.AGREED)
    actions.record_opinion(application_id=one, opinion=agreed, by=at[OFFICER], at=after(5))
    with pytest.raises(Refused, match="没有正在征求"):
        actions.record_opinion(application_id=one, opinion=agreed, by=at[OFFICER], at=after(5))
    answered = Fact(Kind.THIRD_PARTY_ANSWERED, on(5), who="甲公司（虚构）")
    assert_as_the_law_says(one, 5, *asked, answered)
    silent = Opinion(Party.THIRD_PARTY, "乙公司（虚构）", Said.SILENT)
    actions.record_opinion(application_id=one, opinion=silent, by=at[OFFICER], at=after(18))
    assert_as_the_law_says(
        one, 18, *asked, answered, Fact(Kind.THIRD_PARTY_SILENT, on(18), who="乙公司（虚构）")
    )


def test_withdrawn_before_and_after_receipt(at: Office) -> None:
    early, late = submitted(at), submitted(at)
    actions.take_back(number=early.number, code=early.code, at=after(1))
    one = application(early.application_id)
    assert (one.state, one.receipt_on, one.handled_on, one.row) == (
        State.WITHDRAWN,
        on(1),
        on(1),
        "other_misc",
    )
    actions.confirm(application_id=late.application_id, by=at[OFFICER], at=after(1))
    actions.withdraw(application_id=late.application_id, by=at[OFFICER], at=after(3), reason="不再需要")
    one = application(late.application_id)
    assert (one.receipt_on, one.handled_on, one.row) == (on(1), on(3), "other_misc")
    assert counted(at, "other_misc") == counted(at, "new_received") == 2
    with pytest.raises(Refused, match="已经办结"):
        actions.take_back(number=late.number, code=late.code, at=after(4))


def test_merged_are_answered_together(at: Office) -> None:
    """One reply ends all: each is counted once, those that joined as 其他处理; one that was withdrawn is left as it is."""
    into, joined, gone = confirmed(at), confirmed(at), confirmed(at)
    for one in (joined, gone):
        actions.merge(application_id=one, into_id=into, reason="同一事项", by=at[OFFICER], at=after(1))
    with pytest.raises(Refused, match="合并"):
        actions.merge(application_id=into, into_id=joined, reason="反向", by=at[OFFICER], at=after(1))
    with pytest.raises(Refused, match="合并"):
        actions.extend(application_id=joined, working_days=5, reason="复杂", by=at[HEAD], at=after(1))
    actions.withdraw(application_id=gone, by=at[OFFICER], at=after(2))
    number = decided(at, into, "granted", "provided", when=after(3))
    assert_as_the_law_says(joined, 3, Fact(Kind.REPLIED, on(3), result="other_misc"))
    assert [application(one).row for one in (into, joined, gone)] == ["granted", "other_misc", "other_misc"]
    assert application(gone).state == State.WITHDRAWN
    assert not Event.objects.filter(application=gone, kind=Kind.REPLIED).exists()
    told = Event.objects.get(application=joined, kind=Kind.REPLIED)
    assert told.details["number"] == number
    assert counted(at, "handled_total") == 3


def test_only_of_one_applicant_and_agency_are_merged(at: Office) -> None:
    one, elsewhere = confirmed(at), confirmed(office("b"))
    stranger = confirmed(at, identity_no="110105199003074472", name="山小川")
    with pytest.raises(Refused, match="同一申请人"):
        actions.merge(application_id=one, into_id=stranger, reason="同", by=at[OFFICER], at=after(1))
    with pytest.raises(PermissionDenied):
        actions.merge(application_id=one, into_id=elsewhere, reason="同", by=at[OFFICER], at=after(1))
    with pytest.raises(Refused, match="另一件"):
        actions.merge(application_id=one, into_id=one, reason="同", by=at[OFFICER], at=after(1))
    assert application(one).merged_into_id is None


def test_split_keeps_the_day_and_the_extension(at: Office) -> None:
    one = confirmed(at, things=THINGS)
    actions.extend(application_id=one, working_days=10, reason="多年档案", by=at[HEAD], at=after(1))
    part = actions.split(application_id=one, positions=[2, 3], by=at[OFFICER], at=after(2))
    extended = Fact(Kind.EXTENDED, on(1), working_days=10)
    for each in (one, part):
        assert_as_the_law_says(each, 2, extended)
    names = [list(application(each).wanted.values_list("position", "name")) for each in (one, part)]
    assert names == [[(1, "虚构道路的规划图")], [(1, "虚构道路的预算"), (2, "虚构道路的合同")]]
    assert application(one).number != application(part).number
    assert counted(at, "new_received") == 2
    for positions in ([], [1], [7]):
        with pytest.raises(Refused, match="至少留下"):
            actions.split(application_id=one, positions=positions, by=at[OFFICER], at=after(2))
    decided(at, part, "granted", "provided", when=after(3))
    assert [application(each).row for each in (one, part)] == ["", "granted"]


def redo(application_id: int, days: int) -> None:
    """What the part of remedies will enter: a review ordered to answer anew."""
    held = Held(taken(application_id), OPERATOR, after(days), None)
    enter_fact(held, Fact(Kind.REDO_ORDERED, on(days), working_days=20))


def test_an_order_to_answer_anew_leaves_the_figures(at: Office) -> None:
    one = confirmed(at)
    decided(at, one, "denied_internal_affairs", "personnel", when=after(5), separable=False)
    before = table_three([at.agency.pk], Period(2026))
    redo(one, 40)
    held = application(one)
    assert (held.state, held.closed_on, held.row) == (State.IN_REVIEW, None, "denied_internal_affairs")
    assert held.handled_on == on(5)
    assert table_three([at.agency.pk], Period(2026)) == before
    assert table_three([at.agency.pk], Period(2027))["t3.carried_in.total"] == 0
    decided(at, one, "granted", "provided", when=after(45))
    held = application(one)
    assert (held.state, held.closed_on, held.row, held.handled_on) == (
        State.REPLIED,
        on(45),
        "denied_internal_affairs",
        on(5),
    )
    assert table_three([at.agency.pk], Period(2026)) == before
    facts = (
        Fact(Kind.REPLIED, on(5), result="denied_internal_affairs"),
        Fact(Kind.REDO_ORDERED, on(40), working_days=20),
        Fact(Kind.REPLIED, on(45), result="granted"),
    )
    assert_as_the_law_says(one, 45, *facts)
    assert [each.id for each in behind([at.agency.pk], Period(2026), "t3.denied_internal_affairs.total")] == [
        one
    ]
    seen = case(at[OFFICER], one, on(45))
    assert seen is not None
    assert seen.row == "denied_internal_affairs"


def test_over_the_turn_of_the_year(at: Office) -> None:
    """Received in December, answered in January: carried out of the one year and into the other, in the row of the second."""
    december = after(205)
    assert december.date().year == 2026
    one = registered(at, when=december).application_id
    january = after(215)
    assert january.date().year == 2027
    decided(at, one, "granted", "provided", when=january)
    last, now = table_three([at.agency.pk], Period(2026)), table_three([at.agency.pk], Period(2027))
    assert last["t3.new_received.total"] == last["t3.carried_out.total"] == 1
    assert now["t3.carried_in.total"] == now["t3.granted.total"] == now["t3.handled_total.total"] == 1
    assert now["t3.new_received.total"] == last["t3.granted.total"] == now["t3.carried_out.total"] == 0


def test_the_log_is_whole_after_all_this(at: Office) -> None:
    one = confirmed(at, form=filing(things=THINGS))
    part = actions.split(application_id=one, positions=[1], by=at[OFFICER], at=after(1))
    actions.merge(application_id=part, into_id=one, reason="还是一起答复", by=at[OFFICER], at=after(2))
    decided(at, one, "granted", "provided", when=after(3))
    assert Application.objects.exclude(row="").count() == 2
    assert list(faults()) == []
