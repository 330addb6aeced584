"""Checks of the log: how far one has come, what it found."""

from django.db import models


class LogCheck(models.Model):
    """One reading of the whole chain, stretch by stretch: what stands here is all that the next stretch needs to know.

    `until_seq` and `until_hash` are where the log ended when the check began, `read_seq` and `read_hash` the last entry
    that was read. `told` holds the first of the `faults`, each as number and sentence. Over when it has `ended_at`.
    """

    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    until_seq = models.BigIntegerField()
    until_hash = models.CharField(max_length=64)
    read_seq = models.BigIntegerField()
    read_hash = models.CharField(max_length=64)
    entries = models.PositiveBigIntegerField(default=0)
    faults = models.PositiveBigIntegerField(default=0)
    told = models.JSONField(default=list)
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.read_seq} / {self.until_seq}"
