"""Writes: a chain is opened; what happens in review and court is entered; a loss opens the duty; mistakes are taken back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.applications.actions.ordering import order_anew, take_back_order
from gongkai.applications.models import Application
from gongkai.documents.holidays import installed_calendar
from gongkai.law.ledger import Fact
from gongkai.law.remedies.obligations import Ordered, obligations
from gongkai.records.access import Actor
from gongkai.records.actions.numbers import take_number
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.models.patterns import PatternRefused
from gongkai.records.queries.numbers import civil_day
from gongkai.remedies import access
from gongkai.remedies.access import Act
from gongkai.remedies.actions.holding import Brought, Held, Said, enter, hold, settle, told
from gongkai.remedies.models import CHAIN_NO, Chain, Event, Participant
from gongkai.remedies.models.kinds import FACTS, OF_ANSWER, Besides, Cause, Claimant, Part
from gongkai.remedies.queries.standing import Lost, owed, period_of, where

NO_PERIOD = Ordered()
NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class Challenged:
    """What is challenged: an application of the agency, or in words what the platform does not have.

    `owed_by`: by when an answer was due that never came, where there is no application.
    """

    title: str
    cause: Cause
    claimant: Claimant = Claimant.APPLICANT
    application_id: int | None = None
    owed_by: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part."""

    part: Part
    name: str
    contact: str = ""


@transaction.atomic
def open_chain(
    *, agency_id: int, challenged: Challenged, persons: Iterable[Person] = (), by: Actor, at: datetime
) -> int:
    """Open a chain and give it a number; returns its id.

    Refused for an application of another agency, and without a title. PermissionDenied for others than who keeps chains.
    """
    duty = access.require_worker(by, agency_id)
    title = refuse_without(challenged.title, 200, "争议的事项")
    agency = Agency.objects.get(pk=agency_id)
    application = None
    if challenged.application_id is not None:
        application = Application.objects.filter(pk=challenged.application_id, agency=agency_id).first()
        if application is None:
            raise Refused("本机关没有这件申请，请核对登记编号。")
    try:
        number = take_number(CHAIN_NO.name, agency_id=agency_id, at=at, org=agency.organ_code).text
    except PatternRefused as refusal:
        raise Refused(f"{agency.name}还没有设好复议诉讼登记编号（{refusal}），暂时不能登记。") from refusal
    chain = Chain.objects.create(
        number=number,
        agency=agency,
        application=application,
        title=title,
        cause=challenged.cause,
        claimant=challenged.claimant,
        owed_by=challenged.owed_by,
        registered_at=at,
        settled_on=civil_day(at),
    )
    held = Held(chain, by, at, duty)
    event = enter(held, Besides.OPENED)
    for person in persons:
        _add(held, event, person)
    settle(chain, at)
    told("open", held, details={"cause": challenged.cause.value, "application": challenged.application_id})
    return chain.pk


@transaction.atomic
def record(
    *,
    chain_id: int,
    fact: Fact,
    said: Said = NOTHING_SAID,
    ordered: Ordered = NO_PERIOD,
    by: Actor,
    at: datetime,
    moves: int | None = None,
) -> int:
    """Enter what happened in review or court; returns the number of the event.

    `ordered`: the period that the decision sets. A decision against the agency that stands at once opens the duty, and where
    a new answer is ordered, the clock of the application. Refused where the facts would contradict each other, for a day to
    come, and for an answer of an application that the platform has: that is entered there.
    依据：条例第五十一条；行政复议法；行政诉讼法
    """
    if fact.kind not in FACTS:
        raise Refused("这一事项不在复议诉讼中登记。")
    held = hold(chain_id, Act.RECORD, by=by, at=at, moves=moves)
    if held.chain.application_id is not None and fact.kind in OF_ANSWER:
        raise Refused("答复和送达请在申请办理中登记，这里会自动读取。")
    details = {**(said.details or {}), **_kept(ordered)}
    event = enter(held, fact.kind, replace(said, details=details), fact=fact)
    stands = settle(held.chain, at)
    for one in stands.lost:
        if one.ordered_id is None:
            _open(held, one, event.pk)
    told("record", held, details={"event": event.pk, "kind": fact.kind.value, "result": fact.result})
    return event.pk


@transaction.atomic
def order(
    *,
    chain_id: int,
    event_id: int,
    ordered: Ordered = NO_PERIOD,
    by: Actor,
    at: datetime,
    moves: int | None = None,
) -> None:
    """Enter the duty of a judgment that became final because nobody appealed; the clock of the new answer begins.

    Refused while it can still be appealed, for a judgment that does not go against the agency, and a second time.
    """
    held = hold(chain_id, Act.ORDER, by=by, at=at, moves=moves)
    stands = where(held.chain, held.chain.events.order_by("pk"), civil_day(at))
    one = next((each for each in stands.lost if each.event_id == event_id), None)
    if one is None:
        raise Refused("这项决定、裁判没有生效，或者没有判决本机关履行义务。")
    if one.ordered_id is not None:
        raise Refused("这项决定、裁判的义务已经登记。")
    _open(held, one, event_id, ordered)
    told("order", held, details={"event": event_id})


