"""Letters of a case: what left, on which day, under which number, and how it reached whom it was for."""

from django.db import models

from gongkai.applications.models.application import Application
from gongkai.applications.models.decision import Decision
from gongkai.applications.models.event import Event
from gongkai.law.ledger import Party
from gongkai.records.models import StoredFile


class Delivery(models.TextChoices):
    """On which way a letter reaches somebody."""

    POST = "post", "邮寄"
    COUNTER = "counter", "当面送达"
    EMAIL = "email", "电子邮件"
    PORTAL = "portal", "网上下载"


class OnItsWay(models.Model):
    """How a letter reaches whom it is for: projections of its events.

    `way` and `sent_on` of the last sending, `served_on`, and `returned_on` while it came back and was not sent again.
    """

    way = models.CharField(max_length=20, choices=Delivery, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    served_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Letter(OnItsWay):
    """One letter that left. It is never edited: what was wrong is said by another letter.

    `kind`: an id of `law.outcomes.letters`. `event` is what it tells of, `decision` what it answers with. `to`, and `who` by
    name where it is not the applicant, whose name is put in when the files are made. `said`: all else that the paper says, as
    `documents.letters.Written` has it. `digest`: of that text without number, day and QR code, as it was signed. `code`
    stands in the QR code and opens the page that confirms the letter.

    `pdf` and `docx` are made by a job; the PDF is the record copy.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=40)
    event = models.ForeignKey(Event, models.PROTECT, related_name="letters")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="letters")
    to = models.CharField(max_length=20, choices=[(each.value, each.label) for each in Party])
    who = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=100, blank=True)
    on = models.DateField()
    said = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    code = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    docx = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"],
                condition=~models.Q(number=""),
                name="letter_number_once_in_a_case",
            ),
        ]
        indexes = [models.Index(fields=["application", "id"], name="letters_of_an_application")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.kind} {self.number}"
