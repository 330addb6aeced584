"""Whatever the facts: the order of entry decides nothing, dates are those that walking over the days finds."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from gongkai.law.calendar.workdays import official
from gongkai.law.ledger import Fact, Kind, Ledger
from gongkai.law.remedies.course import DISPUTE
from gongkai.law.remedies.results import Column, Result
from gongkai.law.remedies.settings import Matter, Remedy
from gongkai.law.remedies.stages import stages
from gongkai.law.remedies.standing import Remedies
from gongkai.law.rules import DECLARED
from tests.law.calendar.walking import nth
from tests.law.remedies.walking import days_later, months_later

RECEIVED = date(2021, 1, 4)
LAST = date(2026, 12, 31)
GAPS = [0, 0, 1, 1, 2, 5, 7, 10, 15, 16, 30, 60, 61, 90, 120, 180]
# What a case usually goes through, so that chance does not only deal facts without their first half.
USUAL = [
    Kind.REPLIED,
    Kind.DELIVERED,
    Kind.REVIEW_APPLIED,
    Kind.REVIEW_ADMITTED,
    Kind.REVIEW_COPIED,
    Kind.REVIEW_ANSWERED,
    Kind.REVIEW_DECIDED,
    Kind.SUIT_FILED,
    Kind.SUIT_COPIED,
    Kind.SUIT_ANSWERED,
    Kind.JUDGED,
    Kind.APPEALED,
    Kind.JUDGED,
    Kind.REDO_ORDERED,
]
RESULTS = ["", "simplified", "nonsense", *(result.value for result in Result)]
MATTERS = st.lists(
    st.builds(
        Matter,
        remedy=st.sampled_from(Remedy),
        partial=st.booleans(),
        told=st.booleans(),
        due_on=st.none() | st.dates(RECEIVED, date(2024, 12, 31)),
    ),
    max_size=3,
).map(tuple)


@st.composite
def ledgers(draw: DrawFn) -> Ledger:
    """An application with up to fourteen facts on rising days, some left out, some strange."""
    day, facts = RECEIVED + timedelta(days=draw(st.integers(0, 1200))), list[Fact]()
    for usual in USUAL:
        day += timedelta(days=draw(st.sampled_from(GAPS)))
        kind = draw(st.sampled_from([usual, usual, usual, usual, *Kind]))
        if draw(st.integers(0, 4)):
            facts.append(
                Fact(
                    kind,
                    day,
                    received_on=draw(st.none() | st.just(day)),
                    days=draw(st.sampled_from([None, 0, 10, 30, 45])),
                    result=draw(st.sampled_from(RESULTS)),
                    excused=draw(st.booleans()),
                )
            )
    return Ledger(RECEIVED, facts=tuple(facts))


def stand(ledger: Ledger, matters: tuple[Matter, ...], as_of: date = date(2030, 1, 1)) -> Remedies:
    return stages(ledger, as_of, official(), matters=matters)


@settings(max_examples=150)
@given(st.data(), ledgers(), MATTERS)
def test_the_order_of_entry_decides_nothing(
    data: st.DataObject, ledger: Ledger, matters: tuple[Matter, ...]
) -> None:
    shuffled = tuple(data.draw(st.permutations(ledger.facts)))
    assert stand(Ledger(RECEIVED, facts=shuffled), matters) == stand(ledger, matters)


@settings(max_examples=150)
@given(ledgers(), MATTERS, st.dates(RECEIVED, LAST))
def test_only_facts_up_to_the_day_count(ledger: Ledger, matters: tuple[Matter, ...], as_of: date) -> None:
    past = Ledger(RECEIVED, facts=tuple(fact for fact in ledger.facts if fact.on <= as_of))
    now, then = stand(ledger, matters, as_of), stand(past, matters, as_of)
    assert (now.limits, now.waits, now.proceedings) == (then.limits, then.waits, then.proceedings)
    late = {fact.place for fact in ledger.facts if fact.on > as_of and fact.kind in DISPUTE}
    assert {finding.where for finding in now.findings if finding.rule == "M901"} == late


@settings(max_examples=150)
@given(ledgers(), MATTERS)
def test_what_comes_out_hangs_together(ledger: Ledger, matters: tuple[Matter, ...]) -> None:
    found = stand(ledger, matters)
    ids = [limit.id for limit in found.limits]
    assert len(ids) == len(set(ids))
    places = {fact.place for fact in ledger.facts}
    assert {finding.where for finding in found.findings} <= places
    assert all(finding.basis in DECLARED[finding.rule].bases for finding in found.findings)
    pending = {one.block for one in found.proceedings if one.column is Column.PENDING}
    assert not found.under_review or "review" in pending
    assert found.in_litigation is bool(pending - {"review"})
    assert {wait.who for wait in found.waits} <= {"review_body", "court"}
    days = {fact.on for fact in ledger.facts}
    assert {limit.done_on for limit in found.limits} <= {*days, None}


@settings(max_examples=150)
@given(st.dates(RECEIVED, date(2024, 12, 31)), st.integers(0, 40), st.sampled_from(Remedy), st.booleans())
def test_periods_of_the_applicant_as_walked(replied: date, later: int, remedy: Remedy, told: bool) -> None:
    known = replied + timedelta(days=later)
    facts = (Fact(Kind.REPLIED, replied), Fact(Kind.DELIVERED, known))
    found = stand(Ledger(RECEIVED, facts=facts), (Matter(remedy, told=told),), known)
    wanted = {}
    if remedy is not Remedy.NONE:
        wanted["review_apply"] = days_later(known, 60) if told else months_later(known, 12)
        if remedy is not Remedy.REVIEW_FIRST or replied.year < 2024:
            wanted["suit_direct"] = months_later(known, 6 if told else 12)
    assert {limit.id: limit.by for limit in found.limits} == wanted


@settings(max_examples=150)
@given(st.dates(RECEIVED, date(2025, 12, 31)), st.integers(1, 30))
def test_periods_against_silence_as_walked(due_on: date, later: int) -> None:
    found = stand(Ledger(RECEIVED), (Matter(due_on=due_on),), due_on + timedelta(days=later))
    assert {limit.id: limit.by for limit in found.limits} == {
        "review_apply": days_later(due_on, 60),
        "suit_direct": months_later(due_on, 6),
    }


@settings(max_examples=150)
@given(st.dates(RECEIVED, date(2025, 12, 31)), st.booleans(), st.integers(0, 20))
def test_periods_of_a_review_as_walked(applied: date, simplified: bool, later: int) -> None:
    admitted = nth(applied, 2)
    copied = admitted + timedelta(days=later)
    kind = "simplified" if simplified else ""
    facts = (
        Fact(Kind.REVIEW_APPLIED, applied),
        Fact(Kind.REVIEW_ADMITTED, admitted, result=kind),
        Fact(Kind.REVIEW_COPIED, copied),
    )
    found = stand(Ledger(RECEIVED, facts=facts), (), copied)
    new = applied.year >= 2024
    answer = nth(copied, 5 if simplified else 10) if new else days_later(copied, 10)
    assert {limit.id: limit.by for limit in found.limits} == {
        "review_admit": nth(applied, 5),
        "review_copy": nth(admitted, 3 if simplified and new else 7),
        "review_answer": answer,
        "review_decide": days_later(admitted, 30 if simplified and new else 60),
    }


@settings(max_examples=150)
@given(
    st.dates(RECEIVED, date(2024, 12, 31)),
    st.booleans(),
    st.sampled_from(["claim_rejected", "suit_dismissed"]),
)
def test_periods_of_a_suit_as_walked(filed: date, simplified: bool, result: str) -> None:
    copied, judged = filed + timedelta(days=5), filed + timedelta(days=40)
    appealed = judged + timedelta(days=9)
    facts = (
        Fact(Kind.SUIT_FILED, filed),
        Fact(Kind.SUIT_COPIED, copied, result="simplified" if simplified else ""),
        Fact(Kind.JUDGED, judged, result=result),
        Fact(Kind.APPEALED, appealed),
    )
    first = stand(Ledger(RECEIVED, facts=facts[:3]), (), judged)
    appeal = days_later(judged, 10 if result == "suit_dismissed" else 15)
    assert {limit.id: limit.by for limit in first.limits} == {
        "suit_answer": days_later(copied, 15),
        "judgment": days_later(filed, 45) if simplified else months_later(filed, 6),
        "appeal": appeal,
    }
    second = stand(Ledger(RECEIVED, facts=facts), (), appealed).limit("judgment")
    assert second is not None
    assert second.by == months_later(appealed, 3)


@given(st.dates(RECEIVED, date(2025, 6, 30)))
def test_a_suit_is_in_time_up_to_the_last_day_and_late_on_the_next(decided: date) -> None:
    applied = decided - timedelta(days=20)
    last = days_later(decided, 15)
    opening = (
        Fact(Kind.REPLIED, applied),
        Fact(Kind.DELIVERED, applied),
        Fact(Kind.REVIEW_APPLIED, applied),
        Fact(Kind.REVIEW_DECIDED, decided, result="upheld"),
    )
    for day, late in ((last, []), (last + timedelta(days=1), ["M203"])):
        found = stand(Ledger(RECEIVED, facts=(*opening, Fact(Kind.SUIT_FILED, day))), (), day)
        assert [finding.rule for finding in found.findings] == late


@given(st.dates(RECEIVED, date(2024, 12, 31)), st.integers(1, 400))
def test_limits_do_not_move_with_the_day_of_asking(replied: date, later: int) -> None:
    facts = (Fact(Kind.REPLIED, replied), Fact(Kind.DELIVERED, replied))
    answers = [stand(Ledger(RECEIVED, facts=facts), (), replied + timedelta(days=n)) for n in (0, later)]
    assert all(one.limits == other.limits for one, other in pairwise(answers))
