"""By which definition and calendar records were made, so that those of before can be made anew."""

from functools import cache, lru_cache
from hashlib import sha256

from gongkai.documents.holidays import installed_calendar
from gongkai.law.calendar.workdays import Calendar
from gongkai.law.registers import Definition, definition
from gongkai.registers.models import Register

MAKING = 1
"""Raised when the code makes something else of the same rows."""
_HALF = 32
_OF_REGISTER = (
    *("dated_by", "titled_by", "party", "party_kind", "amount", "lasts", "clocks", "withdrawn", "held_back"),
    *("counts", "business_key"),
)
_OF_FIELD = ("key", "kind", "shown", "party", "choices")
"""What of a definition decides what is kept of a row; headings, labels and articles do not."""


def made_as(register: str) -> str:
    """What the records of a register follow from beside their rows, as a digest of 64 digits: its definition, the calendar."""
    return law_of(definition(register)) + calendar_of(installed_calendar())


@cache
def law_of(made: Definition) -> str:
    """The definition, as half of that."""
    columns = [tuple(getattr(field, name) for name in _OF_FIELD) for field in made.fields]
    return _digest(f"{MAKING}{[getattr(made, name) for name in _OF_REGISTER]}{columns}")


@lru_cache(maxsize=16)
def calendar_of(calendar: Calendar) -> str:
    """The calendar, as the other half."""
    return _digest(repr(calendar.notices))


def same_law(one: str, other: str) -> bool:
    """Whether two digests differ in the calendar at most."""
    return one[:_HALF] == other[:_HALF]


def note_older(register: str, read_as: str) -> None:
    """Remember that rows came in which were read by another definition or calendar than this one's."""
    if read_as != made_as(register):
        Register.objects.filter(pk=register).update(made_as="", remaking="")


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_HALF]
