"""Reads: one application whole, as the case page shows it; everything about the applicant masked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from gongkai.accounts.queries import names_of
from gongkai.applications import access
from gongkai.applications.access import Act
from gongkai.applications.models import (
    ApplicantKind,
    Application,
    Assignment,
    CaseFile,
    Doing,
    Event,
    FileUse,
    Identity,
    Medium,
    Route,
    Wanted,
    Way,
)
from gongkai.applications.queries.clocks import explained, ledger_of, where
from gongkai.law.deadlines.answer import Clock, Step
from gongkai.law.ledger import Kind, Ledger
from gongkai.records.access import Actor


@dataclass(frozen=True, slots=True)
class Person:
    """Who applies, masked. `revealable`: the fields that there is something in, and the help that is needed."""

    kind: ApplicantKind
    name: str
    identity: str
    identity_no: str
    representative: str
    agent: str
    telephone: str
    email: str
    address: str
    postcode: str
    revealable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that is asked for, by its place."""

    position: int
    name: str
    document_no: str
    description: str
    period: str


@dataclass(frozen=True, slots=True)
class File:
    """A file of the case."""

    id: int
    file_id: int
    name: str
    use: FileUse
    size: int
    media_type: str
    event_id: int


@dataclass(frozen=True, slots=True)
class Happened:
    """One event, in the words of the page. `by`: the name of who did it; `void`: it was taken back, and why.

    `fixed`: it cannot be taken back. `dropped`: the letter that it prepared was put away, so that nothing follows from it.
    """

    id: int
    kind: str
    label: str
    on: date
    at: datetime
    by: str
    who: str
    note: str
    result: str
    to: date | None
    working_days: int | None
    details: dict[str, object]
    files: tuple[File, ...]
    void: bool
    moves_the_clock: bool
    void_because: str = ""
    fixed: bool = False
    role: str = ""
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the work that was given to somebody."""

    id: int
    unit: str
    person: str
    person_id: int | None
    task: str
    due_on: date
    made_at: datetime
    done_at: datetime | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The decision as it stands. `state` of its round: "" before sign-off, then open, approved or stopped."""

    id: int
    revision: int
    row: str
    text: str
    parts: tuple[dict[str, object], ...]
    facts: dict[str, object]
    round_id: int | None
    state: str
    number: str
    issued_at: datetime | None


@dataclass(frozen=True, slots=True)
class Case:
    """One application whole. `acts`: what the viewer may do now."""

    id: int
    number: str
    agency_id: int
    agency: str
    agency_slug: str
    title: str
    way: Way
    arrived_on: date
    submitted_at: datetime
    medium: Medium
    route: Route
    help_needed: str
    person: Person
    wanted: tuple[Wish, ...]
    ledger: Ledger
    clock: Clock
    receipt_on: date | None
    handled_on: date | None
    row: str
    moves: int
    handler: str
    happened: tuple[Happened, ...]
    parts: tuple[Part, ...]
    decision: Draft | None
    acts: tuple[Act, ...]
    split_from: str
    merged_into: str
    merged: tuple[str, ...]
    archived_at: datetime | None
    anonymised_at: datetime | None


def case(viewer: Actor, application_id: int, on: date) -> Case | None:
    """An application as somebody may see it; None where they may not, or there is none. A constant number of queries."""
    found = (
        Application.objects.filter(access.visible_to(viewer), pk=application_id)
        .select_related("agency", "applicant", "handler", "split_from", "merged_into")
        .prefetch_related(
            Prefetch("wanted", Wanted.objects.order_by("position")),
            Prefetch("events", Event.objects.order_by("pk")),
            Prefetch("files", CaseFile.objects.select_related("file").order_by("pk")),
            Prefetch("assignments", Assignment.objects.select_related("person").order_by("pk")),
            "merged",
        )
        .first()
    )
    if found is None:
        return None
    events = list(found.events.all())
    ledger = ledger_of(found, events)
    stands = where(ledger, on)
    return Case(
        id=found.pk,
        number=found.number,
        agency_id=found.agency_id,
        agency=found.agency.name,
        agency_slug=found.agency.slug,
        title=found.title,
        way=Way(found.way),
        arrived_on=found.arrived_on,
        submitted_at=found.submitted_at,
        medium=Medium(found.medium),
        route=Route(found.route),
        help_needed=str(found.help_needed),
        person=_person(found),
        wanted=tuple(
            Wish(one.position, one.name, one.document_no, one.description, one.period)
            for one in found.wanted.all()
        ),
        ledger=ledger,
        clock=stands.clock,
        receipt_on=stands.receipt_on,
        handled_on=stands.handled_on,
        row=stands.row,
        moves=found.moves,
        handler=found.handler.name if found.handler else "",
        happened=_happened(found, events),
        parts=tuple(_part(part) for part in found.assignments.all()),
        decision=_decision(found),
        acts=access.possible(viewer, found),
        split_from=found.split_from.number if found.split_from else "",
        merged_into=found.merged_into.number if found.merged_into else "",
        merged=tuple(other.number for other in found.merged.all()),
        archived_at=found.archived_at,
        anonymised_at=found.anonymised_at,
    )


