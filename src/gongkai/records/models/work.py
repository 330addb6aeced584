"""Jobs: what the kept library's table does not hold: who works on what until when, what was done, what failed for good."""

from django.db import models
from django.db.models import Q


class Lease(models.Model):
    """A worker's hold on a job; a job whose lease has run out is given to another worker.

    Made in the transaction that takes the job and gone in the one that finishes it: a job is running exactly
    while it has a lease.
    """

    job = models.CharField(max_length=40, primary_key=True)
    worker = models.CharField(max_length=80)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.job} {self.worker}"


class Effect(models.Model):
    """A job's effect, written in the same transaction: a job that runs again finds it and does nothing."""

    key = models.CharField(max_length=250, primary_key=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class Settlement(models.TextChoices):
    """What somebody did about a job that failed for good."""

    RUN_AGAIN = "run_again", "重新运行"
    PUT_ASIDE = "put_aside", "搁置"


class DeadJob(models.Model):
    """A job that failed as often as it may, or cannot be run at all; open until somebody settles it.

    `error` is the kind of the fault and its place in the program, or a sentence of ours; never values.
    """

    job = models.CharField(max_length=40)
    task = models.CharField(max_length=120)
    label = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    arguments = models.JSONField()
    tries = models.PositiveSmallIntegerField()
    error = models.TextField()
    failed_at = models.DateTimeField()
    settlement = models.CharField(max_length=12, choices=Settlement, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("job", condition=Q(settled_at=None), name="one_open_death"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settlement="", settled_by="")
                | Q(settled_at__isnull=False, settlement__in=Settlement.values) & ~Q(settled_by=""),
                name="settled_by_somebody_in_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.key}"


class DueTime(models.Model):
    """The last due time of a scheduled task for which a job was queued; it only moves forward."""

    name = models.CharField(max_length=120, primary_key=True)
    due_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
