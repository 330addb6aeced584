"""Numbers that are given once, in order, without a gap: register numbers, document numbers, index numbers."""

from django.db import models


class NumberSeries(models.Model):
    """The last number given under a key: agency, kind and year, as `agency:12/application/2026`.

    Taking the next is one UPDATE in the transaction of the thing that gets it: a rolled-back transaction gives it back.
    """

    key = models.CharField(max_length=100, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key}: {self.last}"
