"""Imports of what the platforms export: which file, what came of it. One file is taken in once for each carrier."""

from django.db import models

from gongkai.channels.models.carrier import Carrier
from gongkai.records.models import StoredFile


class Intake(models.Model):
    """One file that was taken in, whole. `digest`: of its bytes; `columns`: which heading was read as what.

    `added` rows became posts, `known` ones were there, `counted` ones brought figures. `as_of`: the day of the figures. It
    is taken back as a whole, by a row of `IntakeVoid`; then the file can be taken in anew.
    """

    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="intakes")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    as_of = models.DateField()
    rows = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["carrier", "-id"], name="intakes_of_a_carrier")]

    def __str__(self) -> str:
        return self.name


class IntakeVoid(models.Model):
    """A file that was taken in is taken back, with all that came of it."""

    intake = models.OneToOneField(Intake, models.PROTECT, related_name="void")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="an_intake_void_says_why")]

    def __str__(self) -> str:
        return f"{self.intake_id}"
