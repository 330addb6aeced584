"""Reads: who was asked for an opinion, until when, and what they said; whether the reasons of an applicant hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from gongkai.applications.models import Doing, Event, ReplyLink
from gongkai.applications.queries.case import Case, File, Happened
from gongkai.law.ledger import Kind, Ledger, Party

ASKED = {Party.THIRD_PARTY: Kind.THIRD_PARTY_ASKED, Party.ORGAN: Kind.ORGAN_ASKED}
ANSWERED = {
    Kind.THIRD_PARTY_ANSWERED: Party.THIRD_PARTY,
    Kind.THIRD_PARTY_SILENT: Party.THIRD_PARTY,
    Kind.ORGAN_ANSWERED: Party.ORGAN,
    Kind.ORGAN_SILENT: Party.ORGAN,
}
SILENT = frozenset({Kind.THIRD_PARTY_SILENT, Kind.ORGAN_SILENT})


@dataclass(frozen=True, slots=True)
class Link:
    """The reply link of a question: its number, when it was made, opened first, and given its last new code."""

    number: str
    made_at: datetime
    opened_at: datetime | None
    renewed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Consultation:
    """One party that was asked. `until`: the last day for the opinion, where the law counts one; `said` as it was entered.

    `open`: nothing is entered yet, though the last day may have passed. `asked`: the event of the question; `added`: what came
    at the portal after their silence was entered, `online`: whether the opinion came that way.
    """

    party: Party
    who: str
    asked_on: date
    what: str
    until: date | None
    answered_on: date | None
    said: str
    reasons: str
    reasonable: bool | None
    files: tuple[File, ...]
    asked: int = 0
    online: bool = False
    added: tuple[Happened, ...] = ()
    link: Link | None = None

    @property
    def late(self) -> bool:
        """Whether the opinion came after the last day."""
        if self.said in ("", "silent") or self.until is None or self.answered_on is None:
            return False
        return self.answered_on > self.until

    @property
    def unanswered(self) -> bool:
        """Whether no opinion came, be it late: a silence that was entered is none."""
        return self.said in ("", "silent") and not self.added

    @property
    def open(self) -> bool:
        """Whether nothing is entered yet."""
        return self.answered_on is None


def waiting(ledger: Ledger, party: Party) -> list[str]:
    """Whom of a kind was asked and has not answered."""
    found: list[str] = []
    for fact in ledger.facts:
        if fact.kind is ASKED[party]:
            found.append(fact.who)
        elif ANSWERED.get(fact.kind) is party and fact.who in found:
            found.remove(fact.who)
    return found


def judgement(happened: Iterable[tuple[str, Mapping[str, object]]]) -> bool | None:
    """Whether the reasons that the applicant gave last hold; None while nobody has said, and where none were given.

    `happened`: kind and details of each event in their order, without those that were taken back.   依据：条例第三十五条
    """
    found: bool | None = None
    for kind, details in happened:
        accepted = details.get("accepted")
        if isinstance(accepted, bool):
            found = accepted
        elif kind == Kind.REASONS_GIVEN:
            found = None
    return found


def unjudged(happened: Iterable[tuple[str, Mapping[str, object]]]) -> bool:
    """Whether the applicant brought reasons by number and code, and nobody has said yet whether they hold."""
    every = list(happened)
    last = [kind for kind, _ in every if kind in _REASONS][-1:]
    return last == [Kind.REASONS_GIVEN] and judgement(every) is None


def reasonable(
    answer: int, details: Mapping[str, object], later: Iterable[tuple[str, Mapping[str, object]]]
) -> bool | None:
    """Whether the reasons of an objection hold: as it was entered, or as somebody judged afterwards; None while nobody has.

    `answer`, `details`: its event; `later`: kind and details of events in their order, without those that were taken back.
    """
    found = details.get("reasonable")
    for kind, said in later:
        if kind == Doing.OPINION_JUDGED and said.get("of") == answer:
            found = said.get("reasonable")
    return found if isinstance(found, bool) else None


def unjudged_objection(live: Iterable[Event], party: Party, who: str) -> int | None:
    """The last answer of somebody, where it objects and nobody has said whether its reasons hold.   依据：条例第三十二条

    `live`: the events in their order, without those that were taken back.
    """
    every = list(live)
    answers = [
        event
        for event in every
        if event.who == who and event.counts and ANSWERED.get(Kind(event.kind)) is party
    ]
    if not answers or answers[-1].details.get("said") != "objected":
        return None
    last = answers[-1]
    judged = reasonable(last.pk, last.details, ((event.kind, event.details) for event in every))
    return last.pk if judged is None else None


def to_judge(one: Case) -> list[Consultation]:
    """The objections that nobody has judged yet, of each party the last."""
    last = {(each.party, each.who): each for each in consultations(one) if not each.open}
    return [each for each in last.values() if each.said == "objected" and each.reasonable is None]


def linked(one: Case) -> tuple[Consultation, ...]:
    """As `consultations`, each with its reply link. One query more."""
    links = {
        row.asked_id: Link(row.number, row.made_at, row.opened_at)
        for row in ReplyLink.objects.filter(application=one.id).defer("code")
    }
    renewed = {
        event.details.get("of"): event.at
        for event in one.happened
        if event.kind == Doing.REPLY_RENEWED and not event.void
    }
    return tuple(
        replace(each, link=replace(link, renewed_at=renewed.get(each.asked)) if link else None)
        for each in consultations(one)
        for link in [links.get(each.asked)]
    )


_REASONS = (Kind.REASONS_ASKED, Kind.REASONS_GIVEN)


def consultations(one: Case) -> tuple[Consultation, ...]:
    """Everybody who was asked, in the order of the letters.   依据：条例第三十二、三十四条"""
    events = [event for event in one.happened if not event.void]
    found: list[Consultation] = []
    for place, event in enumerate(events):
        for party, kind in ASKED.items():
            if event.kind == kind:
                found.append(_consultation(one, party, event, _answer(party, event, events[place + 1 :])))
    return tuple(found)


def _answer(party: Party, asked: Happened, later: list[Happened]) -> Happened | None:
    """The first thing that was entered of them, before they were asked anew."""
    for event in later:
        if event.who != asked.who:
            continue
        if event.kind == asked.kind:
            return None
        if event.moves_the_clock and ANSWERED.get(Kind(event.kind)) is party:
            return event
    return None


def _consultation(one: Case, party: Party, asked: Happened, answer: Happened | None) -> Consultation:
    live = [event for event in one.happened if not event.void]
    said, holds = "", None
    if answer is not None:
        said = "silent" if Kind(answer.kind) in SILENT else str(answer.details.get("said", ""))
        holds = reasonable(answer.id, answer.details, ((event.kind, event.details) for event in live))
    added = tuple(
        event for event in live if event.kind == Doing.OPINION_ADDED and event.details.get("of") == asked.id
    )
    return Consultation(
        party=party,
        who=asked.who,
        asked_on=asked.on,
        what=asked.note,
        until=_until(one, party, asked.who, answer.on if answer else None),
        answered_on=answer.on if answer else None,
        said=said,
        reasons=answer.note if answer else "",
        reasonable=holds,
        files=tuple(file for event in (asked, answer, *added) if event for file in event.files),
        asked=asked.id,
        online=bool(answer and answer.details.get("online")),
        added=added,
    )


def _until(one: Case, party: Party, who: str, answered_on: date | None) -> date | None:
    """The last day: of what is waited for by name; of what was answered by the day of the answer."""
    for wait in one.clock.waits:
        if answered_on is None and wait.who is party and wait.name == who:
            return wait.until
    every = [limit for limit in one.clock.limits if limit.who is party]
    same = [limit for limit in every if limit.done_on == answered_on]
    if not same and len(every) == 1:  # a silence that was entered answers nothing
        same = every
    return same[0].by if same else None
