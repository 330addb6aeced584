"""Where a text stands: no approval without every step's agreement to exactly it, by different people."""

from itertools import combinations

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from gongkai.law.signing.chains import DRAFT, Stages
from gongkai.law.signing.standing import Fact, Joined, Said, Text, Verdict, objection, standing
from tests.law.signing.walks import (
    AUTHORS,
    FIRST,
    OFFICE,
    agree,
    back,
    chain,
    noise,
    submit,
    to_the_end,
    under_way,
    walks,
)

ONE_AFTER_OTHER = chain(1, 1, 1)
SIDE_BY_SIDE = chain(2, 1)


def turns(stages: Stages, *facts: Fact, text: Text = FIRST) -> list[str]:
    return [step.id for step in standing(stages, facts, text, AUTHORS).turns]


@given(walk=walks())
def test_no_approval_without_each_step_by_another_person(walk: tuple[Stages, list[Fact]]) -> None:
    stages, facts = walk
    event(f"approved as it went: {standing(stages, facts, FIRST, AUTHORS).approved}")
    facts = to_the_end(stages, facts)
    now = standing(stages, facts, FIRST, AUTHORS)
    assert set(now.counting) == {step.id for stage in now.stages for step in stage}
    assert {step for stage in stages for step in stage} <= {step for stage in now.stages for step in stage}
    spoken = {step: said for step, at in now.counting.items() if isinstance(said := facts[at], Said)}
    assert spoken.keys() == now.counting.keys()
    for step, said in spoken.items():
        assert (said.step, said.text) == (step, FIRST)
        assert said.verdict in (Verdict.AGREE, Verdict.PROPOSE)
        assert not said.persons & AUTHORS
    assert all(spoken[step.id].verdict is Verdict.AGREE for step in now.stages[-1])
    assert all(not one.persons & other.persons for one, other in combinations(spoken.values(), 2))


@given(walk=walks(), revision=st.integers(0, 3), digest=st.sampled_from(["a" * 64, "b" * 64]))
def test_no_other_text_is_approved(walk: tuple[Stages, list[Fact]], revision: int, digest: str) -> None:
    """Also where the facts speak of a text that came later than the present one, which cannot be."""
    facts, text = to_the_end(*walk), Text(revision, digest)
    now = standing(walk[0], facts, text, AUTHORS)
    assert now.text == text
    assert now.approved == (text == FIRST)


@given(walk=walks(), digest=st.sampled_from(["a" * 64, "b" * 64]))
def test_a_change_voids_everything_even_back_to_the_same_words(
    walk: tuple[Stages, list[Fact]], digest: str
) -> None:
    stages, facts = walk
    now = standing(stages, facts, Text(4, digest), AUTHORS)
    assert now.with_drafter
    assert not now.counting
    assert not now.approved
    assert now.turns == ()


@given(walk=walks(), data=st.data())
def test_a_return_voids_from_its_target_on(walk: tuple[Stages, list[Fact]], data: st.DataObject) -> None:
    stages, facts = walk[0], under_way(*walk)
    before = standing(stages, facts, FIRST, AUTHORS)
    step = data.draw(st.sampled_from(before.turns)).id
    target = data.draw(st.sampled_from(before.before(step)))
    returned = back(step, 99, target)
    after = standing(stages, [*facts, returned], FIRST, AUTHORS)
    assert after.returned_to == target
    assert set(after.counting.items()) <= set(before.counting.items())
    if target == DRAFT:
        assert after.with_drafter
        assert not after.counting
        return
    assert target in {step.id for step in after.turns}
    earlier = {each.id for stage in before.stages[: before.place(target)] for each in stage}
    beside = {each.id for each in before.stages[before.place(target)]} - {target}
    assert set(after.counting) == set(before.counting) & (earlier | beside)
    assert {at for at, by in after.voided.items() if by == len(facts)} == (
        set(before.counting.values()) - set(after.counting.values())
    )


@given(walk=walks(), data=st.data())
def test_what_may_not_be_said_changes_nothing(walk: tuple[Stages, list[Fact]], data: st.DataObject) -> None:
    stages, facts = walk
    before = standing(stages, facts, FIRST, AUTHORS)
    forged = data.draw(noise(stages, FIRST).filter(lambda fact: isinstance(fact, Said)))
    assert isinstance(forged, Said)
    if objection(before, forged):
        assert standing(stages, [*facts, forged], FIRST, AUTHORS) == before
    else:
        assert standing(stages, [*facts, forged], FIRST, AUTHORS) != before


@given(walk=walks())
def test_somebody_is_always_to_act_until_it_is_approved(walk: tuple[Stages, list[Fact]]) -> None:
    stages, facts = walk
    now = standing(stages, facts, FIRST, AUTHORS)
    assert [now.with_drafter, now.approved, bool(now.turns)].count(True) == 1


