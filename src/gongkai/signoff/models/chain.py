"""Chains: what the things of a kind go through at an agency."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.law.signing.chains import Stages, read


class Chain(models.Model):
    """One version of a chain, never changed; rounds under way keep the version with which they began.

    `agency` None is the chain of agencies that have none of their own. `steps` is a list of stages in order; each stage
    is a list of {"id", "title", "role", "working_days", "skippable"} that act side by side, all of whom must agree.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="chains")
    kind = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    steps = models.JSONField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "version"], name="chain_version_once"),
            models.UniqueConstraint(
                fields=["kind", "version"],
                condition=models.Q(agency__isnull=True),
                name="default_chain_version_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.kind} v{self.version}"

    def facts(self) -> Stages:
        """The chain as the law sees it."""
        return read(self.steps)
