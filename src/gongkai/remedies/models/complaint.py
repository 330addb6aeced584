"""A complaint or report to the supervising office: about which body, what is said, what came of it.

依据：条例第四十七条第二款、第五十一条
"""

from typing import Any

from django.db import models
from django.db.models.functions import Upper

from gongkai.agencies.models import Agency
from gongkai.applications.models.received import Received
from gongkai.records.models import StoredFile
from gongkai.remedies.models.chain import Chain
from gongkai.remedies.models.kinds import Claim, ComplaintState, FileUse, Handling
from gongkai.sealing import masks
from gongkai.sealing.field import SealedField


class Complaint(Received):
    """One complaint. `agency` is the supervising office, `against` the body that is complained of.

    `chain`: the remedies against the same answer, where there are any. `about`: the number of an application or the name of what
    was not published, as it was typed; what is said is sealed. `state` and `closed_on` follow from the events.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="complaints_received")
    against = models.ForeignKey(Agency, models.PROTECT, related_name="complaints_about")
    chain = models.ForeignKey(Chain, models.PROTECT, null=True, blank=True, related_name="complaints")
    claim = models.CharField(max_length=20, choices=[(each.value, each.label) for each in Claim])
    about = models.CharField(max_length=200, blank=True)
    says: Any = SealedField(mask=masks.hidden)
    state = models.CharField(max_length=20, choices=[(each.value, each.label) for each in ComplaintState])

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-submitted_at", "-id"], name="complaints_of_an_office"),
            models.Index(fields=["against", "submitted_at"], name="complaints_about_a_body"),
            models.Index(Upper("number"), name="complaints_by_number"),
        ]


class Complainant(models.Model):
    """Who complains, sealed. All may be empty: a report may come without a name, and is then answered with its code alone."""

    complaint = models.OneToOneField(Complaint, models.PROTECT, primary_key=True, related_name="complainant")
    name: Any = SealedField(blank=True, default="", mask=masks.name)
    telephone: Any = SealedField(blank=True, default="", mask=masks.mobile)
    email: Any = SealedField(blank=True, default="", mask=masks.email)
    address: Any = SealedField(blank=True, default="", mask=masks.address)

    def __str__(self) -> str:
        return f"{self.pk}"


class ComplaintEvent(models.Model):
    """What happened to a complaint; only ever added. `note`: what is told to whoever complained, or noted inside."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=[(each.value, each.label) for each in Handling])
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    role = models.CharField(max_length=30, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["complaint", "id"], name="events_of_a_complaint")]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.kind} {self.on}"


class ComplaintFile(models.Model):
    """A file of a complaint, with the event that it came with."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="files")
    event = models.ForeignKey(ComplaintEvent, models.PROTECT, related_name="files")
    use = models.CharField(max_length=20, choices=[(use.value, use.label) for use in FileUse])
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name
