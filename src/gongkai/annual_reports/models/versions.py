"""Tables: the original file, the version of a report as it was read or published, the examinations of each version."""

from django.db import models

from gongkai.agencies.models import Agency


class OriginalFile(models.Model):
    """The bytes that were imported, kept once per content; `digest` is their SHA-256 in hexadecimal."""

    digest = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.digest


class AnnualReport(models.Model):
    """One imported version of the report of one agency on one year. Never changed, never deleted.

    `content` is the report as read, in the form of `gongkai report read --json`. `origin` says where the
    file came from.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=80)
    origin = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=200)
    original = models.ForeignKey(OriginalFile, models.PROTECT, related_name="+")
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "version"], name="report_version_once"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="report_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.year} v{self.version}"


class Examination(models.Model):
    """One run of all checks over one version. The newest counts: a version is examined again when the
    report of the year before it arrives later.
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="examinations")
    examined_at = models.DateTimeField()
    findings = models.JSONField()
    errors = models.PositiveIntegerField()
    warnings = models.PositiveIntegerField()
    notes = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.report_id}: {self.errors} / {self.warnings} / {self.notes}"
