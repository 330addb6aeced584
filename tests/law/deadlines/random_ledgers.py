"""Ledgers as chance deals them, most of them possible: the facts of one application in the order of days."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from gongkai.law.deadlines.settings import AfterPayment, LateNotice, PauseFrom, PauseTo, ReplyEnds, Settings
from gongkai.law.ledger import Channel, Fact, Kind, Ledger
from tests.law.deadlines.bad_facts import QUESTION_OF

FIRST, LAST = date(2021, 1, 1), date(2025, 3, 31)  # early enough to end before 2027
OFTEN = [Kind.CORRECTION_ASKED, Kind.THIRD_PARTY_ASKED, Kind.ORGAN_ASKED, Kind.EXTENDED, Kind.FEE_NOTIFIED]
SELDOM = [
    Kind.REASONS_ASKED,
    Kind.DEFERRED,
    Kind.TRANSFERRED,
    Kind.CONFIRMED,
    Kind.REPLIED,
    Kind.REDO_ORDERED,
]
LAST_THINGS = [Kind.WITHDRAWN, Kind.REVIEW_APPLIED, Kind.JUDGED]
PARTIES = ["", "甲", "乙"]


@st.composite
def questions(draw: DrawFn, facts: int = 8) -> tuple[Ledger, date, Settings]:
    """An application, the day to answer for, the settings."""
    received = draw(st.dates(FIRST, LAST))
    channel = draw(st.sampled_from(Channel))
    day, made = received, list[Fact]()
    if channel.needs_confirmation and draw(st.integers(0, 9)):
        day += timedelta(days=draw(st.integers(0, 6)))
        made.append(Fact(Kind.CONFIRMED, day))
    for _ in range(draw(st.integers(0, facts))):
        day += timedelta(days=draw(st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 7, 9, 14, 21, 23, 28, 31, 45])))
        fact = draw(fact_on(day, made))
        if not any(other.kind is fact.kind and other.on == day for other in made):
            made.append(fact)
    as_of = day + timedelta(days=draw(st.sampled_from([0, 0, 1, 2, 5, 10, 20, 30, 60])))
    return Ledger(received, channel, tuple(made)), as_of, draw(some_settings())


@st.composite
def fact_on(draw: DrawFn, day: date, made: list[Fact]) -> Fact:
    """A fact that fits those made so far: answers only where something was asked of the same party."""
    tally = Counter((fact.kind, fact.who) for fact in made)
    answers = [
        (answer, who)
        for answer, question in QUESTION_OF.items()
        for who in PARTIES
        if tally[answer, who] < tally[question, who]
    ]
    choice = draw(st.integers(0, 5))
    if answers and choice < 3:
        kind, who = draw(st.sampled_from(answers))
        return Fact(kind, day, who=who, excused=kind is Kind.CORRECTED and draw(st.booleans()))
    kind = draw(st.sampled_from(OFTEN + OFTEN + SELDOM + LAST_THINGS))
    return draw(filled(kind, day))


@st.composite
def filled(draw: DrawFn, kind: Kind, day: date) -> Fact:
    """A fact with the fields that its kind has."""
    later = st.integers(1, 90).map(lambda days: day + timedelta(days=days))
    length = st.none() | st.integers(1, 25)
    got = st.none() | st.integers(0, 5).map(lambda days: day + timedelta(days=days))
    end = st.none() | st.integers(5, 60).map(lambda days: day + timedelta(days=days))
    sides = st.sampled_from(["", "agency", "applicant"])
    asked = {"who": st.sampled_from(PARTIES), "received_on": got}
    notice = {"received_on": got, "to": end, "working_days": length}
    fields: dict[Kind, dict[str, st.SearchStrategy[Any]]] = {
        Kind.EXTENDED: {"working_days": st.integers(1, 25)},
        Kind.DEFERRED: {"to": later},
        Kind.CONFIRMED: {"who": sides},
        Kind.THIRD_PARTY_ASKED: asked,
        Kind.ORGAN_ASKED: asked,
        Kind.CORRECTION_ASKED: notice,
        Kind.REASONS_ASKED: notice,
        Kind.FEE_NOTIFIED: {"received_on": got},
        Kind.REDO_ORDERED: {
            "to": st.none() | later,
            "days": st.none() | st.integers(1, 60),
            "working_days": length,
        },
    }
    return Fact(kind, day, **{name: draw(value) for name, value in fields.get(kind, {}).items()})


def some_settings() -> st.SearchStrategy[Settings]:
    """Settings with any value of each; the default ones half of the time."""
    return st.just(Settings()) | st.builds(
        Settings,
        reply_ends=st.sampled_from(ReplyEnds),
        pause_from=st.sampled_from(PauseFrom),
        pause_to=st.sampled_from(PauseTo),
        after_payment=st.sampled_from(AfterPayment),
        late_notice=st.sampled_from(LateNotice),
        reasons_pause=st.booleans(),
        correction_working_days=st.integers(5, 20),
        reasons_working_days=st.integers(5, 20),
        redo_working_days=st.integers(5, 40),
        confirm_working_days=st.integers(1, 3),
    )
