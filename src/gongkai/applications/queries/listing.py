"""Reads: applications as the desk lists and counts them. A page costs the same however many there are."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When
from django.db.models.functions import Upper

from gongkai.accounts.models import User
from gongkai.applications import access
from gongkai.applications.models import Applicant, ApplicantKind, Application, Way
from gongkai.applications.queries.paging import Lines, all_pages, lamp, one_page
from gongkai.documents.holidays import installed_calendar
from gongkai.law.deadlines.answer import State
from gongkai.law.lamps import Light
from gongkai.law.params import param
from gongkai.records.access import Actor
from gongkai.records.queries.paging import counted, newest_first

PAGE = 30
MOST_HANDLERS = 300
_READ = 1_000
PAUSED = frozenset(
    {
        State.CORRECTION_REQUESTED,
        State.FEE_NOTIFIED,
        State.THIRD_PARTY_CONSULTATION,
        State.COAGENCY_CONSULTATION,
    }
)
"""The period stands still while others are awaited."""


class Group(StrEnum):
    """The tabs of the list."""

    CONFIRMING = "confirming"
    OPEN = "open"
    WAITING = "waiting"
    ENDED = "ended"
    ALL = "all"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "confirming": "待确认",
            "open": "办理中",
            "waiting": "等待中",
            "ended": "已办结",
            "all": "全部",
        }[self.value]

    @property
    def states(self) -> frozenset[State]:
        """The states of the tab."""
        return {
            "confirming": access.CONFIRMING,
            "open": access.RUNNING - PAUSED - {State.REASON_REQUESTED},
            "waiting": PAUSED | {State.REASON_REQUESTED},
            "ended": access.ENDED,
            "all": access.ANY,
        }[self.value]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is limited to; empty fields do not limit.

    `words` are sought in titles, and as the whole of a number, or of the applicant's name. `year` is that of receipt.
    """

    group: Group = Group.ALL
    light: Light | None = None
    agency_id: int | None = None
    way: Way | None = None
    kind: ApplicantKind | None = None
    row: str = ""
    handler_id: int | None = None
    year: int | None = None
    words: str = ""

    @property
    def most(self) -> bool:
        """Whether most of what is in reach is wanted, so that a page is soon full; what is still open is little of it."""
        return self.group in (Group.ALL, Group.ENDED) and not (
            self.light or self.agency_id or self.handler_id
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One application in a list. `left`: working days to the due day, None where nothing is due. `applicant` is masked."""

    id: int
    number: str
    agency_id: int
    agency: str
    title: str
    applicant: str
    kind: ApplicantKind
    way: Way
    arrived_on: date
    due_on: date | None
    closed_on: date | None
    state: State
    light: Light
    says: str
    handler: str
    row: str
    moves: int


def applications(
    viewer: Actor, wanted: Filter, on: date, *, before: str = "", page: int = PAGE
) -> Lines[Line]:
    """The applications that somebody may see, those that came last first; `before` is where the page before ended."""
    count = counted(_filtered(viewer, wanted, on))
    rows = _newest(viewer, wanted, on, before, page + 1)
    return one_page(rows, page, lambda row: _line(row, on), *count)


def all_applications(viewer: Actor, wanted: Filter, on: date) -> Iterator[Line]:
    """All of a list, read page by page."""
    return all_pages(
        lambda before: _newest(viewer, wanted, on, before, _READ), _READ, lambda row: _line(row, on)
    )


def some(viewer: Actor, ids: Collection[int], on: date) -> dict[int, Line]:
    """Those of these applications that stand in somebody's lists, by number: for what is done with several at once."""
    found = Application.objects.filter(access.listed_for(viewer), pk__in=ids)
    return {row.pk: _line(row, on) for row in _whole(found)}


def handlers(viewer: Actor) -> list[tuple[int, str]]:
    """Who handles the applications in somebody's lists, by name."""
    handled = Application.objects.filter(access.listed_for(viewer), handler__isnull=False)
    people = User.objects.filter(pk__in=handled.values("handler")).order_by("name", "pk")
    return list(people.values_list("pk", "name")[:MOST_HANDLERS])


def lamps(viewer: Actor, on: date) -> Mapping[Light, int]:
    """How many open applications somebody has under each lamp: one query."""
    light = Case(
        *(When(condition, then=Value(light.value)) for light, condition in _lights(on).items()),
        default=Value(Light.NONE.value),
        output_field=CharField(),
    )
    open_ones = Application.objects.filter(access.listed_for(viewer), closed_on__isnull=True)
    found = open_ones.annotate(light=light).values("light").annotate(many=Count("pk")).order_by()
    counts = {Light(row["light"]): int(row["many"]) for row in found}
    return {light: counts.get(light, 0) for light in (Light.RED, Light.YELLOW, Light.GREEN, Light.PAUSED)}


def light_of(state: State, due_on: date | None, closed_on: date | None, on: date) -> tuple[Light, str]:
    """The lamp of an application on a day, and what it says."""
    still = state is State.CONFIRMING_RECEIPT or state in PAUSED
    return lamp(state.label, due_on, closed_on, on, still=still)


def _lights(on: date) -> dict[Light, Q]:
    """The same as conditions on open applications, in the order in which they are asked."""
    calendar = installed_calendar()
    next_day = calendar.after(on, 1)
    # The first day with more working days left: a due day that was named may be no working day itself.
    later = calendar.after(on, param("soon_due_working_days").on(on).value + 1)
    still = Q(state__in=[*PAUSED, State.CONFIRMING_RECEIPT]) | Q(due_on__isnull=True)
    return {
        Light.PAUSED: still & ~Q(due_on__lt=on),
        Light.RED: Q(due_on__lt=next_day),
        Light.YELLOW: Q(due_on__lt=later),
        Light.GREEN: Q(due_on__gte=later),
    }


def _newest(viewer: Actor, wanted: Filter, on: date, before: str, many: int) -> list[Application]:
    """Which ones, and then these alone whole: joined with the tables beside them, all would be sorted first."""
    found = newest_first(_filtered(viewer, wanted, on, walked=wanted.most), "submitted_at", before)
    rows = _whole(Application.objects.filter(pk__in=found.values("pk")[:many]))
    return list(newest_first(rows, "submitted_at", ""))


def _filtered(viewer: Actor, wanted: Filter, on: date, *, walked: bool = False) -> QuerySet[Application]:
    found = Application.objects.filter(access.listed_for(viewer, walked=walked))
    if wanted.group is not Group.ALL:
        found = found.filter(state__in=wanted.group.states)
    if wanted.light is not None:
        found = _under(found, wanted.light, on)
    if wanted.year is not None:
        found = found.filter(receipt_on__year=wanted.year)
    for name in ("agency_id", "way", "kind", "row", "handler_id"):
        if value := getattr(wanted, name):
            found = found.filter(**{"applicant_kind" if name == "kind" else name: value})
    return _said(found, wanted.words.strip())


def _under(found: QuerySet[Application], light: Light, on: date) -> QuerySet[Application]:
    conditions = _lights(on)
    if light not in conditions:
        return found.none()
    earlier = list(conditions)[: list(conditions).index(light)]
    found = found.filter(conditions[light], closed_on__isnull=True)
    for other in earlier:
        found = found.exclude(conditions[other])
    return found


def _said(found: QuerySet[Application], words: str) -> QuerySet[Application]:
    if not words or "\0" in words:
        return found.none() if "\0" in words else found
    named = Applicant.objects.filter(name=words[:100]).values("pk")
    numbered = Q(upper=words[:100].upper())
    return found.alias(upper=Upper("number")).filter(
        Q(title__icontains=words[:100]) | numbered | Q(pk__in=named)
    )


def _whole(found: QuerySet[Application]) -> QuerySet[Application]:
    return found.select_related("agency", "applicant", "handler")


def _line(row: Application, on: date) -> Line:
    state = State(row.state)
    light, says = light_of(state, row.due_on, row.closed_on, on)
    return Line(
        id=row.pk,
        number=row.number,
        agency_id=row.agency_id,
        agency=row.agency.name,
        title=row.title,
        applicant=str(row.applicant.name),
        kind=ApplicantKind(row.applicant_kind),
        way=Way(row.way),
        arrived_on=row.arrived_on,
        due_on=row.due_on,
        closed_on=row.closed_on,
        state=state,
        light=light,
        says=says,
        handler=row.handler.name if row.handler else "",
        row=row.row,
        moves=row.moves,
    )
