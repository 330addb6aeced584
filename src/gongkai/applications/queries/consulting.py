"""Reads: who was asked for an opinion, until when, and what they said."""

from dataclasses import dataclass
from datetime import date

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
class Consultation:
    """One party that was asked. `until`: the last day for the opinion, where the law counts one; `said` as it was entered.

    `open`: nothing is entered yet, though the last day may have passed.
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
    reasonable = answer.details.get("reasonable") if answer else None
    said = ""
    if answer is not None:
        said = "silent" if Kind(answer.kind) in SILENT else str(answer.details.get("said", ""))
    return Consultation(
        party=party,
        who=asked.who,
        asked_on=asked.on,
        what=asked.note,
        until=_until(one, party, asked.who, answer.on if answer else None),
        answered_on=answer.on if answer else None,
        said=said,
        reasons=answer.note if answer else "",
        reasonable=reasonable if isinstance(reasonable, bool) else None,
        files=(*asked.files, *(answer.files if answer else ())),
    )


def _until(one: Case, party: Party, who: str, answered_on: date | None) -> date | None:
    """The last day: of what is waited for by name; of what was answered by the day of the answer."""
    for wait in one.clock.waits:
        if answered_on is None and wait.who is party and wait.name == who:
            return wait.until
    same = [limit for limit in one.clock.limits if limit.who is party and limit.done_on == answered_on]
    return same[0].by if same else None
