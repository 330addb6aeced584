"""Reads: how long the file of a case is kept, by its facts; the cases whose term is over.   依据：个人信息保护法第十九、四十七条"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.module_loading import import_string

from gongkai.accounts.queries import names_of
from gongkai.applications import access
from gongkai.applications.access import Act
from gongkai.applications.models import Application, Doing, Event
from gongkai.applications.models.disputes import DECLARED
from gongkai.law.duties.case_files import Schedule, schedule
from gongkai.law.ledger import Fact, Kind
from gongkai.law.outcomes.catalogue import outcomes
from gongkai.law.params import NotInForce
from gongkai.law.remedies.course import in_order
from gongkai.records.access import Actor
from gongkai.records.queries.among import Among

BEGUN = frozenset(
    {
        Kind.REVIEW_APPLIED,
        Kind.REVIEW_ADMITTED,
        Kind.REVIEW_COPIED,
        Kind.REVIEW_ANSWERED,
        Kind.REVIEW_EXTENDED,
        Kind.SUIT_FILED,
        Kind.SUIT_COPIED,
        Kind.SUIT_ANSWERED,
        Kind.APPEALED,
    }
)
"""A review or a suit goes on."""
ENDED = frozenset({Kind.REVIEW_DECIDED, Kind.JUDGED, Kind.REDO_ORDERED})
"""It came to its end; an order to answer anew comes from one."""
MOST = 500
LONGEST = 40 * 366
"""So many days back a term is looked for that is over: longer than any."""


@dataclass(frozen=True, slots=True)
class Asked:
    """That somebody asks to take out what says who applied: who, as a user and by name, since when, in which words."""

    event_id: int
    by: str
    name: str
    on: date
    keep_names: bool
    note: str


@dataclass(frozen=True, slots=True)
class Over:
    """A case whose term is over. `acts`: what the viewer may do with it; `own`: the viewer is who asked."""

    id: int
    number: str
    agency: str
    title: str
    closed_on: date
    result: str
    schedule: Schedule
    asked: Asked | None
    moves: int
    acts: tuple[Act, ...]
    own: bool


def schedule_of(
    application: Application, events: Iterable[Event], disputes: Iterable[Fact] | None = None
) -> Schedule:
    """How long the file of a case is kept; of its events those are looked at that say of reviews and suits.

    `disputes`: what the package that keeps reviews and suits knows of; asked for where it is not given.
    """
    every = list(events)
    gone = {event.voids_id for event in every}
    own = [event.fact() for event in every if event.kind in BEGUN | ENDED and event.pk not in gone]
    more = _disputes([application.pk]).get(application.pk, []) if disputes is None else disputes
    facts = in_order(own + [fact for fact in more if fact.kind in BEGUN | ENDED])
    return schedule(
        application.closed_on,
        disputes_ended=[fact.on for fact in facts if fact.kind in ENDED],
        dispute_open=bool(facts) and facts[-1].kind in BEGUN,
    )


def asked_of(application_id: int) -> Asked | None:
    """The request to anonymise a case that stands; None where there is none."""
    return _asked([application_id]).get(application_id)


def over(viewer: Actor, on: date) -> list[Over]:
    """The cases whose term is over, of the agencies whose files somebody keeps, the oldest first; 500 at most.

    Six queries, whatever there is.
    """
    reach = viewer.reach(access.OFFICERS | access.HEADS)
    found = list(
        Application.objects.filter(
            Among("agency", reach), closed_on__lte=_last(on), anonymised_at__isnull=True
        )
        .select_related("agency")
        .order_by("closed_on", "pk")[:MOST]
    )
    ids = [one.pk for one in found]
    elsewhere = _disputes(ids)
    disputes: dict[int, list[Event]] = {}
    told = Event.objects.filter(application__in=ids, voided_by__isnull=True, kind__in=BEGUN | ENDED)
    for event in told:
        disputes.setdefault(event.application_id, []).append(event)
    asked = _asked(ids)
    rows = []
    for one in found:
        term = schedule_of(one, disputes.get(one.pk, ()), elsewhere.get(one.pk, []))
        if term.ended(on):
            rows.append(_row(viewer, one, term, asked.get(one.pk)))
    return rows


def how_many_over(on: date) -> dict[int, int]:
    """How many cases of which agency have ended terms, for the job that reminds: those without reviews and suits."""
    disputed = Event.objects.filter(kind__in=BEGUN | ENDED).values("application")
    found = Application.objects.filter(~Q(pk__in=disputed), closed_on__lte=_last(on), anonymised_at=None)
    for source in DECLARED.values():
        found = found.exclude(pk__in=import_string(source.disputed)())
    many: dict[int, int] = {}
    for agency_id in found.values_list("agency", flat=True):
        many[agency_id] = many.get(agency_id, 0) + 1
    return many


def _disputes(ids: list[int]) -> dict[int, list[Fact]]:
    """What is known elsewhere of reviews and suits about these applications."""
    found: dict[int, list[Fact]] = {}
    for source in DECLARED.values():
        for application_id, facts in import_string(source.facts)(ids).items():
            found.setdefault(application_id, []).extend(facts)
    return found


def _row(viewer: Actor, one: Application, term: Schedule, asked: Asked | None) -> Over:
    result = outcomes().get(one.row)
    return Over(
        id=one.pk,
        number=one.number,
        agency=one.agency.name,
        title=one.title,
        closed_on=one.closed_on or date.max,
        result=result.name if result else "",
        schedule=term,
        asked=asked,
        moves=one.moves,
        acts=tuple(
            act
            for act in (Act.PROPOSE_ANONYMISING, Act.ANONYMISE)
            if access.duty_for(viewer, one, act) is not None
        ),
        own=asked is not None and asked.by == viewer.username,
    )


def _last(on: date) -> date:
    """The last day on which a case can have ended whose ordinary term is over; the law says of each day whether it is."""
    before, after = on - timedelta(days=LONGEST), on
    while (after - before).days > 1:
        middle = before + (after - before) // 2
        if _over(middle, on):
            before = middle
        else:
            after = middle
    return before


def _over(closed_on: date, on: date) -> bool:
    try:
        return schedule(closed_on).ended(on)
    except NotInForce:
        return True  # before there were terms: earlier than any that is not over


def _asked(ids: Iterable[int]) -> dict[int, Asked]:
    events = list(
        Event.objects.filter(
            application__in=list(ids), kind=Doing.ANONYMISING_PROPOSED, voided_by__isnull=True
        ).order_by("pk")
    )
    names = names_of(event.by for event in events)
    return {
        event.application_id: Asked(
            event.pk,
            event.by,
            names.get(event.by, event.by),
            event.on,
            bool(event.details.get("keep_names")),
            event.note,
        )
        for event in events
    }
