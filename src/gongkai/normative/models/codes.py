"""Codes (机关代字) whose document numbers the platform gives, each with a series of its own."""

from django.db import models

from gongkai.agencies.models import Agency


class CodeSeries(models.Model):
    """From here on the numbers of a code are given in order by the platform (`running`), or entered again. Only added.

    The newest row of an agency and code counts. `after`: the last number of `year` that was given before, the series of that
    year goes on behind it.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    running = models.BooleanField(default=True)
    year = models.PositiveSmallIntegerField()
    after = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["agency", "code", "-id"], name="codes_with_a_series")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(code=""), name="a_series_has_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.code}"
