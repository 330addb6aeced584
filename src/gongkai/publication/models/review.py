"""Confidentiality reviews (保密审查): what was found on exactly which text, part by part. Rows are added, never changed.

依据：条例第十七条，保守国家秘密法第三十五条
"""

from django.conf import settings
from django.db import models

from gongkai.law.duties.publication import Secrecy
from gongkai.publication.models.item import Edition


class Review(models.Model):
    """One review. `parts` has a conclusion for the text and for each file: `{"part": "body", "conclusion": …, "note": …}`.

    `together` answers whether several harmless items together tell a secret. The reviewer is no author of the text.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="reviews")
    digest = models.CharField(max_length=64)
    conclusion = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Secrecy])
    parts = models.JSONField(default=list)
    together = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    acting_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["edition", "-id"], name="reviews_of_an_edition")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.conclusion}"
