"""Reads: of which tasks somebody is to be reminded this morning, how urgently, and whose e-mail is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.agencies.queries.listeners import Listeners
from gongkai.channels import access
from gongkai.channels.models import Level, Task
from gongkai.channels.queries.tasks import still_open
from gongkai.documents.holidays import installed_calendar
from gongkai.law.roles import Role

LONG = 5  # working days after which those above hear of it
_AHEAD = timedelta(days=15)  # no stretch of days off is longer
_HANDS = access.PASS_ON - {Role.OFFICE_HEAD}
_ABOVE = frozenset({Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Urgent:
    """A task that is urgent on a level of which nobody was told yet. `emails`: by the number of the person."""

    task_id: int
    agency_id: int
    agency: str
    title: str
    carrier: str
    due_on: date
    level: Level
    emails: dict[int, str]


def urgent(on: date) -> Iterator[Urgent]:
    """The tasks of which somebody is to be reminded on a day, what is due first first."""
    people = Listeners(on)
    found = still_open(Task.objects.filter(due_on__lte=on + _AHEAD)).select_related(
        "item", "carrier", "agency__parent"
    )
    for task in found.prefetch_related("reminders").order_by("agency", "due_on", "pk"):
        level = level_of(task.due_on, on)
        if level is None or any(each.level == level for each in task.reminders.all()):
            continue
        if emails := people.emails(_who(people, task, level)):
            yield Urgent(
                task.pk,
                task.agency_id,
                task.agency.name,
                task.item.title,
                task.carrier.name,
                task.due_on,
                level,
                emails,
            )


def level_of(due_on: date, on: date) -> Level | None:
    """How urgent an open task is on a day: on its last working day, after it, long after it; None before."""
    between = installed_calendar().between
    if on <= due_on:
        return Level.DUE if not between(on, due_on) else None
    return Level.LONG_OVERDUE if between(due_on, on) > LONG else Level.OVERDUE


def _who(people: Listeners, task: Task, level: Level) -> set[int]:
    who = people.holders(task.agency_id, _HANDS if level is Level.DUE else access.PASS_ON)
    return who | people.above(task.agency, _ABOVE) if level is Level.LONG_OVERDUE else who
