"""By when a step is to be done, and how many working days are left."""

from datetime import date

from gongkai.documents.holidays import installed_calendar
from gongkai.law.lamps import Light, light


def due_on(since: date, working_days: int | None) -> date | None:
    """The last day of a step that began on a day; None where it has no period."""
    return installed_calendar().after(since, working_days) if working_days else None


def days_left(on: date, due: date | None) -> int | None:
    """How many working days lie after a day up to and with the last one, negative when it is past; None without one."""
    return installed_calendar().between(on, due) if due else None


def lamp(on: date, due: date | None) -> Light:
    """How near the end of a step is on a day."""
    left = days_left(on, due)
    return Light.NONE if left is None else light(left, on)
