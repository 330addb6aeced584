"""Edges of the clock that no written case reaches: beyond the calendar, an application that was revived, words."""

from datetime import date

import pytest

from gongkai.law.calendar.workdays import official
from gongkai.law.deadlines.answer import Clock, State, Step
from gongkai.law.deadlines.clock import DEFAULT, clock
from gongkai.law.deadlines.explain import explain
from gongkai.law.deadlines.settings import ReplyEnds, Settings
from gongkai.law.ledger import Channel, Fact, Kind, Ledger, Party


def test_a_day_asked_about_beyond_the_calendar_is_told() -> None:
    said = clock(Ledger(date(2025, 3, 3)), date(2075, 1, 1), official())
    assert (said.state, said.due_on) == (State.INVALID, None)
    assert [(finding.rule, finding.where) for finding in said.findings] == [("D906", "received_on")]
    assert "2060年12月31日" in said.findings[0].message


def test_a_due_day_beyond_the_calendar_is_told() -> None:
    said = clock(Ledger(date(2060, 12, 20)), date(2060, 12, 21), official())
    assert (said.state, said.due_on) == (State.INVALID, None)


def test_an_opinion_asked_for_after_the_end_stays_without_effect_when_the_application_revives() -> None:
    facts = (
        Fact(Kind.CORRECTION_ASKED, date(2025, 3, 4), working_days=5),
        Fact(Kind.THIRD_PARTY_ASKED, date(2025, 3, 17), who="甲公司"),
        Fact(Kind.CORRECTED, date(2025, 3, 18), excused=True),
        Fact(Kind.THIRD_PARTY_ANSWERED, date(2025, 3, 24), who="甲公司"),
    )
    said = clock(Ledger(date(2025, 3, 3), facts=facts), date(2025, 3, 25), official())
    alone = clock(Ledger(date(2025, 3, 3), facts=(facts[0], facts[2])), date(2025, 3, 25), official())
    assert (said.due_on, said.used, said.pauses) == (alone.due_on, alone.used, ())
    assert [(finding.rule, finding.where) for finding in said.findings] == [
        ("D907", "third_party_asked@2025-03-17")
    ]


@pytest.mark.parametrize("kind", [State, Channel, Kind, Party])
def test_every_member_has_a_word_of_its_own(kind: type[State | Channel | Kind | Party]) -> None:
    words = [member.label for member in kind]
    assert all(words)
    assert len(words) == len(set(words))


RECEIVED = date(2025, 3, 3)


def said(*facts: Fact, as_of: date, settings: Settings = DEFAULT) -> Clock:
    return clock(Ledger(RECEIVED, facts=facts), as_of, official(), settings)


def told(*facts: Fact, as_of: date) -> list[Step]:
    ledger = Ledger(RECEIVED, facts=facts)
    return explain(ledger, clock(ledger, as_of, official()), official())


def warnings(clock: Clock) -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.where, finding.message) for finding in clock.findings]


def test_the_day_asked_about_is_kept_where_no_date_can_be_given() -> None:
    invalid = said(Fact(Kind.CORRECTED, date(2025, 3, 5)), as_of=date(2025, 3, 10))
    assert (invalid.as_of, invalid.state) == (date(2025, 3, 10), State.INVALID)


def test_a_pause_is_open_up_to_its_last_day_and_no_longer() -> None:
    asked = Fact(Kind.THIRD_PARTY_ASKED, date(2025, 3, 5))  # fifteen working days: 26 March
    assert [pause.open for pause in said(asked, as_of=date(2025, 3, 26)).pauses] == [True]
    assert [pause.open for pause in said(asked, as_of=date(2025, 3, 27)).pauses] == [False]
    answered = Fact(Kind.THIRD_PARTY_ANSWERED, date(2025, 3, 10))
    assert [pause.open for pause in said(asked, answered, as_of=date(2025, 3, 10)).pauses] == [False]
    replied = Fact(Kind.REPLIED, date(2025, 3, 10))
    assert [pause.open for pause in said(asked, replied, as_of=date(2025, 3, 10)).pauses] == [False]


def test_a_pause_of_one_day_is_a_pause_and_one_of_none_is_not() -> None:
    asked = Fact(Kind.ORGAN_ASKED, date(2025, 3, 5))
    next_day = Fact(Kind.ORGAN_ANSWERED, date(2025, 3, 6))
    same_day = Fact(Kind.ORGAN_ANSWERED, date(2025, 3, 5))
    assert [(p.first, p.last) for p in said(asked, next_day, as_of=date(2025, 3, 7)).pauses] == [
        (date(2025, 3, 6), date(2025, 3, 6))
    ]
    assert said(asked, same_day, as_of=date(2025, 3, 7)).pauses == ()


