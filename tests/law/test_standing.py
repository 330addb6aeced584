"""An application as a whole: the remedies follow from the replies and from silence."""

from datetime import date

import pytest

from gongkai.law.calendar.workdays import official
from gongkai.law.ledger import Fact, Kind, Ledger
from gongkai.law.standing import Standing, standing

RECEIVED = date(2025, 9, 26)  # due on 30 October
REPLIED, SERVED = date(2025, 10, 20), date(2025, 10, 21)


def stands(*facts: Fact, as_of: date = date(2025, 11, 20)) -> Standing:
    return standing(Ledger(RECEIVED, facts=facts), as_of, official())


def limits(*facts: Fact, as_of: date = date(2025, 11, 20)) -> dict[str, date]:
    said = stands(*facts, as_of=as_of).remedies
    assert said is not None
    return {limit.id: limit.by for limit in said.limits}


def answered(outcome: str) -> tuple[Fact, Fact]:
    return Fact(Kind.REPLIED, REPLIED, result=outcome), Fact(Kind.DELIVERED, SERVED)


def test_while_the_answer_is_not_due_there_is_nothing_to_challenge() -> None:
    assert stands(as_of=date(2025, 10, 30)).remedies is None


def test_silence_can_be_challenged_once_the_day_has_passed() -> None:
    assert limits(as_of=date(2025, 10, 31)) == {
        "review_apply": date(2025, 12, 29),
        "suit_direct": date(2026, 4, 30),
    }


def test_facts_that_cannot_be_give_no_remedies() -> None:
    said = stands(Fact(Kind.DELIVERED, SERVED))
    assert said.remedies is None
    assert said.clock.findings


@pytest.mark.parametrize("outcome", ["granted", "unable_not_held", "", "something else"])
def test_an_answer_that_refuses_nothing_leaves_the_choice(outcome: str) -> None:
    assert limits(*answered(outcome)) == {
        "review_apply": date(2025, 12, 22),
        "suit_direct": date(2026, 4, 21),
    }


@pytest.mark.parametrize("outcome", ["denied_process", "partial"])
def test_a_refusal_goes_to_review_first(outcome: str) -> None:
    assert "suit_direct" not in limits(*answered("denied_process"))
    assert limits(*answered(outcome))["review_apply"] == date(2025, 12, 22)


def test_the_answer_of_a_new_round_has_remedies_of_its_own() -> None:
    redo = Fact(Kind.REDO_ORDERED, date(2025, 11, 10), working_days=10)
    again = Fact(Kind.REPLIED, date(2025, 11, 18), result="granted"), Fact(Kind.DELIVERED, date(2025, 11, 19))
    assert set(limits(*answered("denied_process"), redo, *again)) >= {"review_apply.2", "suit_direct.2"}


def test_silence_after_an_order_counts_from_the_new_day() -> None:
    redo = Fact(Kind.REDO_ORDERED, date(2025, 10, 24), working_days=5)
    told = limits(*answered("denied_process"), redo, as_of=date(2025, 11, 5))
    assert told["suit_direct.2"] == date(2026, 4, 30)
