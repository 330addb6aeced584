"""Reminders of tasks: on the last working day, after it, long after it; each level once, one message a morning."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.accounts.models import User
from gongkai.agencies.models import Agency, Membership
from gongkai.channels import actions
from gongkai.channels.actions.reminding import remind_each, to_remind
from gongkai.channels.models import Level, Reminder
from gongkai.channels.queries.reminding import level_of
from gongkai.channels.queries.tasks import how_many_open
from gongkai.jobs.schedule import SCHEDULE
from gongkai.law.roles import Role
from gongkai.records.access import Actor
from gongkai.records.actions.jobs import JOBS
from gongkai.records.models import LogEntry, Message
from tests.channels.world import (
    HANDLER,
    HEAD,
    NOON,
    OFFICER,
    SUPERVISOR,
    County,
    carrier,
    county,
    item,
    put,
)

pytestmark = pytest.mark.django_db

DUE = date(2026, 3, 13)  # a Friday


@pytest.fixture
def made() -> County:
    return county()


@pytest.fixture
def officer(made: County) -> Actor:
    return made.person(at=made.ju)


def works(name: str, role: Role, at: Agency, *, email: bool = True) -> None:
    user = User.objects.create(
        username=name,
        name=f"{name}（虚构示例）",
        email=f"{name}@example.invalid" if email else "",
        created_at=NOON,
    )
    Membership.objects.create(user=user, agency=at, role=role, begins_on=date(2020, 1, 1))


def staff(made: County) -> None:
    works("officer", OFFICER, made.ju)
    works("handler", HANDLER, made.ju)
    works("head", HEAD, made.ju)
    works("above", SUPERVISOR, made.xian)
    works("mute", OFFICER, made.ju, email=False)
    works("beside", OFFICER, made.lin)


def give(carrier_id: int, by: Actor, item_id: int, due_on: date = DUE) -> int:
    return actions.give_task(item_id=item_id, carrier_id=carrier_id, due_on=due_on, by=by, at=NOON)


def morning(on: date) -> set[str]:
    """Who hears of something on a morning."""
    at = datetime(on.year, on.month, on.day, 0, 50, tzinfo=UTC)
    last = Message.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    remind_each(at=at, prepared=to_remind(at=at))
    return names(Message.objects.filter(pk__gt=last))


def names(messages: Iterable[Message]) -> set[str]:
    known = {str(user.pk): user.username for user in User.objects.all()}
    return {known[message.key.split(":")[3]] for message in messages}


def test_each_level_reaches_more_and_is_told_once(made: County, officer: Actor) -> None:
    staff(made)
    give(carrier(made.ju), officer, item(made.ju).pk)
    assert morning(date(2026, 3, 12)) == set()
    assert morning(DUE) == {"officer", "handler"}
    assert morning(DUE) == set()
    assert morning(date(2026, 3, 14)) == set()  # a Saturday
    assert morning(date(2026, 3, 16)) == {"officer", "handler", "head"}
    assert morning(date(2026, 3, 20)) == set()
    assert morning(date(2026, 3, 23)) == {"officer", "handler", "head", "above"}
    assert morning(date(2026, 3, 24)) == set()
    assert list(Reminder.objects.order_by("pk").values_list("level", flat=True)) == list(Level)
    assert LogEntry.objects.filter(action="channels.remind").count() == 3


def test_one_message_a_morning_tells_of_all(made: County, officer: Actor) -> None:
    staff(made)
    wechat = carrier(made.ju)
    for n in range(22):
        give(wechat, officer, item(made.ju, title=f"第{n}号通知").pk)
    give(wechat, officer, item(made.ju, title="迟了的通知").pk, due_on=DUE - timedelta(days=1))
    assert morning(DUE) == {"officer", "handler", "head"}
    message = Message.objects.get(key__endswith=f":{User.objects.get(username='handler').pk}")
    assert message.subject == "【提醒】转发任务：期限最后一个工作日 22 件，已经逾期 1 件"
    assert message.text.splitlines()[4].startswith("《迟了的通知》转发到")
    assert "另有 3 件。" in message.text


def test_nobody_hears_of_what_is_done_dropped_or_far_off(made: County, officer: Actor) -> None:
    staff(made)
    wechat, done = carrier(made.ju), item(made.ju)
    give(wechat, officer, done.pk)
    dropped = give(wechat, officer, item(made.ju).pk)
    give(wechat, officer, item(made.ju).pk, due_on=date(2026, 4, 30))
    post = put(wechat, officer, done.pk)
    actions.drop_task(task_id=dropped, reason="不适合", by=officer, at=NOON)
    assert how_many_open(officer) == 1
    assert morning(DUE) == set()
    actions.take_back(post_id=post, reason="误录", by=officer, at=NOON)
    assert how_many_open(officer) == 2
    assert morning(DUE) == {"officer", "handler"}


def test_what_nobody_could_be_told_is_told_later(made: County, officer: Actor) -> None:
    give(carrier(made.ju), officer, item(made.ju).pk)
    assert morning(DUE) == set()
    assert not Reminder.objects.exists()
    works("late", OFFICER, made.ju)
    assert morning(DUE) == {"late"}


@pytest.mark.parametrize(
    ("due_on", "on", "level"),
    [
        (
            date(2026, 3, 14),
            date(2026, 3, 13),
            Level.DUE,
        ),  # due on a Saturday: Friday is the last working day
        (date(2026, 3, 16), date(2026, 3, 13), None),
        (date(2026, 3, 13), date(2026, 3, 20), Level.OVERDUE),
        (date(2026, 3, 13), date(2026, 3, 23), Level.LONG_OVERDUE),
    ],
)
def test_levels(due_on: date, on: date, level: Level | None) -> None:
    assert level_of(due_on, on) is level


def test_menu_counts_the_tasks_of_those_whose_work_they_are(made: County, officer: Actor) -> None:
    give(carrier(made.ju), officer, item(made.ju).pk)
    assert how_many_open(officer) == how_many_open(made.person(HANDLER, made.ju)) == 1
    assert how_many_open(made.person(SUPERVISOR)) == how_many_open(made.person()) == 0


def test_it_is_on_the_clock() -> None:
    (entry,) = [each for each in SCHEDULE if each.task == "channels.remind"]
    assert entry.task in JOBS
