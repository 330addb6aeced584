"""Reads: chains as the desk lists them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.db.models.functions import Upper

from gongkai.applications.queries.paging import Lines, lamp
from gongkai.law.lamps import Light
from gongkai.records.access import Actor
from gongkai.records.queries.paging import counted, mark, newest_first
from gongkai.remedies import access
from gongkai.remedies.models import Chain
from gongkai.remedies.models.kinds import Cause, Stage

PAGE = 30
_MOMENT = "registered_at"


class Group(StrEnum):
    """The tabs of the list."""

    PENDING = "pending"
    DUTY = "duty"
    ENDED = "ended"
    ALL = "all"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"pending": "进行中", "duty": "待履行", "ended": "已审结", "all": "全部"}[self.value]

    @property
    def stages(self) -> frozenset[Stage]:
        """The stages of the tab."""
        return {
            "pending": frozenset({Stage.BEFORE} | {each for each in Stage if each.pending}),
            "duty": frozenset({Stage.DUTY}),
            "ended": frozenset({Stage.REVIEWED, Stage.ENDED}),
            "all": frozenset(Stage),
        }[self.value]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is limited to; empty fields do not limit. `words`: in the title, or the whole of a number."""

    group: Group = Group.ALL
    agency_id: int | None = None
    cause: Cause | None = None
    year: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One chain in a list."""

    id: int
    number: str
    agency: str
    title: str
    cause: Cause
    stage: Stage
    opened_on: date | None
    closed_on: date | None
    due_on: date | None
    light: Light
    says: str


def chains(viewer: Actor, wanted: Filter, on: date, *, before: str = "", page: int = PAGE) -> Lines[Line]:
    """The chains that somebody may see, those that were registered last first; `before` is where the page before ended."""
    found = _filtered(viewer, wanted)
    rows = list(newest_first(found.select_related("agency"), _MOMENT, before)[: page + 1])
    shown = rows[:page]
    rest = mark(shown[-1], _MOMENT) if len(rows) > page else ""
    return Lines(tuple(_line(row, on) for row in shown), *counted(found), rest)


def all_chains(viewer: Actor, wanted: Filter, on: date) -> Iterator[Line]:
    """All of a list, oldest first."""
    found = _filtered(viewer, wanted).select_related("agency").order_by("pk")
    return (_line(row, on) for row in found.iterator(chunk_size=1_000))


def how_many_due(viewer: Actor) -> int:
    """How many chains wait for the agency itself: an answer to give, a judgment to carry out. One query."""
    return Chain.objects.filter(access.visible_to(viewer), due_on__isnull=False).count()


def _filtered(viewer: Actor, wanted: Filter) -> QuerySet[Chain]:
    found = Chain.objects.filter(access.visible_to(viewer))
    if wanted.group is not Group.ALL:
        found = found.filter(stage__in=wanted.group.stages)
    if wanted.year is not None:
        found = found.filter(registered_at__year=wanted.year)
    for name in ("agency_id", "cause"):
        if value := getattr(wanted, name):
            found = found.filter(**{name: value})
    words = wanted.words.strip()[:100]
    if "\0" in words:
        return found.none()
    if not words:
        return found
    return found.alias(upper=Upper("number")).filter(Q(title__icontains=words) | Q(upper=words.upper()))


def _line(row: Chain, on: date) -> Line:
    stage = Stage(row.stage)
    over = row.closed_on if row.due_on is None else None
    light, says = lamp(stage.label, row.due_on, over, on)
    return Line(
        id=row.pk,
        number=row.number,
        agency=row.agency.name,
        title=row.title,
        cause=Cause(row.cause),
        stage=stage,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        due_on=row.due_on,
        light=light,
        says=says,
    )
