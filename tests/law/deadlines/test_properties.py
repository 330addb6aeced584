"""What holds for every ledger: the clock agrees with the walker, whatever the facts and whatever their order."""

from dataclasses import fields, replace
from datetime import date

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gongkai.law.calendar.notices import shipped
from gongkai.law.calendar.workdays import Calendar, official
from gongkai.law.deadlines.answer import Clock, State
from gongkai.law.deadlines.clock import clock
from gongkai.law.deadlines.explain import explain
from gongkai.law.deadlines.settings import Settings
from gongkai.law.findings import Severity
from gongkai.law.ledger import Channel, Fact, Kind, Ledger, Party
from tests.law.deadlines.random_ledgers import questions
from tests.law.deadlines.walker import walk
from tests.law.deadlines.wall_calendar import nth_working_day, works

Asked = tuple[Ledger, date, Settings]
COMPARED = (
    *("state", "due_on", "used", "left", "started_on", "closed_on", "overdue", "waiting_on"),
    "receipt_on",
)
CONSULTATIONS = {Kind.THIRD_PARTY_ASKED, Kind.ORGAN_ASKED}
FIXING = {Kind.DEFERRED, Kind.REDO_ORDERED}
RUNNING = {State.IN_REVIEW, State.EXTENDED}

thorough = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
usual = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def said(asked: Asked) -> Clock:
    ledger, as_of, chosen = asked
    return clock(ledger, as_of, official(), chosen)


@thorough
@given(questions())
def test_the_clock_says_what_the_walker_says(asked: Asked) -> None:
    ledger, as_of, chosen = asked
    answer, walked = said(asked), walk(ledger, as_of, chosen)
    assert {name: getattr(answer, name) for name in COMPARED} == {
        name: getattr(walked, name) for name in COMPARED
    }
    errors = [(f.rule, f.where) for f in answer.findings if f.severity is Severity.ERROR]
    assert sorted(errors) == sorted(walked.finds)


@usual
@given(questions(), st.data())
def test_the_order_of_entry_does_not_matter(asked: Asked, data: st.DataObject) -> None:
    ledger, as_of, chosen = asked
    # Two facts of one kind on one day must not depend on which was entered first either.
    twice = ledger.facts + tuple(replace(fact, working_days=3) for fact in ledger.facts[:2])
    shuffled = tuple(data.draw(st.permutations(twice)))
    assert said((replace(ledger, facts=shuffled), as_of, chosen)) == said(
        (replace(ledger, facts=twice), as_of, chosen)
    )


@usual
@given(questions(), questions(facts=1), st.integers(0, 20))
def test_a_fact_put_in_and_taken_out_leaves_no_trace(asked: Asked, other: Asked, at: int) -> None:
    ledger, as_of, chosen = asked
    before = said(asked)
    stranger = Fact(Kind.EXTENDED, other[1], working_days=5)
    said((replace(ledger, facts=(*ledger.facts[:at], stranger, *ledger.facts[at:])), as_of, chosen))
    assert said(asked) == before


@usual
@given(questions())
def test_the_due_day_is_worked_unless_it_is_fixed(asked: Asked) -> None:
    due = said(asked).due_on
    fixed = {fact.to for fact in asked[0].facts if fact.kind in FIXING}
    assert due is None or works(due) or due in fixed


@usual
@given(questions())
def test_a_consultation_never_makes_the_due_day_earlier(asked: Asked) -> None:
    ledger, as_of, chosen = asked
    # A deferral is judged by the due day of its day, which the consultation moves.
    assume(not any(fact.kind is Kind.DEFERRED for fact in ledger.facts))
    kept = tuple(fact for fact in ledger.facts if not fact.kind.startswith(("third_party", "organ")))
    without = said((replace(ledger, facts=kept), as_of, chosen))
    # Without the pause a later notice or extension can come too late, so only facts without one are compared.
    assume(
        {fact.kind for fact in kept} <= {Kind.CONFIRMED, Kind.TRANSFERRED, Kind.REASONS_ASKED, Kind.REPLIED}
    )
    with_it = said(asked)
    assert without.due_on is None or with_it.due_on is None or with_it.due_on >= without.due_on


@usual
@given(questions(), st.integers(0, 60))
def test_used_and_left_make_the_same_sum_from_day_to_day(asked: Asked, later: int) -> None:
    ledger, as_of, chosen = asked
    today = said(asked)
    assume(today.state in RUNNING and not any(fact.kind in FIXING for fact in ledger.facts))
    another_day = said((ledger, nth_working_day(as_of, later), chosen))
    assert today.left is not None
    assert another_day.left is not None
    assert today.used + today.left == another_day.used + another_day.left
    assert today.due_on == another_day.due_on


