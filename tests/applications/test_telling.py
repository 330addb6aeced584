"""E-mail about applications: to applicants what happened, to officers what is urgent; nothing personal, nothing twice."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from gongkai.accounts.models import User
from gongkai.agencies.models import Agency
from gongkai.applications import actions
from gongkai.applications.actions import Question, Task
from gongkai.applications.actions.notifying import What
from gongkai.applications.actions.reminding import remind_each, to_urge
from gongkai.applications.models import Application
from gongkai.applications.queries.filing import Thing
from gongkai.applications.queries.status import status
from gongkai.applications.queries.urging import Level, level_of
from gongkai.jobs.schedule import SCHEDULE
from gongkai.jobs.worker import do_next
from gongkai.law.deadlines.answer import State
from gongkai.law.ledger import Party
from gongkai.law.wording import day
from gongkai.records.actions.jobs import JOBS
from gongkai.records.models import LogEntry, Message
from gongkai.records.queries.outbox import messages_about
from tests.applications.office import (
    CLERK,
    HANDLER,
    HEAD,
    MONDAY,
    NOON,
    OFFICER,
    SUPERVISOR,
    Office,
    after,
    application,
    confirmed,
    decided,
    filing,
    office,
    submitted,
)
from tests.records.jobs.sample import HOLD
from tests.records.mailbox import Mailbox, mailbox

pytestmark = pytest.mark.django_db

PRIVATE = ("云小舟", "11010519491231002X", "13900009876", "zhou@example.cn", "云溪路", "征收补偿安置方案")


@pytest.fixture
def at() -> Office:
    """An agency whose people have an e-mail."""
    made = office()
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@office.example")
    return made


@pytest.fixture
def box(settings: Settings) -> Iterator[Mailbox]:
    with mailbox() as made:
        settings.SMTP = made.settings
        settings.SITE_DOMAIN = "www.yunling.example"
        yield made


def told(one: int) -> list[str]:
    """What the applicant was told of an application."""
    keys = Message.objects.filter(about=f"application:{one}").order_by("pk").values_list("key", flat=True)
    return [key.split(":")[2] for key in keys if key.startswith("applicant:")]


def urged(one: int) -> dict[str, set[str]]:
    """Who was reminded of an application, by level."""
    found: dict[str, set[str]] = {}
    names = {user.pk: user.username for user in User.objects.all()}
    for key in Message.objects.filter(key__startswith=f"urge:{one}:").values_list("key", flat=True):
        _, _, level, _, person = key.split(":")
        found.setdefault(level, set()).add(names[int(person)])
    return found


def morning(when: datetime) -> None:
    """The job of a morning."""
    remind_each(at=when, prepared=to_urge(at=when))


def test_applicant_hears_of_each_thing_once(at: Office) -> None:
    one = confirmed(at)
    actions.ask_correction(application_id=one, what="请写明地块位置", by=at[OFFICER], at=after(3))
    actions.record_correction(application_id=one, by=at[OFFICER], at=after(5))
    actions.extend(application_id=one, working_days=10, reason="涉及多年档案", by=at[HEAD], at=after(10))
    decided(at, one, "granted", "provided", when=after(12))
    assert told(one) == [What.RECEIVED, What.CONFIRMED, What.CORRECTION, What.EXTENDED, What.REPLIED]


def test_same_form_twice_is_told_once(at: Office) -> None:
    receipt = submitted(at)
    ticket = application(receipt.application_id).ticket
    submitted(at, ticket=ticket)
    assert told(receipt.application_id) == [What.RECEIVED]


def test_refused_action_tells_nobody(at: Office) -> None:
    one = confirmed(at)
    with pytest.raises(actions.Refused):
        actions.ask_correction(application_id=one, what="", by=at[OFFICER], at=after(3))
    assert What.CORRECTION not in told(one)


def test_who_gave_no_address_hears_nothing(at: Office) -> None:
    receipt = submitted(at, email="")
    assert not Message.objects.exists()
    assert receipt.number


def test_merged_ones_are_told_of_the_reply_too(at: Office) -> None:
    into, one = confirmed(at), confirmed(at)
    actions.merge(application_id=one, into_id=into, reason="同一内容", by=at[OFFICER], at=after(2))
    decided(at, into, "granted", "provided", when=after(4))
    assert told(one)[-1] == told(into)[-1] == What.REPLIED


def test_of_a_part_the_applicant_hears_the_new_number(at: Office) -> None:
    things = (Thing("虚构地块的征收补偿安置方案"), Thing("虚构道路的竣工图"))
    whole = confirmed(at, form=filing(things=things))
    part = actions.split(application_id=whole, positions=[2], by=at[OFFICER], at=after(1))
    assert told(part) == [What.SPLIT]
    assert What.SPLIT not in told(whole)
    message = Message.objects.get(about=f"application:{part}")
    said = f"{message.subject}\n{message.text}"
    assert f"登记编号：{application(part).number}" in said
    assert f"拆自：{application(whole).number}" in said
    due = application(part).due_on
    assert due is not None
    assert day(due) in said
    assert not [word for word in (*PRIVATE, "竣工图") if word in said]
    assert application(part).code.unsealed() not in said
    assert [each.note for each in status(whole, after(1).date()).passed if "拆分" in each.says] == [
        f"拆出的内容另行登记，登记编号：{application(part).number}"
    ]


def test_of_a_part_whoever_gave_no_address_hears_nothing(at: Office) -> None:
    whole = confirmed(at, form=filing(email="", things=(Thing("虚构方案"), Thing("虚构图纸"))))
    actions.split(application_id=whole, positions=[2], by=at[OFFICER], at=after(1))
    assert not Message.objects.exists()


def test_words_are_without_content_and_lead_to_the_query_page(at: Office, box: Mailbox) -> None:
    receipt = submitted(at)
    number = receipt.number
    assert do_next(worker="甲", hold=HOLD, clock=lambda: NOON)
    [(to, arrived)] = box.arrived
    said = f"{arrived['Subject']}\n{arrived.get_content()}"
    assert to == "zhou@example.cn"
    assert number in said
    assert "http://www.yunling.example/ysqgk/cx/" in said
    assert not [word for word in PRIVATE if word in said]
    assert receipt.code not in said
    assert [row.to for row in messages_about(f"application:{receipt.application_id}")] != [to]
    entry = LogEntry.objects.latest("seq")
    assert (entry.action, entry.subject) == ("records.mail.sent", f"application:{receipt.application_id}")
    assert entry.agency_id == at.agency.pk


@pytest.mark.parametrize("what", What)
def test_every_message_has_words(what: What) -> None:
    assert what.subject.startswith("您的政府信息公开申请")
    assert what.asks.endswith("。")


@pytest.mark.parametrize(
    ("state", "left", "level"),
    [
        (State.IN_REVIEW, 6, None),
        (State.IN_REVIEW, 5, Level.YELLOW),
        (State.EXTENDED, 1, Level.YELLOW),
        (State.IN_REVIEW, 0, Level.RED),
        (State.IN_REVIEW, -1, Level.OVERDUE),
        (State.THIRD_PARTY_CONSULTATION, 2, None),
        (State.CORRECTION_REQUESTED, None, None),
    ],
)
def test_levels_follow_the_lamps(state: State, left: int | None, level: Level | None) -> None:
    due = None if left is None else after(10 + left).date()
    found = level_of(state, MONDAY, due, after(10).date())
    assert (found[0] if found else None) == level


def test_weekend_after_the_last_day_is_overdue() -> None:
    friday = date(2026, 3, 6)
    found = level_of(State.IN_REVIEW, MONDAY, friday, friday + timedelta(days=1))
    assert found == (Level.OVERDUE, "期限已过")


def test_urgent_ones_reach_those_who_handle_them_once_for_each_level(at: Office) -> None:
    one = confirmed(at)
    task = Task("查找", after(10).date(), at[HANDLER].user_id)
    actions.assign(application_id=one, task=task, by=at[OFFICER], at=after(1))
    morning(after(14))
    assert urged(one) == {}
    for days in (15, 16, 19):
        morning(after(days))
    assert urged(one) == {"yellow": {"a-disclosure_officer", "a-handler"}}
    morning(after(20))
    morning(after(21))
    morning(after(22))
    found = urged(one)
    assert found["red"] == {"a-disclosure_officer", "a-handler"}
    assert found["overdue"] == {"a-disclosure_officer", "a-handler", "a-office_head"}
    entries = LogEntry.objects.filter(action="applications.urge").order_by("seq")
    assert [entry.details for entry in entries] == [
        {"level": "yellow", "people": 2},
        {"level": "red", "people": 2},
        {"level": "overdue", "people": 3},
    ]


def test_due_day_that_moved_is_a_period_of_its_own(at: Office) -> None:
    one = confirmed(at)
    morning(after(16))
    actions.extend(application_id=one, working_days=20, reason="涉及多年档案", by=at[HEAD], at=after(17))
    morning(after(18))
    before = Message.objects.count()
    morning(after(36))
    assert Message.objects.count() == before + 1
    assert Message.objects.filter(key__startswith=f"urge:{one}:yellow").count() == 2


def test_answered_ones_are_urged_no_more(at: Office) -> None:
    one = confirmed(at)
    decided(at, one, "granted", "provided", when=after(5))
    morning(after(19))
    assert urged(one) == {}


def test_paused_ones_are_not_urged(at: Office) -> None:
    one = confirmed(at)
    question = Question(Party.THIRD_PARTY, "云岭虚构建设有限公司", "是否同意公开")
    actions.ask(application_id=one, question=question, by=at[OFFICER], at=after(14))
    morning(after(16))
    assert urged(one) == {}


def test_unconfirmed_ones_go_up_step_by_step(at: Office) -> None:
    above = office("above")
    User.objects.filter(username=above[SUPERVISOR].username).update(email="above@office.example")
    Agency.objects.filter(pk=at.agency.pk).update(parent=above.agency)
    one = submitted(at).application_id
    morning(NOON)
    assert urged(one) == {}
    morning(after(1))
    here = {"a-disclosure_officer", "a-counter_clerk", "a-office_head"}
    assert urged(one) == {"unconfirmed": here}
    morning(after(2))
    morning(after(3))
    assert urged(one) == {"unconfirmed": here, "long_unconfirmed": here | {"above-supervisor"}}
    actions.confirm(application_id=one, by=at[CLERK], at=after(3))
    before = Message.objects.filter(key__startswith="urge:").count()
    morning(after(4))
    assert Message.objects.filter(key__startswith="urge:").count() == before


def test_at_the_top_its_own_supervisor_hears_of_it(at: Office) -> None:
    one = submitted(at).application_id
    morning(after(2))
    assert "a-supervisor" in urged(one)["long_unconfirmed"]


def test_no_morning_on_days_without_work(at: Office) -> None:
    one = confirmed(at)
    saturday = after(19) - timedelta(days=(after(19).weekday() - 5) % 7)
    assert saturday.weekday() == 5
    morning(saturday)
    assert urged(one) == {}


def test_who_has_no_address_or_left_is_passed_over(at: Office) -> None:
    User.objects.filter(username="a-disclosure_officer").update(email="")
    one = confirmed(at)
    morning(after(16))
    assert urged(one) == {}
    assert not LogEntry.objects.filter(action="applications.urge").exists()


def test_words_to_officers_are_without_content(at: Office, settings: Settings) -> None:
    settings.SITE_DOMAIN = "www.yunling.example"
    one = confirmed(at, form=filing())
    morning(after(20))
    message = Message.objects.get(key__startswith="urge:")
    said = f"{message.subject}\n{message.text}"
    number = Application.objects.get(pk=one).number
    assert number in said
    assert f"http://www.yunling.example/desk/applications/{one}/" in said
    assert "今天是最后一天" in said
    assert not [word for word in PRIVATE if word in said]


def counted() -> int:
    """How many queries a morning takes."""
    with CaptureQueriesContext(connection) as seen:
        assert to_urge(at=after(16))
    return len(seen)


def test_reads_grow_with_agencies_not_with_applications(at: Office) -> None:
    confirmed(at)
    few = counted()
    for _ in range(4):
        confirmed(at)
    assert counted() == few


def test_it_runs_in_the_morning() -> None:
    [entry] = [each for each in SCHEDULE if each.task == "applications.remind"]
    assert entry.name == "urgent-applications"
    assert JOBS["applications.remind"].function is remind_each
