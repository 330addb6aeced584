"""Clean-up campaigns (清理): which bodies take part, what they conclude for each document, who said what to their lists."""

from enum import StrEnum

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.law.normative import Conclusion
from gongkai.normative.models.document import Document
from gongkai.publication.models import Item


class Stage(StrEnum):
    """How the list of a body stands."""

    WAITING = "waiting"
    HANDED_IN = "handed_in"
    RETURNED = "returned"
    ACCEPTED = "accepted"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "waiting": "未报送",
            "handed_in": "已报送，待审核",
            "returned": "已退回",
            "accepted": "已审核",
        }[self.value]

    @property
    def owed(self) -> bool:
        """Whether the body still has to hand in its list."""
        return self in (Stage.WAITING, Stage.RETURNED)


class Cleanup(models.Model):
    """One campaign: `agency` started it for all bodies that it reaches. Judged are the documents that they have on `as_of`.

    `due_on`: by when the lists are to be handed in; `basis`: what asks for it.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    title = models.CharField(max_length=100)
    as_of = models.DateField()
    due_on = models.DateField()
    basis = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["title"], name="a_cleanup_of_one_name"),
            models.CheckConstraint(condition=~models.Q(title=""), name="a_cleanup_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.title


class CleanupBody(models.Model):
    """A body that takes part. `stage` and `since` follow from its turns, and are written with them."""

    cleanup = models.ForeignKey(Cleanup, models.PROTECT, related_name="bodies")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    stage = models.CharField(
        max_length=12, choices=[(each.value, each.label) for each in Stage], default=Stage.WAITING
    )
    since = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cleanup", "agency"], name="a_body_of_a_cleanup_once"),
        ]

    def __str__(self) -> str:
        return f"{self.cleanup_id} {self.agency_id}"


class Turn(StrEnum):
    """What happens to the list of a body."""

    HANDED_IN = "handed_in"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REMINDED = "reminded"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "handed_in": "报送",
            "returned": "退回",
            "accepted": "审核通过",
            "reminded": "催报",
        }[self.value]


class CleanupTurn(models.Model):
    """A list was handed in, returned with a reason, accepted, or asked for. Only added."""

    body = models.ForeignKey(CleanupBody, models.PROTECT, related_name="turns")
    turn = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Turn])
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["body", "id"], name="turns_of_a_body")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.turn}"


class Judgement(models.Model):
    """What a body concludes for a document; the last one counts. Only added."""

    body = models.ForeignKey(CleanupBody, models.PROTECT, related_name="judgements")
    document = models.ForeignKey(Document, models.PROTECT, related_name="judgements")
    conclusion = models.CharField(
        max_length=10, choices=[(each.value, each.label) for each in Conclusion], blank=True
    )
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["body", "document", "id"], name="judgements_of_a_body")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.conclusion}"


class CleanupDecision(models.Model):
    """A document (`cause`) carried conclusions out, from a day on: so many changes were entered with it."""

    cleanup = models.ForeignKey(Cleanup, models.PROTECT, related_name="decisions")
    cause = models.ForeignKey(Document, models.PROTECT, related_name="+")
    on = models.DateField()
    changes = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.cleanup_id} {self.cause_id}"


class CleanupLists(models.Model):
    """The item by which the lists of a campaign go before the public; published when that is."""

    cleanup = models.ForeignKey(Cleanup, models.PROTECT, related_name="lists")
    item = models.OneToOneField(Item, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.cleanup_id} {self.item_id}"
