"""Queueing: with the write or not at all, once for a key, nothing but JSON."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from gongkai.records.actions.jobs import job, pause, queue
from gongkai.records.actions.running import take
from gongkai.records.queries.jobs import queue_at
from tests.records.jobs.sample import HOLD, NOON, put, taken

pytestmark = pytest.mark.django_db


def test_queued_with_the_write() -> None:
    with transaction.atomic():
        queue("tests.count", key="1", at=NOON, number=1)
        transaction.set_rollback(True)
    assert queue_at(NOON).due == 0
    put(number=7)
    found = taken()
    assert (found.task, found.key, found.arguments, found.attempt) == ("tests.count", "1", {"number": 7}, 1)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_queued() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        queue("tests.count", key="1", at=NOON, number=1)


def test_same_task_and_key_is_queued_once() -> None:
    put(key="1", number=1)
    put(key="1", number=2)
    put("tests.told", key="1")
    put(key="2", number=1)
    assert queue_at(NOON).due == 3


def test_not_before() -> None:
    later = NOON + timedelta(hours=1)
    put(key="later", not_before=later, number=1)
    put(key="now", number=2)
    assert taken().key == "now"
    assert take(worker="乙", at=later - timedelta(microseconds=1), hold=HOLD) is None
    assert taken("乙", later).key == "later"


def test_longest_due_comes_first() -> None:
    for minute in (2, 0, 1):
        put(key=str(minute), at=NOON - timedelta(minutes=minute), number=minute)
    assert [taken(worker).key for worker in "甲乙丙"] == ["2", "1", "0"]


@pytest.mark.parametrize(
    "arguments", [{"x": NOON}, {"x": (1, 2)}, {"x": {1: 2}}, {"x": float("nan")}, {"x": {"y": "a\0"}}]
)
def test_arguments_are_json(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="JSON"):
        put(**arguments)


@pytest.mark.parametrize(("task", "key"), [("", "1"), ("tests.count", ""), ("tests.count", "k" * 121)])
def test_names_fit(task: str, key: str) -> None:
    with pytest.raises(ValueError, match="characters"):
        put(task, key)


def test_two_jobs_of_one_name_are_a_mistake() -> None:
    def other(*, at: datetime) -> None:
        raise AssertionError(at)

    with pytest.raises(ValueError, match=r"tests\.count"):
        job("tests.count")(other)


def test_pauses_grow_to_an_hour() -> None:
    assert [pause(attempt).total_seconds() for attempt in range(1, 8)] == [10, 40, 160, 640, 2560, 3600, 3600]
    assert pause(100_000).total_seconds() == 3600


def test_state_of_the_queue() -> None:
    assert queue_at(NOON).oldest is None
    put(key="old", at=NOON - timedelta(minutes=9), number=1)
    put(key="older", at=NOON - timedelta(minutes=10), number=1)
    put(key="next", not_before=NOON + timedelta(days=1), number=1)
    taken()
    state = queue_at(NOON)
    assert (state.due, state.later, state.running, state.abandoned) == (1, 1, 1, 0)
    assert state.oldest == timedelta(minutes=9)
    assert queue_at(NOON + 2 * HOLD).abandoned == 1
