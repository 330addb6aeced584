"""Random histories of applications, as ledgers: at each step something that can happen where the application stands then."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from gongkai.applications.models import ApplicantKind, Way
from gongkai.applications.queries.clocks import Where, where
from gongkai.law.deadlines.answer import State
from gongkai.law.ledger import Fact, Kind, Ledger
from gongkai.law.outcomes.catalogue import outcomes

FIRST, LAST = date(2019, 5, 15), date(2025, 12, 31)
CHOSEN = [
    each for each in outcomes() if each not in ("other_handling", "other_no_correction", "other_fee_unpaid")
]
FEES_SINCE = date(2021, 1, 1)
HANDLING = (
    State.IN_REVIEW,
    State.EXTENDED,
    State.DEFERRED,
    State.REASON_REQUESTED,
    State.THIRD_PARTY_CONSULTATION,
    State.COAGENCY_CONSULTATION,
)
Step = Callable[[Random, date], Fact]


@dataclass(frozen=True)
class History:
    """One application of an agency, and where it stands at the end of the last year."""

    agency: int
    kind: ApplicantKind
    way: Way
    ledger: Ledger
    stands: Where


def histories(many: int, agencies: int, seed: int) -> Iterator[History]:
    """So many of them, the same ones for the same seed."""
    chance = Random(seed)
    for _ in range(many):
        way = chance.choice(list(Way))
        arrived = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days + 1))
        ledger = _lived(chance, Ledger(arrived, way.channel))
        stands = where(ledger, LAST)
        yield History(chance.randrange(agencies), chance.choice(list(ApplicantKind)), way, ledger, stands)


def _lived(chance: Random, ledger: Ledger) -> Ledger:
    day = ledger.received_on
    for _ in range(chance.choice((1, 2, 3, 5, 8, 12))):
        day += timedelta(days=chance.choice((0, 1, 2, 4, 7, 15, 40)))
        if day > LAST:
            break
        now = where(ledger, day).clock
        possible = _STEPS.get(now.state)
        if possible is None:
            continue
        fact = chance.choice(possible)(chance, day)
        if fact.kind is Kind.FEE_NOTIFIED and day < FEES_SINCE:
            continue
        grown = replace(ledger, facts=(*ledger.facts, fact))
        if where(grown, day).clock.state is not State.INVALID:
            ledger = grown
    return ledger


def _plain(kind: Kind, who: str = "") -> Step:
    return lambda _, day: Fact(kind, day, who=who)


def _replied(chance: Random, day: date) -> Fact:
    return Fact(Kind.REPLIED, day, result=chance.choice(CHOSEN))


def _extended(chance: Random, day: date) -> Fact:
    return Fact(Kind.EXTENDED, day, working_days=chance.randint(1, 25))


def _deferred(chance: Random, day: date) -> Fact:
    return Fact(Kind.DEFERRED, day, to=day + timedelta(days=chance.randint(1, 90)))


def _corrected(chance: Random, day: date) -> Fact:
    return Fact(Kind.CORRECTED, day, excused=chance.random() < 0.1)


def _ordered(chance: Random, day: date) -> Fact:
    return Fact(Kind.REDO_ORDERED, day, working_days=chance.choice((None, 10)))


_WITHDRAWN = _plain(Kind.WITHDRAWN)
_GOING_ON: tuple[Step, ...] = (
    _replied,
    _replied,
    _replied,
    _plain(Kind.CORRECTION_ASKED),
    _plain(Kind.THIRD_PARTY_ASKED, "甲"),
    _plain(Kind.THIRD_PARTY_ANSWERED, "甲"),
    _plain(Kind.THIRD_PARTY_SILENT, "甲"),
    _plain(Kind.ORGAN_ASKED, "乙"),
    _plain(Kind.ORGAN_ANSWERED, "乙"),
    _plain(Kind.REASONS_ASKED),
    _plain(Kind.REASONS_GIVEN),
    _extended,
    _deferred,
    _plain(Kind.FEE_NOTIFIED),
    _WITHDRAWN,
)
_STEPS: dict[State, tuple[Step, ...]] = {
    State.CONFIRMING_RECEIPT: (*[_plain(Kind.CONFIRMED)] * 6, _WITHDRAWN),
    **dict.fromkeys(HANDLING, _GOING_ON),
    State.CORRECTION_REQUESTED: (_corrected, _corrected, _WITHDRAWN),
    State.FEE_NOTIFIED: (_plain(Kind.FEE_PAID), _WITHDRAWN),
    State.REPLIED: (_plain(Kind.DELIVERED), _plain(Kind.DELIVERED), _ordered),
    State.SERVED: (_ordered,),
    State.ABANDONED_NO_CORRECTION: (lambda _, day: Fact(Kind.CORRECTED, day, excused=True),),
}
