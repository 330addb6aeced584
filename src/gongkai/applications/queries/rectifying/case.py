"""Reads: one request for correction whole, as its page shows it; who asks and what the record says masked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from gongkai.accounts.queries import names_of
from gongkai.applications.models import (
    Asker,
    Doing,
    FileUse,
    Identity,
    Rectification,
    RectifyEvent,
    RectifyFile,
    Way,
)
from gongkai.applications.queries.case import OF_WHO
from gongkai.applications.queries.rectifying import permits
from gongkai.applications.queries.rectifying.permits import Act
from gongkai.applications.queries.rectifying.standing import course_of, light_of
from gongkai.law.lamps import Light
from gongkai.law.rectification.answers import Ground
from gongkai.law.rectification.course import Course, Kind
from gongkai.records.access import Actor

REVEALABLE = {
    **OF_WHO,
    "says_now": "现在的记录",
    "should_say": "要求更正为",
    "because": "证据和理由",
}
"""What can be shown whole about a request itself."""
OF_EVENTS = {
    "said": "申请人的说明",
    "old_record": "更正前的内容",
    "new_record": "更正后的内容",
    "reasons": "不予更正的理由",
}
"""What can be shown whole of an event."""
CONTENT = ("says_now", "should_say", "because")


@dataclass(frozen=True, slots=True)
class Masked:
    """One field: what it is called, its mask; `field` names it where it can be revealed, and is empty where nothing stands."""

    label: str
    shown: str
    field: str


@dataclass(frozen=True, slots=True)
class File:
    """A file of the request."""

    id: int
    name: str
    use: FileUse
    size: int


@dataclass(frozen=True, slots=True)
class Happened:
    """One event. `masked`: what of it can be revealed; `ground` and `organ` are said openly."""

    id: int
    kind: str
    label: str
    on: date
    at: datetime
    by: str
    note: str
    ground: str
    organ: str
    organ_contact: str
    working_days: int | None
    masked: tuple[Masked, ...]
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One request whole. `acts`: what the viewer may do now."""

    id: int
    number: str
    agency_id: int
    agency: str
    record: str
    place: str
    way: Way
    arrived_on: date
    submitted_at: datetime
    asker: Asker
    identity: str
    postcode: str
    who: tuple[Masked, ...]
    content: tuple[Masked, ...]
    course: Course
    light: Light
    says: str
    moves: int
    happened: tuple[Happened, ...]
    acts: tuple[Act, ...]


def case(viewer: Actor, rectification_id: int, on: date) -> Case | None:
    """A request as somebody may see it; None where they may not, or there is none. A constant number of queries."""
    one = (
        Rectification.objects.filter(permits.visible_to(viewer), pk=rectification_id)
        .select_related("agency", "requester")
        .prefetch_related(
            Prefetch("events", RectifyEvent.objects.order_by("pk")),
            Prefetch("files", RectifyFile.objects.select_related("file").order_by("pk")),
        )
        .first()
    )
    if one is None:
        return None
    events, who = list(one.events.all()), one.requester
    stands = course_of(one, events)
    light, says = light_of(stands.state, stands.due_on, stands.closed_on, on)
    return Case(
        id=one.pk,
        number=one.number,
        agency_id=one.agency_id,
        agency=one.agency.name,
        record=one.record,
        place=one.place,
        way=Way(one.way),
        arrived_on=one.arrived_on,
        submitted_at=one.submitted_at,
        asker=Asker(who.asker),
        identity=Identity(who.identity).label if who.identity else "统一社会信用代码",
        postcode=who.postcode,
        who=tuple(_masked(label, who, name) for name, label in REVEALABLE.items() if name not in CONTENT),
        content=tuple(_masked(REVEALABLE[name], one, name) for name in CONTENT),
        course=stands,
        light=light,
        says=says,
        moves=one.moves,
        happened=_happened(one, events),
        acts=permits.possible(viewer, one),
    )


def file_of(viewer: Actor, rectification_id: int, file_id: int) -> int | None:
    """The stored file behind a file of a request that somebody may see; None where they may not."""
    if not permits.sees(viewer, rectification_id):
        return None
    found = RectifyFile.objects.filter(pk=file_id, rectification=rectification_id)
    return found.values_list("file", flat=True).first()


def _masked(label: str, of: object, name: str) -> Masked:
    value = getattr(of, name)
    return Masked(label, str(value), name if value else "")


def _happened(one: Rectification, events: list[RectifyEvent]) -> tuple[Happened, ...]:
    names = names_of(event.by for event in events)
    files: dict[int, list[File]] = {}
    for each in one.files.all():
        files.setdefault(each.event_id, []).append(
            File(each.pk, each.name, FileUse(each.use), each.file.size)
        )
    return tuple(
        Happened(
            id=event.pk,
            kind=event.kind,
            label=(Kind(event.kind) if event.counts else Doing(event.kind)).label,
            on=event.on,
            at=event.at,
            by="申请人" if event.by == "applicant" else names.get(event.by, event.by),
            note=event.note,
            ground=Ground(event.ground).label if event.ground else "",
            organ=event.organ,
            organ_contact=event.organ_contact,
            working_days=event.working_days,
            masked=tuple(
                _masked(label, event, name) for name, label in OF_EVENTS.items() if getattr(event, name)
            ),
            files=tuple(files.get(event.pk, ())),
        )
        for event in events
    )
