"""Reads: what whoever was asked sees by number and reply code: what an opinion needs, nothing of who applies."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gongkai.applications.access import OPEN
from gongkai.applications.models import Application, Doing, Event, ReplyLink
from gongkai.applications.queries.clocks import ledger_of, where
from gongkai.applications.queries.consulting import ANSWERED, ASKED, SILENT
from gongkai.law.deadlines.answer import State
from gongkai.law.ledger import Fact, Kind, Ledger, Party
from gongkai.law.outcomes.letters import letter
from gongkai.records.queries.addresses import whole

REPLY_PAGE = "reply_query"
"""Where whoever was asked gives number and reply code."""
LETTERS = {Party.THIRD_PARTY: "third_party_letter", Party.ORGAN: "comaker_letter"}
"""The letter by which each is asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question as the portal shows it. `until`: the last day, as of what is known of `received_on`; `basis`: the article.

    `closed`: why no opinion can be given any more, "" where one can; `said`: what came, "" for nothing, with its words,
    its day and how many files; `late`: the last day is over, or was over when it came.
    """

    number: str
    letter_number: str
    agency: str
    agency_slug: str
    party: Party
    who: str
    what: str
    asked_on: date
    received_on: date | None
    until: date | None
    basis: str
    closed: str
    late: bool
    said: str
    reasons: str
    answered_on: date | None
    files: int


@dataclass(frozen=True, slots=True)
class ReplyWay:
    """How a letter says that one answers at the portal: what it prints, and the address behind its QR code."""

    facts: dict[str, str]
    scan: str


def asked_by(link_id: int, on: date) -> Asked:
    """The question behind a link; the caller has checked number and code."""
    link = ReplyLink.objects.select_related("asked", "application__agency").get(pk=link_id)
    asked, application = link.asked, link.application
    party, answer = party_of(asked), answer_to(link)
    until = last_day(application, asked, on)
    numbers = asked.letters.exclude(to=Party.APPLICANT).values_list("number", flat=True)
    came = answer.on if answer else on
    return Asked(
        number=link.number,
        letter_number=numbers.first() or "",
        agency=application.agency.name,
        agency_slug=application.agency.slug,
        party=party,
        who=asked.who,
        what=asked.note,
        asked_on=asked.on,
        received_on=_received(application, asked),
        until=until,
        basis=letter(LETTERS[party]).grounds[0].citation,
        closed=closed(link),
        late=until is not None and came > until,
        said=str(answer.details.get("said", "")) if answer else "",
        reasons=answer.note if answer else "",
        answered_on=answer.on if answer else None,
        files=answer.files.count() if answer else 0,
    )


def party_of(asked: Event) -> Party:
    """Who is asked by an event."""
    return next(party for party, kind in ASKED.items() if kind == asked.kind)


def answer_to(link: ReplyLink) -> Event | None:
    """The opinion that came to a question: what was entered first that is no silence, or what came after the silence."""
    later = link.application.events.filter(pk__gt=link.asked_id, voided_by__isnull=True).order_by("pk")
    party, asked = party_of(link.asked), link.asked
    for event in later:
        if event.kind == asked.kind and event.who == asked.who:
            return None
        if event.kind == Doing.OPINION_ADDED and event.details.get("of") == asked.pk:
            return event
        counted = event.who == asked.who and event.counts and event.kind not in SILENT
        if counted and ANSWERED.get(Kind(event.kind)) is party:
            return event
    return None


def closed(link: ReplyLink) -> str:
    """Why no opinion can be given any more: "answered", "ended" (the agency has decided), "undone", "anew"; "" where one can."""
    events = link.application.events
    if events.filter(voids=link.asked_id).exists():
        return "undone"
    if answer_to(link) is not None:
        return "answered"
    anew = events.filter(
        pk__gt=link.asked_id, kind=link.asked.kind, who=link.asked.who, voided_by__isnull=True
    )
    if anew.exists():
        return "anew"
    if State(link.application.state) not in OPEN or link.application.merged_into_id:
        return "ended"
    return ""


def reply_way(asked_id: int, shown: Callable[[Any], str]) -> ReplyWay | None:
    """How a letter says that one answers at the portal; None for a question without a link.

    `shown` opens the code or masks it.
    """
    link = ReplyLink.objects.filter(asked=asked_id).first()
    if link is None:
        return None
    address, code = whole(REPLY_PAGE), shown(link.code)
    facts = {"opinion_address": address, "opinion_number": link.number, "opinion_code": code}
    return ReplyWay(facts, f"{address}?bh={link.number}")


def in_halves(code: str) -> str:
    """Two groups of four are easier to copy."""
    return f"{code[:4]} {code[4:]}"


def last_day(application: Application, asked: Event, on: date) -> date | None:
    """The last day for an opinion, as the law counts it of this question alone.   依据：条例第三十二、三十四条"""
    ledger = ledger_of(application, application.events.order_by("pk"))
    if State(application.state) not in OPEN:
        on = application.closed_on or on
    party = party_of(asked)
    limits = where(_alone(ledger, asked), on).clock.limits
    return next((limit.by for limit in reversed(limits) if limit.who is party), None)


def _received(application: Application, asked: Event) -> date | None:
    """When the letter arrived, as it was entered with the question or afterwards."""
    ledger = ledger_of(application, application.events.order_by("pk"))
    own = _own(ledger, asked)
    return own.received_on if own else asked.received_on


def _own(ledger: Ledger, asked: Event) -> Fact | None:
    """The fact of this question, with the day on which its letter arrived."""
    mine = (asked.kind, asked.who, asked.on)
    return next(
        (fact for fact in reversed(ledger.facts) if (fact.kind, fact.who, fact.on) == mine),
        None,
    )


def _alone(ledger: Ledger, asked: Event) -> Ledger:
    """The facts without other questions of this kind, and without what was said."""
    others = {*ASKED.values(), *ANSWERED}
    own = _own(ledger, asked)
    facts = tuple(fact for fact in ledger.facts if fact.kind not in others or fact is own)
    return replace(ledger, facts=facts)
