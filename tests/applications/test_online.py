"""What an applicant is told by number and code, and what the desk makes of what they bring."""

import pytest

from gongkai.applications import actions
from gongkai.applications.actions import Opinion, Question, Said
from gongkai.applications.queries.case import case
from gongkai.applications.queries.status import day_by_day, status
from gongkai.law.deadlines.lamps import of_clock
from gongkai.law.ledger import Fact, Kind, Party
from tests.applications.office import (
    OFFICER,
    Office,
    after,
    application,
    confirmed,
    decided,
    office,
    submitted,
)
from tests.applications.test_more_paths import assert_as_the_law_says, counted, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Office:
    return office()


def test_who_is_asked_is_not_told_to_the_applicant(at: Office) -> None:
    """Not in the state of things, not day by day; of several each stays apart from the others."""
    one, names = confirmed(at), ("云小舟", "云岭虚构建设有限公司")
    for name in names:
        question = Question(Party.THIRD_PARTY, name, "是否同意公开")
        actions.ask(application_id=one, question=question, by=at[OFFICER], at=after(1))
    opinion = Opinion(Party.THIRD_PARTY, names[0], Said.AGREED)
    actions.record_opinion(application_id=one, opinion=opinion, by=at[OFFICER], at=after(3))
    shown = status(one, on(4))
    told = f"{shown}{of_clock(shown.clock)}{day_by_day(one, on(4))}"
    assert "等待第三方2意见" in told
    assert [name for name in names if name in told] == []
    assert shown.due_on == case(at[OFFICER], one, on(4)).clock.due_on  # type: ignore[union-attr] # seen by the officer


def test_reasons_that_came_by_number_and_code_are_judged(at: Office) -> None:
    """That they came is on record: whether they hold is said besides, and the clock counts them on their own day."""
    filed = submitted(at)
    one = filed.application_id
    actions.confirm(application_id=one, by=at[OFFICER], at=after(0, hours=1))
    actions.ask_reasons(application_id=one, what="一周内提出四十件申请", by=at[OFFICER], at=after(1))
    actions.supplement(number=filed.number, code=filed.code, text="随便问问", at=after(4))
    with pytest.raises(actions.Faulty, match="还没有判断"):
        decided(at, one, "unprocessed_excessive", when=after(5))
    actions.drop_decision(decision_id=application(one).decisions.get().pk, by=at[OFFICER], at=after(5))
    actions.record_reasons(
        application_id=one, reasons="随便问问", accepted=False, by=at[OFFICER], at=after(5)
    )
    given = (Fact(Kind.REASONS_ASKED, on(1)), Fact(Kind.REASONS_GIVEN, on(4)))
    assert_as_the_law_says(one, 5, *given)
    decided(at, one, "unprocessed_excessive", when=after(6))
    assert counted(at, "unprocessed_excessive") == 1