@given(order=st.permutations(range(3)), returning=st.none() | st.integers(0, 2))
def test_the_order_within_a_stage_does_not_matter(order: list[int], returning: int | None) -> None:
    stages = chain(1, 3, 1)
    opening = [submit(), agree("s00", 3)]
    said = [agree(f"s1{step}", 10 + step) for step in range(3)]
    if returning is not None:
        said[returning] = back(f"s1{returning}", 10 + returning, "s00")
    plain = standing(stages, [*opening, *said], FIRST, AUTHORS)
    mixed = standing(stages, [*opening, *(said[step] for step in order)], FIRST, AUTHORS)
    assert mixed.turns == plain.turns
    assert mixed.counting.keys() == plain.counting.keys()
    assert mixed.returned_to == plain.returned_to


def test_stages_follow_each_other_and_steps_of_one_act_side_by_side() -> None:
    assert turns(SIDE_BY_SIDE) == []
    assert turns(SIDE_BY_SIDE, submit()) == ["s00", "s01"]
    assert turns(SIDE_BY_SIDE, submit(), agree("s01", 3)) == ["s00"]
    assert turns(SIDE_BY_SIDE, submit(), agree("s01", 3), agree("s00", 4)) == ["s10"]


def test_a_step_that_joins_is_waited_for_and_stays_when_the_thing_comes_back() -> None:
    facts: list[Fact] = [submit(), Joined(OFFICE, "s00"), agree("s00", 3)]
    assert turns(ONE_AFTER_OTHER, *facts) == ["other"]
    facts += [agree("other", 4), back("s10", 5, "s00")]
    assert turns(ONE_AFTER_OTHER, *facts) == ["s00"]
    facts += [agree("s00", 3), back("s10", 5, "other")]
    assert turns(ONE_AFTER_OTHER, *facts) == ["other"]


def test_a_step_that_joins_later_leaves_what_was_said_before_as_it_was() -> None:
    facts: list[Fact] = [submit(), agree("s00", 3), back("s10", 4, "s00"), Joined(OFFICE, "s00")]
    assert turns(ONE_AFTER_OTHER, *facts) == ["s00", "other"]


def test_an_earlier_text_is_no_longer_spoken_to() -> None:
    second = Text(3, "b" * 64)
    facts: list[Fact] = [submit(), agree("s00", 3), submit(second), agree("s00", 3), agree("s10", 4)]
    assert turns(ONE_AFTER_OTHER, *facts, text=second) == ["s00"]


now = standing(ONE_AFTER_OTHER, [submit(), agree("s00", 3)], FIRST, AUTHORS)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (agree("s10", 4, Text(2, "b" * 64)), "已经修改"),
        (agree("s10", 4, Text(3, "a" * 64)), "已经修改"),
        (agree("s10", 1), "拟稿人"),
        (Said("s10", Verdict.AGREE, FIRST, frozenset({4, 2})), "拟稿人"),
        (agree("s10", 3), "“第0环节0”"),
        (Said("s10", Verdict.AGREE, FIRST, frozenset({4, 3})), "同一人"),
        (agree("s00", 3), "没有轮到"),
        (agree("s20", 4), "没有轮到"),
        (agree("nowhere", 4), "没有轮到"),
        (back("s10", 4, "s10"), "只能退回"),
        (back("s10", 4, "s20"), "只能退回"),
        (back("s10", 4, "nowhere"), "只能退回"),
        (submit(), "已经送审"),
        (submit(person=9), "只有拟稿人"),
        (agree(DRAFT, 1), "拟稿人送审"),
        (agree("s10", 4, verdict=Verdict.SUBMIT), "拟稿人送审"),
        (Said("s10", Verdict.AGREE, FIRST, frozenset()), "由谁"),
    ],
)
def test_objections_say_why(said: Said, why: str) -> None:
    assert why in objection(now, said)


def test_who_signs_says_yes_or_no() -> None:
    last = standing(ONE_AFTER_OTHER, [submit(), agree("s00", 3), agree("s10", 4)], FIRST, AUTHORS)
    assert "签发请明确" in objection(last, agree("s20", 5, verdict=Verdict.PROPOSE))
    assert not objection(now, agree("s10", 5, verdict=Verdict.PROPOSE))
    assert not objection(last, agree("s20", 5))


def test_a_step_that_is_not_in_the_chain_has_no_place() -> None:
    now = standing(ONE_AFTER_OTHER, [], FIRST, AUTHORS)
    with pytest.raises(KeyError):
        now.place("elsewhere")