@usual
@given(questions())
def test_the_explanation_counts_what_the_clock_says(asked: Asked) -> None:
    ledger, as_of, chosen = asked
    answer = said(asked)
    steps = explain(ledger, answer, official(), chosen)
    assert [step.day for step in steps] == sorted({step.day for step in steps})
    assert all(step.why and step.bases for step in steps)
    if answer.started_on is None:
        assert not any(step.counted for step in steps)
        return
    counted = [step for step in steps if step.counted and step.day > answer.started_on]
    assert [step.n for step in counted] == list(range(1, len(counted) + 1))
    assert sum(step.day <= (answer.closed_on or as_of) for step in counted) == answer.used
    if answer.closed_on is None and answer.due_on and not any(f.kind in FIXING for f in ledger.facts):
        assert answer.left is not None
        assert [step.n for step in steps if step.day == answer.due_on] == [answer.used + answer.left]


@usual
@given(questions(), st.data())
def test_what_contradicts_itself_has_no_date(asked: Asked, data: st.DataObject) -> None:
    ledger, as_of, chosen = asked
    bad = data.draw(
        st.sampled_from(
            [
                Fact(Kind.REPLIED, date(2020, 12, 31)),
                Fact(Kind.WITHDRAWN, date(2030, 1, 1)),
                Fact(Kind.EXTENDED, as_of),
                Fact(Kind.DEFERRED, as_of, to=as_of),
                Fact(Kind.THIRD_PARTY_ANSWERED, as_of, who="没有问过的人"),
                Fact(Kind.CONFIRMED, as_of, who="邮递员"),
            ]
        )
    )
    answer = said((replace(ledger, facts=(*ledger.facts, bad)), as_of, chosen))
    assert answer.state is State.INVALID
    dates = (answer.due_on, answer.left, answer.started_on, answer.closed_on)
    assert dates == (None, None, None, None)
    assert (answer.used, answer.overdue, answer.waits, answer.limits) == (0, False, (), ())
    assert bad.place in {f.where for f in answer.findings if f.severity is Severity.ERROR}
    assert explain(replace(ledger, facts=(*ledger.facts, bad)), answer, official(), chosen) == []


@usual
@given(questions())
def test_the_agency_is_never_waited_for(asked: Asked) -> None:
    assert Party.AGENCY not in {wait.who for wait in said(asked).waits}


@usual
@given(questions(), st.integers(2021, 2026))
def test_provisional_is_what_touches_a_year_without_its_notice(asked: Asked, unsettled: int) -> None:
    ledger, as_of, chosen = asked
    gap = Calendar(notice for notice in shipped() if notice.year != unsettled)
    answer = clock(ledger, as_of, gap, chosen)
    days = [limit.by for limit in answer.limits] + [answer.due_on or ledger.received_on]
    touched = range(ledger.received_on.year, max(days).year + 1)
    assert answer.provisional == (unsettled in touched and answer.state is not State.INVALID)


@usual
@given(st.dates(date(2000, 1, 1), date(2062, 12, 31)), questions())
def test_no_day_makes_the_clock_fail(received: date, asked: Asked) -> None:
    ledger, as_of, chosen = asked
    answer = clock(replace(ledger, received_on=received), max(received, as_of), official(), chosen)
    if received < date(2019, 5, 15):
        assert answer.state is State.INVALID


@usual
@given(st.dates(date(2019, 5, 15), date(2026, 11, 20)), st.sampled_from(Channel), st.integers(0, 50))
def test_without_facts_the_answer_is_due_on_the_twentieth_working_day(
    received: date, channel: Channel, later: int
) -> None:
    confirmed = (Fact(Kind.CONFIRMED, received),) if channel.needs_confirmation else ()
    as_of = nth_working_day(received, later)
    answer = clock(Ledger(received, channel, confirmed), as_of, official())
    assert (answer.due_on, answer.used, answer.left) == (nth_working_day(received, 20), later, 20 - later)


def test_the_walker_is_compared_in_every_field_that_it_has() -> None:
    assert {field.name for field in fields(Clock)} - set(COMPARED) == {
        "as_of",
        "provisional",
        "waits",
        "limits",
        "pauses",
        "findings",
    }
