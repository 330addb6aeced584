"""What happened to an application: events that are only ever added, and the files that came with them."""

from django.db import models

from gongkai.applications.models.application import Application
from gongkai.applications.models.kinds import Doing, FileUse
from gongkai.law.ledger import Fact, Kind
from gongkai.records.models import StoredFile

KINDS = [(each.value, each.label) for each in (*Kind, *Doing)]


class Event(models.Model):
    """One event. Those of a `law.ledger.Kind` are the facts that clocks are computed from; the others move no clock.

    `on` is the day on which it happened, `at` when it was entered and by whom (`by`: user name; "applicant" for what the
    citizen did). An event that was entered by mistake is never changed: one of kind `voided` names it in `voids`.
    `details`: what a kind says besides, without personal data.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=30, choices=KINDS)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    role = models.CharField(max_length=30, blank=True)
    who = models.CharField(max_length=120, blank=True)
    received_on = models.DateField(null=True, blank=True)
    to = models.DateField(null=True, blank=True)
    working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    result = models.CharField(max_length=40, blank=True)
    excused = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    voids = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="voided_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=Doing.VOIDED, voids__isnull=False)
                | (~models.Q(kind=Doing.VOIDED) & models.Q(voids__isnull=True)),
                name="event_voids_if_it_says_so",
            ),
        ]
        indexes = [models.Index(fields=["application", "id"], name="events_of_an_application")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.kind} {self.on}"

    @property
    def counts(self) -> bool:
        """Whether clocks are computed from its kind."""
        return self.kind in set(Kind)

    def fact(self) -> Fact:
        """The event as the law sees it. ValueError for one that moves no clock."""
        return Fact(
            kind=Kind(self.kind),
            on=self.on,
            who=self.who,
            received_on=self.received_on,
            to=self.to,
            working_days=self.working_days,
            days=self.days,
            result=self.result,
            excused=self.excused,
        )


class CaseFile(models.Model):
    """A file of a case: what it is, and with which event it came."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="files")
    event = models.ForeignKey(Event, models.PROTECT, related_name="files")
    use = models.CharField(max_length=20, choices=[(use.value, use.label) for use in FileUse])
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name
