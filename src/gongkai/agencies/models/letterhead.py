"""How the letters of an agency look, and whom they name as the bodies for review and suit, version by version."""

from django.db import models

from gongkai.agencies.models.agency import Agency
from gongkai.documents.letters.written import HEADS, Form
from gongkai.records.models import StoredFile


class Letterhead(models.Model):
    """One version; the newest counts. `head`: the name as the head prints it, if it is not the agency's.

    `review_body` and `court`: as letters name them; empty: as the tree of agencies has it, and the drafter says. `fonts`:
    the typefaces that Word files ask for, by use. `template`: the agency's own Word file.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="letterheads")
    version = models.PositiveIntegerField()
    form = models.CharField(
        max_length=10, choices=[(each.value, words) for each, words in HEADS.items()], default=Form.LETTER
    )
    head = models.CharField(max_length=60, blank=True)
    review_body = models.CharField(max_length=120, blank=True)
    court = models.CharField(max_length=120, blank=True)
    fonts = models.JSONField(default=dict)
    template = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "version"], name="letterhead_version_once"),
            models.CheckConstraint(
                condition=models.Q(form__in=[each.value for each in HEADS]), name="letterhead_form_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} v{self.version}"
