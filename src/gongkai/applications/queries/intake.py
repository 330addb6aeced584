"""Reads: applications whose receipt nobody has confirmed yet, the oldest first.   依据：条例第三十一条"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from gongkai.applications import access
from gongkai.applications.models import ApplicantKind, Application, Way
from gongkai.documents.holidays import installed_calendar
from gongkai.law.deadlines.answer import State
from gongkai.law.deadlines.settings import Settings
from gongkai.law.roles import Role
from gongkai.records.access import Actor
from gongkai.records.queries.among import Among
from gongkai.records.queries.paging import LARGEST

PAGE = 30
WATCHING = frozenset({Role.SUPERVISOR})
"""See what is confirmed too late in all the agencies that they reach."""


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """One application that waits. `days`: working days since it came; `late`: more than a confirmation may take.

    `mine`: the viewer takes in applications there, and can confirm. `applicant` is masked.
    """

    id: int
    number: str
    agency: str
    title: str
    applicant: str
    kind: ApplicantKind
    way: Way
    arrived_on: date
    days: int
    late: bool
    mine: bool
    moves: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """One page. `after` leads to the next one, empty on the last."""

    rows: tuple[Unconfirmed, ...]
    total: int
    late: int
    after: str


def waiting(viewer: Actor, on: date, *, after: str = "", page: int = PAGE) -> Waiting:
    """What waits for confirmation: for whoever takes in applications all of it, for supervisors what is late."""
    limit = late_before(on)
    found = _waiting(viewer, limit)
    total, late = found.count(), found.filter(arrived_on__lt=limit).count()
    rows = list(
        _from(found, after).select_related("agency", "applicant").order_by("arrived_on", "pk")[: page + 1]
    )
    shown = rows[:page]
    mine = viewer.reach(access.INTAKE)
    return Waiting(
        tuple(_row(row, on, limit, row.agency_id in mine) for row in shown),
        total,
        late,
        f"{shown[-1].arrived_on.isoformat()}_{shown[-1].pk}" if len(rows) > page else "",
    )


def how_many(viewer: Actor) -> int:
    """How many wait for whoever takes in applications: one query."""
    return Application.objects.filter(
        Among("agency", viewer.reach(access.INTAKE)), state=State.CONFIRMING_RECEIPT
    ).count()


def late_before(on: date) -> date:
    """What came in before this day and is not confirmed on a day is late."""
    calendar, allowed = installed_calendar(), Settings().confirm_working_days
    first = on
    while calendar.after(first - timedelta(days=1), allowed) >= on:
        first -= timedelta(days=1)
    return first


def _waiting(viewer: Actor, limit: date) -> QuerySet[Application]:
    mine = Q(Among("agency", viewer.reach(access.INTAKE)))
    watched = Q(Among("agency", viewer.reach(WATCHING)), arrived_on__lt=limit)
    return Application.objects.filter(mine | watched, state=State.CONFIRMING_RECEIPT)


def _from(found: QuerySet[Application], after: str) -> QuerySet[Application]:
    """From after a mark on; a mark that is none is the beginning."""
    when, _, number = after.partition("_")
    try:
        day, pk = date.fromisoformat(when), int(number)
    except ValueError:
        return found
    if not 0 <= pk < LARGEST:
        return found
    return found.filter(Q(arrived_on__gt=day) | Q(pk__gt=pk), arrived_on__gte=day)


def _row(row: Application, on: date, limit: date, mine: bool) -> Unconfirmed:
    return Unconfirmed(
        id=row.pk,
        number=row.number,
        agency=row.agency.name,
        title=row.title,
        applicant=str(row.applicant.name),
        kind=ApplicantKind(row.applicant_kind),
        way=Way(row.way),
        arrived_on=row.arrived_on,
        days=installed_calendar().between(row.arrived_on, on),
        late=row.arrived_on < limit,
        mine=mine,
        moves=row.moves,
    )