def test_two_stops_at_a_time_are_told_what_is_awaited() -> None:
    fee, correction = Fact(Kind.FEE_NOTIFIED, date(2025, 3, 5)), Fact(Kind.CORRECTION_ASKED, date(2025, 3, 6))
    assert warnings(said(fee, correction, as_of=date(2025, 3, 7))) == [
        (
            "D120",
            "correction_asked@2025-03-06",
            "2025年3月6日“发出补正告知”：正在等待申请人缴费，补正告知不影响期限。请核对日期。",
        )
    ]
    first = Fact(Kind.CORRECTION_ASKED, date(2025, 3, 5))
    then = Fact(Kind.FEE_NOTIFIED, date(2025, 3, 6))
    assert warnings(said(first, then, as_of=date(2025, 3, 7))) == [
        (
            "D160",
            "fee_notified@2025-03-06",
            "2025年3月6日“发出收费通知”：正在等待申请人补正，这次收费通知不影响期限。",
        )
    ]


def test_a_late_notice_is_the_one_notice_all_the_same() -> None:
    late, again = (
        Fact(Kind.CORRECTION_ASKED, date(2025, 3, 14)),
        Fact(Kind.CORRECTION_ASKED, date(2025, 3, 17)),
    )
    assert [message for _, _, message in warnings(said(late, again, as_of=date(2025, 3, 18)))] == [
        "2025年3月14日“发出补正告知”：超过收到申请后的法定告知期限，不中止办理期限。请按原到期日答复。",
        "2025年3月17日“发出补正告知”：补正应当一次性告知，再次告知不影响期限。请以第一次告知为准。",
    ]


def test_a_payment_after_a_notice_without_effect_changes_nothing() -> None:
    late, paid = Fact(Kind.FEE_NOTIFIED, date(2025, 4, 1)), Fact(Kind.FEE_PAID, date(2025, 4, 2))
    found = warnings(said(late, paid, as_of=date(2025, 4, 3)))
    assert found[1] == (
        "D162",
        "fee_paid@2025-04-02",
        "2025年4月2日“缴清信息处理费”：收费通知没有中止办理期限，缴费也不重新计算。",
    )


def test_a_fee_that_lapsed_while_a_correction_is_awaited() -> None:
    facts = (
        Fact(Kind.FEE_NOTIFIED, date(2025, 3, 4)),
        Fact(Kind.FEE_PAID, date(2025, 3, 5)),
        Fact(Kind.CORRECTION_ASKED, date(2025, 3, 6)),
        Fact(Kind.FEE_LAPSED, date(2025, 3, 7)),
    )
    [(rule, _, message)] = warnings(said(*facts, as_of=date(2025, 3, 10)))
    assert (rule, message) == (
        "D161",
        "2025年3月7日“逾期未缴费，不再处理”：此时没有在等待申请人，不能按逾期不再处理。请核对日期。",
    )


def test_an_answer_goes_to_the_question_of_its_own_party() -> None:
    facts = (
        Fact(Kind.THIRD_PARTY_ASKED, date(2025, 3, 4), who="甲"),
        Fact(Kind.THIRD_PARTY_ASKED, date(2025, 3, 4), who="乙"),
        Fact(Kind.THIRD_PARTY_ANSWERED, date(2025, 3, 6), who="乙"),
    )
    assert [wait.name for wait in said(*facts, as_of=date(2025, 3, 7)).waits] == ["甲"]


def test_reasons_belong_to_their_question_whoever_wrote_them() -> None:
    facts = (
        Fact(Kind.REASONS_ASKED, date(2025, 3, 4), who="申请人"),
        Fact(Kind.REASONS_GIVEN, date(2025, 3, 6)),
    )
    assert said(*facts, as_of=date(2025, 3, 7)).waits == ()


def test_silence_on_the_last_day_is_noted_too_early() -> None:
    asked = Fact(Kind.THIRD_PARTY_ASKED, date(2025, 3, 5))
    on_the_day = Fact(Kind.THIRD_PARTY_SILENT, date(2025, 3, 26))
    the_day_after = Fact(Kind.THIRD_PARTY_SILENT, date(2025, 3, 27))
    assert [rule for rule, _, _ in warnings(said(asked, on_the_day, as_of=date(2025, 3, 28)))] == ["D130"]
    assert warnings(said(asked, the_day_after, as_of=date(2025, 3, 28))) == []


def test_an_opinion_of_the_last_day_goes_to_the_older_question() -> None:
    facts = (
        Fact(Kind.THIRD_PARTY_ASKED, date(2025, 3, 5)),
        Fact(Kind.THIRD_PARTY_ASKED, date(2025, 3, 20)),
        Fact(Kind.THIRD_PARTY_ANSWERED, date(2025, 3, 26)),
    )
    assert [
        limit.done_on for limit in said(*facts, as_of=date(2025, 3, 27)).limits if limit.id == "third_party"
    ] == [
        date(2025, 3, 26),
        None,
    ]


