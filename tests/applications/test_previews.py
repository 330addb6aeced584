"""What an act would do before it is done; who is waited for; parts of the work answered by their own people alone."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.applications import actions
from gongkai.applications.actions import Question, Task
from gongkai.applications.models import Assignment, Event
from gongkai.applications.queries.case import Case, case
from gongkai.applications.queries.consulting import consultations, waiting
from gongkai.applications.queries.previewing import charged, preview
from gongkai.applications.queries.repeats import Same, repeats_of
from gongkai.law.deadlines.answer import State
from gongkai.law.fees.tiers import Method
from gongkai.law.ledger import Fact, Kind, Party
from tests.applications.office import HANDLER, OFFICER, Office, after, application, confirmed, office

pytestmark = pytest.mark.django_db
COMPANY = "云岭虚构建设有限公司"


@pytest.fixture
def at() -> Office:
    return office()


def seen(at: Office, one: int, working_days: int) -> Case:
    found = case(at[OFFICER], one, after(working_days).date())
    assert found is not None
    return found


def test_preview_says_the_new_day_and_writes_nothing(at: Office) -> None:
    one = confirmed(at)
    held, today = seen(at, one, 2), after(2).date()
    would = preview(held.ledger, Fact(Kind.EXTENDED, today, working_days=20), today)
    assert (would.before.due_on, would.after.due_on) == (date(2026, 3, 30), after(40).date())
    assert would.possible
    assert would.findings == ()
    assert application(one).due_on == would.before.due_on
    stopped = preview(held.ledger, Fact(Kind.CORRECTION_ASKED, today, working_days=10), today)
    assert [(limit.id, limit.by) for limit in stopped.limits] == [("correction", after(12).date())]
    impossible = preview(held.ledger, Fact(Kind.CONFIRMED, date(2026, 2, 1)), today)
    assert not impossible.possible
    assert impossible.findings


def test_preview_of_a_second_correction_warns(at: Office) -> None:
    one = confirmed(at)
    actions.ask_correction(application_id=one, what="写明", by=at[OFFICER], at=after(1))
    actions.record_correction(application_id=one, by=at[OFFICER], at=after(1))
    today = after(2).date()
    again = preview(seen(at, one, 2).ledger, Fact(Kind.CORRECTION_ASKED, today), today)
    assert again.findings
    actions.ask_correction(
        application_id=one, what="再写明", by=at[OFFICER], at=after(2), despite=True, because="仍不明确"
    )
    assert Event.objects.latest("pk").details == {"despite": "仍不明确"}


def test_fee_for_those_alone_who_see_the_application(at: Office) -> None:
    one, beside = confirmed(at), office("b")
    assert charged(at[OFFICER], one, Method.BY_ITEM).amount_yuan == 0
    assert charged(at[OFFICER], one, Method.BY_PAGE, 50).amount_yuan > 0
    with pytest.raises(PermissionDenied):
        charged(beside[OFFICER], one, Method.BY_ITEM)


def test_consultation_has_its_last_day_until_it_is_answered(at: Office) -> None:
    one = confirmed(at)
    question = Question(Party.THIRD_PARTY, COMPANY, "是否同意", received_on=after(1).date())
    actions.ask(application_id=one, question=question, by=at[OFFICER], at=after(1))
    held = seen(at, one, 1)
    (only,) = consultations(held)
    assert (only.who, only.until, only.open) == (COMPANY, after(16).date(), True)
    assert waiting(held.ledger, Party.THIRD_PARTY) == [COMPANY]
    assert waiting(held.ledger, Party.ORGAN) == []
    opinion = actions.Opinion(Party.THIRD_PARTY, COMPANY, actions.Said.AGREED)
    actions.record_opinion(application_id=one, opinion=opinion, by=at[OFFICER], at=after(3))
    held = seen(at, one, 3)
    (only,) = consultations(held)
    assert (only.said, only.answered_on, only.until) == ("agreed", after(3).date(), after(16).date())
    assert waiting(held.ledger, Party.THIRD_PARTY) == []


def test_part_is_answered_by_whom_it_was_given_to(at: Office) -> None:
    one = confirmed(at)
    handler = at[HANDLER].user_id
    own = actions.assign(
        application_id=one, task=Task("查档案", after(5).date(), handler), by=at[OFFICER], at=after(1)
    )
    unit = actions.assign(
        application_id=one, task=Task("会签", after(5).date(), unit="虚构科室"), by=at[OFFICER], at=after(1)
    )
    with pytest.raises(PermissionDenied):
        actions.finish_part(assignment_id=own, outcome="代答", by=at[OFFICER], at=after(2))
    actions.finish_part(assignment_id=own, outcome="已查", by=at[HANDLER], at=after(2))
    actions.finish_part(assignment_id=unit, outcome="同意", by=at[OFFICER], at=after(2))
    assert not Assignment.objects.filter(done_at__isnull=True).exists()
    assert application(one).state == State.IN_REVIEW


def test_repeats_are_those_that_one_may_open(at: Office) -> None:
    one, other = confirmed(at), confirmed(at)
    assert [(each.id, each.same) for each in repeats_of(at[OFFICER], one)] == [(other, Same.APPLICANT)]
    task = Task("查档案", after(5).date(), at[HANDLER].user_id)
    actions.assign(application_id=one, task=task, by=at[OFFICER], at=after(1))
    assert repeats_of(at[HANDLER], one) == []
    assert repeats_of(at[HANDLER], other) == []
