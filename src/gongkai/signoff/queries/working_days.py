"""By when a step is to be done, and how many working days are left."""

from datetime import date
from enum import StrEnum

from django.conf import settings

from gongkai.documents.holidays import installed_calendar
from gongkai.law.calendar.workdays import Calendar

SOON = 5  # working days: fewer left turn the lamp yellow


class Lamp(StrEnum):
    """How near the end of a period is; never shown by colour alone."""

    NONE = "none"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    @property
    def label(self) -> str:
        """The word beside the colour."""
        return {"none": "不限时", "green": "正常", "yellow": "临近", "red": "到期或超期"}[self.value]


def _calendar() -> Calendar:
    """With the notices that this installation adds."""
    return installed_calendar(settings.HOLIDAYS)


def due_on(since: date, working_days: int | None) -> date | None:
    """The last day of a step that began on a day; None where it has no period."""
    return _calendar().after(since, working_days) if working_days else None


def days_left(on: date, due: date | None) -> int | None:
    """How many working days lie after a day up to and with the last one, negative when it is past; None without one."""
    return _calendar().between(on, due) if due else None


def lamp(on: date, due: date | None) -> Lamp:
    """Red on the last day and when it is past, yellow in the week before."""
    if due is None:
        return Lamp.NONE
    left = _calendar().between(on, due)
    if due <= on or left <= 0:
        return Lamp.RED
    return Lamp.YELLOW if left <= SOON else Lamp.GREEN
