"""Examinations of agencies and what they found: added, a finding ended once, nothing edited."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.law.inspection.indicators import Measure
from gongkai.law.inspection.verdict import Outcome


class Order(models.Model):
    """Somebody wants agencies examined at once. It is done when each of `agencies` has an examination of this order."""

    agencies = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="newest_orders")]

    def __str__(self) -> str:
        return f"{self.pk} {self.at}"


class Examination(models.Model):
    """What an agency came to on a day, by the law and the facts of that day. The newest of a day counts.

    `results`: per indicator its id, whether it could be judged, faults, needed, reached, points lost (as text). `counts`: what was
    found, by measure; `faults`: how many of them count. `soon`: what becomes a fault within days, as measure, key, where,
    due_on. `accounts_failed`: accounts of new media that fail, each for itself. `order`: by which it was made, None of a day's
    own.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="examinations")
    on = models.DateField()
    at = models.DateTimeField()
    order = models.ForeignKey(Order, models.PROTECT, null=True, blank=True, related_name="examinations")
    outcome = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Outcome])
    score = models.DecimalField(max_digits=5, decimal_places=1)
    vetoes = models.JSONField(default=list)
    accounts_failed = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    results = models.JSONField(default=list)
    soon = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["agency", "-at"], name="examinations_of_an_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "on"],
                condition=models.Q(order__isnull=True),
                name="an_own_examination_a_day",
            ),
            models.UniqueConstraint(
                fields=["agency", "order"],
                condition=models.Q(order__isnull=False),
                name="an_examination_of_an_order",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=[each.value for each in Outcome]), name="outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.on}"


class Finding(models.Model):
    """One fault of an agency, from the day on which it was first seen until the day on which it was seen no more.

    `key`: what it is about, as "column:12". `where`, `what`: in words, as they were when it was first seen. `since`: from when
    on it is a fault, None where nobody knows. Of each measure so many are kept as can be worked through; the number of all is
    in the examinations.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="findings")
    measure = models.CharField(max_length=30, choices=[(each.value, each.label) for each in Measure])
    key = models.CharField(max_length=60)
    where = models.CharField(max_length=200)
    what = models.TextField()
    since = models.DateField(null=True, blank=True)
    first_on = models.DateField()
    gone_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "gone_on", "measure"], name="findings_of_an_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "measure", "key"],
                condition=models.Q(gone_on__isnull=True),
                name="an_open_finding_once",
            ),
            models.CheckConstraint(
                condition=models.Q(measure__in=[each.value for each in Measure]), name="measure_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.measure} {self.key}"


class Reminder(models.Model):
    """Somebody was told that something is near: nobody is a second time of the same day that it ends on."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    measure = models.CharField(max_length=30)
    key = models.CharField(max_length=60)
    due_on = models.DateField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "measure", "key", "due_on"], name="told_once_that_it_is_near"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.key} {self.due_on}"
