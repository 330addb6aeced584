"""The board of who is missing by 31 January or 31 March, and the reminders."""

from datetime import UTC, date, datetime

import pytest

from gongkai.accounts.models import User
from gongkai.annual_reports.actions.reminding import remind_each, to_remind
from gongkai.annual_reports.queries.board import Standing, board, standing_of
from gongkai.annual_reports.queries.course import State
from gongkai.jobs.schedule import SCHEDULE
from gongkai.records.actions.jobs import JOBS
from gongkai.records.models import Message
from tests.annual_reports.county import YEAR, County, made, published, written

pytestmark = pytest.mark.django_db
DUE = date(2026, 1, 31)


@pytest.fixture
def at() -> County:
    return made()


def morning(on: date) -> list[Message]:
    """What is posted on a morning."""
    last = Message.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    when = datetime(on.year, on.month, on.day, 0, 45, tzinfo=UTC)
    remind_each(at=when, prepared=to_remind(at=when))
    return list(Message.objects.filter(pk__gt=last).order_by("pk"))


def mailed(*usernames: str) -> None:
    for name in usernames:
        User.objects.filter(username=name).update(email=f"{name}@example.invalid")


@pytest.mark.parametrize(
    ("published_on", "on", "stands"),
    [
        (None, date(2026, 1, 20), Standing.OPEN),
        (None, date(2026, 1, 21), Standing.SOON),
        (None, DUE, Standing.SOON),
        (None, date(2026, 2, 1), Standing.OVERDUE),
        (DUE, date(2026, 5, 1), Standing.DONE),
        (date(2026, 2, 1), date(2026, 5, 1), Standing.LATE),
    ],
)
def test_where_a_body_stands(published_on: date | None, on: date, stands: Standing) -> None:
    assert standing_of(DUE, published_on, on) is stands


def test_departments_are_due_before_governments(at: County) -> None:
    rows = board(None, YEAR, date(2026, 2, 3))
    found = {row.agency.id: row for row in rows}
    assert found[at.bureau.id].due_on == DUE
    assert found[at.county.id].due_on == date(2026, 3, 31)
    assert rows[0].agency.id == at.bureau.id  # the late stand first
    assert rows[0].days_late(date(2026, 2, 3)) == 3
    assert rows[0].state is None
    assert found[at.county.id].days_late(date(2026, 2, 3)) == 0


def test_the_board_says_how_far_a_report_is(at: County) -> None:
    written(at)
    (row,) = board([at.bureau.id], YEAR, DUE)
    assert row.state is State.WRITING
    assert row.published_on is None


def test_what_is_published_in_time_stays_so(at: County) -> None:
    working_id = published(at)
    (row,) = board([at.bureau.id], YEAR, date(2026, 4, 1))
    assert (row.standing, row.working_id, row.state) == (Standing.DONE, working_id, State.PUBLISHED)


@pytest.mark.usefixtures("at")
def test_writers_hear_of_it_before_the_date_and_those_above_after_it() -> None:
    mailed("ju-disclosure_officer", "xian-supervisor")
    assert morning(date(2026, 1, 20)) == []
    (near,) = morning(date(2026, 1, 21))
    assert "临近期限" in near.subject
    assert "还有 10 天" in near.text
    assert morning(date(2026, 1, 22)) == []  # once a week
    late = morning(date(2026, 2, 2))
    assert sorted(message.subject for message in late) == [
        "【提醒】1 个机关逾期没有发布年度报告",
        "【提醒】云岭县农业农村局年度报告逾期未发布",
    ]
    assert all("已经逾期 2 天" in message.text for message in late)


def test_nobody_is_reminded_of_what_is_done(at: County) -> None:
    mailed("ju-disclosure_officer", "xian-supervisor")
    published(at)
    assert morning(date(2026, 2, 2)) == []
    assert morning(date(2026, 7, 1)) == []


def test_it_runs_each_morning() -> None:
    (entry,) = [each for each in SCHEDULE if each.task == "annual_reports.remind"]
    assert entry.task in JOBS
