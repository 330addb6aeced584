"""Running: the effect once, retries with pauses, the dead list, leases that run out."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from gongkai.jobs.worker import do_next
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor, Duty
from gongkai.records.actions.jobs import Settled, pause, put_aside, run_again
from gongkai.records.actions.running import LeaseLost, bury, give_back, perform, postpone, renew, take
from gongkai.records.models import DeadJob, Effect, Lease, LogEntry
from gongkai.records.queries.jobs import dead_jobs, queue_at
from tests.records.jobs import sample
from tests.records.jobs.sample import HOLD, NOON, effects, put, taken

pytestmark = pytest.mark.django_db

AFTER = NOON + HOLD + timedelta(seconds=1)
KEEPER = Actor(
    "xi-tong", "系统甲（虚构示例）", duties=(Duty(Role.SYSTEM_ADMINISTRATOR, 1, frozenset({1}), top=True),)
)
BELOW = Actor(
    "xian-xitong", "系统乙（虚构示例）", duties=(Duty(Role.SYSTEM_ADMINISTRATOR, 2, frozenset({2})),)
)
OFFICER = Actor("gong-kai", "公开甲（虚构示例）", duties=(Duty(Role.DISCLOSURE_OFFICER, 1, frozenset({1})),))


@pytest.fixture(autouse=True)
def _nothing_seen() -> Iterator[None]:
    yield
    sample.seen.clear()
    sample.interfere.clear()


def step(at: datetime = NOON, worker: str = "甲") -> bool:
    """One turn of a worker, by a clock that stands still."""
    return do_next(worker=worker, hold=HOLD, clock=lambda: at)


def test_done_once_with_its_mark() -> None:
    put(number=1)
    assert step()
    assert not step()
    assert effects() == {"effect/1": 1}
    assert sample.seen == [(NOON, 1)]
    assert Effect.objects.get().key == "tests.count 1"
    assert not Lease.objects.exists()


def test_done_before_is_only_finished() -> None:
    Effect.objects.create(key="tests.slow 1", at=NOON)
    put("tests.slow", number=1)
    sample.interfere.append(lambda: pytest.fail("prepared for nothing"))
    assert step()
    assert effects() == {}
    assert (queue_at(NOON).due, queue_at(NOON).running) == (0, 0)


def test_job_is_told_its_identity_and_attempt() -> None:
    put("tests.told", key="reply:7")
    postpone(taken(), error="x", at=NOON)
    step(NOON + pause(1))
    assert sample.seen == [(NOON + pause(1), "tests.told reply:7", 2)]


def test_prepared_work_reaches_the_transaction() -> None:
    put("tests.slow", number=4)
    assert step()
    assert sample.seen == [(NOON, f"4 at {NOON}")]


def test_failing_job_is_tried_again_after_pauses_then_dead(caplog: pytest.LogCaptureFixture) -> None:
    put("tests.fail", number=1)
    moment = NOON
    for attempt in (1, 2, 3):
        assert step(moment)
        assert not step(moment + pause(attempt) - timedelta(microseconds=1))
        moment += pause(attempt)
    assert not step(moment + timedelta(days=9))
    assert effects() == {}
    [dead] = dead_jobs(OPERATOR)
    assert (dead.task, dead.key, dead.arguments, dead.tries) == ("tests.fail", "1", {"number": 1}, 3)
    assert dead.error.startswith("KeyError (gongkai/records/actions/running.py:")
    assert "jobs/sample.py:" in dead.error
    assert "张三丰" not in caplog.text + dead.error
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 3


@pytest.mark.parametrize(
    ("task", "arguments", "said"),
    [
        ("tests.nobody", {}, "没有名为 tests.nobody 的任务"),
        ("tests.count", {"nummer": 1}, "任务 tests.count 不接受排队时给出的参数：nummer"),
        ("tests.slow", {}, "任务 tests.slow 不接受排队时给出的参数："),
        ("tests.told", {"run": 1}, "任务 tests.told 不接受排队时给出的参数：run"),
    ],
)
def test_what_cannot_run_is_dead_at_once(task: str, arguments: dict[str, Any], said: str) -> None:
    put(task, **arguments)
    assert step()
    [dead] = dead_jobs(KEEPER)
    assert (dead.error, dead.tries) == (said, 1)
    assert queue_at(NOON).due == 0


def test_dead_job_is_not_queued_anew_by_its_key() -> None:
    put("tests.nobody")
    step()
    put("tests.nobody")
    assert (queue_at(NOON).due, queue_at(NOON).dead) == (0, 1)


def test_job_of_a_vanished_worker_goes_to_another() -> None:
    put(number=1)
    taken("甲")
    assert give_back(at=NOON + HOLD) == 0
    assert take(worker="乙", at=AFTER, hold=HOLD) is None
    assert give_back(at=AFTER) == 1
    assert give_back(at=AFTER) == 0
    assert taken("乙", AFTER).attempt == 2


def test_job_that_ends_its_workers_is_dead_after_its_tries() -> None:
    put(number=1)
    for attempt in range(3):
        assert taken("甲").attempt == attempt + 1
        give_back(at=AFTER)
    [dead] = dead_jobs(OPERATOR)
    assert (dead.label, dead.error) == ("计数（测试）", "处理它的程序中途终止，没有留下结果")


def test_unknown_job_of_a_vanished_worker_goes_to_another() -> None:
    put("tests.nobody")
    taken("甲")
    assert give_back(at=AFTER) == 1
    assert taken("乙").task == "tests.nobody"


def test_lease_of_a_job_that_somebody_removed() -> None:
    put(number=1)
    taken("甲")
    DBTaskResult.objects.all().delete()
    assert give_back(at=AFTER) == 0
    assert not Lease.objects.exists()


def test_renewed_lease_holds() -> None:
    put(number=1)
    taken("甲")
    renew(worker="乙", until=AFTER + HOLD)
    renew(worker="甲", until=AFTER)
    assert give_back(at=AFTER) == 0
    assert queue_at(AFTER).running == 1


def test_who_lost_the_lease_leaves_nothing() -> None:
    """Two workers on one job: whichever way the first one ends, only what the second one does counts."""
    put(number=1)
    first = taken("甲")
    give_back(at=AFTER)
    second = taken("乙", AFTER)
    with pytest.raises(LeaseLost), transaction.atomic():
        perform(first, at=AFTER)
    assert effects() == {}
    assert not Effect.objects.exists()
    with pytest.raises(LeaseLost), transaction.atomic():
        postpone(first, error="x", at=AFTER)
    with pytest.raises(LeaseLost), transaction.atomic():
        bury(first, error="x", at=AFTER)
    perform(second, at=AFTER)
    assert effects() == {"effect/1": 1}
    with pytest.raises(LeaseLost), transaction.atomic():
        perform(first, at=AFTER)
    assert effects() == {"effect/1": 1}


def test_overtaken_while_preparing(caplog: pytest.LogCaptureFixture) -> None:
    put("tests.slow", number=1)

    def overtake() -> None:
        sample.interfere.clear()
        give_back(at=AFTER)
        assert step(AFTER, "乙")

    sample.interfere.append(overtake)
    assert step(NOON, "甲")
    assert effects() == {"effect/1": 1}
    assert "已转交其他进程" in caplog.text
    assert (queue_at(AFTER).due, queue_at(AFTER).running) == (0, 0)


def die() -> int:
    put("tests.nobody", key="1", number=1)
    step()
    return dead_jobs(OPERATOR)[0].id


def test_run_again_has_all_its_tries() -> None:
    dead = die()
    run_again(dead_job_id=dead, by=KEEPER, at=AFTER)
    assert dead_jobs(KEEPER) == []
    assert taken(at=AFTER).attempt == 1
    entry = LogEntry.objects.get()
    assert (entry.action, entry.actor, entry.details) == (
        "records.jobs.run_again",
        "xi-tong",
        {"task": "tests.nobody", "key": "1"},
    )
    with pytest.raises(Settled, match="重新运行"):
        run_again(dead_job_id=dead, by=KEEPER, at=AFTER)


def test_dead_again_after_running_again() -> None:
    run_again(dead_job_id=die(), by=OPERATOR, at=AFTER)
    step(AFTER)
    [dead] = dead_jobs(OPERATOR)
    assert (dead.failed_at, DeadJob.objects.count()) == (AFTER, 2)


def test_put_aside_stays_aside() -> None:
    dead = die()
    put_aside(dead_job_id=dead, reason="已由人工送达", by=KEEPER, at=AFTER)
    assert (dead_jobs(KEEPER), queue_at(AFTER).due, queue_at(AFTER).dead) == ([], 0, 0)
    assert LogEntry.objects.get().reason == "已由人工送达"
    with pytest.raises(Settled):
        run_again(dead_job_id=dead, by=KEEPER, at=AFTER)


@pytest.mark.parametrize("by", [OFFICER, BELOW], ids=["officer", "below"])
def test_only_who_looks_after_the_whole_system(by: Actor) -> None:
    dead = die()
    with pytest.raises(PermissionDenied):
        dead_jobs(by)
    with pytest.raises(PermissionDenied):
        run_again(dead_job_id=dead, by=by, at=AFTER)
    with pytest.raises(PermissionDenied):
        put_aside(dead_job_id=dead, reason="", by=by, at=AFTER)
    assert len(dead_jobs(KEEPER)) == 1


def test_a_job_is_dead_once_at_a_time() -> None:
    dead = DeadJob.objects.get(pk=die())
    dead.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        dead.save(force_insert=True)
