"""What is due by the clock: once for each due time, whoever asks and how often; once after an outage."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from gongkai.jobs import known, upkeep
from gongkai.jobs.schedule import SCHEDULE, Scheduled, run_due
from gongkai.jobs.times import CHINA, Daily, Every, Weekly, When
from gongkai.law.calendar.notices import Notice
from gongkai.law.calendar.workdays import Calendar
from gongkai.records.actions.jobs import JOBS, Hopeless
from gongkai.records.actions.log import log
from gongkai.records.actions.schedules import KEEP_DONE, KEEP_EFFECTS, clear_done_jobs
from gongkai.records.models import Anchor, ChainHead, Effect
from gongkai.records.queries.jobs import queue_at
from tests.records.entries import CLERK
from tests.records.jobs.sample import put
from tests.records.jobs.test_running import step
from tests.records.keys import new_key


def china(*parts: int) -> datetime:
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("when", "at", "due"),
    [
        (Every(15), china(2026, 3, 2, 9, 44), china(2026, 3, 2, 9, 30)),
        (Every(15), china(2026, 3, 2, 9, 45), china(2026, 3, 2, 9, 45)),
        (Every(60), china(2026, 3, 2, 0, 0), china(2026, 3, 2, 0, 0)),
        (Daily(time(1)), china(2026, 3, 2, 0, 59), china(2026, 3, 1, 1)),
        (Daily(time(1)), china(2026, 3, 2, 1), china(2026, 3, 2, 1)),
        # 17:30 on the day before by Greenwich
        (Daily(time(1)), datetime(2026, 3, 1, 17, 30, tzinfo=UTC), china(2026, 3, 2, 1)),
        (Weekly(11, 1, time(9)), china(2026, 11, 1, 8, 59), None),
        (Weekly(11, 1, time(9)), china(2026, 11, 1, 9), china(2026, 11, 1, 9)),
        (Weekly(11, 1, time(9)), china(2026, 12, 31), china(2026, 12, 27, 9)),
        (Weekly(11, 1, time(9)), china(2027, 1, 1), None),
    ],
)
def test_latest_due_time(when: When, at: datetime, due: datetime | None) -> None:
    assert when.latest(at) == due


@given(
    at=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001 - in UTC, below
    when=st.sampled_from([Every(1), Every(60), Every(1440), Daily(time(23, 59)), Weekly(11, 1, time(9))]),
)
def test_latest_due_time_is_the_latest(at: datetime, when: When) -> None:
    moment = at.replace(tzinfo=UTC)
    due = when.latest(moment)
    if due is not None:
        assert due <= moment
        assert when.latest(due) == due
        assert when.latest(moment + timedelta(days=400)) != due


ONE = (Scheduled("每日", "tests.told", Daily(time(1))),)


@pytest.mark.django_db
def test_due_once_however_often_it_is_asked() -> None:
    at = china(2026, 3, 2, 1)
    assert [run_due(at=at + timedelta(minutes=n), schedule=ONE) for n in range(3)] == [["每日"], [], []]
    assert queue_at(at).due == 1


@pytest.mark.django_db
def test_after_an_outage_once_not_for_each_day() -> None:
    run_due(at=china(2026, 3, 2, 1), schedule=ONE)
    assert run_due(at=china(2026, 3, 9, 17), schedule=ONE) == ["每日"]
    assert queue_at(china(2026, 3, 9, 17)).due == 2


@pytest.mark.django_db
def test_a_clock_that_is_behind_queues_nothing() -> None:
    run_due(at=china(2026, 3, 9, 1), schedule=ONE)
    assert run_due(at=china(2026, 3, 8, 1), schedule=ONE) == []
    assert run_due(at=china(2026, 3, 9, 2), schedule=ONE) == []


@pytest.mark.django_db
def test_not_due_before_its_season() -> None:
    assert "holiday-notice" not in run_due(at=china(2026, 10, 31, 23))
    assert "holiday-notice" in run_due(at=china(2026, 11, 1, 9))


def test_scheduled_jobs_exist_and_need_no_arguments() -> None:
    known.load()
    assert {entry.task for entry in SCHEDULE} <= set(JOBS)
    assert len({entry.name for entry in SCHEDULE}) == len(SCHEDULE)


@pytest.mark.django_db
def test_built_in_jobs_run(monkeypatch: pytest.MonkeyPatch) -> None:
    known.load()
    monkeypatch.setattr(upkeep, "installed_calendar", Calendar)
    at = china(2026, 11, 2, 12)
    assert len(run_due(at=at)) == sum(entry.use() for entry in SCHEDULE)
    while step(at):
        pass
    assert (queue_at(at).due, queue_at(at).later, queue_at(at).dead) == (0, 0, 0)


@pytest.mark.django_db
def test_done_jobs_are_cleared_and_not_done_again() -> None:
    at = china(2026, 3, 2)
    put(number=1, at=at)
    put("tests.nobody", at=at)
    step(at)
    step(at)
    clear_done_jobs(at=at + KEEP_DONE + timedelta(days=1))
    put(number=1, at=at)
    put("tests.nobody", at=at)
    assert queue_at(at).due == 1  # the dead one is still there
    assert step(at)
    assert Effect.objects.count() == 1
    clear_done_jobs(at=at + KEEP_EFFECTS + timedelta(days=1))
    assert not Effect.objects.exists()


@pytest.mark.django_db
def test_sessions_that_ran_out_are_removed() -> None:
    for key, end in (("old", china(2020, 1, 1)), ("new", china(2099, 1, 1))):
        Session.objects.create(session_key=key, session_data="", expire_date=end)
    upkeep.clear_sessions(at=china(2026, 3, 2))
    assert Session.objects.get().session_key == "new"


def test_reminder_of_the_holiday_notice(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = Notice("虚构示例：2027年节假日安排", "", date(2026, 11, 4), 2027, ())
    monkeypatch.setattr(upkeep, "installed_calendar", lambda: Calendar([notice]))
    upkeep.remind_of_holiday_notice(at=china(2026, 11, 1, 9))
    assert caplog.text == ""
    upkeep.remind_of_holiday_notice(at=china(2027, 11, 1, 9))
    assert "没有2028年节假日安排" in caplog.text


def test_holiday_notice_that_cannot_be_read_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_HOLIDAYS", "/nowhere/holidays")
    with pytest.raises(Hopeless, match="GONGKAI_HOLIDAYS"):
        upkeep.remind_of_holiday_notice(at=china(2026, 11, 1, 9))


@pytest.mark.django_db
def test_log_is_signed_only_with_a_key(settings: Settings, tmp_path: Path) -> None:
    settings.AUDIT_KEY = ""
    upkeep.anchor_log(at=china(2026, 3, 2))
    settings.AUDIT_KEY = str(new_key(tmp_path / "anchor.pem"))
    upkeep.anchor_log(at=china(2026, 3, 2))
    assert not Anchor.objects.exists()
    with transaction.atomic():
        log("tests.write", "thing:1", by=CLERK, at=china(2026, 3, 2))
    upkeep.anchor_log(at=china(2026, 3, 2, 1))
    upkeep.anchor_log(at=china(2026, 3, 3, 1))
    assert Anchor.objects.get().at == china(2026, 3, 2, 1)
    ChainHead.objects.update(hash="0" * 64)
    with pytest.raises(Hopeless, match="gongkai audit verify"):
        upkeep.anchor_log(at=china(2026, 3, 4, 1))
