"""A chain: everything that is undertaken by one claimant against one answer, from review to the second instance."""

from typing import Any

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.applications.models import Application
from gongkai.remedies.models.kinds import Cause, Claimant, Part, Stage
from gongkai.sealing import masks
from gongkai.sealing.field import SealedField


class Chain(models.Model):
    """One chain. `agency` is respondent and defendant; `application` is what was answered, where the platform has it.

    `title` says what is challenged, without personal data. `owed_by`: by when an answer was due that never came, where there is
    no application that says so. `moves` counts what was done, so that of two who act at once the second is refused.

    Projections of the events, written by `actions.holding.settle` alone: `opened_on`, the first day on which anything was
    undertaken; `closed_on`, when the last of it was decided for good, None while anything is pending; `stage` and `due_on`,
    the next day on which the agency itself owes something, as of `settled_on`.
    """

    number = models.CharField(max_length=100, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="remedies")
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="remedies"
    )
    title = models.CharField(max_length=200)
    cause = models.CharField(max_length=20, choices=[(each.value, each.label) for each in Cause])
    claimant = models.CharField(max_length=20, choices=[(each.value, each.label) for each in Claimant])
    owed_by = models.DateField(null=True, blank=True)
    registered_at = models.DateTimeField()
    stage = models.CharField(
        max_length=20, choices=[(each.value, each.label) for each in Stage], default=Stage.BEFORE
    )
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    settled_on = models.DateField()
    moves = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-registered_at", "-id"], name="remedies_of_an_agency"),
            models.Index(fields=["agency", "opened_on", "closed_on"], name="remedies_by_year"),
            models.Index(
                fields=["settled_on"], condition=models.Q(closed_on__isnull=True), name="remedies_to_settle"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Participant(models.Model):
    """Somebody who takes part, sealed; added with an event, and gone when that is taken back."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="participants")
    event = models.ForeignKey("Event", models.PROTECT, related_name="participants")
    part = models.CharField(max_length=20, choices=[(each.value, each.label) for each in Part])
    name: Any = SealedField(mask=masks.name)
    contact: Any = SealedField(blank=True, default="", mask=masks.hidden)

    def __str__(self) -> str:
        return f"{self.chain_id} {self.part}"
