"""What was decided on making information proactive that applicants ask for again or propose to publish."""

from enum import StrEnum

from django.conf import settings
from django.db import models

from gongkai.agencies.models import Agency


class Verdict(StrEnum):
    """What became of a proposal.   依据：条例第四十四条"""

    ADOPTED = "adopted"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        """The word that officers and applicants see."""
        return {"adopted": "采纳", "declined": "不采纳"}[self.value]


class Proposal(models.Model):
    """A decision on a proposal. What waits for one has no row: it follows from the applications.

    `key`: of the thing that was asked for (`Wanted.key`), `name`: what the last applicant called it. `applicants` and
    `suggested`: how many had asked for it and how many had proposed it by then: declined, it waits again once there are
    more. `item`: number of the item that was begun, a number alone since items stand beside applications.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    verdict = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Verdict])
    reason = models.TextField(blank=True)
    applicants = models.PositiveIntegerField()
    suggested = models.PositiveIntegerField()
    item = models.BigIntegerField(null=True, blank=True, unique=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "applicants", "suggested"], name="proposal_decided_once_as_it_stands"
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(verdict=Verdict.ADOPTED),
                name="proposal_adopted_once",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict=Verdict.ADOPTED, item__isnull=False)
                | models.Q(verdict=Verdict.DECLINED, item__isnull=True),
                name="adopted_proposal_has_an_item",
            ),
        ]
        indexes = [models.Index(fields=["agency", "verdict", "-id"], name="proposals_of_an_agency")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.verdict} {self.key}"
