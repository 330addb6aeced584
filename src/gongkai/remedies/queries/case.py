"""Reads: one chain whole, as its page shows it: stages, people (masked), periods, duties, what happened, files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from gongkai.accounts.queries import names_of
from gongkai.applications.queries.paging import lamp
from gongkai.documents.holidays import installed_calendar
from gongkai.law.deadlines.answer import Limit
from gongkai.law.findings import Finding
from gongkai.law.lamps import Light
from gongkai.law.ledger import Kind
from gongkai.law.remedies.results import Forum, Result, result_of
from gongkai.law.remedies.settings import Remedy
from gongkai.records.access import Actor
from gongkai.remedies import access
from gongkai.remedies.access import Act
from gongkai.remedies.models import Chain, Event, EventFile, Participant
from gongkai.remedies.models.kinds import Besides, Cause, Claimant, FileUse, Part, Stage
from gongkai.remedies.queries.standing import Lost, Where, ledger_of, owed, way, where


@dataclass(frozen=True, slots=True)
class File:
    """A file of the chain."""

    id: int
    file_id: int
    name: str
    use: FileUse
    size: int


@dataclass(frozen=True, slots=True)
class Happened:
    """One event. `void`: it was taken back, and why; `fixed`: it cannot be."""

    id: int
    kind: str
    label: str
    on: date
    at: datetime
    by: str
    docket: str
    forum: str
    result: str
    reasons: str
    note: str
    void: bool
    void_because: str
    fixed: bool
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part: masked. `contact`: whether there is one to be revealed."""

    id: int
    part: Part
    name: str
    contact: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that a loss obliges to. `done`: it was fulfilled; `tells`: nothing to tick off, a reminder."""

    event_id: int
    id: str
    what: str
    by: date | None
    basis: str
    done: bool
    tells: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One chain whole. `advice`: which way has to be gone first, by ground and date; `acts`: what the viewer may do."""

    id: int
    number: str
    agency_id: int
    agency: str
    title: str
    cause: Cause
    claimant: Claimant
    application_id: int | None
    application_no: str
    registered_at: datetime
    where: Where
    light: Light
    says: str
    advice: str
    limits: tuple[Limit, ...]
    findings: tuple[Finding, ...]
    duties: tuple[Owed, ...]
    to_order: tuple[Lost, ...]
    people: tuple[Person, ...]
    happened: tuple[Happened, ...]
    complaints: tuple[tuple[int, str], ...]
    acts: tuple[Act, ...]
    moves: int


def case(viewer: Actor, chain_id: int, on: date) -> Case | None:
    """A chain as somebody may see it on a day; None where they may not, or there is none. A constant number of queries."""
    one = (
        Chain.objects.filter(access.visible_to(viewer), pk=chain_id)
        .select_related("agency", "application")
        .prefetch_related(
            Prefetch("events", Event.objects.order_by("pk")),
            Prefetch("files", EventFile.objects.select_related("file").order_by("pk")),
            Prefetch("participants", Participant.objects.order_by("pk")),
            "complaints",
        )
        .first()
    )
    if one is None:
        return None
    events = list(one.events.all())
    gone = {event.voids_id: event for event in events if event.voids_id}
    answered = list(one.application.events.order_by("pk")) if one.application else []
    stands = where(one, events, on, answered=answered)
    over = stands.closed_on if stands.due_on is None else None
    light, says = lamp(stands.stage.label, stands.due_on, over, on)
    return Case(
        id=one.pk,
        number=one.number,
        agency_id=one.agency_id,
        agency=one.agency.name,
        title=one.title,
        cause=Cause(one.cause),
        claimant=Claimant(one.claimant),
        application_id=one.application_id,
        application_no=one.application.number if one.application else "",
        registered_at=one.registered_at,
        where=stands,
        light=light,
        says=says,
        advice=_advice(way(one, ledger_of(one, events, answered), on, installed_calendar())),
        limits=stands.remedies.limits,
        findings=stands.remedies.findings,
        duties=tuple(_duties(stands.lost)),
        to_order=tuple(each for each in stands.lost if each.ordered_id is None),
        people=tuple(_people(one, gone.keys())),
        happened=tuple(_happened(one, events, gone)),
        complaints=tuple((each.pk, each.number) for each in one.complaints.all()),
        acts=access.possible(viewer, one.agency_id),
        moves=one.moves,
    )


def file_of(viewer: Actor, chain_id: int, file_id: int) -> int | None:
    """The stored file behind a file of a chain that somebody may see; None where they may not."""
    seen = Chain.objects.filter(access.visible_to(viewer)).values("pk")
    found = EventFile.objects.filter(pk=file_id, chain=chain_id, chain__in=seen)
    return found.values_list("file", flat=True).first()


def results_for(kind: Kind, one: Case) -> list[tuple[str, str]]:
    """The results that a decision entered now can have, with their labels; of the instance that a suit is in."""
    forum = Forum.REVIEW
    if kind is Kind.JUDGED:
        forum = Forum.SECOND if one.where.stage is Stage.SECOND else Forum.FIRST
    return [(each.value, each.label) for each in Result if result_of(each.value, forum) is not None]


def _advice(remedy: Remedy | None) -> str:
    """What is said of the way that is open against the answer.   依据：行政复议法第二十三条"""
    if remedy is Remedy.REVIEW_FIRST:
        return (
            "这件答复依照条例第十四条至第十六条不予公开，应当先申请行政复议，对复议决定不服的再起诉；"
            "未经复议直接起诉的，请在答辩时说明（依据：行政复议法第二十三条）。"
        )
    if remedy is Remedy.CHOICE:
        return "对这件答复可以申请行政复议，也可以直接提起行政诉讼。"
    if remedy is Remedy.LIMITED:
        return "对这类答复，可以申请行政复议或者提起行政诉讼，人民法院多不予受理。"
    return ""


def _duties(lost: Iterable[Lost]) -> Iterator[Owed]:
    for one in lost:
        for each in one.consequences.obligations:
            yield Owed(
                event_id=one.event_id,
                id=each.id,
                what=each.what,
                by=each.by,
                basis=str(each.rule.basis),
                done=each.id in one.done,
                tells=not owed(each.id),
            )


def _people(one: Chain, gone: Iterable[int]) -> Iterator[Person]:
    left_out = set(gone)
    for each in one.participants.all():
        if each.event_id not in left_out:
            yield Person(each.pk, Part(each.part), str(each.name), bool(each.contact))


def _happened(one: Chain, events: list[Event], gone: dict[int, Event]) -> Iterator[Happened]:
    names = names_of(event.by for event in events)
    files: dict[int, list[File]] = {}
    for each in one.files.all():
        shown = File(each.pk, each.file_id, each.name, FileUse(each.use), each.file.size)
        files.setdefault(each.event_id, []).append(shown)
    for event in events:
        if event.kind == Besides.VOIDED:
            continue
        void = gone.get(event.pk)
        yield Happened(
            id=event.pk,
            kind=event.kind,
            label=(Kind(event.kind) if event.counts else Besides(event.kind)).label,
            on=event.on,
            at=event.at,
            by=names.get(event.by, event.by),
            docket=event.docket,
            forum=event.forum,
            result=_named(event.result),
            reasons=event.reasons,
            note=event.note,
            void=void is not None,
            void_because=void.note if void else "",
            fixed=event.kind in (Besides.OPENED, Besides.PACKED),
            files=tuple(files.get(event.pk, ())),
        )


def _named(result: str) -> str:
    return Result(result).label if result in {each.value for each in Result} else ""
