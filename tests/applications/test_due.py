"""What the day alone changes: periods that end by themselves, a holiday notice that moves a due day."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.applications import actions
from gongkai.applications.actions import due, holding
from gongkai.applications.actions.due import settle_each
from gongkai.applications.models import Application, Doing, Event
from gongkai.applications.queries import clocks
from gongkai.applications.queries.moving import would_move
from gongkai.documents.holidays import installed_calendar
from gongkai.law.calendar.notices import Arrangement, Notice
from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines.answer import State
from gongkai.law.fees.tiers import Method
from gongkai.law.ledger import Kind
from gongkai.records.actions.jobs import JOBS
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from gongkai.records.queries.chain import faults
from tests.applications.office import HEAD, OFFICER, Office, after, application, confirmed, office, submitted

pytestmark = pytest.mark.django_db
TWO_DAYS = Arrangement("虚构示例日", (date(2026, 3, 19), date(2026, 3, 20)), ())
NOTICE = Notice("虚构示例：临时放假安排", "", date(2026, 3, 9), None, (TWO_DAYS,))


@pytest.fixture
def at() -> Office:
    return office()


@pytest.fixture
def longer() -> Calendar:
    """The installed calendar with two more days off in March."""
    return installed_calendar().with_notices([NOTICE])


def asked_to_correct(at: Office) -> int:
    """Asked on Monday to correct within ten working days."""
    one = confirmed(at)
    actions.ask_correction(application_id=one, what="请写明地块位置", by=at[OFFICER], at=after(0))
    return one


def test_it_is_scheduled_and_declared() -> None:
    held = JOBS["applications.settle_due"]
    assert (held.function, held.prepare) == (due.settle_due, settle_each)


def test_a_correction_that_did_not_come_ends_it_at_midnight(at: Office) -> None:
    one = asked_to_correct(at)
    assert settle_each(at=after(10)) == 1
    assert application(one).state == State.CORRECTION_REQUESTED
    assert settle_each(at=after(10, hours=11.9)) == 0  # still the same day in China
    moves = application(one).moves
    assert settle_each(at=after(10, hours=12.1)) == 1
    held = application(one)
    assert (held.state, held.row) == (State.ABANDONED_NO_CORRECTION, "other_no_correction")
    assert held.handled_on == held.closed_on is not None
    assert held.moves == moves + 1
    entry = LogEntry.objects.get(action="applications.settle")
    assert (entry.subject, entry.details["after"]) == (f"application:{one}", "abandoned_no_correction")
    assert list(faults()) == []
    assert settle_each(at=after(20)) == 0  # what has ended is not looked at again


def test_a_fee_that_was_not_paid_ends_it(at: Office) -> None:
    one = confirmed(at)
    actions.notify_fee(application_id=one, method=Method.BY_PAGE, pages=100, by=at[OFFICER], at=after(1))
    settle_each(at=after(21))
    assert application(one).state == State.FEE_NOTIFIED
    settle_each(at=after(22))
    assert (application(one).state, application(one).row) == (State.ABANDONED_UNPAID, "other_fee_unpaid")


def test_one_that_cannot_be_settled_stops_no_other(at: Office) -> None:
    bad, good = asked_to_correct(at), asked_to_correct(at)
    Event.objects.filter(application=bad, kind=Kind.CORRECTION_ASKED).update(on=date(2026, 1, 5))
    settle_each(at=after(11))
    assert application(good).state == State.ABANDONED_NO_CORRECTION
    assert application(bad).state == State.CORRECTION_REQUESTED
    entry = LogEntry.objects.get(action="applications.not_settled")
    assert entry.subject == f"application:{bad}"
    assert "矛盾" in entry.reason


def test_a_fault_of_one_is_told_when_the_others_have_had_their_turn(
    at: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = asked_to_correct(at), asked_to_correct(at)
    catch_up = holding.catch_up

    def failing(held: Application, *rest: object) -> dict[str, str]:
        if held.pk == bad:
            raise ValueError("a fault of the program")
        return catch_up(held, *rest)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(due, "catch_up", failing)
    with pytest.raises(ValueError, match="a fault of the program"):
        settle_each(at=after(11))
    assert application(good).state == State.ABANDONED_NO_CORRECTION
    assert (application(bad).state, application(bad).settled_on) == (
        State.CORRECTION_REQUESTED,
        date(2026, 3, 2),
    )


def test_a_notice_that_moves_the_due_day_leaves_an_event(
    at: Office, longer: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, waiting = confirmed(at), submitted(at).application_id
    before = application(one).due_on
    monkeypatch.setattr(clocks, "installed_calendar", lambda: longer)
    settle_each(at=after(6))
    assert before == date(2026, 3, 30)
    assert application(one).due_on == date(2026, 4, 1)
    event = Event.objects.get(kind=Doing.DUE_MOVED)
    assert (event.application_id, event.by, event.on) == (one, "operator", after(6).date())
    assert event.details == {"due_before": "2026-03-30", "due_after": "2026-04-01"}
    assert application(waiting).due_on is None
    settle_each(at=after(7))
    assert Event.objects.filter(kind=Doing.DUE_MOVED).count() == 1


def test_whoever_acts_before_the_night_leaves_the_event_too(
    at: Office, longer: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = confirmed(at)
    monkeypatch.setattr(clocks, "installed_calendar", lambda: longer)
    actions.extend(application_id=one, working_days=5, reason="涉及多年档案", by=at[HEAD], at=after(6))
    kinds = list(Event.objects.filter(application=one).order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == [Doing.DUE_MOVED, Kind.EXTENDED]
    settle_each(at=after(7))
    assert Event.objects.filter(kind=Doing.DUE_MOVED).count() == 1


def test_an_extension_moves_it_without_such_an_event(at: Office) -> None:
    one = confirmed(at)
    actions.extend(application_id=one, working_days=5, reason="涉及多年档案", by=at[HEAD], at=after(6))
    settle_each(at=after(7))
    assert not Event.objects.filter(kind=Doing.DUE_MOVED).exists()


def test_what_has_lapsed_today_cannot_be_acted_on_as_if_it_had_not(at: Office) -> None:
    """The night's work has not run yet: whoever acts sees where it stands now."""
    one = asked_to_correct(at)
    with pytest.raises(Refused, match="逾期不补正"):
        actions.withdraw(application_id=one, by=at[OFFICER], at=after(11))
    actions.record_correction(application_id=one, by=at[OFFICER], at=after(11), excused=True)
    assert application(one).state == State.IN_REVIEW


def test_preview_of_a_notice(at: Office, longer: Calendar) -> None:
    other = office("b")
    moved, elsewhere = confirmed(at), confirmed(other)
    submitted(at)
    early = application(confirmed(at))
    actions.withdraw(application_id=early.pk, by=at[OFFICER], at=after(1))
    found = would_move(longer, after(6).date())
    assert [(one.id, one.before, one.after) for one in found] == [
        (moved, date(2026, 3, 30), date(2026, 4, 1)),
        (elsewhere, date(2026, 3, 30), date(2026, 4, 1)),
    ]
    assert [one.id for one in would_move(longer, after(6).date(), {other.agency.pk})] == [elsewhere]
    assert would_move(installed_calendar(), after(6).date()) == []


def test_preview_costs_the_same_for_many(at: Office, longer: Calendar) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            would_move(longer, after(6).date())
        return len(captured)

    confirmed(at)
    one = queries()
    for _ in range(4):
        confirmed(at)
    assert (one, queries()) == (2, 2)
