"""Reads: which applications somebody is to be reminded of this morning, on which level, and whose e-mail is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.agencies.queries.listeners import Listeners
from gongkai.applications import access
from gongkai.applications.models import Application, Assignment
from gongkai.applications.queries.listing import light_of
from gongkai.documents.holidays import installed_calendar
from gongkai.law.deadlines.answer import State
from gongkai.law.lamps import Light
from gongkai.law.roles import Role

_PAGE = 500
_HEADS = frozenset({Role.OFFICE_HEAD})
_ABOVE = frozenset({Role.SUPERVISOR})
_OFFICERS = access.OFFICERS - _HEADS


class Level(StrEnum):
    """How urgent it is; with each, more people hear of it."""

    UNCONFIRMED = "unconfirmed"
    LONG_UNCONFIRMED = "long_unconfirmed"
    YELLOW = "yellow"
    RED = "red"
    OVERDUE = "overdue"

    @property
    def label(self) -> str:
        """What the subject of the message says."""
        return {
            "unconfirmed": "收到后一个工作日没有确认",
            "long_unconfirmed": "收到后两个工作日没有确认",
            "yellow": "答复期限临近",
            "red": "答复期限最后一天",
            "overdue": "答复已经超期",
        }[self.value]

    @property
    def of_receipt(self) -> bool:
        """Whether it is about the confirmation of receipt."""
        return self in (Level.UNCONFIRMED, Level.LONG_UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class Urge:
    """One application that somebody is to be reminded of. `emails`: by the number of the person, each once."""

    application_id: int
    number: str
    agency_id: int
    agency: str
    level: Level
    due_on: date | None
    says: str
    emails: dict[int, str]


def urges(on: date) -> Iterator[Urge]:
    """What is urgent on a day, with those who are to hear of it and have an e-mail; in pages, oldest applications first.

    依据：条例第三十一、三十三条
    """
    people, last = Listeners(on), 0
    found = Application.objects.filter(closed_on__isnull=True, merged_into__isnull=True).select_related(
        "agency"
    )
    while page := list(found.filter(pk__gt=last).order_by("pk")[:_PAGE]):
        last = page[-1].pk
        urgent = [(each, *said) for each in page if (said := _urgent(each, on))]
        given = _given([each.pk for each, *_ in urgent])
        for each, level, says in urgent:
            emails = _reached(people, each, level, given.get(each.pk, set()))
            if emails:
                yield Urge(
                    each.pk, each.number, each.agency_id, each.agency.name, level, each.due_on, says, emails
                )


def level_of(state: State, arrived_on: date, due_on: date | None, on: date) -> tuple[Level, str] | None:
    """On which level an open application is urgent on a day, and in which words; None where it is not."""
    if state is State.CONFIRMING_RECEIPT:
        passed = installed_calendar().between(arrived_on, on)
        if passed < 1:
            return None
        level = Level.LONG_UNCONFIRMED if passed > 1 else Level.UNCONFIRMED
        return level, f"收到后已过{passed}个工作日，还没有确认收到"
    light, says = light_of(state, due_on, None, on)
    if light is Light.YELLOW:
        return Level.YELLOW, says
    if light is Light.RED:
        return (Level.OVERDUE if due_on is not None and due_on < on else Level.RED), says
    return None


def _urgent(each: Application, on: date) -> tuple[Level, str] | None:
    return level_of(State(each.state), each.arrived_on, each.due_on, on)


def _given(ids: list[int]) -> dict[int, set[int]]:
    """Who was given a part of these and has not answered."""
    found: dict[int, set[int]] = {}
    parts = Assignment.objects.filter(application__in=ids, done_at__isnull=True, person__isnull=False)
    for application_id, person_id in parts.values_list("application", "person"):
        found.setdefault(application_id, set()).add(person_id)
    return found


def _reached(people: Listeners, each: Application, level: Level, given: set[int]) -> dict[int, str]:
    """Those who are to hear of an application on a level, with their e-mail; without those who have none."""
    if level.of_receipt:
        who = people.holders(each.agency_id, access.INTAKE | _HEADS)
    else:
        who = people.holders(each.agency_id, access.OFFICERS if level is Level.OVERDUE else _OFFICERS)
        who = who | given | ({each.handler_id} if each.handler_id else set())
    if level is Level.LONG_UNCONFIRMED:
        who = who | people.above(each.agency, _ABOVE)
    return people.emails(who)
