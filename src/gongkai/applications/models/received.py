"""What applications and requests for correction are both kept with: how they came in and where they stand; who sent them, sealed."""

from typing import Any

from django.db import models

from gongkai.applications.models.kinds import Identity, Way
from gongkai.sealing import masks
from gongkai.sealing.field import FingerprintField, SealedField


class Received(models.Model):
    """Something that came in.

    `number` and `code` are what the citizen asks with; `ticket` is what the form carried, so that a form that is sent twice is
    one entry. `arrived_on`: the day on which it came in. `moves` counts what was done, so that of two who act at once the second
    is refused. `receipt_on`, `due_on` and `closed_on` follow from the events.
    """

    number = models.CharField(max_length=100, unique=True)
    code: Any = SealedField(fingerprint="code_print", mask=masks.hidden)
    code_print = FingerprintField(of="code")
    ticket = models.UUIDField(unique=True)
    way = models.CharField(max_length=20, choices=[(way.value, way.label) for way in Way])
    arrived_on = models.DateField()
    submitted_at = models.DateTimeField()
    receipt_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    moves = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number


class Sender(models.Model):
    """Who sent it, sealed. `representative` speaks for an organisation, `agent` acts for whoever sent it."""

    name: Any = SealedField(fingerprint="name_print", mask=masks.name)
    name_print = FingerprintField(of="name", db_index=True)
    identity = models.CharField(
        max_length=20, blank=True, choices=[(each.value, each.label) for each in Identity]
    )
    representative: Any = SealedField(blank=True, default="", mask=masks.name)
    agent: Any = SealedField(blank=True, default="", mask=masks.name)
    telephone: Any = SealedField(blank=True, default="", mask=masks.mobile)
    email: Any = SealedField(blank=True, default="", mask=masks.email)
    address: Any = SealedField(blank=True, default="", mask=masks.address)
    postcode = models.CharField(max_length=6, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.pk} {self.name}"
