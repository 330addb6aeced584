"""Writes: what is due by the clock is queued, once for each due time; the traces of old jobs are cleared away."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongkai.records.actions.jobs import BACKEND, job, queue
from gongkai.records.models import DueTime, Effect

KEEP_DONE = timedelta(days=14)
KEEP_EFFECTS = timedelta(days=400)


@transaction.atomic
def queue_due(*, name: str, task: str, due_at: datetime, at: datetime) -> bool:
    """Queue the job of a scheduled task for its latest due time, unless that was done; returns whether it was queued.

    Several machines may ask at once: the one that moves the due time forward queues. Due times that passed while nobody
    asked are not made up for one by one.
    """
    DueTime.objects.bulk_create([DueTime(name=name)], ignore_conflicts=True)
    earlier = Q(due_at=None) | Q(due_at__lt=due_at)
    if not DueTime.objects.filter(earlier, pk=name).update(due_at=due_at):
        return False
    queue(task, key=f"{name} {due_at.isoformat()}", at=at)
    return True


@job("records.clear_done_jobs", label="清理已完成的后台任务")
def clear_done_jobs(*, at: datetime) -> None:
    """Remove done jobs after two weeks, and the marks that keep them from being done again after 400 days."""
    done = DBTaskResult.objects.filter(backend_name=BACKEND, status=TaskResultStatus.SUCCESSFUL)
    done.filter(finished_at__lt=at - KEEP_DONE).delete()
    Effect.objects.filter(at__lt=at - KEEP_EFFECTS).delete()
