"""Bulk imports of items: how far each has come, which rows could not be taken, what is to be looked at."""

from enum import StrEnum

from django.conf import settings
from django.db import models

from gongkai.agencies.models import Agency
from gongkai.records.models import StoredFile


class Into(StrEnum):
    """What rows become: drafts, or, coming from an older platform where they were public, public items."""

    DRAFTS = "drafts"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"drafts": "草稿", "public": "已公开信息"}[self.value]


class Outcome(StrEnum):
    """How an import ended. One that was stopped or failed can go on where it ended."""

    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"done": "已完成", "stopped": "已停止", "failed": "未完成"}[self.value]


class ImportRun(models.Model):
    """One import. `kept` rows became items, `known` ones were there from an earlier import, `refused` ones have faults.

    `next_row` rows are dealt with: there it goes on after an interruption, as long as `fingerprint` is that of the source.
    `source`: the older platform; with it an item keeps where it comes from. `file`: what was uploaded, None where the
    command read it from disk. `authors`: who started it, and whom they stood in for: they approve none of its drafts.
    `begun_at`: when somebody confirmed the preview. `turns` counts how often it was set going.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="imports")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    into = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Into])
    source = models.CharField(max_length=50, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    total = models.PositiveIntegerField(default=0)
    next_row = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    turns = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=60)
    starter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    authors = models.JSONField(default=list)
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=10, blank=True, choices=[(each.value, each.label) for each in Outcome]
    )
    message = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "-id"], name="imports_of_an_agency")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, outcome="")
                | models.Q(ended_at__isnull=False, outcome__in=[each.value for each in Outcome]),
                name="an_import_ends_with_its_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.next_row}"


class ImportFault(models.Model):
    """A row that was not taken: which one, what is wrong and what to do."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="faults")
    row = models.PositiveIntegerField()
    where = models.CharField(max_length=200, blank=True)
    message = models.CharField(max_length=500)

    class Meta:
        indexes = [models.Index(fields=["run", "row"], name="faults_of_a_run")]

    def __str__(self) -> str:
        return f"{self.row}: {self.message}"


class ImportRemark(models.Model):
    """Something in an imported item that is to be looked at: the rule of the check, and how often. It stops nothing."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="remarks")
    item = models.ForeignKey("publication.Item", models.CASCADE, related_name="+")
    rule = models.CharField(max_length=8)
    times = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["run", "rule"], name="remarks_of_a_run")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.rule}"
