"""Tasks: given by hand or by a rule, done by a post, open again when it is taken back, dropped with a reason."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.channels import actions
from gongkai.channels.models import Task
from gongkai.channels.queries.tasks import State, TaskRow, counts, rules, tasks
from gongkai.publication.models import ColumnKind, Item, Stand
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused
from tests.channels.world import HANDLER, NOON, SUPERVISOR, TODAY, County, carrier, column, county, item, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> County:
    return county()


@pytest.fixture
def officer(made: County) -> Actor:
    return made.person()


def give(made: County, by: Actor, carrier_id: int, held: Item | None = None, due_on: date = TODAY) -> int:
    return actions.give_task(
        item_id=(held or item(made.xian)).pk, carrier_id=carrier_id, due_on=due_on, by=by, at=NOON
    )


def listed(by: Actor, state: State | None = None, on: date = TODAY) -> tuple[TaskRow, ...]:
    return tasks(by, state, on).rows


def test_post_ends_a_task_and_taking_it_back_opens_it_again(made: County, officer: Actor) -> None:
    wechat, held = carrier(made.xian), item(made.xian)
    give(made, officer, wechat, held)
    assert [row.state for row in listed(officer)] == [State.OPEN]
    post = put(wechat, officer, held.pk)
    assert listed(officer) == ()
    assert [row.state for row in listed(officer, State.DONE)] == [State.DONE]
    actions.take_back(post_id=post, reason="误录", by=officer, at=NOON)
    assert [row.state for row in listed(officer)] == [State.OPEN]


def test_what_is_late_is_told(made: County, officer: Actor) -> None:
    wechat = carrier(made.xian)
    give(made, officer, wechat)
    give(made, officer, wechat, due_on=TODAY + timedelta(days=3))
    after = TODAY + timedelta(days=1)
    assert counts(officer, after) == {State.OPEN: 2, State.OVERDUE: 1}
    assert [row.state for row in listed(officer, on=after)] == [State.OVERDUE, State.OPEN]
    assert len(listed(officer, State.OVERDUE, after)) == 1


def test_dropped_with_a_reason_and_only_once(made: County, officer: Actor) -> None:
    task = give(made, officer, carrier(made.xian))
    with pytest.raises(Refused, match="理由"):
        actions.drop_task(task_id=task, reason="", by=officer, at=NOON)
    actions.drop_task(task_id=task, reason="不适合该渠道", by=officer, at=NOON)
    assert [(row.state, row.reason) for row in listed(officer, State.DROPPED)] == [
        (State.DROPPED, "不适合该渠道")
    ]
    with pytest.raises(Refused, match="已经办结"):
        actions.drop_task(task_id=task, reason="再来", by=officer, at=NOON)


def test_done_task_is_not_dropped(made: County, officer: Actor) -> None:
    wechat, held = carrier(made.xian), item(made.xian)
    task = give(made, officer, wechat, held)
    put(wechat, officer, held.pk)
    with pytest.raises(Refused, match="已经完成"):
        actions.drop_task(task_id=task, reason="不用了", by=officer, at=NOON)


def test_what_cannot_be_given(made: County, officer: Actor) -> None:
    wechat, held = carrier(made.xian), item(made.xian)
    with pytest.raises(Refused, match="没有公开"):
        give(made, officer, wechat, item(made.xian, stand=Stand.EXPIRED))
    with pytest.raises(Refused, match="期限"):
        give(made, officer, wechat, held, TODAY - timedelta(days=1))
    give(made, officer, wechat, held)
    with pytest.raises(Refused, match="已经布置"):
        give(made, officer, wechat, held)
    other = item(made.xian)
    put(wechat, officer, other.pk)
    with pytest.raises(Refused, match="已在"):
        give(made, officer, wechat, other)
    closed = carrier(made.xian)
    actions.close_carrier(carrier_id=closed, on=date(2026, 3, 1), reason="整合", by=officer, at=NOON)
    with pytest.raises(Refused, match="停用"):
        give(made, officer, closed)


def test_supervisor_gives_to_those_below_and_nobody_else_does(made: County, officer: Actor) -> None:
    below = carrier(made.ju)
    for person in (officer, made.person(HANDLER, made.ju), made.person(at=made.lin)):
        with pytest.raises(PermissionDenied):
            give(made, person, below)
    give(made, made.person(SUPERVISOR), below)
    assert len(listed(made.person(at=made.ju))) == 1
    assert listed(officer) == ()


def test_rule_makes_a_task_of_what_is_published_afterwards_once(made: County, officer: Actor) -> None:
    wechat, policies = carrier(made.xian), column("zcwj", ColumnKind.POLICY)
    item(made.xian, held=policies, at=NOON - timedelta(days=1))
    actions.set_rule(
        agency_id=made.xian.pk, carrier_id=wechat, kind=ColumnKind.POLICY, within=2, by=officer, at=NOON
    )
    wanted = item(made.xian, held=policies, at=NOON + timedelta(hours=1))
    item(made.xian, held=column(), at=NOON + timedelta(hours=1))
    item(made.ju, held=policies, at=NOON + timedelta(hours=1))
    later = NOON + timedelta(hours=2)
    assert [actions.make_tasks(at=later) for _ in range(2)] == [1, 0]
    (row,) = listed(officer)
    assert (row.item_id, row.due_on, row.by_rule) == (wanted.pk, date(2026, 3, 4), True)
    actions.drop_task(task_id=row.id, reason="不适合", by=officer, at=later)
    assert actions.make_tasks(at=later) == 0


def test_rule_over_those_below_and_without_what_stands_there(made: County, officer: Actor) -> None:
    wechat = carrier(made.xian)
    actions.set_rule(agency_id=made.xian.pk, carrier_id=wechat, within=0, below=True, by=officer, at=NOON)
    below = item(made.ju, at=NOON)
    there = item(made.xian, at=NOON)
    item(made.lin, at=NOON)
    put(wechat, officer, there.pk)
    assert actions.make_tasks(at=NOON) == 1
    assert Task.objects.get().item_id == below.pk


def test_rule_that_ended_makes_nothing_more(made: County, officer: Actor) -> None:
    wechat = carrier(made.xian)
    rule = actions.set_rule(agency_id=made.xian.pk, carrier_id=wechat, within=1, by=officer, at=NOON)
    assert [row.id for row in rules(officer)] == [rule]
    actions.end_rule(rule_id=rule, by=officer, at=NOON)
    item(made.xian, at=NOON + timedelta(hours=1))
    assert actions.make_tasks(at=NOON + timedelta(hours=2)) == 0
    with pytest.raises(Refused, match="停用"):
        actions.end_rule(rule_id=rule, by=officer, at=NOON)
    assert rules(officer) == []


def test_what_a_rule_cannot_say(made: County, officer: Actor) -> None:
    wechat = carrier(made.xian)
    given: dict[str, Any] = {"agency_id": made.xian.pk, "carrier_id": wechat, "by": officer, "at": NOON}
    with pytest.raises(Refused, match="选一个"):
        actions.set_rule(**given, within=1, column_id=column().pk, kind=ColumnKind.NEWS)
    with pytest.raises(Refused, match="期限"):
        actions.set_rule(**given, within=61)
    with pytest.raises(Refused, match="栏目"):
        actions.set_rule(**given, within=1, column_id=999)
    actions.set_rule(**given, within=1)
    with pytest.raises(Refused, match="同样"):
        actions.set_rule(**given, within=2)
    with pytest.raises(PermissionDenied):
        actions.set_rule(**given | {"agency_id": made.lin.pk}, within=2)


def test_list_costs_the_same_however_long_it_is(
    made: County, officer: Actor, django_assert_num_queries: object
) -> None:
    wechat = carrier(made.xian)
    for _ in range(5):
        give(made, officer, wechat)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(listed(officer)) == 5
