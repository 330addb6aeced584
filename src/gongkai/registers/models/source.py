"""Where rows come from: a system of an agency that delivers files or pushes rows, with its mapping of headings."""

from typing import Any

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.law.registers import Rhythm
from gongkai.sealing import masks
from gongkai.sealing.field import SealedField


class Source(models.Model):
    """One system that delivers one register.

    `mapping`: headings of its files to keys of fields, besides the labels and aliases that every file may have. `rhythm`: how
    often a delivery is expected. `whole`: each of its deliveries is the whole list of its agency. `key`: with which pushes
    are signed, sealed; empty: nothing can be pushed. It is closed, never deleted.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    register = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    mapping = models.JSONField(default=dict)
    rhythm = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Rhythm])
    whole = models.BooleanField(default=False)
    key: Any = SealedField(blank=True, default="", mask=masks.hidden)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=60)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "register", "name"],
                condition=models.Q(closed_at__isnull=True),
                name="an_open_source_of_a_name_once",
            )
        ]

    def __str__(self) -> str:
        return self.name
