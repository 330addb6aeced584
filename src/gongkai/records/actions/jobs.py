"""Writes: work is queued in the transaction of its cause; what failed for good is run again or put aside."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.db import transaction
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongkai.records import access
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.transactions import require_transaction
from gongkai.records.models import DeadJob, Settlement

TRIES = 8
LIMIT = timedelta(minutes=15)
BACKEND = "gongkai"  # so that the library's own worker, which knows no leases, leaves these rows alone
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=1)
_LONGEST_NAME = 120
_NAMESPACE = UUID("5a3c0a53-2f0c-4e1e-9a53-7d4b5c7d9e10")

Work = TypeVar("Work", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Job:
    """What runs under a name, how often it is tried and how long it may take."""

    name: str
    label: str
    function: Callable[..., object]
    prepare: Callable[..., object] | None
    tries: int
    limit: timedelta


@dataclass(frozen=True, slots=True)
class Run:
    """What a job may want to know about itself: `identity` is the same at each attempt, for services that ask for one."""

    identity: str
    attempt: int


class Hopeless(Exception):
    """A job that will not succeed however often it is tried. The message is shown to officers: no personal data."""


class Settled(Exception):
    """Somebody has already decided about this failed job; the message is for a person."""


JOBS: dict[str, Job] = {}


def job(
    name: str,
    *,
    label: str = "",
    tries: int = TRIES,
    limit: timedelta = LIMIT,
    prepare: Callable[..., object] | None = None,
) -> Callable[[Work], Work]:
    """Declare a function as the job of this name: called with `at=` and the arguments it was queued with.

    It runs in one transaction with the mark that it ran, so that its effect on the database happens exactly once. What
    happens outside of the database may happen again after a crash; a parameter named `run` receives the Run to tell.
    Slow work belongs into `prepare`, called before the transaction with the same arguments; what it returns is handed to
    the function as `prepared`. On SQLite a transaction keeps all others from writing.
    """

    def declare(function: Work) -> Work:
        if name in JOBS:
            raise ValueError(f"two jobs named {name}")
        JOBS[name] = Job(name, label or name, function, prepare, tries, limit)
        return function

    return declare


def queue(task: str, *, key: str, at: datetime, not_before: datetime | None = None, **arguments: Any) -> None:
    """Queue a job in the caller's transaction: rolled back with it, seen by workers once it is committed.

    The same task with the same key is queued once, whether it waits, ran or failed. Arguments are JSON and name things by
    their numbers: no personal data. Outside a transaction a TransactionManagementError; a key that is too long and
    arguments that would not come back as they are, are ValueErrors: mistakes of the caller.
    """
    require_transaction()
    if not 0 < len(key) <= _LONGEST_NAME or not 0 < len(task) <= _LONGEST_NAME:
        raise ValueError(f"task and key have 1 to {_LONGEST_NAME} characters")
    _require_json(arguments)
    _enter(task, key, arguments, not_before or at)


def spread(task: str, *, begin: datetime, apart: timedelta) -> int:
    """Put off what waits of one kind: one after the other from a moment on, the newest first, so that other work comes first.

    Returns how many wait.
    """
    require_transaction()
    waiting = list(
        DBTaskResult.objects.filter(
            backend_name=BACKEND, task_path=task, status=TaskResultStatus.READY, run_after__lt=begin
        ).order_by("-run_after", "id")
    )
    for place, row in enumerate(waiting):
        row.run_after = begin + place * apart
    DBTaskResult.objects.bulk_update(waiting, ["run_after"])
    return len(waiting)


def pause(attempt: int) -> timedelta:
    """How long a job rests after its attempt of this number failed: 10 s, 40 s, 160 s … at most an hour."""
    return min(FIRST_PAUSE * int(4 ** min(attempt - 1, 10)), LONGEST_PAUSE)


@transaction.atomic
def run_again(*, dead_job_id: int, by: Actor, at: datetime) -> None:
    """Queue a job again that failed for good, with all its tries; logged.

    PermissionDenied for whoever does not look after the system, Settled where it was already run again or put aside.
    """
    access.require_job_keeper(by)
    dead = _settle(dead_job_id, Settlement.RUN_AGAIN, by=by, at=at)
    DBTaskResult.objects.filter(id=dead.job, status=TaskResultStatus.FAILED).delete()
    _enter(dead.task, dead.key, dead.arguments, at)
    log(
        "records.jobs.run_again",
        f"job:{dead.job}",
        by=by,
        at=at,
        details={"task": dead.task, "key": dead.key},
    )


@transaction.atomic
def put_aside(*, dead_job_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Take a job that failed for good off the list without running it, with the reason; logged.

    PermissionDenied for whoever does not look after the system, Settled where it was already run again or put aside.
    """
    access.require_job_keeper(by)
    dead = _settle(dead_job_id, Settlement.PUT_ASIDE, by=by, at=at, reason=reason)
    details = {"task": dead.task, "key": dead.key}
    log("records.jobs.put_aside", f"job:{dead.job}", by=by, at=at, reason=reason, details=details)


def _settle(dead_job_id: int, how: Settlement, *, by: Actor, at: datetime, reason: str = "") -> DeadJob:
    settled = DeadJob.objects.filter(pk=dead_job_id, settled_at=None).update(
        settlement=how, settled_at=at, settled_by=by.username, reason=reason
    )
    if not settled:
        raise Settled("这项任务不在待处理之列，可能已由他人重新运行或者搁置。")
    return DeadJob.objects.get(pk=dead_job_id)


def _enter(task: str, key: str, arguments: dict[str, Any], due: datetime) -> None:
    """Into the library's table. The number follows from task and key, so that a second row is a conflict, and ignored."""
    row: DBTaskResult[Any, Any] = DBTaskResult(
        id=uuid5(_NAMESPACE, f"{task} {key}"),
        task_path=task,
        args_kwargs={"args": [key], "kwargs": arguments},
        backend_name=BACKEND,
        run_after=due,
    )
    DBTaskResult.objects.bulk_create([row], ignore_conflicts=True)


def _require_json(arguments: dict[str, Any]) -> None:
    try:
        written = json.dumps(arguments, allow_nan=False)
    except TypeError as error:
        raise ValueError(f"arguments of a job are JSON: {error}") from error
    if json.loads(written) != arguments or "\\u0000" in written:
        raise ValueError("arguments of a job come back from JSON as they went in")
