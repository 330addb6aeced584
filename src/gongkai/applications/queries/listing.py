"""Reads: applications as the desk lists and counts them. A page costs the same however many there are."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from gongkai.accounts.models import User
from gongkai.applications import access
from gongkai.applications.models import Applicant, ApplicantKind, Application, Way
from gongkai.documents.holidays import installed_calendar
from gongkai.law.deadlines.answer import State
from gongkai.law.lamps import Light, in_words
from gongkai.law.lamps import light as light_of_days
from gongkai.law.params import param
from gongkai.records.access import Actor
from gongkai.records.queries.paging import counted, mark, newest_first

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


@dataclass(frozen=True, slots=True)
class Lines:
    """One page of a list. `before` leads to the next page, empty on the last one."""

    rows: tuple[Line, ...]
    total: int
    more_than: bool
    before: str


def applications(viewer: Actor, wanted: Filter, on: date, *, before: str = "", page: int = PAGE) -> Lines:
    """The applications that somebody may see, those that came last first; `before` is where the page before ended."""
    found = _filtered(viewer, wanted, on)
    total, more_than = counted(found)
    rows = list(_whole(newest_first(found, "submitted_at", before))[: page + 1])
    shown = rows[:page]
    return Lines(
        tuple(_line(row, on) for row in shown),
        total,
        more_than,
        mark(shown[-1], "submitted_at") if len(rows) > page else "",
    )


def all_applications(viewer: Actor, wanted: Filter, on: date) -> Iterator[Line]:
    """All of a list, read page by page."""
    before = ""
    while True:
        rows = list(_whole(newest_first(_filtered(viewer, wanted, on), "submitted_at", before))[:_READ])
        yield from (_line(row, on) for row in rows)
        if len(rows) < _READ:
            return
        before = mark(rows[-1], "submitted_at")


def some(viewer: Actor, ids: Collection[int], on: date) -> dict[int, Line]:
    """Those of these applications that stand in somebody's lists, by number: for what is done with several at once."""
    found = Application.objects.filter(access.listed_for(viewer), pk__in=ids)
    return {row.pk: _line(row, on) for row in _whole(found)}


def handlers(viewer: Actor) -> list[tuple[int, str]]:
    """Who handles the applications in somebody's lists, by name."""
    handled = Application.objects.filter(access.listed_for(viewer), handler=OuterRef("pk"))
    people = User.objects.filter(Exists(handled)).order_by("name", "pk")
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
    if closed_on is not None:
        late = due_on is not None and closed_on > due_on
        return (Light.RED, "逾期办结") if late else (Light.DONE, state.label)
    if due_on is not None and due_on < on:
        left = -installed_calendar().between(due_on, on)
        return Light.RED, in_words(left, past=True)
    if state is State.CONFIRMING_RECEIPT or state in PAUSED or due_on is None:
        return Light.PAUSED, state.label
    left = installed_calendar().between(on, due_on)
    return light_of_days(left, on), in_words(left)


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


def _filtered(viewer: Actor, wanted: Filter, on: date) -> QuerySet[Application]:
    found = Application.objects.filter(access.listed_for(viewer))
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
    return found.filter(Q(title__icontains=words[:100]) | Q(number=words[:100].upper()) | Q(pk__in=named))


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
