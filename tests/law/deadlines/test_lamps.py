"""The lamp of the period and of the nearest step; the day of receipt that the annual report counts by."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.law.calendar.workdays import official
from gongkai.law.deadlines.answer import Clock, State
from gongkai.law.deadlines.clock import clock
from gongkai.law.deadlines.lamps import Lamp, next_step, of_clock, of_days_left
from gongkai.law.lamps import Light
from gongkai.law.ledger import Channel, Fact, Kind, Ledger

RECEIVED = date(2026, 9, 22)
DUE = date(2026, 10, 27)


def told(as_of: date, *facts: Fact, channel: Channel = Channel.IN_PERSON) -> Clock:
    return clock(Ledger(RECEIVED, channel, facts), as_of, official())


@pytest.mark.parametrize(
    ("as_of", "facts", "light", "says"),
    [
        (date(2026, 10, 15), (), Light.GREEN, "还剩8"),
        (DUE, (), Light.RED, "今天是最后一天"),
        (date(2026, 10, 29), (), Light.RED, "已超过2个工作日"),
        (date(2026, 10, 20), (Fact(Kind.CORRECTION_ASKED, date(2026, 9, 28), to=date(2026, 10, 23)),), Light.PAUSED, "等待补正"),
        (date(2026, 10, 15), (Fact(Kind.ORGAN_ASKED, date(2026, 10, 9)),), Light.PAUSED, "最迟到"),
        (date(2026, 10, 15), (Fact(Kind.REPLIED, date(2026, 10, 12)),), Light.DONE, "已答复"),
        (date(2026, 11, 5), (Fact(Kind.REPLIED, date(2026, 10, 29)),), Light.RED, "晚了2个工作日"),
        (date(2026, 10, 15), (Fact(Kind.WITHDRAWN, date(2026, 10, 12)),), Light.DONE, "已撤回"),
    ],
)  # fmt: skip
def test_lamp_of_the_period(as_of: date, facts: tuple[Fact, ...], light: Light, says: str) -> None:
    lamp = of_clock(told(as_of, *facts))
    assert lamp.light is light
    assert says in lamp.says


def test_weekend_after_the_last_day_is_late() -> None:
    friday, saturday = date(2026, 11, 6), date(2026, 11, 7)
    ledger = Ledger(date(2026, 10, 10), Channel.IN_PERSON)
    said = clock(ledger, saturday, official())
    assert (said.due_on, said.overdue, said.left) == (friday, True, 0)
    assert (of_clock(said).word, of_clock(said).says) == ("超期", "期限已过")
    late = clock(replace(ledger, facts=(Fact(Kind.REPLIED, saturday),)), saturday, official())
    assert (of_clock(late).light, of_clock(late).says) == (Light.RED, "期限过后才办结")


def test_nothing_starts_before_it_is_confirmed() -> None:
    said = told(date(2026, 9, 23), channel=Channel.FAX)
    assert of_clock(said) == Lamp(Light.PAUSED, "确认收到以后才起算")


def test_two_pauses_are_told_by_the_later() -> None:
    asked = (
        Fact(Kind.ORGAN_ASKED, date(2026, 10, 9), who="甲局（虚构）"),
        Fact(Kind.THIRD_PARTY_ASKED, date(2026, 10, 13), who="乙公司（虚构）"),
    )
    said = told(date(2026, 10, 15), *asked)
    last = max(pause.last for pause in said.pauses)
    assert f"{last.month}月{last.day}日" in of_clock(said).says


def test_red_has_a_word_for_the_last_day_and_one_for_after_it() -> None:
    assert [of_days_left(left, RECEIVED).word for left in (0, -1)] == ["紧急", "超期"]


def test_step_is_the_next_limit_to_come() -> None:
    early = next_step(told(date(2026, 9, 24)), official())
    assert early is not None
    assert (early.limit.id, early.lamp.light) == ("correction_notice", Light.YELLOW)
    assert next_step(told(date(2026, 10, 15)), official()) is None
    assert next_step(told(date(2026, 10, 15), Fact(Kind.REPLIED, date(2026, 10, 9))), official()) is None


@pytest.mark.parametrize(
    ("channel", "facts", "receipt_on"),
    [
        (Channel.IN_PERSON, (), RECEIVED),
        (Channel.FAX, (), None),
        (Channel.FAX, (Fact(Kind.CONFIRMED, date(2026, 9, 24)),), date(2026, 9, 24)),
        # A correction begins the period anew; received it was before.
        (Channel.IN_PERSON, (Fact(Kind.CORRECTION_ASKED, date(2026, 9, 28)), Fact(Kind.CORRECTED, date(2026, 10, 12))), RECEIVED),
        (Channel.IN_PERSON, (Fact(Kind.REPLIED, date(2026, 10, 9)), Fact(Kind.REDO_ORDERED, date(2026, 10, 14))), RECEIVED),
    ],
)  # fmt: skip
def test_receipt_in_law(channel: Channel, facts: tuple[Fact, ...], receipt_on: date | None) -> None:
    said = told(date(2026, 10, 20), *facts, channel=channel)
    assert said.receipt_on == receipt_on
    assert (said.state is State.CONFIRMING_RECEIPT) == (receipt_on is None)
