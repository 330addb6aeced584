"""What happened in a chain: events that are only ever added, and the files that came with them."""

from django.db import models

from gongkai.applications.models import Event as ApplicationEvent
from gongkai.law.ledger import Fact, Kind
from gongkai.records.models import StoredFile
from gongkai.remedies.models.chain import Chain
from gongkai.remedies.models.kinds import FACTS, Besides, FileUse

KINDS = [(each.value, each.label) for each in (*FACTS, *Besides)]


class Event(models.Model):
    """One event. Those of a `law.ledger.Kind` are the facts that periods and table four are computed from.

    `on` is the civil day on which it happened, `at` when it was entered. `docket`: the number of the case or of the decision;
    `forum`: the review body or court by name; `reasons`: why it was decided so, without personal data. A mistake is never
    changed: an event of kind `voided` names it in `voids`. `opens`: the order to answer anew that it brought into the
    application, so that both are taken back together.
    """

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=30, choices=KINDS)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    role = models.CharField(max_length=30, blank=True)
    received_on = models.DateField(null=True, blank=True)
    to = models.DateField(null=True, blank=True)
    working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    result = models.CharField(max_length=40, blank=True)
    excused = models.BooleanField(default=False)
    docket = models.CharField(max_length=100, blank=True)
    forum = models.CharField(max_length=120, blank=True)
    reasons = models.TextField(blank=True)
    note = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    opens = models.OneToOneField(
        ApplicationEvent, models.PROTECT, null=True, blank=True, related_name="ordered_in"
    )
    voids = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="voided_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=Besides.VOIDED, voids__isnull=False)
                | (~models.Q(kind=Besides.VOIDED) & models.Q(voids__isnull=True)),
                name="remedy_event_voids_if_it_says_so",
            ),
        ]
        indexes = [models.Index(fields=["chain", "id"], name="events_of_a_remedy")]

    def __str__(self) -> str:
        return f"{self.chain_id} {self.kind} {self.on}"

    @property
    def counts(self) -> bool:
        """Whether the law counts with its kind."""
        return self.kind in set(Kind)

    def fact(self) -> Fact:
        """The event as the law sees it. ValueError for one that is no fact."""
        return Fact(
            kind=Kind(self.kind),
            on=self.on,
            received_on=self.received_on,
            to=self.to,
            working_days=self.working_days,
            days=self.days,
            result=self.result,
            excused=self.excused,
        )


class EventFile(models.Model):
    """A file of a chain: what it is, and with which event it came."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="files")
    event = models.ForeignKey(Event, models.PROTECT, related_name="files")
    use = models.CharField(max_length=20, choices=[(use.value, use.label) for use in FileUse])
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name
