"""Stretches of a life against a calendar that has an entry for every day; and trees that stay sound whatever is tried."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.agencies import actions, queries
from gongkai.agencies.models import Agency, FormerSelf
from gongkai.agencies.queries.forest import contradictions
from gongkai.agencies.queries.lives import Life, Shape, Stretch, lives
from gongkai.law.report.schema import Level
from tests.agencies.bodies import TODAY, WHY, body

SPAN = 12
START = date(2026, 3, 1)
SHAPE = Shape("甲", "", "department", "department", "虚构省", "", "", None)
DECISIONS = st.lists(
    st.tuples(st.integers(0, SPAN - 1), st.sampled_from(["name", "region"]), st.sampled_from("甲乙丙")),
    max_size=12,
)


def day(number: int) -> date:
    return START + timedelta(days=number)


@given(decisions=DECISIONS)
def test_stretches_say_what_a_calendar_of_days_says(decisions: list[tuple[int, str, str]]) -> None:
    life = Life(1, "x", START, None, (Stretch(date.max, SHAPE),))
    calendar = [SHAPE] * SPAN
    for on, field, value in decisions:
        life = life.changed(day(on), {field: value})
        before = getattr(calendar[on], field)
        for later in range(on, SPAN):
            if getattr(calendar[later], field) != before:
                break
            calendar[later] = Shape(**(asdict(calendar[later]) | {field: value}))
    assert [life.on(day(number)) for number in range(SPAN)] == calendar
    untils = [stretch.until for stretch in life.stretches]
    assert untils == sorted(set(untils))
    assert untils[-1] == date.max
    assert all(one.shape != two.shape for one, two in pairwise(life.stretches))
    spans = list(life.spans())
    assert spans[0][0] == START
    assert all(two[0] - one[1] == timedelta(days=1) for one, two in pairwise(spans))


PLACE = st.integers(0, 5)
WHEN = st.integers(-3, 6)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), PLACE, st.one_of(st.none(), PLACE), WHEN),
        st.tuples(st.just("rename"), PLACE, st.sampled_from("甲乙"), WHEN),
        st.tuples(st.just("abolish"), PLACE, st.one_of(st.none(), PLACE), WHEN),
        st.tuples(st.just("merge"), PLACE, PLACE, WHEN),
    ),
    min_size=1,
    max_size=8,
)


def take(ids: list[int], step: tuple[str, int, int | str | None, int]) -> None:
    kind, which, what, when = step
    on = TODAY + timedelta(days=when)
    target = ids[what] if isinstance(what, int) else None
    if kind == "move":
        actions.move(agency_id=ids[which], parent_id=target, on=on, **WHY)
    elif kind == "rename":
        actions.rename(agency_id=ids[which], name=f"云岭县{what}局", on=on, **WHY)
    elif kind == "abolish":
        actions.abolish(agency_id=ids[which], children_to=target, on=on, **WHY)
    else:
        assert target is not None
        actions.merge(agency_ids=[ids[which]], into_id=target, children_to=target, on=on, **WHY)


def faults_on(on: date, ids: list[int]) -> Iterator[str]:
    """Read from the pages' side: every superior exists, no way up is endless, no two siblings have one name."""
    rows = {row.id: row for row in queries.as_of_all(ids, on).values() if row.lives_on(on)}
    siblings = [(row.parent_id, row.name) for row in rows.values() if row.parent_id is not None]
    if len(set(siblings)) < len(siblings):
        yield f"{on}: namesakes"
    for row in rows.values():
        seen, at = {row.id}, row
        while at.parent_id is not None:
            if at.parent_id not in rows:
                yield f"{on}: {at.slug} has no superior"
                break
            at = rows[at.parent_id]
            if at.id in seen:
                yield f"{on}: ring at {row.slug}"
                break
            seen.add(at.id)


@pytest.mark.django_db
@settings(max_examples=60)
@given(steps=STEPS)
def test_tree_is_sound_on_every_day_whatever_is_tried(
    steps: list[tuple[str, int, int | str | None, int]],
) -> None:
    with transaction.atomic():
        ids = [body(f"b{number}", name=f"云岭县{number}局", level=Level.DEPARTMENT).id for number in range(6)]
        for step in steps:
            before = stored()
            try:
                take(ids, step)
            except actions.Refused:
                assert stored() == before
        days = [TODAY + timedelta(days=number) for number in range(-5, 9)]
        assert [fault for on in days for fault in faults_on(on, ids)] == []
        assert list(contradictions(lives(), ids)) == []
        assert {branch.agency.id for branch in queries.tree(on=TODAY)} == {
            row.id for row in queries.as_of_all(ids, TODAY).values() if row.lives_on(TODAY)
        }
        transaction.set_rollback(True)


def stored() -> list[object]:
    return [list(model._default_manager.order_by("pk").values()) for model in (Agency, FormerSelf)]
