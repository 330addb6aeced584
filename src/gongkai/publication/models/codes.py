"""机关代字: the short words with which the document numbers of a body begin, as the body has registered them."""

from django.db import models

from gongkai.agencies.models import Agency


class DocumentCodes(models.Model):
    """The codes of a body as they were set at one time; the newest row counts. Never changed.

    `codes`: such as 云政发, 云政办发; none takes them out of use, and then numbers are not held against them.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="document_codes")
    codes = models.JSONField(default=list)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["agency", "-id"], name="newest_document_codes")]

    def __str__(self) -> str:
        return f"{self.agency_id} {'、'.join(self.codes)}"
