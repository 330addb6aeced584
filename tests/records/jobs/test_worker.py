"""The worker's loop, the commands, and what is written down about faults."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import OperationalError, connection

from gongkai.cli import gongkai
from gongkai.jobs import worker
from gongkai.jobs.faults import kind_and_place
from gongkai.records.actions.running import Taken, take
from gongkai.records.queries.jobs import queue_at
from tests.conftest import ROOT
from tests.records.databases import own_database, surroundings
from tests.records.jobs.sample import HOLD, NOON, effects, put, taken

AFTER = NOON + HOLD + timedelta(seconds=1)


class Ticks:
    """A clock that moves on by a second each time that it is read."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture(autouse=True)
def _keep_the_connection_of_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its transaction is still to be rolled back."""
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(connection, "close", lambda: None)


def work_once(at: datetime = NOON, stop: Event | None = None) -> None:
    worker.work(worker="乙", hold=HOLD, stop=stop or Event(), once=True, clock=Ticks(at))


@pytest.mark.django_db
def test_once_does_what_is_due_and_ends() -> None:
    for number in range(3):
        put(key=f"{number}", number=number)
    put(key="later", not_before=NOON + timedelta(days=1), number=9)
    work_once()
    assert effects() == {"effect/0": 1, "effect/1": 1, "effect/2": 1}
    assert queue_at(NOON).later == 1


@pytest.mark.django_db
def test_starts_by_giving_back() -> None:
    put(number=1)
    taken("甲")
    work_once(AFTER)
    assert effects() == {"effect/1": 1}


@pytest.mark.django_db
def test_stops_when_told() -> None:
    put(number=1)
    stop = Event()
    stop.set()
    work_once(stop=stop)
    assert effects() == {}


@pytest.mark.django_db
def test_database_that_is_away_for_a_moment(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    put(number=1)
    stop, calls = Event(), []

    def flaky(**given: Any) -> Taken | None:
        calls.append(given)
        if len(calls) == 1:
            raise OperationalError("FATAL: 张三丰（虚构示例）")
        if len(calls) == 3:
            stop.set()
        return take(**given)

    monkeypatch.setattr(worker, "take", flaky)
    worker.work(worker="乙", hold=HOLD, stop=stop, pause=0, clock=Ticks(NOON))
    assert effects() == {"effect/1": 1}
    assert "数据库暂时不可用" in caplog.text
    assert "张三丰" not in caplog.text


@pytest.mark.django_db
def test_once_says_that_the_database_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(worker, "take", fails)
    with pytest.raises(OperationalError):
        work_once()


def test_no_two_processes_have_one_name() -> None:
    names = {worker.process_name("县政府办" * 20) for _ in range(100)}
    assert len(names) == 100
    assert max(map(len, names)) <= 80


def test_a_fault_is_its_kind_and_its_place() -> None:
    with pytest.raises(ValueError, match="张三丰") as caught:
        int("张三丰（虚构示例）")
    told = kind_and_place(caught.value)
    assert re.fullmatch(
        r"ValueError \(jobs/test_worker\.py:\d+ test_a_fault_is_its_kind_and_its_place\)", told
    )


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of an installation with its tables."""
    folder = tmp_path_factory.mktemp("installation")
    with own_database(folder) as database:
        yield surroundings(database, folder)


def gongkai_process(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gongkai", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=180
    )


def test_commands(installation: dict[str, str]) -> None:
    """Cron asks again and again; the worker does what it queued."""
    at = ("run-due", "--at", "2026-11-02T12:00")
    first, again = gongkai_process(installation, *at), gongkai_process(installation, *at)
    assert (first.returncode, first.stderr) == (0, "")
    assert [line.removeprefix("已排队：") for line in first.stdout.splitlines()] == [
        "due-items",
        "expired-items",
        "entered-notices",
        "due-applications",
        "due-rectifications",
        "urgent-applications",
        "ended-terms",
        "owed-lists",
        "changed-validity",
        "documents-of-the-day",
        "issued-documents",
        "held-files",
        "ended-sessions",
        "visitor-tallies",
        "audit-anchor",
        "unconfirmed-imports",
        "unconfirmed-previews",
        "unsent-applications",
        "outside-links",
        "topic-links",
        "gazette-files",
        "channel-tasks",
        "channel-firsts",
        "content-health",
        "near-vetoes",
        "urgent-channel-tasks",
        "due-disputes",
        "due-reports",
        "webhook-messages",
        "older-exchanges",
        "rated-once",
        "unconfirmed-subscriptions",
        "older-records",
        "done-jobs",
        "holiday-notice",
    ]
    assert (again.returncode, again.stdout) == (0, "")
    done = gongkai_process(installation, "worker", "--once", "--name", "测试机")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_idle_worker_ends_at_once(installation: dict[str, str], number: signal.Signals) -> None:
    started = """
import django
django.setup()
from gongkai.jobs import worker
begin = worker.give_back
worker.give_back = lambda **given: (begin(**given), print("working", flush=True))
from gongkai.cli import main
main(["worker"])
"""
    with subprocess.Popen(
        [sys.executable, "-c", started], cwd=ROOT, env=installation, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"working\n"
        process.send_signal(number)
        assert process.wait(timeout=30) == 0


def test_time_that_is_none() -> None:
    result = CliRunner().invoke(gongkai, ["run-due", "--at", "tomorrow"])
    assert result.exit_code == 2
