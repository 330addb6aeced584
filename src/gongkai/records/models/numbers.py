"""Numbers that are given once, in order, without a gap: register numbers, document numbers, index numbers."""

from django.db import models

from gongkai.records.models.patterns import LENGTH, NUMBER_LENGTH


class NumberSeries(models.Model):
    """The last number given under a key: agency, kind and year, as `agency:12/application/2026`.

    Taking the next is one UPDATE in the transaction of the thing that gets it: a rolled-back transaction gives it back.
    The pattern is no part of the key: where it changes, the series goes on.
    """

    key = models.CharField(max_length=100, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key}: {self.last}"


class NumberPattern(models.Model):
    """How an agency writes its numbers of a kind, from a year on until the year of the next row.

    `parts` is what stands for the placeholders of the agency: {"code": …, "kind": …, "org": …}. What an earlier
    row of the same year said stands in the log.
    """

    agency_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    from_year = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=LENGTH)
    parts = models.JSONField(default=dict)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "kind", "from_year"], name="number_pattern_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.kind} {self.from_year}: {self.text}"


class GivenNumber(models.Model):
    """A number as it was given, by whatever pattern: what keeps the same text from being given again."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="given", db_index=False)
    n = models.PositiveIntegerField()
    register = models.CharField(max_length=61)
    text = models.CharField(max_length=NUMBER_LENGTH)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "n"], name="place_in_a_series_once"),
            models.UniqueConstraint(fields=["register", "text"], name="number_once"),
        ]

    def __str__(self) -> str:
        return self.text
