"""Reads: requests for correction as the desk lists them. A page costs the same however many there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.db.models.functions import Upper

from gongkai.applications.models import Rectification, Requester, Way
from gongkai.applications.queries.paging import Lines, all_pages, one_page
from gongkai.applications.queries.rectifying import permits
from gongkai.applications.queries.rectifying.standing import light_of
from gongkai.law.lamps import Light
from gongkai.law.rectification.course import State
from gongkai.records.access import Actor
from gongkai.records.queries.paging import counted, newest_first

PAGE = 30
_READ = 1_000


class Group(StrEnum):
    """The tabs of the list."""

    CONFIRMING = "confirming"
    OPEN = "open"
    ENDED = "ended"
    ALL = "all"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"confirming": "待确认", "open": "办理中", "ended": "已办结", "all": "全部"}[self.value]

    @property
    def states(self) -> frozenset[State]:
        """The states of the tab."""
        return {
            "confirming": permits.CONFIRMING,
            "open": permits.HANDLING,
            "ended": permits.ENDED,
            "all": permits.ANY,
        }[self.value]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is limited to; empty fields do not limit.

    `words` are sought in the name of the record, and as the whole of a number, or of the name of who asks.
    """

    group: Group = Group.ALL
    state: State | None = None
    agency_id: int | None = None
    way: Way | None = None
    year: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One request in a list. Who asks is masked; `year` of a filter is that of `arrived_on`."""

    id: int
    number: str
    agency: str
    record: str
    requester: str
    way: Way
    arrived_on: date
    due_on: date | None
    closed_on: date | None
    state: State
    light: Light
    says: str


def rectifications(
    viewer: Actor, wanted: Filter, on: date, *, before: str = "", page: int = PAGE
) -> Lines[Line]:
    """The requests that somebody may see, those that came last first; `before` is where the page before ended."""
    found = _filtered(viewer, wanted)
    return one_page(_newest(found, before, page + 1), page, lambda row: _line(row, on), *counted(found))


def all_rectifications(viewer: Actor, wanted: Filter, on: date) -> Iterator[Line]:
    """All of a list, read page by page."""
    found = _filtered(viewer, wanted)
    return all_pages(lambda before: _newest(found, before, _READ), _READ, lambda row: _line(row, on))


def how_many_open(viewer: Actor) -> int:
    """How many wait for whoever handles them: one query."""
    return Rectification.objects.filter(permits.visible_to(viewer), closed_on__isnull=True).count()


def _filtered(viewer: Actor, wanted: Filter) -> QuerySet[Rectification]:
    found = Rectification.objects.filter(permits.visible_to(viewer))
    if wanted.group is not Group.ALL:
        found = found.filter(state__in=wanted.group.states)
    if wanted.year is not None:
        found = found.filter(arrived_on__year=wanted.year)
    for name in ("state", "agency_id", "way"):
        if value := getattr(wanted, name):
            found = found.filter(**{name: value})
    return _said(found, wanted.words.strip()[:100])


def _said(found: QuerySet[Rectification], words: str) -> QuerySet[Rectification]:
    if "\0" in words:
        return found.none()
    if not words:
        return found
    named = Requester.objects.filter(name=words).values("pk")
    numbered = found.alias(upper=Upper("number"))
    return numbered.filter(Q(record__icontains=words) | Q(upper=words.upper()) | Q(pk__in=named))


def _newest(found: QuerySet[Rectification], before: str, many: int) -> list[Rectification]:
    return list(newest_first(found.select_related("agency", "requester"), "submitted_at", before)[:many])


def _line(row: Rectification, on: date) -> Line:
    state = State(row.state)
    light, says = light_of(state, row.due_on, row.closed_on, on)
    return Line(
        id=row.pk,
        number=row.number,
        agency=row.agency.name,
        record=row.record,
        requester=str(row.requester.name),
        way=Way(row.way),
        arrived_on=row.arrived_on,
        due_on=row.due_on,
        closed_on=row.closed_on,
        state=state,
        light=light,
        says=says,
    )
