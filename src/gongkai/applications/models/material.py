"""What is given in answer to an application: the document that was found, what of it is withheld, the file that leaves."""

from django.conf import settings
from django.db import models

from gongkai.applications.models.application import Application
from gongkai.records.models import StoredFile


class Material(models.Model):
    """A document that holds what was asked for. The original never leaves; `given` is the file that the applicant gets.

    `marks`: what is blacked out, as `documents.redaction` takes it, each with its ground; `given` is made from exactly these,
    and is empty after every change of them. `whole`: it is given as it is, with nothing blacked out. `report`: how it was made
    and that nothing is left, in the words of the program. `dropped_at`: it does not belong to the answer.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="materials")
    name = models.CharField(max_length=200)
    original = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    given = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    whole = models.BooleanField(default=False)
    marks = models.JSONField(default=list)
    report = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.application_id} {self.name}"
