"""Notices that are signed before they leave: the act that waits for the signature."""

from django.conf import settings
from django.db import models

from gongkai.applications.models.application import Application
from gongkai.applications.models.event import Event
from gongkai.signoff.models import Round


class Prepared(models.Model):
    """An act whose letters are signed before they leave: nothing has happened to the case until the round ends with consent.

    `kind`: the letter that has the chain; `act` and `said`: what is done then. `letters`: what leaves, as the table of
    letters has it, without what only the day of leaving says, each with its digest. `digest`: what sign-off approves. `event`:
    what came of it.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="prepared")
    kind = models.CharField(max_length=40)
    act = models.CharField(max_length=30)
    said = models.JSONField(default=dict)
    letters = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64)
    authors = models.JSONField(default=list)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["application", "id"], name="prepared_of_an_application")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(event__isnull=True) | models.Q(dropped_at__isnull=True),
                name="done_or_dropped",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.kind}"

    @property
    def open(self) -> bool:
        """Whether it is neither done nor put away."""
        return self.event_id is None and self.dropped_at is None
