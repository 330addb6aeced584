"""Lists by which an existing register came in."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.records.models import StoredFile


class RegisterImport(models.Model):
    """One list that was taken in whole. `digest` is that of its rows: the same list is not taken in twice at an agency."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    documents = models.PositiveIntegerField()
    changes = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "digest"], name="a_register_list_once"),
        ]

    def __str__(self) -> str:
        return self.name