def day_by_day(one: Case, on: date) -> list[Step]:
    """How the due day came about."""
    return explained(one.ledger, on)


def file_of(viewer: Actor, application_id: int, case_file_id: int) -> int | None:
    """The stored file behind a file of a case that somebody may see; None where they may not."""
    if not access.sees(viewer, application_id):
        return None
    found = CaseFile.objects.filter(pk=case_file_id, application=application_id)
    return found.values_list("file", flat=True).first()


def ids_of(viewer: Actor, numbers: Iterable[str]) -> dict[str, int]:
    """The applications with these numbers that somebody may open, by number; one query."""
    found = Application.objects.filter(access.visible_to(viewer), number__in=list(numbers))
    return dict(found.values_list("number", "pk"))


FIXED = frozenset(
    {
        Doing.SUBMITTED,
        Doing.VOIDED,
        Doing.SPLIT,
        Doing.MERGED,
        Doing.ARCHIVED,
        Doing.ANONYMISED,
        Kind.REPLIED,
        Kind.CONFIRMED,
    }
)
"""Confirmation of receipt begins the period in law, a reply is signed: neither is undone by an entry."""

OF_WHO = {
    "name": "姓名或者名称",
    "identity_no": "证件号码",
    "representative": "法定代表人或者负责人",
    "agent": "代理人",
    "telephone": "联系电话",
    "email": "电子邮箱",
    "address": "通信地址",
}
"""What is sealed of whoever applies or asks for a correction."""
REVEALABLE = {**OF_WHO, "help_needed": "需要的帮助"}
"""What can be shown whole of an applicant."""


def _person(found: Application) -> Person:
    who = found.applicant
    return Person(
        kind=ApplicantKind(found.applicant_kind),
        identity=Identity(who.identity).label if who.identity else "统一社会信用代码",
        postcode=who.postcode,
        revealable=(
            *(name for name in OF_WHO if getattr(who, name)),
            *(("help_needed",) if found.help_needed else ()),
        ),
        **{name: str(getattr(who, name)) for name in OF_WHO},
    )


def _happened(found: Application, events: list[Event]) -> tuple[Happened, ...]:
    gone = {event.voids_id: event.note for event in events if event.voids_id}
    dropped = _put_away(found, events)
    names = names_of(event.by for event in events)
    files: dict[int, list[File]] = {}
    for each in found.files.all():
        files.setdefault(each.event_id, []).append(_file(each))
    return tuple(
        Happened(
            id=event.pk,
            kind=event.kind,
            label=(Kind(event.kind) if event.counts else Doing(event.kind)).label,
            on=event.on,
            at=event.at,
            by=_SAID_BY.get(event.by) or names.get(event.by, event.by),
            who=event.who,
            note=event.note,
            result=event.result,
            to=event.to,
            working_days=event.working_days,
            details=event.details,
            files=tuple(files.get(event.pk, ())),
            void=event.pk in gone,
            moves_the_clock=event.counts,
            void_because=gone.get(event.pk, ""),
            fixed=event.kind in FIXED or event.pk in gone,
            role=event.role,
            dropped=event.details.get("prepared") in dropped,
        )
        for event in events
    )


def _put_away(found: Application, events: list[Event]) -> frozenset[int]:
    """The prepared letters that were put away; asked for only where an event prepared one."""
    if not any("prepared" in event.details for event in events):
        return frozenset()
    return frozenset(found.prepared.filter(dropped_at__isnull=False).values_list("pk", flat=True))


APPLICANT = "申请人"
_SAID_BY = {"applicant": APPLICANT, "consulted": "被征求意见方", "operator": "系统", "system": "系统"}


def _file(each: CaseFile) -> File:
    return File(
        each.pk,
        each.file_id,
        each.name,
        FileUse(each.use),
        each.file.size,
        each.file.media_type,
        each.event_id,
    )


def _part(part: Assignment) -> Part:
    return Part(
        part.pk,
        part.unit,
        part.person.name if part.person else "",
        part.person_id,
        part.task,
        part.due_on,
        part.made_at,
        part.done_at,
        part.outcome,
    )


def _decision(found: Application) -> Draft | None:
    decision = found.decisions.filter(dropped_at__isnull=True).select_related("round").order_by("-pk").first()
    if decision is None:
        return None
    held = decision.round
    state = "" if held is None else held.outcome or "open"
    return Draft(
        decision.pk,
        decision.revision,
        decision.row,
        decision.text,
        tuple(decision.parts),
        decision.facts,
        decision.round_id,
        state,
        decision.number,
        decision.issued_at,
    )
