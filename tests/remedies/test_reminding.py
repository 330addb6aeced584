"""What the agency owes in review and suit is told by e-mail in time: near, on the last day, after it; once each."""

from datetime import date

import pytest

from gongkai.accounts.models import User
from gongkai.jobs.schedule import SCHEDULE
from gongkai.law.ledger import Kind
from gongkai.law.remedies.obligations import Ordered
from gongkai.records.actions.jobs import JOBS
from gongkai.records.models import LogEntry, Message
from gongkai.remedies import actions
from gongkai.remedies.actions.reminding import remind_each, to_urge
from gongkai.remedies.queries.disputes import about
from gongkai.remedies.queries.reminding import urges
from tests.applications.office import HEAD, OFFICER, SUPERVISOR, Office, office
from tests.remedies.office import entered, noon, opened, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_files")]
ANSWER_BY = date(2026, 5, 7)  # ten working days after 20 April, over the holidays of May


@pytest.fixture
def at() -> Office:
    made = office()
    for role in (OFFICER, HEAD, SUPERVISOR):
        User.objects.filter(username=made[role].username).update(email=f"{role.value}@example.cn")
    return made


def copied(at: Office) -> int:
    """A review of which the agency has the copy."""
    one = opened(at, refused(at), when=noon(date(2026, 4, 9)))
    entered(at, one, Kind.REVIEW_APPLIED, date(2026, 4, 10), when=noon(date(2026, 4, 10)))
    entered(at, one, Kind.REVIEW_COPIED, date(2026, 4, 20), when=noon(date(2026, 4, 20)))
    return one


def morning(on: date) -> list[Message]:
    """What is posted on a morning."""
    last = Message.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    remind_each(at=noon(on), prepared=to_urge(at=noon(on)))
    return list(Message.objects.filter(pk__gt=last).order_by("pk"))


def test_the_answer_in_review_is_told_when_it_comes_near_and_once_for_each_level(at: Office) -> None:
    copied(at)
    assert morning(date(2026, 4, 21)) == []
    near = morning(date(2026, 4, 30))
    assert len(near) == 2  # the officer and the head, who keep the disputes
    assert "复议诉讼的期限临近" in near[0].subject
    assert "2026年5月7日" in near[0].text
    assert "云小舟" not in near[0].text + near[0].subject
    assert morning(date(2026, 5, 6)) == []
    assert "最后一天" in morning(ANSWER_BY)[0].subject
    late = morning(date(2026, 5, 8))
    assert len(late) == 3  # the supervisor as well
    assert "已过" in late[0].subject
    assert morning(date(2026, 5, 9)) == []  # a Saturday on which people work (in May 2026)
    assert LogEntry.objects.filter(action="remedies.urge").count() == 3


def test_nobody_is_told_of_what_was_answered(at: Office) -> None:
    one = copied(at)
    entered(at, one, Kind.REVIEW_ANSWERED, date(2026, 4, 28), when=noon(date(2026, 4, 28)))
    assert morning(date(2026, 4, 30)) == []
    assert morning(date(2026, 5, 8)) == []


def test_what_a_loss_obliges_to_is_told_until_it_is_done(at: Office) -> None:
    one = copied(at)
    decided = date(2026, 6, 1)
    ordered = Ordered(working_days=15)
    entered(at, one, Kind.REVIEW_DECIDED, decided, "revoked_redo", when=noon(decided), ordered=ordered)
    (told,) = urges(date(2026, 6, 22))
    assert "重新答复申请人" in told.what
    assert told.due_on == date(2026, 6, 23)


def test_a_judgment_that_nobody_appealed_is_told_once(at: Office) -> None:
    one = opened(at, refused(at), when=noon(date(2026, 4, 9)))
    entered(at, one, Kind.SUIT_FILED, date(2026, 4, 10), when=noon(date(2026, 4, 10)))
    judged = date(2026, 6, 1)
    number = entered(
        at, one, Kind.JUDGED, judged, "revoked_redo", when=noon(judged), ordered=Ordered(working_days=15)
    )
    assert morning(date(2026, 6, 12)) == []
    (first, _) = morning(date(2026, 6, 22))
    assert "裁判已经生效，请登记败诉后的义务" in first.subject
    assert morning(date(2026, 6, 23)) == []
    actions.order(
        chain_id=one,
        event_id=number,
        by=at[OFFICER],
        at=noon(date(2026, 6, 23)),
        ordered=Ordered(working_days=15),
    )
    assert not any(each.level.value == "stands" for each in urges(date(2026, 6, 24)))


def test_the_page_of_an_application_knows_its_disputes(at: Office) -> None:
    asked = refused(at)
    one = opened(at, asked, when=noon(date(2026, 4, 9)))
    (found,) = about(at[OFFICER], asked)
    assert (found.id, found.stage.label) == (one, found.stage.label)
    assert about(office("b")[OFFICER], asked) == []


def test_it_runs_each_morning() -> None:
    (entry,) = [each for each in SCHEDULE if each.task == "remedies.remind"]
    assert JOBS[entry.task].function is remind_each
