"""Rounds: one thing on its way through a chain, the texts that it had, and whose turn it is."""

from django.conf import settings
from django.db import models

from gongkai.agencies.models import Agency
from gongkai.law.roles import Role
from gongkai.law.signing.chains import Stages, urgent
from gongkai.law.signing.standing import Text
from gongkai.signoff.models.chain import Chain

APPROVED, STOPPED = "approved", "stopped"


class Round(models.Model):
    """One thing on its way through a chain.

    `subject` is kind and id of the thing ("item:12"); `digest` is the SHA-256 of exactly what is to be approved (text,
    metadata and files), `revision` counts how often it changed, from 1. `drafter` is in whose hands the text is when it
    comes back: who wrote it last, or who got it handed over. `urgent_because` puts it on the urgent path.
    `moves` counts everything that happened; whoever acts moves it first, so that others wait and then see what was
    done. `ended_at` and `outcome` are set once.
    """

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="rounds")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="rounds")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=1)
    drafter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    urgent_because = models.CharField(max_length=200, blank=True)
    moves = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=20, blank=True, choices=[(APPROVED, "审签完成"), (STOPPED, "已终止")]
    )

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="rounds_of_a_subject"),
            models.Index(
                fields=["agency", "opened_at"],
                condition=~models.Q(urgent_because=""),
                name="urgent_rounds",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_round_of_a_subject",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, outcome="")
                | models.Q(ended_at__isnull=False, outcome__in=[APPROVED, STOPPED]),
                name="a_round_ends_with_its_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.title}"

    @property
    def text(self) -> Text:
        """What is to be approved."""
        return Text(self.revision, self.digest)

    def stages(self) -> Stages:
        """The chain that this round goes through, without the steps that joined later."""
        chain = self.chain.facts()
        return urgent(chain) if self.urgent_because else chain


class Revision(models.Model):
    """A text that a round was about, from when it was put in. Never changed."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    acting_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="a_revision_once")]

    def __str__(self) -> str:
        return f"{self.round_id} r{self.number}"


class Turn(models.Model):
    """Whose turn it is in an open round: what inboxes read. Follows from the opinions; rebuilt by the actions alone.

    A step waits for a role at an agency, a draft for the person who wrote it. `reminded_at` is the last time that
    somebody urged it on (催办).
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="turns")
    step = models.CharField(max_length=40)
    title = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=[(role.value, role.label) for role in Role], blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "role", "due_on"], name="turn_by_role"),
            models.Index(fields=["person", "due_on"], name="turn_by_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["round", "step"], name="one_turn_at_a_step"),
            models.CheckConstraint(
                condition=(models.Q(role="") & models.Q(person__isnull=False))
                | (~models.Q(role="") & models.Q(person__isnull=True)),
                name="a_turn_is_of_a_role_or_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.step}"
