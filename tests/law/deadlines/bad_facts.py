"""Which facts cannot be, found one by one: the walker's own reading of D901 to D906."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from gongkai.law.ledger import Fact, Kind, Ledger, Party

REGULATION_IN_FORCE, FEES_IN_FORCE = date(2019, 5, 15), date(2021, 1, 1)
QUESTION_OF = {
    Kind.CORRECTED: Kind.CORRECTION_ASKED,
    Kind.CORRECTION_LAPSED: Kind.CORRECTION_ASKED,
    Kind.THIRD_PARTY_ANSWERED: Kind.THIRD_PARTY_ASKED,
    Kind.THIRD_PARTY_SILENT: Kind.THIRD_PARTY_ASKED,
    Kind.ORGAN_ANSWERED: Kind.ORGAN_ASKED,
    Kind.ORGAN_SILENT: Kind.ORGAN_ASKED,
    Kind.REASONS_GIVEN: Kind.REASONS_ASKED,
    Kind.FEE_PAID: Kind.FEE_NOTIFIED,
    Kind.FEE_LAPSED: Kind.FEE_NOTIFIED,
    Kind.DELIVERED: Kind.REPLIED,
}


def impossible(ledger: Ledger, as_of: date) -> Iterator[tuple[str, str]]:
    """Each rule on bad facts that is broken, and where."""
    if ledger.received_on < REGULATION_IN_FORCE:
        yield "D906", "received_on"
    if ledger.received_on > as_of:
        yield "D902", "received_on"
    for fact in ledger.facts:
        if fact.on < ledger.received_on:
            yield "D901", fact.place
        if fact.on > as_of:
            yield "D902", fact.place
        if fact.kind is Kind.FEE_NOTIFIED and fact.on < FEES_IN_FORCE:
            yield "D906", fact.place
        if incomplete(fact):
            yield "D904", fact.place
    yield from unasked(ledger)


def unasked(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Answers without their question on or before that day, one answer for each question."""
    asked: Counter[tuple[Kind, str]] = Counter()
    answered: Counter[tuple[Kind, str]] = Counter()
    for fact in sorted(ledger.facts, key=lambda f: (f.on, f.kind in QUESTION_OF)):
        if fact.kind not in QUESTION_OF:
            asked[fact.kind, fact.who] += 1
            continue
        answered[fact.kind, fact.who] += 1
        if answered[fact.kind, fact.who] > asked[QUESTION_OF[fact.kind], fact.who]:
            yield "D903", fact.place


def incomplete(fact: Fact) -> bool:
    """Whether a fact lacks what it has to say, or says what makes no sense."""
    match fact.kind:
        case Kind.EXTENDED:
            wrong = fact.working_days is None or fact.working_days < 1
        case Kind.DEFERRED:
            wrong = fact.to is None or fact.to <= fact.on
        case Kind.CORRECTION_ASKED | Kind.REASONS_ASKED | Kind.REDO_ORDERED:
            wrong = fact.to is not None and fact.to < fact.on
        case Kind.CONFIRMED:
            wrong = fact.who not in ("", Party.AGENCY, Party.APPLICANT)
        case _:
            wrong = False
    return wrong or (fact.received_on is not None and fact.received_on < fact.on)