def test_a_deferral_stays_however_much_is_taken_out_afterwards() -> None:
    facts = (
        Fact(Kind.REASONS_ASKED, date(2025, 3, 4)),
        Fact(Kind.REASONS_GIVEN, date(2025, 3, 5)),
        Fact(Kind.DEFERRED, date(2025, 3, 6), to=date(2025, 4, 1)),
        Fact(Kind.THIRD_PARTY_ASKED, date(2025, 3, 7)),
    )
    assert said(*facts, as_of=date(2025, 3, 10)).due_on == date(2025, 4, 1)


def test_after_service_ended_the_period_a_withdrawal_changes_nothing() -> None:
    facts = (
        Fact(Kind.REPLIED, date(2025, 3, 10)),
        Fact(Kind.DELIVERED, date(2025, 3, 11)),
        Fact(Kind.WITHDRAWN, date(2025, 3, 12)),
    )
    served = said(*facts, as_of=date(2025, 3, 13), settings=Settings(reply_ends=ReplyEnds.DELIVERED))
    assert (served.state, served.closed_on) == (State.SERVED, date(2025, 3, 11))
    assert [rule for rule, _, _ in warnings(served)] == ["D907"]


def test_days_after_the_due_day_are_numbered_anew() -> None:
    steps = told(as_of=date(2025, 4, 7))  # due on 31 March; 4 to 6 April are off
    assert [step.why for step in steps if step.day > date(2025, 3, 30)] == [
        "星期一，第20个工作日，答复到期日",
        "星期二，逾期第1个工作日",
        "星期三，逾期第2个工作日",
        "星期四，逾期第3个工作日",
        "星期五，清明节放假，不计入",
        "星期六，清明节放假，不计入",
        "星期日，清明节放假，不计入",
        "星期一，逾期第4个工作日",
    ]
    assert steps[0].counted is False


def test_days_after_the_due_day_of_a_new_round_are_numbered_anew() -> None:
    redo = Fact(Kind.REDO_ORDERED, date(2025, 4, 7), working_days=1)
    steps = told(redo, as_of=date(2025, 4, 9))
    assert [(step.n, step.why) for step in steps[-2:]] == [
        (1, "星期二，第1个工作日，答复到期日"),
        (2, "星期三，逾期第1个工作日"),
    ]


def test_a_day_in_two_pauses_is_taken_out_once() -> None:
    facts = (
        Fact(Kind.THIRD_PARTY_ASKED, date(2025, 3, 4)),
        Fact(Kind.ORGAN_ASKED, date(2025, 3, 9)),  # a Sunday: the pauses share Monday 10 March
        Fact(Kind.THIRD_PARTY_ANSWERED, date(2025, 3, 10)),
        Fact(Kind.ORGAN_ANSWERED, date(2025, 3, 12)),
    )
    # 5 to 12 March are out: six working days
    now = said(*facts, as_of=date(2025, 3, 13))
    assert (now.due_on, now.used, now.left) == (date(2025, 4, 9), 2, 18)


def test_a_consultation_before_the_period_began_anew_does_not_hide_a_later_one() -> None:
    facts = (
        Fact(Kind.THIRD_PARTY_ASKED, date(2025, 3, 4)),
        Fact(Kind.THIRD_PARTY_ANSWERED, date(2025, 3, 5)),
        Fact(Kind.CORRECTION_ASKED, date(2025, 3, 6)),
        Fact(Kind.CORRECTED, date(2025, 3, 10)),
        Fact(Kind.ORGAN_ASKED, date(2025, 3, 12)),
        Fact(Kind.ORGAN_ANSWERED, date(2025, 3, 14)),
    )
    # twenty working days from 10 March would end on 8 April; two are out
    assert said(*facts, as_of=date(2025, 3, 17)).due_on == date(2025, 4, 10)


def test_a_confirmation_is_waited_for_in_plain_words() -> None:
    [wait] = clock(Ledger(RECEIVED, Channel.FAX), RECEIVED, official()).waits
    assert (wait.who, wait.name, wait.what, wait.until, wait.rule.id) == (
        Party.APPLICANT,
        "",
        "确认收到申请",
        None,
        "D104",
    )


def test_a_withdrawn_application_was_not_answered() -> None:
    withdrawn = said(Fact(Kind.WITHDRAWN, date(2025, 3, 10)), as_of=date(2025, 3, 11))
    assert [(limit.id, limit.done_on) for limit in withdrawn.limits] == [("reply", None)]
