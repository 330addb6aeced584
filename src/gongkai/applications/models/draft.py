"""What a citizen has begun to write, kept for some days; and who found the page instead."""

from typing import Any

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.sealing import masks
from gongkai.sealing.field import FingerprintField, SealedField


class Draft(models.Model):
    """A form that is not sent yet: all its fields, sealed, found by the key that only the citizen's browser has."""

    key: Any = SealedField(fingerprint="key_print", mask=masks.hidden)
    key_print = FingerprintField(of="key", unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    ticket = models.UUIDField(unique=True)
    fields: Any = SealedField(mask=masks.hidden)
    saved_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.pk)


class Deflection(models.Model):
    """Somebody who began to apply found the public page instead. Nothing is kept of who it was."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["agency", "on"], name="deflections_of_an_agency")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.key}"
