"""Tables: what bodies below hand in to the office above as files, and the files that went back to them."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.annual_reports.models.kinds import Scope
from gongkai.records.models import StoredFile


class HandedIn(models.Model):
    """One version of what a body handed in on a year: its figures count in the roll-up, nothing of it is public.

    `content` is the report as read, in the form of `gongkai report read --json`; `remarks` what was said of the file, each as
    {"kind", "severity", "message"}; `digest` that of its figures. `number` counts from 1 for a body and year. Taken back, never changed.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="handed_in")
    year = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Scope])
    number = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    content = models.JSONField()
    remarks = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=60, blank=True)
    taken_back_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "number"], name="handed_in_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="handed_in_from_one"),
            models.CheckConstraint(
                condition=models.Q(scope__in=[each.value for each in Scope]), name="handed_in_scope_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.year} #{self.number}"


class SentBack(models.Model):
    """A file that went back to the body: what it was called, its SHA-256, what was said. The file itself is not kept."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    remarks = models.CharField(max_length=2000)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(remarks=""), name="what_is_sent_back_has_remarks"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.year} {self.file_name}"
