"""Reads: what several applicants were given, or propose to publish: whether it should become proactive.   依据：条例第四十四条

The law says from how many applicants on it is proposed (`law.duties.reevaluation.suggest_proactive`), and what follows
from a proposal of an applicant. What is public already is not proposed again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from gongkai.applications import access
from gongkai.applications.models import Decision, Doing, Event, Proposal, Verdict, Wanted
from gongkai.law.duties.reevaluation import suggest_proactive
from gongkai.law.duties.settings import AS_SHIPPED
from gongkai.law.findings import Finding
from gongkai.law.outcomes.catalogue import Group, outcomes
from gongkai.records.access import Actor
from gongkai.records.queries.among import Among

MOST = 500
"""So many things that were asked for again are looked at, those with the most applicants first."""
PUBLIC = ("granted", "already_public")
"""The result by which nothing is to be published: it is."""
GIVEN = frozenset({Group.GRANTED, Group.PARTIAL})


@dataclass(frozen=True, slots=True)
class Behind:
    """An application by which the information was given. `partly`: with parts left out; `proposed`: the applicant proposes it."""

    id: int
    number: str
    arrived_on: date
    handled_on: date | None
    reply: str
    partly: bool
    proposed: bool


@dataclass(frozen=True, slots=True)
class Declined:
    """That it was declined before, when fewer had asked."""

    on: datetime
    reason: str
    applicants: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Information for which somebody has to decide. `applicants`: different ones; `proposed`: how many propose it.

    `found`: what the law says to how many asked for it; `duty`: what follows if it was proposed and is to be public.
    `mine`: the viewer may decide.
    """

    key: str
    agency_id: int
    agency: str
    name: str
    document_no: str
    applicants: int
    proposed: int
    behind: tuple[Behind, ...]
    found: tuple[Finding, ...]
    duty: Finding | None
    before: Declined | None
    mine: bool

    @property
    def partly(self) -> bool:
        """Whether some of them were given a part alone."""
        return any(each.partly for each in self.behind)


@dataclass(frozen=True, slots=True)
class Decided:
    """A proposal that was decided. `item`: number of the item that was begun for it."""

    id: int
    agency: str
    name: str
    verdict: Verdict
    reason: str
    applicants: int
    suggested: int
    item: int | None
    at: datetime
    by: str


def waiting(viewer: Actor, on: date) -> list[Waiting]:
    """What waits for a decision at the agencies that somebody reads for, the most asked for first.

    A constant number of queries.
    """
    reach = viewer.reach(access.READERS)
    return _waiting(viewer, reach, _asked_again(reach, on) | _proposed(reach), on)


def one_waiting(viewer: Actor, key: str, on: date) -> Waiting | None:
    """One of `waiting`, by its key; None where there is none, or not for them."""
    return next(iter(_waiting(viewer, viewer.reach(access.READERS), {key}, on)), None)


def sees(viewer: Actor, key: str) -> bool:
    """Whether somebody reads the applications of an agency that was asked for this."""
    reach = viewer.reach(access.READERS)
    return Wanted.objects.filter(Among("application__agency", reach), key=key).exists()


def decided(viewer: Actor, verdict: Verdict) -> QuerySet[Proposal]:
    """What was decided so at the agencies that somebody reads for, the newest first: to be shown page by page."""
    theirs = Proposal.objects.filter(Among("agency", viewer.reach(access.READERS)), verdict=verdict)
    return theirs.select_related("agency", "decided_by").order_by("-pk")


def row_of(one: Proposal) -> Decided:
    """A row of `decided`."""
    return Decided(
        id=one.pk,
        agency=one.agency.name,
        name=one.name,
        verdict=Verdict(one.verdict),
        reason=one.reason,
        applicants=one.applicants,
        suggested=one.suggested,
        item=one.item,
        at=one.decided_at,
        by=one.decided_by.name,
    )


def behind_item(viewer: Actor, item_id: int) -> Decided | None:
    """The proposal for which an item was begun, for whoever reads the applications of the agency."""
    found = decided(viewer, Verdict.ADOPTED).filter(item=item_id).first()
    return row_of(found) if found else None


def given(parts: Iterable[Mapping[str, Any]]) -> dict[int, bool]:
    """The things that a decision gives, by place, but for those that are public already; whether each is given in part."""
    told = list(parts)
    whole = {
        int(part["wanted"])
        for part in told
        if _group(part) in GIVEN and (part["outcome"], part.get("variant", "")) != PUBLIC
    }
    withheld = {int(part["wanted"]) for part in told if _group(part) is not Group.GRANTED}
    return {place: place in withheld for place in whole}


def said_to(keys: Collection[str], since: datetime) -> tuple[Verdict, str] | None:
    """What was decided last on a proposal for one of these things, and why: for an applicant who proposed it then."""
    found = Proposal.objects.filter(key__in=keys, decided_at__gte=since).order_by("-pk").first()
    return (Verdict(found.verdict), found.reason) if found else None


