"""The decision on an application: one result for each thing it asked for, text, checks, and the round that approved it."""

from django.conf import settings
from django.db import models

from gongkai.applications.models.application import Application
from gongkai.signoff.models import Round


class Decision(models.Model):
    """A decision: open while it is written and signed, then issued or dropped; one is open at a time.

    `parts`: for each thing asked for its result: [{"wanted", "outcome", "variant", "what", "reason"}]. `row`: the one result
    that table three counts. `facts`: what else `law.outcomes` asks of a decision (law.outcomes.decision.Decision), as plain
    values. `digest`: what sign-off approves. `answered`: warnings that the drafter answered, with the reason.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="decisions")
    revision = models.PositiveIntegerField(default=1)
    parts = models.JSONField(default=list)
    row = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    answered = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    authors = models.JSONField(default=list)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(max_length=100, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(issued_at__isnull=True, dropped_at__isnull=True),
                name="one_open_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.row}"
