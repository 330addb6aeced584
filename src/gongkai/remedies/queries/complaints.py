"""Reads: complaints as the supervising office lists and handles them, and as whoever complained reads them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Prefetch, Q

from gongkai.accounts.queries import names_of
from gongkai.applications.queries.kinds import Way
from gongkai.applications.queries.paging import Lines
from gongkai.records.access import Actor
from gongkai.records.queries.paging import counted, mark, newest_first
from gongkai.remedies import access
from gongkai.remedies.access import Deed
from gongkai.remedies.models import Complaint, ComplaintEvent, ComplaintFile
from gongkai.remedies.models.kinds import Claim, ComplaintState, Handling

PAGE = 30
_MOMENT = "submitted_at"


class Group(StrEnum):
    """The tabs of the list."""

    NEW = "new"
    ACCEPTED = "accepted"
    ENDED = "ended"
    ALL = "all"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"new": "待受理", "accepted": "办理中", "ended": "已办结", "all": "全部"}[self.value]


@dataclass(frozen=True, slots=True)
class Line:
    """One complaint in a list; who complains stands in no list."""

    id: int
    number: str
    office: str
    against: str
    claim: Claim
    about: str
    arrived_on: date
    closed_on: date | None
    state: ComplaintState


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a complaint. `outward`: whoever complained reads it."""

    id: int
    label: str
    on: date
    at: datetime
    by: str
    note: str
    outward: bool
    files: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One complaint whole; who complains and what they say masked. `who`: field, label, mask of what was filled in."""

    id: int
    number: str
    office_id: int
    office: str
    against_id: int
    against: str
    claim: Claim
    about: str
    way: Way
    arrived_on: date
    closed_on: date | None
    state: ComplaintState
    chain: tuple[int, str] | None
    who: tuple[tuple[str, str, str], ...]
    steps: tuple[Step, ...]
    deeds: tuple[Deed, ...]
    moves: int


_WHO = {"name": "姓名、名称", "telephone": "联系电话", "email": "电子邮箱", "address": "通信地址"}


def complaints(viewer: Actor, group: Group, *, before: str = "", page: int = PAGE) -> Lines[Line]:
    """The complaints that somebody handles, those that came last first."""
    found = Complaint.objects.filter(access.complaints_visible_to(viewer))
    if group is not Group.ALL:
        found = found.filter(state=group.value)
    related = found.select_related("agency", "against")
    rows = list(newest_first(related, _MOMENT, before)[: page + 1])
    rest = mark(rows[page - 1], _MOMENT) if len(rows) > page else ""
    return Lines(tuple(_line(row) for row in rows[:page]), *counted(found), rest)


def how_many_new(viewer: Actor) -> int:
    """How many wait to be admitted: one query."""
    return Complaint.objects.filter(access.complaints_visible_to(viewer), state=ComplaintState.NEW).count()


def complaint(viewer: Actor, complaint_id: int) -> Shown | None:
    """A complaint as its office sees it; None for others, and where there is none."""
    one = _found(complaint_id, access.complaints_visible_to(viewer))
    return _shown(one, access.deeds(viewer, one)) if one else None


def told_of(complaint_id: int) -> Shown | None:
    """A complaint as whoever complained reads it, found by number and code: what is not meant for them is left out."""
    one = _found(complaint_id)
    if one is None:
        return None
    shown = _shown(one, ())
    outward = tuple(step for step in shown.steps if step.outward)
    return replace(shown, steps=outward, who=())


def file_of(viewer: Actor, complaint_id: int, file_id: int) -> int | None:
    """The stored file behind a file of a complaint that somebody may see; None where they may not."""
    seen = Complaint.objects.filter(access.complaints_visible_to(viewer)).values("pk")
    found = ComplaintFile.objects.filter(pk=file_id, complaint=complaint_id, complaint__in=seen)
    return found.values_list("file", flat=True).first()


def _found(complaint_id: int, *limits: Q) -> Complaint | None:
    return (
        Complaint.objects.filter(*limits, pk=complaint_id)
        .select_related("agency", "against", "chain", "complainant")
        .prefetch_related(
            Prefetch("events", ComplaintEvent.objects.order_by("pk")),
            Prefetch("files", ComplaintFile.objects.order_by("pk")),
        )
        .first()
    )


def _shown(one: Complaint, deeds: tuple[Deed, ...]) -> Shown:
    events, who = list(one.events.all()), one.complainant
    names = names_of(event.by for event in events)
    files: dict[int, list[tuple[int, str]]] = {}
    for each in one.files.all():
        files.setdefault(each.event_id, []).append((each.pk, each.name))
    return Shown(
        id=one.pk,
        number=one.number,
        office_id=one.agency_id,
        office=one.agency.name,
        against_id=one.against_id,
        against=one.against.name,
        claim=Claim(one.claim),
        about=one.about,
        way=Way(one.way),
        arrived_on=one.arrived_on,
        closed_on=one.closed_on,
        state=ComplaintState(one.state),
        chain=(one.chain.pk, one.chain.number) if one.chain else None,
        who=tuple(
            (name, label, str(getattr(who, name))) for name, label in _WHO.items() if getattr(who, name)
        ),
        steps=tuple(
            Step(
                id=event.pk,
                label=Handling(event.kind).label,
                on=event.on,
                at=event.at,
                by="投诉举报人" if event.by == "applicant" else names.get(event.by, event.by),
                note=event.note,
                outward=Handling(event.kind).told,
                files=tuple(files.get(event.pk, ())),
            )
            for event in events
        ),
        deeds=deeds,
        moves=one.moves,
    )


def _line(row: Complaint) -> Line:
    return Line(
        id=row.pk,
        number=row.number,
        office=row.agency.name,
        against=row.against.name,
        claim=Claim(row.claim),
        about=row.about,
        arrived_on=row.arrived_on,
        closed_on=row.closed_on,
        state=ComplaintState(row.state),
    )
