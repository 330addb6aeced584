"""Links that lead outside: what their addresses answered when they were asked, and which public texts have them."""

from django.db import models

from gongkai.guard.http.outward import Outcome
from gongkai.publication.models.item import Edition


class OutsideAddress(models.Model):
    """An address of somebody else to which a text links, and what it answered when it was last asked.

    `digest` is its SHA-256, since addresses are too long for an index. `wanted_at`: when a job was queued that asks it, None
    where none is. `failures`: how often in a row it could not be opened, since `failing_since`.
    """

    digest = models.CharField(max_length=64, unique=True)
    address = models.TextField()
    outcome = models.CharField(
        max_length=10, blank=True, choices=[(each.value, each.label) for each in Outcome]
    )
    status = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, blank=True)
    wanted_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["failing_since", "id"],
                condition=models.Q(failing_since__isnull=False),
                name="addresses_that_fail",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(asked_at__isnull=True, outcome="")
                | models.Q(asked_at__isnull=False, outcome__in=[each.value for each in Outcome]),
                name="an_asked_address_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.address


class OutsideLink(models.Model):
    """A public text that links to an address outside. Gathered once in a while; see `actions.gathering`."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="outside")
    address = models.ForeignKey(OutsideAddress, models.PROTECT, related_name="links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "address"], name="an_outside_link_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} → {self.address_id}"
