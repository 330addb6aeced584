"""Writes: a worker takes a job, holds it, carries it out, hands it back, or gives it up.

Whoever finishes a job in whatever way first lets go of its own lease. Where that is gone, because it ran out and the job was
given to another, the transaction ends with LeaseLost and leaves nothing.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from gongkai.records.actions.jobs import BACKEND, JOBS, TRIES, Hopeless, Job, Run, pause
from gongkai.records.models import DeadJob, Effect, Lease

VANISHED = "处理它的程序中途终止，没有留下结果"


class LeaseLost(Exception):
    """The job was given to another worker in the meantime."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A job in a worker's hand; `attempt` counts from 1."""

    id: str
    task: str
    key: str
    arguments: dict[str, Any]
    attempt: int
    worker: str

    @property
    def identity(self) -> str:
        """What the job is known by: the same at each attempt."""
        return f"{self.task} {self.key}"

    @property
    def job(self) -> Job:
        """What to do; Hopeless where no job has this name."""
        if self.task not in JOBS:
            raise Hopeless(f"没有名为 {self.task} 的任务")
        return JOBS[self.task]


def take(*, worker: str, at: datetime, hold: timedelta) -> Taken | None:
    """Take the job that is due longest, leased to this worker until `at` + `hold`; None when nothing is due.

    `worker` is the name of one process and of no other, ever: by it a worker knows its own lease.
    """
    due = DBTaskResult.objects.filter(
        backend_name=BACKEND, status=TaskResultStatus.READY, run_after__lte=at
    ).order_by("run_after", "enqueued_at", "id")
    if not due.exists():  # a worker with nothing to do takes no lock
        return None
    with exclusive_transaction():
        row = due.get_locked()
        if row is None:
            return None
        row.claim(worker)
        Lease.objects.create(job=str(row.id), worker=worker, until=at + hold)
    return _taken(row)


def renew(*, worker: str, until: datetime) -> None:
    """Hold on to what this worker has in hand."""
    Lease.objects.filter(worker=worker).update(until=until)


def perform(taken: Taken, *, at: datetime) -> None:
    """Carry a job out: its effect, the mark of it and the end of its lease in one transaction.

    Raises Hopeless for a name or arguments that fit nothing, LeaseLost, and whatever the job itself raises; then nothing
    is written. A job that ran before is only finished.
    """
    job, given = taken.job, {"at": at, **taken.arguments}
    effect = Effect.objects.filter(key=taken.identity)
    if job.prepare is not None and not effect.exists():
        given["prepared"] = job.prepare(**_fitting(job.prepare, given, taken))
    fitting = _fitting(job.function, given, taken)
    with transaction.atomic():
        # The mark comes first: where another worker has it uncommitted, PostgreSQL waits here for the outcome.
        _, first = Effect.objects.get_or_create(key=taken.identity, defaults={"at": at})
        if first:
            job.function(**fitting)
        _let_go(taken)
        _row(taken.id).update(status=TaskResultStatus.SUCCESSFUL, finished_at=at)


@transaction.atomic
def postpone(taken: Taken, *, error: str, at: datetime) -> bool:
    """Hand a failed job back, due after its pause; after its last try bury it. Returns whether it will be tried again."""
    tries = JOBS[taken.task].tries if taken.task in JOBS else TRIES
    if taken.attempt >= tries:
        bury(taken, error=error, at=at)
        return False
    _let_go(taken)
    _row(taken.id).update(status=TaskResultStatus.READY, run_after=at + pause(taken.attempt))
    return True


@transaction.atomic
def bury(taken: Taken, *, error: str, at: datetime) -> None:
    """Put a job on the list of those that failed for good. `error` says kind and place of the fault, no values."""
    _let_go(taken)
    _row(taken.id).update(status=TaskResultStatus.FAILED, finished_at=at)
    DeadJob.objects.create(
        job=taken.id,
        task=taken.task,
        label=JOBS[taken.task].label if taken.task in JOBS else taken.task,
        key=taken.key,
        arguments=taken.arguments,
        tries=taken.attempt,
        error=error,
        failed_at=at,
    )


def give_back(*, at: datetime) -> int:
    """Queue again at once what workers held that are gone; bury what has used up its tries so. Returns how many."""
    given = 0
    for lease in Lease.objects.filter(until__lt=at):
        given += _give_back(lease, at=at)
    return given


@transaction.atomic
def _give_back(lease: Lease, *, at: datetime) -> bool:
    # By renaming the holder: only one gets it, and none if the holder has renewed it since.
    finder = f"give-back of {lease.worker}"[:80]
    if not Lease.objects.filter(pk=lease.pk, worker=lease.worker, until=lease.until).update(worker=finder):
        return False
    row = DBTaskResult.objects.filter(id=lease.job).first()
    if row is None:  # somebody removed it by hand
        Lease.objects.filter(pk=lease.pk).delete()
        return False
    found = _taken(row, worker=finder)
    if found.attempt >= (JOBS[found.task].tries if found.task in JOBS else TRIES):
        bury(found, error=VANISHED, at=at)
    else:
        _let_go(found)
        _row(found.id).update(status=TaskResultStatus.READY)
    return True


def _let_go(taken: Taken) -> None:
    gone, _ = Lease.objects.filter(pk=taken.id, worker=taken.worker).delete()
    if not gone:
        raise LeaseLost(taken.identity)


def _row(job_id: str) -> Any:
    return DBTaskResult.objects.filter(id=job_id)


def _taken(row: "DBTaskResult[Any, Any]", worker: str = "") -> Taken:
    return Taken(
        id=str(row.id),
        task=row.task_path,
        key=row.args_kwargs["args"][0],
        arguments=row.args_kwargs["kwargs"],
        attempt=len(row.worker_ids),
        worker=worker or row.worker_ids[-1],
    )


def _fitting(function: Callable[..., object], given: dict[str, Any], taken: Taken) -> dict[str, Any]:
    """The arguments of a call, with the Run where it is asked for; Hopeless where the function does not take them."""
    signature = inspect.signature(function)
    wanted = {"run": Run(taken.identity, taken.attempt)} if "run" in signature.parameters else {}
    try:
        signature.bind(**given, **wanted)
    except TypeError as error:
        raise Hopeless(f"任务 {taken.task} 不接受排队时给出的参数：{'、'.join(taken.arguments)}") from error
    return {**given, **wanted}