def _asked_again(reach: frozenset[int], on: date) -> set[str]:
    """The things that enough applicants got an answer about by which something was given."""
    several = AS_SHIPPED.value("same_information_applicants", on).value
    person = Coalesce(
        NullIf("application__applicant__identity_print", Value(""), output_field=CharField()),
        "application__applicant__name_print",
        output_field=CharField(),
    )
    adopted = Proposal.objects.filter(key=OuterRef("key"), verdict=Verdict.ADOPTED)
    grouped = (
        _answered(reach)
        .filter(~Exists(adopted))
        .values("key")
        .annotate(people=Count(person, distinct=True))
        .filter(people__gte=several)
        .order_by("-people", "key")
    )
    return set(grouped.values_list("key", flat=True)[:MOST])


def _proposed(reach: frozenset[int]) -> set[str]:
    """The things that an applicant proposes to publish."""
    by_applicant = Event.objects.filter(
        Among("application__agency", reach),
        kind=Doing.PROPOSED,
        voided_by__isnull=True,
        application__anonymised_at__isnull=True,
    )
    return set(
        by_applicant.order_by("-pk").values_list("application__wanted__key", flat=True)[: MOST * 10]
    ) - {None}


def _answered(reach: frozenset[int]) -> QuerySet[Wanted]:
    """What was asked for in applications that a reply gave something to."""
    rows = [each.id for each in outcomes().values() if each.group in GIVEN]
    reply = Decision.objects.filter(
        application=OuterRef("application"), issued_at__isnull=False, row__in=rows
    )
    known = Wanted.objects.filter(
        Among("application__agency", reach), application__anonymised_at__isnull=True
    )
    return known.filter(Exists(reply))


def _waiting(viewer: Actor, reach: frozenset[int], keys: Collection[str], on: date) -> list[Waiting]:
    wanted = list(
        _answered(reach)
        .filter(key__in=keys)
        .select_related("application__agency", "application__applicant")
        .order_by("application__arrived_on", "application", "position")
    )
    ids = {each.application_id for each in wanted}
    issued = Decision.objects.filter(application__in=ids, issued_at__isnull=False).order_by("pk")
    replies = {reply.application_id: reply for reply in issued}  # the last one counts
    events = Event.objects.filter(application__in=ids, kind=Doing.PROPOSED, voided_by__isnull=True)
    proposing = set(events.values_list("application", flat=True))
    verdicts: dict[str, list[Proposal]] = {}
    for one in Proposal.objects.filter(key__in=keys).order_by("pk"):
        verdicts.setdefault(one.key, []).append(one)
    things: dict[str, list[Wanted]] = {}
    for each in wanted:
        if each.position in given(replies[each.application_id].parts):
            things.setdefault(each.key, []).append(each)
    mine = viewer.reach(access.OFFICERS)
    found = [_one(same, replies, proposing, verdicts.get(key, []), mine, on) for key, same in things.items()]
    rows = [one for one in found if one is not None]
    return sorted(rows, key=lambda one: (-one.proposed, -one.applicants, one.name, one.key))


def _one(
    same: list[Wanted],
    replies: Mapping[int, Decision],
    proposing: Collection[int],
    verdicts: list[Proposal],
    mine: Collection[int],
    on: date,
) -> Waiting | None:
    """What waits for a thing; None where nothing does."""
    last = same[-1]
    people = {_person(each) for each in same}
    proposed = {_person(each) for each in same if each.application_id in proposing}
    found = suggest_proactive(len(people), on, openable=True)
    if not found and not proposed:
        return None
    if any(_settled(one, len(people), len(proposed)) for one in verdicts):
        return None
    duty = suggest_proactive(len(people), on, openable=True, suggested=True, belongs=True)
    before = verdicts[-1] if verdicts else None
    return Waiting(
        key=last.key,
        agency_id=last.application.agency_id,
        agency=last.application.agency.name,
        name=last.name,
        document_no=last.document_no,
        applicants=len(people),
        proposed=len(proposed),
        behind=tuple(_behind(each, replies[each.application_id], proposing) for each in same),
        found=found,
        duty=duty[0] if proposed else None,
        before=Declined(before.decided_at, before.reason, before.applicants) if before else None,
        mine=last.application.agency_id in mine,
    )


def _settled(one: Proposal, applicants: int, proposed: int) -> bool:
    """Whether a decision still stands: adopted for good, declined until more ask for it or propose it."""
    return one.verdict == Verdict.ADOPTED or (one.applicants >= applicants and one.suggested >= proposed)


def _person(each: Wanted) -> str:
    """Who asks: told apart by what is fingerprinted, nothing is opened."""
    who = each.application.applicant
    return str(who.identity_print or who.name_print)


def _behind(each: Wanted, reply: Decision, proposing: Collection[int]) -> Behind:
    one = each.application
    return Behind(
        one.pk,
        one.number,
        one.arrived_on,
        one.handled_on,
        reply.number,
        partly=given(reply.parts)[each.position],
        proposed=one.pk in proposing,
    )


def _group(part: Mapping[str, Any]) -> Group | None:
    found = outcomes().get(str(part["outcome"]))
    return found.group if found else None
