"""What people had to say in a round, and who they were. Rows are added, never changed."""

from django.conf import settings
from django.db import models

from gongkai.agencies.models import Agency
from gongkai.law.roles import Role
from gongkai.law.signing.chains import Step
from gongkai.law.signing.standing import Joined, Said, Text, Verdict
from gongkai.signoff.models.round import Round


class Opinion(models.Model):
    """What somebody said at a step, to which digest. `number` is the move of the round that it was.

    `returns_to` is the step that a return goes back to. `acting_for` is the person stood in for.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="opinions")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=40)
    verdict = models.CharField(max_length=10, choices=[(verdict.value, verdict.label) for verdict in Verdict])
    text = models.CharField(max_length=1000, blank=True)
    revision = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    acting_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    returns_to = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["by", "at"], name="opinions_of_a_person")]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="an_opinion_is_one_move"),
            models.CheckConstraint(
                condition=models.Q(verdict__in=[verdict.value for verdict in Verdict]), name="verdict_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(verdict="return") | (~models.Q(text="") & ~models.Q(returns_to="")),
                name="a_return_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.step} {self.verdict}"

    def facts(self) -> Said:
        """The opinion as the law sees it."""
        return Said(
            step=self.step,
            verdict=Verdict(self.verdict),
            text=Text(self.revision, self.digest),
            persons=frozenset(person for person in (self.by_id, self.acting_for_id) if person is not None),
            returns_to=self.returns_to,
        )


class Countersign(models.Model):
    """A step that joined a round: another office is asked for its opinion (会签), beside the step that asked."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="countersigns")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=40)
    beside = models.CharField(max_length=40)
    title = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=[(role.value, role.label) for role in Role])
    working_days = models.PositiveIntegerField(null=True)
    because = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="a_countersign_is_one_move"),
            models.UniqueConstraint(fields=["round", "step"], name="a_step_joins_once"),
            models.UniqueConstraint(fields=["round", "agency", "role"], name="an_office_is_asked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.step}"

    def facts(self) -> Joined:
        """The step as the law sees it."""
        return Joined(Step(self.step, self.title, Role(self.role), self.working_days), self.beside)


class Part(models.Model):
    """The one step at which a person has a part in a round; those who wrote the text have theirs at "draft".

    The constraint is the rule: whoever wrote, reviewed or signs is never the same person, whoever acts for whom.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="parts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    step = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="one_part_of_a_person")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.person_id} {self.step}"
