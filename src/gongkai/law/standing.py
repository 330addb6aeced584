"""An application as a whole: its clock, and what can be or was brought against the answer or the silence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines.answer import Clock, State
from gongkai.law.deadlines.clock import DEFAULT, clock
from gongkai.law.deadlines.following import in_order
from gongkai.law.deadlines.settings import Settings
from gongkai.law.ledger import Fact, Kind, Ledger
from gongkai.law.outcomes.catalogue import outcomes
from gongkai.law.remedies.settings import Matter
from gongkai.law.remedies.stages import stages
from gongkai.law.remedies.standing import Remedies


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an application stands on a day; `remedies` is None while there is nothing that could be challenged."""

    clock: Clock
    remedies: Remedies | None


def standing(ledger: Ledger, as_of: date, calendar: Calendar, settings: Settings = DEFAULT) -> Standing:
    """The clock of an application, and where review and suit stand by what its replies say in `result`.

    Facts that cannot be give the findings of the clock alone. 依据：条例第三十三、五十一条
    """
    said = clock(ledger, as_of, calendar, settings)
    challenged = said.overdue or any(fact.kind in _CHALLENGED for fact in ledger.facts)
    if said.state is State.INVALID or not challenged:
        return Standing(said, None)
    told = tuple(matters(ledger, said.due_on))
    return Standing(said, stages(ledger, as_of, calendar, matters=told))


_CHALLENGED = frozenset(
    kind for kind in Kind if kind in (Kind.REPLIED, Kind.DELIVERED) or kind.startswith(("review_", "suit_"))
)


def matters(ledger: Ledger, due_on: date | None) -> Iterator[Matter]:
    """What the periods need to know of each round: the first, and one for each order to answer anew.

    `due_on`: by when an answer is or was due; only that of the last round can still be.   依据：条例第五十一条
    """
    rounds: list[list[Fact]] = [[]]
    for fact in in_order(ledger.facts):
        if fact.kind is Kind.REDO_ORDERED:
            rounds.append([])
        elif fact.kind is Kind.REPLIED:
            rounds[-1].append(fact)
    for at, replies in enumerate(rounds, 1):
        yield _matter(replies[0].result if replies else "", due_on if at == len(rounds) else None)


def _matter(outcome_id: str, due_on: date | None) -> Matter:
    """What the row of table three that a reply names says of the remedies; without one both ways are taken as open."""
    if outcome_id not in outcomes():
        return Matter(due_on=due_on)
    first, *_ = outcomes()[outcome_id].variants
    return Matter(remedy=first.remedy, partial=outcome_id == "partial", due_on=due_on)
