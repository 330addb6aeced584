"""The disclosure guide (公开指南) of an agency, version by version.   依据：条例第十二条"""

from django.db import models

from gongkai.agencies.models.agency import Agency


class Guide(models.Model):
    """One version of how to reach the disclosure unit and how to obtain information; the newest counts.

    `classification` and `arrangement` say which information there is and in which order it stands, `obtaining` how what
    is published is found, `applying` how to apply, `complaints` where to turn, `text` whatever else there is to say.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="guides")
    version = models.PositiveIntegerField()
    unit = models.CharField(max_length=120)  # 政府信息公开工作机构
    address = models.CharField(max_length=200)
    hours = models.CharField(max_length=200)
    telephone = models.CharField(max_length=60)
    fax = models.CharField(max_length=60, blank=True)
    internet = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    classification = models.TextField(blank=True)
    arrangement = models.TextField(blank=True)
    obtaining = models.TextField(blank=True)
    applying = models.TextField(blank=True)
    complaints = models.TextField(blank=True)
    text = models.TextField(blank=True)
    since = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "version"], name="guide_version_once")]

    def __str__(self) -> str:
        return f"{self.agency_id} v{self.version}"
