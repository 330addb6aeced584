"""Word lists: what the texts of an agency should not say, may say, and whom they name, as the sheet that somebody put in."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.records.models import StoredFile


class WordList(models.Model):
    """One version of a word list; the newest of an agency counts, for it and for the bodies below. Never changed.

    `agency` null: for every body. `rows`: how many entries the sheet has; none takes the list out of use.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="word_lists")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    rows = models.PositiveIntegerField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["agency", "-id"], name="newest_word_list")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.pk}"
