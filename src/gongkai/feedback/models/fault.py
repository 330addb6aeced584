"""我来找错: a fault of a page that a reader found, what was done about it, what the reader is told."""

from typing import Any

from django.db import models
from django.db.models.functions import Upper

from gongkai.agencies.models import Agency
from gongkai.sealing import masks
from gongkai.sealing.field import FingerprintField, SealedField


class FaultKind(models.TextChoices):
    """What is wrong."""

    TYPO = "typo", "错别字、内容有误"
    DEAD_LINK = "dead_link", "链接、附件打不开"
    OUTDATED = "outdated", "内容过时、没有更新"
    INACCESSIBLE = "inaccessible", "看不清、读不出、用不了"
    OTHER = "other", "其他"


class FaultState(models.TextChoices):
    """Where it stands: follows from the events."""

    OPEN = "open", "待处理"
    ANSWERED = "answered", "已答复"


class Deed(models.TextChoices):
    """What happened to it."""

    REPORTED = "reported", "读者提交"
    ASSIGNED = "assigned", "转其他机关"
    ANSWERED = "answered", "答复"
    REOPENED = "reopened", "重新处理"


class Fault(models.Model):
    """One fault. `page`: the address in this site; `says`: scrubbed of numbers that belong to people; `contact` is sealed.

    `agency`: whose the page is, or to whom it was passed on; `due_on`: the target, which is no period of law. `answer`, `state`
    and `answered_at` follow from the events.
    """

    number = models.CharField(max_length=100, unique=True)
    code: Any = SealedField(fingerprint="code_print", mask=masks.hidden)
    code_print = FingerprintField(of="code")
    ticket = models.UUIDField(unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="site_faults")
    page = models.CharField(max_length=1000)
    kind = models.CharField(max_length=20, choices=FaultKind)
    says = models.TextField()
    contact: Any = SealedField(blank=True, default="", mask=masks.hidden)
    submitted_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=FaultState, default=FaultState.OPEN)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=FaultState.OPEN, answered_at__isnull=True)
                | models.Q(state=FaultState.ANSWERED, answered_at__isnull=False) & ~models.Q(answer=""),
                name="fault_answered_with_words",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "-submitted_at", "-id"], name="faults_of_an_agency"),
            models.Index(fields=["state", "due_on"], name="faults_by_due_day"),
            models.Index(Upper("number"), name="faults_by_number"),
        ]

    def __str__(self) -> str:
        return self.number


class FaultEvent(models.Model):
    """What happened to a fault; only ever added. `note`: the answer, or why it was passed on."""

    fault = models.ForeignKey(Fault, models.PROTECT, related_name="events")
    deed = models.CharField(max_length=10, choices=Deed)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["fault", "id"], name="events_of_a_fault")]

    def __str__(self) -> str:
        return f"{self.fault_id} {self.deed}"
