"""Jobs for tests. Their effect is a number taken under a key, so that a second time shows."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from gongkai.records.actions.jobs import Run, job, queue
from gongkai.records.actions.numbers import next_number
from gongkai.records.actions.running import Taken, take
from gongkai.records.models import NumberSeries

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
HOLD = timedelta(seconds=60)

seen: list[Any] = []
"""What jobs were given, for tests of one process."""
interfere: list[Callable[[], object]] = []
"""What happens during the job `tests.slow`, before its transaction."""


@job("tests.count", label="计数（测试）", tries=3)
def count(*, at: datetime, number: int, seconds: float = 0) -> None:
    """One more under the number."""
    seen.append((at, number))
    next_number(f"effect/{number}")
    time.sleep(seconds)


def before(*, at: datetime, number: int, milliseconds: int) -> str:
    """What the next one needs."""
    time.sleep(milliseconds / 1000)
    return f"{at} {number}"


@job("tests.sturdy", tries=100_000, prepare=before)
def sturdy(*, at: datetime, number: int, milliseconds: int, prepared: str) -> None:
    """The same with work before and after it, for workers that are killed at any moment."""
    assert prepared == f"{at} {number}"
    next_number(f"effect/{number}")
    time.sleep(milliseconds / 1000)


@job("tests.fail", tries=3)
def fail(*, at: datetime, number: int) -> None:
    """Half the effect, then a fault with somebody's name in it."""
    next_number(f"effect/{number}")
    raise KeyError(f"张三丰（虚构示例） {at}")


@job("tests.hang", tries=2, limit=timedelta(seconds=0.3))
def hang(*, at: datetime) -> None:
    """Never end."""
    seen.append(at)
    while True:
        time.sleep(1)


@job("tests.told")
def told(*, at: datetime, run: Run) -> None:
    """Remember what it is told about itself."""
    seen.append((at, run.identity, run.attempt))


def meanwhile(*, at: datetime, number: int) -> str:
    """Before the transaction: whatever the test wants to happen now."""
    for step in interfere:
        step()
    return f"{number} at {at}"


@job("tests.slow", prepare=meanwhile)
def slow(*, at: datetime, number: int, prepared: str) -> None:
    """One more under the number, with what was prepared."""
    seen.append((at, prepared))
    next_number(f"effect/{number}")


def put(task: str = "tests.count", key: str = "1", *, at: datetime = NOON, **arguments: Any) -> None:
    """Queue in a transaction of its own."""
    with transaction.atomic():
        queue(task, key=key, at=at, **arguments)


def taken(worker: str = "甲", at: datetime = NOON) -> Taken:
    """The next job, in the hand of a worker."""
    found = take(worker=worker, at=at, hold=HOLD)
    assert found is not None
    return found


def effects() -> dict[str, int]:
    """How often each effect happened."""
    return dict(NumberSeries.objects.filter(key__startswith="effect/").values_list("key", "last"))
