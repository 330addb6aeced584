"""Chains: what is entered, what follows, what is refused, what is taken back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.applications.models import Application
from gongkai.applications.queries.folder import schedule_for
from gongkai.law.deadlines.answer import State
from gongkai.law.ledger import Kind
from gongkai.law.remedies.obligations import Ordered
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from gongkai.remedies import actions
from gongkai.remedies.actions import Challenged, Person
from gongkai.remedies.models import Chain, Event, Participant
from gongkai.remedies.models.kinds import Besides, Cause, Part, Stage
from tests.applications.answering import answered
from tests.applications.office import HANDLER, HEAD, OFFICER, Office, office
from tests.remedies.office import LATER, chain, entered, noon, opened, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_files")]
REVIEWED = date(2026, 6, 1)


@pytest.fixture
def at() -> Office:
    return office()


def lost(at: Office, chain_id: int, on: date = REVIEWED) -> int:
    """A review that annuls the answer and orders another one within fifteen working days."""
    entered(at, chain_id, Kind.REVIEW_APPLIED, date(2026, 4, 10), when=noon(on))
    ordered = Ordered(working_days=15)
    return entered(at, chain_id, Kind.REVIEW_DECIDED, on, "revoked_redo", when=noon(on), ordered=ordered)


def test_a_review_goes_from_beginning_to_end(at: Office) -> None:
    one = opened(at, refused(at), when=noon(date(2026, 4, 9)))
    assert chain(one).stage == Stage.BEFORE
    entered(at, one, Kind.REVIEW_APPLIED, date(2026, 4, 10), when=noon(date(2026, 4, 10)))
    assert (chain(one).stage, chain(one).opened_on) == (Stage.REVIEW, date(2026, 4, 10))
    entered(at, one, Kind.REVIEW_COPIED, date(2026, 4, 20), when=noon(date(2026, 4, 20)))
    assert chain(one).due_on == date(2026, 5, 7)  # ten working days, over the holidays of May
    entered(at, one, Kind.REVIEW_ANSWERED, date(2026, 4, 28), when=noon(date(2026, 4, 28)))
    assert chain(one).due_on is None
    entered(at, one, Kind.REVIEW_DECIDED, REVIEWED, "upheld", when=noon(REVIEWED))
    assert (chain(one).stage, chain(one).closed_on) == (Stage.REVIEWED, REVIEWED)


def test_a_loss_opens_the_clock_of_the_application_anew(at: Office) -> None:
    asked = refused(at)
    one = opened(at, asked, when=noon(date(2026, 4, 10)))
    lost(at, one)
    again = Application.objects.get(pk=asked)
    assert again.state == State.IN_REVIEW
    assert again.due_on == date(
        2026, 6, 23
    )  # fifteen working days after 1 June, over the dragon boat festival
    assert again.handled_on is not None  # table three of the year stays
    assert (chain(one).stage, chain(one).due_on) == (Stage.DUTY, date(2026, 6, 23))


def test_the_duty_ends_with_the_new_answer_and_what_was_fulfilled(at: Office) -> None:
    asked = refused(at)
    one = opened(at, asked, when=noon(date(2026, 4, 10)))
    decision = lost(at, one)
    answered(at, asked, when=noon(date(2026, 6, 10)))
    for duty in ("carry_out", "change_outcome"):
        actions.fulfil(
            chain_id=one, event_id=decision, duty_id=duty, by=at[OFFICER], at=noon(date(2026, 6, 11))
        )
    assert (chain(one).stage, chain(one).due_on) == (Stage.REVIEWED, None)
    with pytest.raises(Refused, match="没有这项义务"):
        actions.fulfil(chain_id=one, event_id=decision, duty_id="redo", by=at[OFFICER], at=LATER)


def test_a_decision_taken_back_takes_its_duty_and_the_clock_along(at: Office) -> None:
    asked = refused(at)
    one = opened(at, asked, when=noon(date(2026, 4, 10)))
    decision = lost(at, one)
    before = Event.objects.filter(chain=one).count()
    actions.void(chain_id=one, event_id=decision, reason="登记错了", by=at[HEAD], at=noon(date(2026, 6, 2)))
    assert chain(one).stage == Stage.REVIEW
    assert Application.objects.get(pk=asked).state == State.SERVED
    assert Event.objects.filter(chain=one).count() == before + 2  # the decision and its duty; nothing is gone
    with pytest.raises(Refused, match="已经撤销"):
        actions.void(chain_id=one, event_id=decision, reason="再撤一次", by=at[HEAD], at=LATER)


def test_a_judgment_of_the_first_instance_obliges_when_nobody_appealed(at: Office) -> None:
    one = opened(at, when=noon(date(2025, 2, 3)))
    entered(at, one, Kind.REPLIED, date(2025, 1, 6), "unable_not_held", when=noon(date(2025, 2, 3)))
    entered(at, one, Kind.SUIT_FILED, date(2025, 2, 3), when=noon(date(2025, 2, 3)))
    judged = date(2025, 5, 6)
    event = entered(at, one, Kind.JUDGED, judged, "revoked_redo", when=noon(judged))
    assert chain(one).stage == Stage.APPEALABLE
    with pytest.raises(Refused, match="没有生效"):
        actions.order(chain_id=one, event_id=event, by=at[OFFICER], at=noon(date(2025, 5, 20)))
    late = noon(date(2025, 5, 26))
    actions.order(chain_id=one, event_id=event, ordered=Ordered(days=30), by=at[OFFICER], at=late)
    assert (chain(one).stage, chain(one).due_on) == (Stage.DUTY, date(2025, 6, 20))
    with pytest.raises(Refused, match="已经登记"):
        actions.order(chain_id=one, event_id=event, by=at[OFFICER], at=late)


def test_an_appeal_that_is_rejected_leaves_the_first_judgment_and_its_duty(at: Office) -> None:
    one = opened(at, when=noon(date(2025, 2, 3)))
    entered(at, one, Kind.REPLIED, date(2025, 1, 6), "unable_not_held")
    entered(at, one, Kind.SUIT_FILED, date(2025, 2, 3), when=noon(date(2025, 2, 3)))
    first = date(2025, 5, 6)
    judged = entered(at, one, Kind.JUDGED, first, "revoked_redo", when=noon(first), ordered=Ordered(days=20))
    entered(at, one, Kind.APPEALED, date(2025, 5, 12), when=noon(date(2025, 5, 12)))
    assert chain(one).stage == Stage.SECOND
    second = date(2025, 8, 5)
    upheld = entered(at, one, Kind.JUDGED, second, "appeal_rejected", when=noon(second))
    assert (chain(one).stage, chain(one).due_on) == (Stage.DUTY, date(2025, 8, 25))
    ordered = Event.objects.get(chain=one, kind=Besides.ORDERED)
    assert (ordered.details["of"], ordered.on) == (judged, second)
    actions.void(chain_id=one, event_id=upheld, reason="登记错了", by=at[HEAD], at=noon(second))
    assert chain(one).stage == Stage.SECOND


@pytest.mark.parametrize(
    ("kind", "result", "says"),
    [
        (Kind.REVIEW_DECIDED, "upheld", "没有行政复议申请"),
        (Kind.JUDGED, "upheld", "没有"),
        (Kind.CONFIRMED, "", "不在复议诉讼中登记"),
        (Kind.REPLIED, "granted", "在申请办理中登记"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(at: Office, kind: Kind, result: str, says: str) -> None:
    one = opened(at, refused(at))
    before = Event.objects.count()
    with pytest.raises(Refused, match=says):
        entered(at, one, kind, date(2026, 5, 6), result)
    assert Event.objects.count() == before


def test_a_result_that_the_forum_cannot_come_to_is_refused(at: Office) -> None:
    one = opened(at, refused(at))
    entered(at, one, Kind.REVIEW_APPLIED, date(2026, 4, 10))
    with pytest.raises(Refused, match="不是行政复议可能有的结果"):
        entered(at, one, Kind.REVIEW_DECIDED, date(2026, 5, 6), "disclose")


def test_a_day_to_come_is_refused(at: Office) -> None:
    with pytest.raises(Refused, match="不能晚于今天"):
        entered(at, opened(at), Kind.REVIEW_APPLIED, date(2030, 1, 1))


def test_others_cannot_and_another_agency_is_none_of_theirs(at: Office) -> None:
    other, one = office("b"), opened(at)
    with pytest.raises(PermissionDenied):
        actions.note(chain_id=one, text="看看", by=other[OFFICER], at=LATER)
    with pytest.raises(PermissionDenied):
        actions.note(chain_id=one, text="看看", by=at[HANDLER], at=LATER)
    with pytest.raises(PermissionDenied):
        actions.void(chain_id=one, event_id=1, reason="不行", by=at[OFFICER], at=LATER)
    told = Challenged("别人的申请", Cause.ANSWER, application_id=refused(at))
    with pytest.raises(Refused, match="本机关没有这件申请"):
        actions.open_chain(agency_id=other.agency.pk, challenged=told, by=other[OFFICER], at=LATER)


def test_of_two_who_act_at_once_the_second_is_refused(at: Office) -> None:
    one = opened(at)
    read = chain(one).moves
    actions.note(chain_id=one, text="先写的", by=at[OFFICER], at=LATER, moves=read)
    with pytest.raises(Refused, match="刚刚有变化"):
        actions.note(chain_id=one, text="后写的", by=at[OFFICER], at=LATER, moves=read)


def test_names_are_sealed_and_the_log_says_none(at: Office) -> None:
    one = opened(at)
    actions.add_party(
        chain_id=one, person=Person(Part.AGENT, "云小舟", "13900009876"), by=at[OFFICER], at=LATER
    )
    kept = Participant.objects.get(chain=one)
    assert "小舟" not in str(kept.name)
    entry = LogEntry.objects.get(action="remedies.add_party")
    assert "小舟" not in str(entry.details)
    assert Chain.objects.get(pk=one).number.startswith("FS000014349-2027-")


def test_the_file_of_an_application_is_kept_while_it_is_disputed(at: Office) -> None:
    asked = refused(at)
    one = opened(at, asked, when=noon(date(2026, 4, 10)))
    event = entered(at, one, Kind.REVIEW_APPLIED, date(2026, 4, 10), when=noon(date(2026, 4, 10)))
    assert schedule_for(asked).kept is None
    actions.void(chain_id=one, event_id=event, reason="误记", by=at[HEAD], at=LATER)
    assert schedule_for(asked).kept is not None
    entered(at, one, Kind.REVIEW_APPLIED, date(2026, 4, 10))
    decided = date(2026, 6, 1)
    entered(at, one, Kind.REVIEW_DECIDED, decided, "upheld")
    assert schedule_for(asked).since == decided
