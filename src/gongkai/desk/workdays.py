"""The calendar of this installation: the shipped notices and those that the operator has added."""

from django.conf import settings

from gongkai.documents.holidays import installed_calendar
from gongkai.law.calendar.workdays import Calendar


def calendar() -> Calendar:
    """The same for every request; read once by each process."""
    return installed_calendar(settings.HOLIDAYS)
