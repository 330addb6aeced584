"""More faults never make an inspection come out better."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.calendar.workdays import official
from gongkai.law.inspection.facts import (
    AccountFact,
    Alone,
    ColumnFact,
    ColumnKind,
    Facts,
    FileFact,
    GuideFact,
    ItemFact,
    LinkFact,
)
from gongkai.law.inspection.faults import View
from gongkai.law.inspection.indicators import Indicator, indicators
from gongkai.law.inspection.settings import DEFAULT, NotOpen, Settings, read
from gongkai.law.inspection.verdict import Outcome, accounts_failed, assess
from gongkai.law.params import NotInForce

ON = date(2026, 3, 17)
RANK = {Outcome.FAILED: 0, Outcome.PASSED: 1, Outcome.GOOD: 2}
OLD = ON - timedelta(days=1000)
SOUND = Facts(home_on=ON, guide=GuideFact(since=ON))

COLUMNS = st.lists(
    st.builds(
        ColumnFact,
        id=st.integers(1, 99),
        title=st.just("栏目"),
        kind=st.sampled_from(ColumnKind),
        items=st.integers(0, 2),
        last_on=st.none() | st.dates(OLD, ON),
        every_days=st.none() | st.integers(1, 500),
        stated=st.booleans(),
    ),
    max_size=14,
)
ITEMS = st.lists(
    st.builds(
        ItemFact,
        id=st.integers(1, 99),
        title=st.just("信息"),
        first_on=st.dates(OLD, ON + timedelta(days=9)),
        summary=st.sampled_from(["", "概述"]),
        written_on=st.none() | st.dates(OLD, ON),
        valid_until=st.none() | st.dates(OLD, ON),
    ),
    max_size=40,
)
LINKS = st.lists(
    st.builds(
        LinkFact,
        item=st.integers(1, 99),
        title=st.just("信息"),
        place=st.just("a"),
        address=st.just("x"),
        since=st.none(),
        hidden=st.booleans(),
    ),
    max_size=60,
)
MORE = st.fixed_dictionaries(
    {
        "columns": COLUMNS,
        "items": ITEMS,
        "links": LINKS,
        "files": st.lists(
            st.just(FileFact(id=1, item=1, title="信息", name="附件", why="", since=None)), max_size=20
        ),
        "alone": st.lists(st.just(Alone(item=1, title="解读", first_on=OLD)), max_size=20),
        "accounts": st.lists(
            st.builds(AccountFact, id=st.integers(1, 9), name=st.just("号"), opened_on=st.dates(OLD, ON)),
            max_size=3,
        ),
    }
)


@given(few=MORE, more=MORE, awarded=st.integers(0, 40), organ=st.booleans(), services=st.booleans())
def test_more_faults_never_come_out_better(
    few: dict[str, list[Any]], more: dict[str, list[Any]], awarded: int, organ: bool, services: bool
) -> None:
    told: dict[str, Any] = {name: tuple(found) for name, found in few.items()}
    added: dict[str, Any] = {name: (*found, *more[name]) for name, found in few.items()}
    before = replace(SOUND, services=services, **told)
    after = replace(before, organ=organ, **added)
    view = View(ON, official())
    one, other = (assess(facts, view, Decimal(awarded)) for facts in (before, after))
    assert RANK[other.verdict.outcome] <= RANK[one.verdict.outcome]
    assert other.verdict.score <= one.verdict.score
    assert len(other.faults) >= len(one.faults)
    assert set(one.verdict.vetoes) <= set(other.verdict.vetoes)
    assert accounts_failed(other.results) >= accounts_failed(one.results)


def test_nothing_is_lost_without_faults_and_what_cannot_be_judged_says_what_to_do() -> None:
    found = assess(SOUND, View(ON, official()))
    assert (found.verdict.outcome, found.verdict.score, found.faults) == (Outcome.GOOD, Decimal("100.0"), ())
    unjudged = {each.indicator.id for each in found.results if not each.judged}
    assert unjudged == {
        *("veto_security", "veto_unreachable", "veto_interaction", "veto_service"),
        *("nm_veto_interaction", "nm_veto_security"),
    }
    assert all(indicators()[one].instead for one in unjudged)


def test_columns_that_nobody_sees_are_told_and_cost_nothing() -> None:
    unseen = tuple(
        ColumnFact(id=number, title="栏目", kind=ColumnKind.STATUTORY, shown=False) for number in range(1, 9)
    )
    found = assess(replace(SOUND, columns=unseen), View(ON, official()))
    assert (len(found.faults), found.counted) == (8, 0)
    assert (found.verdict.outcome, found.verdict.score) == (Outcome.GOOD, Decimal("100.0"))
    shown = assess(replace(SOUND, columns=(replace(unseen[0], shown=True),)), View(ON, official()))
    assert shown.counted == len(shown.faults) > 0


def test_before_the_indicators_there_is_no_inspection() -> None:
    with pytest.raises(NotInForce):
        assess(SOUND, View(date(2019, 3, 31), official()))


def test_an_indicator_of_a_later_regulation_does_not_count_before_it() -> None:
    bare = replace(SOUND, guide=GuideFact(since=None))
    early, late = (assess(bare, View(on, official())) for on in (date(2019, 5, 14), date(2019, 5, 15)))
    assert (len(early.faults), len(late.faults)) == (0, 1)


@pytest.mark.parametrize("each", indicators().values(), ids=lambda one: one.id)
def test_an_indicator_measures_or_says_what_else(each: Indicator) -> None:
    assert each.part.label
    assert (each.measure.label and each.measure.todo) if each.measure else each.instead
    assert bool(each.points) == (each.part.value == "deduction")
    assert each.points_on(date(2018, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[numbers]\ninspection_pass = 50", "不是可以设置的数"),
        ("[numbers]\nnothing = 50", "不是可以设置的数"),
        ("[numbers]\ninspection_long_months = 0", "应当大于0"),
        ('[points]\nveto_home_stale = ["1", "2"]', "不是可以设置分值的指标"),
        ('[points]\nnothing = ["1", "2"]', "不是可以设置分值的指标"),
        ('[points]\norgan = ["3", "2"]', "不超过上限"),
        ('[points]\norgan = ["x", "2"]', "不能读取"),
        ("[points]\norgan = 3", "不能读取"),
        ("points = 3", "不能读取"),
        ("[", "不能读取"),
    ],
)
def test_what_is_fixed_or_unreadable_cannot_be_set(text: str, why: str) -> None:
    with pytest.raises(NotOpen, match=why):
        read(text)


def test_what_is_set_counts_in_place_of_the_data() -> None:
    own = read('[numbers]\ninspection_long_months = 6\n[points]\norgan = ["0.2", "4"]')
    assert own.number("inspection_long_months", ON) == 6
    assert DEFAULT.number("inspection_long_months", ON) == 12
    told = own.points_of(indicators()["organ"], ON)
    assert told is not None
    assert (told.each, told.cap) == (Decimal("0.2"), Decimal(4))
    assert own.points_of(indicators()["guide"], ON) == DEFAULT.points_of(indicators()["guide"], ON)
    assert read("") == Settings()


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_word(outcome: Outcome) -> None:
    assert outcome.label
