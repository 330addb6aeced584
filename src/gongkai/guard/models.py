"""Tables: how often somebody did something in an hour."""

from django.db import models


class Tally(models.Model):
    """How often one visitor did one thing in an hour. `key` is a keyed digest of both: no address and no name is kept.

    `hour` counts hours since 1970; `count` never passes the limit that it is compared with.
    """

    key = models.CharField(max_length=64, primary_key=True)
    hour = models.BigIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["hour"], name="tally_by_hour")]

    def __str__(self) -> str:
        return f"{self.key[:12]} {self.count}"