@transaction.atomic
def fulfil(
    *,
    chain_id: int,
    event_id: int,
    duty_id: str,
    on: date | None = None,
    said: Said = NOTHING_SAID,
    by: Actor,
    at: datetime,
    moves: int | None = None,
) -> None:
    """Enter that something was done to which a decision against the agency obliges. Refused for what is not owed, or done."""
    held = hold(chain_id, Act.FULFIL, by=by, at=at, moves=moves)
    stands = where(held.chain, held.chain.events.order_by("pk"), civil_day(at))
    open_duties = {
        each.id
        for one in stands.lost
        if one.event_id == event_id
        for each in one.consequences.obligations
        if owed(each.id) and each.id not in one.done
    }
    if duty_id not in open_duties:
        raise Refused("没有这项义务，或者已经登记履行。")
    details = {"of": event_id, "duty": duty_id}
    enter(held, Besides.FULFILLED, replace(said, details=details), on=on)
    settle(held.chain, at)
    told("fulfil", held, details=details)


@transaction.atomic
def note(
    *,
    chain_id: int,
    text: str,
    files: Iterable[Brought] = (),
    by: Actor,
    at: datetime,
    moves: int | None = None,
) -> None:
    """Write a remark, with files where there are some. Refused without either."""
    brought = tuple(files)
    held = hold(chain_id, Act.NOTE, by=by, at=at, moves=moves)
    kept = text.strip() if brought else refuse_without(text, 2_000, "备注")
    enter(held, Besides.FILED if brought else Besides.NOTED, Said(note=kept, files=brought))
    told("note", held)


@transaction.atomic
def add_party(*, chain_id: int, person: Person, by: Actor, at: datetime, moves: int | None = None) -> None:
    """Enter somebody who takes part; the name is sealed."""
    held = hold(chain_id, Act.ADD_PARTY, by=by, at=at, moves=moves)
    event = enter(held, Besides.PARTY_ADDED, Said(details={"part": person.part.value}))
    _add(held, event, person)
    told("add_party", held, details={"part": person.part.value})


@transaction.atomic
def void(
    *, chain_id: int, event_id: int, reason: str, by: Actor, at: datetime, moves: int | None = None
) -> None:
    """Take back what was entered by mistake: it stays to be read, and counts no more.

    With a decision goes the duty that it opened. Refused for the registration, and where what is left would contradict itself.
    """
    held = hold(chain_id, Act.VOID, by=by, at=at, moves=moves)
    text = refuse_without(reason, 300, "撤销的理由")
    event = Event.objects.filter(pk=event_id, chain=chain_id).first()
    if event is None or event.kind in (Besides.OPENED, Besides.VOIDED, Besides.PACKED):
        raise Refused("这条记录不能撤销。")
    if Event.objects.filter(voids=event).exists():
        raise Refused("这条记录已经撤销。")
    for each in (*_following(event), event):
        enter(held, Besides.VOIDED, Said(note=text, details={"kind": each.kind}), voids=each)
        if each.opens_id is not None and held.chain.application_id is not None:
            take_back_order(
                application_id=held.chain.application_id,
                event_id=each.opens_id,
                reason=text,
                by=by,
                duty=held.duty,
                at=at,
            )
    settle(held.chain, at)
    told("void", held, reason=text, details={"event": event.pk, "kind": event.kind})


def _following(event: Event) -> list[Event]:
    """What stands only because of this event, the last first: its duty, what was done of it."""
    of = Event.objects.filter(chain=event.chain_id, details__of=event.pk, voided_by__isnull=True)
    caused = Event.objects.filter(chain=event.chain_id, details__cause=event.pk, voided_by__isnull=True)
    return list((of | caused).exclude(pk=event.pk).distinct().order_by("-pk"))


def _open(held: Held, one: Lost, cause: int, ordered: Ordered = NO_PERIOD) -> None:
    """Enter the duty that a decision opens; where a new answer is ordered, its clock begins.

    `cause`: the event by which the decision came to stand, itself or the judgment that upheld it.
    """
    if ordered == NO_PERIOD:
        ordered = period_of(Event.objects.get(pk=one.event_id))
    following = obligations(one.result, one.forum, one.since, installed_calendar(), ordered)
    details = {"of": one.event_id, "cause": cause, "result": one.result.value, **_kept(ordered)}
    event = enter(held, Besides.ORDERED, Said(details=details), on=one.since)
    if following.redo is not None:
        _begin(held, event, following.redo, one)
    settle(held.chain, held.at)


def _begin(held: Held, event: Event, fact: Fact, one: Lost) -> None:
    """Begin the clock of the new answer: in the application, or in the chain where the platform has none."""
    if held.chain.application_id is None:
        enter(held, fact.kind, Said(details=event.details), fact=fact)
        return
    opens = order_anew(
        application_id=held.chain.application_id,
        fact=fact,
        note=f"{held.chain.number}　{one.result.label}",
        by=held.by,
        duty=held.duty,
        at=held.at,
    )
    Event.objects.filter(pk=event.pk).update(opens=opens)


def _kept(ordered: Ordered) -> dict[str, object]:
    """The period as an event keeps it."""
    if ordered == NO_PERIOD:
        return {}
    to = ordered.to.isoformat() if ordered.to else None
    return {"ordered": {"to": to, "days": ordered.days, "working_days": ordered.working_days}}


def _add(held: Held, event: Event, person: Person) -> None:
    name = refuse_without(person.name, 120, "姓名、名称")
    refuse_longer(person.contact, 200, "联系方式")
    Participant.objects.create(
        chain=held.chain, event=event, part=person.part, name=name, contact=person.contact.strip()
    )
