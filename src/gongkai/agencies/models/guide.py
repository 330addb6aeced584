"""The disclosure guide (公开指南) of an agency, version by version.   依据：条例第十二条"""

from django.db import models

from gongkai.agencies.models.agency import Agency


class Guide(models.Model):
    """One version of how to reach the disclosure unit and how to obtain information; the newest counts."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="guides")
    version = models.PositiveIntegerField()
    unit = models.CharField(max_length=120)  # 政府信息公开工作机构
    address = models.CharField(max_length=200)
    hours = models.CharField(max_length=200)
    telephone = models.CharField(max_length=60)
    fax = models.CharField(max_length=60, blank=True)
    internet = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    since = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "version"], name="guide_version_once")]

    def __str__(self) -> str:
        return f"{self.agency_id} v{self.version}"
