"""Who inside the agency works on an application, and until when."""

from django.conf import settings
from django.db import models

from gongkai.agencies.models import Agency
from gongkai.applications.models.application import Application


class Assignment(models.Model):
    """A department, sub-unit or colleague that is asked for its part by a day; ended when it is done or taken back.

    `unit` is written as the agency calls it; `person` works on it and may open the case. `agency` is the body that is asked,
    where it is another one in reach, such as a dispatched office.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="assignments")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    unit = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    task = models.CharField(max_length=300)
    due_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "done_at", "due_on"], name="assignments_of_a_person")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.unit}"
