"""A request to correct a record about oneself: what is wrong, who asks, what happened. It counts in no table of the report.

依据：条例第四十一条
"""

from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models.functions import Upper

from gongkai.agencies.models import Agency
from gongkai.applications.models.kinds import Doing, FileUse
from gongkai.applications.models.letter import OnItsWay
from gongkai.applications.models.received import Received, Sender
from gongkai.law.rectification.answers import Ground
from gongkai.law.rectification.course import Fact, Kind, State
from gongkai.records.models import StoredFile
from gongkai.sealing import masks
from gongkai.sealing.field import SealedField

BESIDES = (
    Doing.SUBMITTED,
    Doing.FILED,
    Doing.NOTED,
    Doing.CODE_RENEWED,
    Doing.SENT,
    Doing.SERVED,
    Doing.RETURNED,
)
"""What happens to a request and moves no period."""


class Asker(StrEnum):
    """Who asks for a correction.   依据：条例第四十一条"""

    PERSON = "person"
    ORGANISATION = "organisation"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {"person": "公民", "organisation": "法人或者其他组织"}[self.value]


class Rectification(Received):
    """One request. What follows from its events is a projection, written by `actions.rectifying_holding` alone.

    `record` names the document or page, `place` says where it is found; what the record says of somebody, what it should say and
    why is sealed.

    Projections: `state`, `receipt_on`, `due_on` and `closed_on`.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="rectifications")
    record = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    says_now: Any = SealedField(mask=masks.hidden)
    should_say: Any = SealedField(mask=masks.hidden)
    because: Any = SealedField(mask=masks.hidden)
    state = models.CharField(max_length=20, choices=[(state.value, state.label) for state in State])

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-submitted_at", "-id"], name="rectifications_of_an_agency"),
            models.Index(fields=["-submitted_at", "-id"], name="newest_rectifications"),
            models.Index(
                fields=["due_on"], condition=models.Q(closed_on__isnull=True), name="rectifications_open"
            ),
            models.Index(Upper("number"), name="rectifications_by_number"),
        ]


class Requester(Sender):
    """Who asks, sealed, as an applicant is. `credit_code` and the number of a document share `identity_no`."""

    rectification = models.OneToOneField(
        Rectification, models.PROTECT, primary_key=True, related_name="requester"
    )
    asker = models.CharField(max_length=20, choices=[(each.value, each.label) for each in Asker])
    identity_no: Any = SealedField(mask=masks.identity_number)


class RectifyEvent(models.Model):
    """What happened to a request; only ever added. Those of a `law.rectification.course.Kind` are facts.

    An answer says in `old_record` and `new_record` what was corrected, in `ground` and `reasons` why nothing was, in `organ`
    and `organ_contact` who is competent. `said`: the words of who asks. `note`: what is told to them, or noted inside.
    """

    rectification = models.ForeignKey(Rectification, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=[(each.value, each.label) for each in (*Kind, *BESIDES)])
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    role = models.CharField(max_length=30, blank=True)
    working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    said: Any = SealedField(blank=True, default="", mask=masks.hidden)
    ground = models.CharField(
        max_length=20, blank=True, choices=[(each.value, each.label) for each in Ground]
    )
    old_record: Any = SealedField(blank=True, default="", mask=masks.hidden)
    new_record: Any = SealedField(blank=True, default="", mask=masks.hidden)
    reasons: Any = SealedField(blank=True, default="", mask=masks.hidden)
    organ = models.CharField(max_length=120, blank=True)
    organ_contact = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["rectification", "id"], name="events_of_a_rectification")]

    def __str__(self) -> str:
        return f"{self.rectification_id} {self.kind} {self.on}"

    @property
    def counts(self) -> bool:
        """Whether the period is computed from its kind."""
        return self.kind in set(Kind)

    def fact(self) -> Fact:
        """The event as the law sees it. ValueError for one that moves no period."""
        return Fact(Kind(self.kind), self.on, self.working_days)


class RectifyFile(models.Model):
    """A file of a request: what it is, and with which event it came."""

    rectification = models.ForeignKey(Rectification, models.PROTECT, related_name="files")
    event = models.ForeignKey(RectifyEvent, models.PROTECT, related_name="files")
    use = models.CharField(max_length=20, choices=[(use.value, use.label) for use in FileUse])
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class RectifyLetter(OnItsWay):
    """The letter that tells the answer to a request, once. `number`, `on`, `said`, `code` and the files are those of a `Letter`.

    What is sealed with its event stands in no column here: it is put in when the files are made, as the name is.
    """

    rectification = models.OneToOneField(
        Rectification, models.PROTECT, primary_key=True, related_name="letter"
    )
    event = models.ForeignKey(RectifyEvent, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=100)
    on = models.DateField()
    said = models.JSONField(default=dict)
    code = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    docx = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.rectification_id} {self.kind} {self.number}"
