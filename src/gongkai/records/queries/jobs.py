"""Reads: how much work waits, and what failed for good."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongkai.records import access
from gongkai.records.access import Actor
from gongkai.records.models import DeadJob, Lease, Settlement


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue at one moment: due now, due later, in a worker's hand, in the hand of one that is gone, failed for good.

    `oldest` is how long the longest-waiting job has been due; none is due where it is None.
    """

    due: int
    later: int
    running: int
    abandoned: int
    dead: int
    oldest: timedelta | None


@dataclass(frozen=True, slots=True)
class DeadRow:
    """A job that failed for good and that nobody has settled."""

    id: int
    task: str
    label: str
    key: str
    arguments: dict[str, Any]
    tries: int
    error: str
    failed_at: datetime


def queue_at(at: datetime) -> Queue:
    """The state of the queue: counts only, for whoever watches over the installation."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY).aggregate(
        due=Count("id", filter=Q(run_after__lte=at)),
        later=Count("id", filter=Q(run_after__gt=at)),
        first=Min("run_after"),
    )
    held = Lease.objects.aggregate(
        running=Count("pk", filter=Q(until__gte=at)), abandoned=Count("pk", filter=Q(until__lt=at))
    )
    return Queue(
        due=waiting["due"],
        later=waiting["later"],
        running=held["running"],
        abandoned=held["abandoned"],
        dead=DeadJob.objects.filter(settled_at=None).count(),
        oldest=at - waiting["first"] if waiting["due"] else None,
    )


def given_up(task: str, keys: Collection[str]) -> frozenset[str]:
    """The keys of those jobs of one task that failed for good and that nobody has run again: nothing will come of them."""
    deaths = DeadJob.objects.filter(task=task, key__in=keys).order_by("pk")
    last = dict(deaths.values_list("key", "settlement"))
    return frozenset(key for key, settlement in last.items() if settlement != Settlement.RUN_AGAIN)


def dead_jobs(viewer: Actor) -> list[DeadRow]:
    """The open list of jobs that failed for good, latest first. PermissionDenied for whoever may not settle them."""
    access.require_job_keeper(viewer)
    return [
        DeadRow(
            id=row.pk,
            task=row.task,
            label=row.label,
            key=row.key,
            arguments=row.arguments,
            tries=row.tries,
            error=row.error,
            failed_at=row.failed_at,
        )
        for row in DeadJob.objects.filter(settled_at=None).order_by("-failed_at", "-pk")
    ]
