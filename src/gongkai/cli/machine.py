"""What answers take from the machine: which day it is, and the calendar of the installation."""

from datetime import date, datetime

from gongkai.cli.chinese import Refused
from gongkai.documents.holidays import BadHolidays, installed_calendar
from gongkai.law.calendar.workdays import Calendar


def today() -> date:
    """The day by the clock of the machine."""
    return datetime.now().astimezone().date()


def now() -> datetime:
    """The instant by the clock of the machine."""
    return datetime.now().astimezone()


def calendar() -> Calendar:
    """The calendar of the installation; Refused if a holiday notice that was added cannot be used."""
    try:
        return installed_calendar()
    except BadHolidays as error:
        raise Refused(str(error)) from None
