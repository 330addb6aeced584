"""For any history: the roll-forward, the order of telling, no circles, the text; against the naive second way."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gongkai.law.normative import (
    Count,
    Counted,
    Settings,
    counts,
    lives,
    owners,
    prove,
    register,
)
from tests.law.normative.histories import AGENCIES, FIRST, LENGTH, NAMES, History, day, histories
from tests.law.normative.naive import TOUCHING, World, edited

DAYS = [FIRST + timedelta(days=at) for at in range(-2, LENGTH + 3)]
counted_from = st.sampled_from(list(Counted))
LARGE = settings(max_examples=120)


@given(histories())
@LARGE
def test_state_and_text_are_those_of_the_naive_way(told: History) -> None:
    found, world = register(*told[:2]), World(*told)
    for name in world.documents:
        for on in DAYS:
            standing = found.standing(name, on)
            assert (standing.validity.value if standing else "") == world.state(name, on)
            if standing:
                text = [[each.number, each.text, each.by] for each in found.histories[name].text(on)]
                assert text == world.taken(name, on)[1]
                assert found.histories[name].until(on) == world.taken(name, on)[2]


@given(histories(), counted_from)
@LARGE
def test_roll_forward_holds_for_every_body_from_each_day_to_the_next(told: History, since: Counted) -> None:
    found, world = register(*told[:2]), World(*told)
    counted, _ = lives(found, told[2], Settings(counted_from=since))
    for before, on in pairwise(DAYS):
        sums = counts(counted, before, on)
        assert prove(sums) == []
        for agency in AGENCIES:
            count = sums.get(agency, Count())
            assert count.balanced
            assert (count.opening, count.closing) == (
                _stock(world, agency, before, since),
                _stock(world, agency, on, since),
            )


def _stock(world: World, agency: str, on: date, since: Counted) -> int:
    return sum(
        world.there(name, on, from_effect=since is Counted.EFFECTIVE) and world.owner(name, on) == agency
        for name in world.documents
    )


@given(histories(), counted_from, st.integers(0, LENGTH), st.integers(0, LENGTH), st.integers(0, LENGTH))
@LARGE
def test_counts_of_two_periods_make_that_of_both(
    told: History, since: Counted, first: int, second: int, third: int
) -> None:
    start, middle, end = (day(at - 1) for at in sorted((first, second, third)))
    counted, _ = lives(register(*told[:2]), told[2], Settings(counted_from=since))
    both, one, two = (counts(counted, *period) for period in ((start, end), (start, middle), (middle, end)))
    assert prove(both) == []
    for agency in AGENCIES:
        whole, early, late = (sums.get(agency, Count()) for sums in (both, one, two))
        assert early.closing == late.opening
        for name in ("made", "amended", "repealed", "expired", "moved_in", "moved_out"):
            assert getattr(whole, name) == getattr(early, name) + getattr(late, name)


@given(histories(), counted_from, st.integers(0, LENGTH))
@LARGE
def test_what_is_made_and_lost_is_what_the_naive_way_sees(told: History, since: Counted, at: int) -> None:
    """Without moves, on one day: what appears was made, what disappears has left; a day's guest is both."""
    world = World(told[0], told[1], [])
    counted, _ = lives(register(*told[:2]), (), Settings(counted_from=since))
    before, on = day(at - 1), day(at)
    from_effect = since is Counted.EFFECTIVE
    total = sum(counts(counted, before, on).values(), Count())
    came = {name for name in world.documents if world.there(name, on, from_effect=from_effect)}
    were = {name for name in world.documents if world.there(name, before, from_effect=from_effect)}
    guests = total.made - len(came - were)
    assert guests >= 0
    assert total.repealed + total.expired == len(were - came) + guests


@given(histories(), st.randoms(use_true_random=False))
@LARGE
def test_the_order_in_which_facts_are_told_makes_no_difference(told: History, chance: Random) -> None:
    documents, changes, moves = list(told[0]), list(told[1]), list(told[2])
    found, owned = register(documents, changes), owners(documents, moves)
    chance.shuffle(documents)
    chance.shuffle(changes)
    chance.shuffle(moves)
    assert register(documents + documents[:2], changes + changes[:2]) == found
    assert owners(documents, moves) == owned


@given(histories())
@LARGE
def test_no_circular_change_passes(told: History) -> None:
    found = register(*told[:2])
    passed = [change for each in found.histories.values() for change in each.changes]
    onward = {(change.by, change.of) for change in passed}
    for _ in NAMES:
        onward |= {(a, d) for a, b in onward for c, d in onward if b == c}
    assert [a for a, b in onward if a == b] == []


@given(histories())
@LARGE
def test_each_change_has_its_effect_or_a_finding(told: History) -> None:
    found = register(*told[:2])
    passed = {change for each in found.histories.values() for change in each.changes}
    named = {finding.where for finding in found.findings}
    assert passed <= set(told[1])
    assert {f"{each.of}.{each.kind}@{each.on}" for each in set(told[1]) - passed} <= named


@given(histories())
@LARGE
def test_the_text_in_force_is_the_replay_of_the_changes(told: History) -> None:
    for life in register(*told[:2]).histories.values():
        rows = [
            [each.number, each.text, each.by] for each in life.text(life.document.issued_on - timedelta(1))
        ]
        for change in life.changes:
            if change.kind in TOUCHING and rows:
                after = edited(rows, change.articles, change.by)
                assert after is not None
                rows = after
        last = life.text(DAYS[-1])
        assert [[each.number, each.text, each.by] for each in last] == rows
        for each in last:
            assert each.in_force == bool(each.text)


@given(histories())
@LARGE
def test_a_body_has_what_it_was_given_until_it_gives_it_away(told: History) -> None:
    world, (owned, _) = World(*told), owners(told[0], told[2])
    for name in world.documents:
        for on in DAYS:
            assert owned[name].on(on) == world.owner(name, on)


def test_the_histories_are_rich_enough() -> None:
    """What the properties are about does happen in what they are given."""
    seen: set[str] = set()

    @given(histories())
    @settings(max_examples=250, database=None, derandomize=True, phases=[Phase.generate])
    def look(told: History) -> None:
        found = register(*told[:2])
        seen.update(finding.rule for finding in found.findings)
        seen.update(change.kind for each in found.histories.values() for change in each.changes)
        seen.update(
            str(standing.validity)
            for name in found.histories
            for on in DAYS
            if (standing := found.standing(name, on))
        )

    look()
    wanted = {"N203", "N204", "N205", "N206", "N208", "N209", "N210", "N211", "N212", "N213", "N215", "N218"}
    wanted |= {"N207", "N214", "N216", "N217", "N219"}
    assert wanted <= seen
    assert {"amended", "repealed_in_part", "extended", "declared_expired", "repealed", "replaced"} <= seen
    assert {"not_yet", "valid", "amended", "expired", "repealed"} <= seen
