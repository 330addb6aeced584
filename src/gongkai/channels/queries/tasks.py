"""Reads: what is to be passed on, what is late, by which rules."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongkai.channels import access
from gongkai.channels.models import CarrierKind, Post, Rule, Task
from gongkai.publication.models import ColumnKind, Stand
from gongkai.records.access import Actor
from gongkai.records.queries.among import Among
from gongkai.records.queries.paging import counted

PAGE = 50


class State(StrEnum):
    """How a task stands. What follows from posts is asked of them."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"open": "待转发", "overdue": "已逾期", "done": "已转发", "dropped": "不转发"}[self.value]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task. `gone`: its item is not before the public any more. `reason`: why it was dropped."""

    id: int
    item_id: int
    title: str
    index_no: str
    agency: str
    carrier_id: int
    carrier: str
    kind: CarrierKind
    due_on: date
    note: str
    by_rule: bool
    state: State
    reason: str
    gone: bool


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of tasks, and how many there are."""

    rows: tuple[TaskRow, ...]
    total: int
    more_than: bool
    more: bool


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule that is in force."""

    id: int
    agency_id: int
    agency: str
    below: bool
    column: str
    kind: ColumnKind | None
    carrier: str
    carrier_kind: CarrierKind
    within: int
    begins_at: datetime


def tasks(
    viewer: Actor, state: State | None, on: date, *, agency_id: int | None = None, first: int = 0
) -> TaskPage:
    """A page of the tasks of carriers in reach, what is due first first; open ones without a state. Two queries."""
    found = _of_state(_tasks(viewer), state, on)
    if agency_id is not None:
        found = found.filter(agency=agency_id)
    total, more_than = counted(found)
    order = ("due_on", "pk") if state in (None, State.OPEN, State.OVERDUE) else ("-due_on", "-pk")
    rows = list(
        found.select_related("item", "agency", "carrier", "drop").order_by(*order)[first : first + PAGE + 1]
    )
    return TaskPage(tuple(_row(row, on) for row in rows[:PAGE]), total, more_than, len(rows) > PAGE)


def counts(viewer: Actor, on: date) -> dict[State, int]:
    """How many tasks are open and late; one query."""
    held = still_open(Task.objects.filter(Among("agency", access.reach(viewer))))
    found = held.aggregate(open=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)))
    return {State.OPEN: found["open"], State.OVERDUE: found["late"]}


def how_many_open(viewer: Actor) -> int:
    """How many wait for whoever passes on: one query."""
    return still_open(Task.objects.filter(Among("agency", viewer.reach(access.PASS_ON)))).count()


def still_open(found: QuerySet[Task]) -> QuerySet[Task]:
    """Those that are neither done nor dropped."""
    return found.filter(~_done(), drop__isnull=True)


def tasks_of_item(viewer: Actor, item_id: int, on: date) -> list[TaskRow]:
    """To which carriers in reach an item is to be passed on; one query."""
    found = _tasks(viewer).filter(item=item_id)
    return [
        _row(row, on)
        for row in found.select_related("item", "agency", "carrier", "drop").order_by("due_on", "pk")
    ]


def one_task(viewer: Actor, task_id: int, on: date) -> TaskRow | None:
    """A task of a carrier in reach; None without one."""
    row = _tasks(viewer).select_related("item", "agency", "carrier", "drop").filter(pk=task_id).first()
    return _row(row, on) if row else None


def rules(viewer: Actor) -> list[RuleRow]:
    """The rules in force of agencies in reach; one query."""
    found = Rule.objects.filter(Among("agency", access.reach(viewer)), ended_at__isnull=True)
    rows = found.select_related("agency", "column", "carrier").order_by("agency__name", "pk")
    return [
        RuleRow(
            rule.pk,
            rule.agency_id,
            rule.agency.name,
            rule.below,
            rule.column.title if rule.column else "",
            ColumnKind(rule.kind) if rule.kind else None,
            rule.carrier.name,
            CarrierKind(rule.carrier.kind),
            rule.within,
            rule.begins_at,
        )
        for rule in rows
    ]


def _tasks(viewer: Actor) -> QuerySet[Task]:
    return _standing(Task.objects.filter(Among("agency", access.reach(viewer))))


def _standing(found: QuerySet[Task]) -> QuerySet[Task]:
    return found.annotate(done=_done())


def _done() -> Exists:
    """A post of the item stands on the carrier."""
    there = Post.objects.filter(item=OuterRef("item"), carrier=OuterRef("carrier"), void__isnull=True)
    return Exists(there)


def _of_state(found: QuerySet[Task], state: State | None, on: date) -> QuerySet[Task]:
    match state:
        case State.DONE:
            return found.filter(_done())
        case State.DROPPED:
            return found.filter(~_done(), drop__isnull=False)
        case State.OVERDUE:
            return still_open(found).filter(due_on__lt=on)
        case _:
            return still_open(found)


def _row(task: Task, on: date) -> TaskRow:
    drop = getattr(task, "drop", None)
    done = bool(getattr(task, "done", False))
    if done:
        state = State.DONE
    elif drop is not None:
        state = State.DROPPED
    else:
        state = State.OVERDUE if task.due_on < on else State.OPEN
    return TaskRow(
        id=task.pk,
        item_id=task.item_id,
        title=task.item.title,
        index_no=task.item.index_no,
        agency=task.agency.name,
        carrier_id=task.carrier_id,
        carrier=task.carrier.name,
        kind=CarrierKind(task.carrier.kind),
        due_on=task.due_on,
        note=task.note,
        by_rule=task.rule_id is not None,
        state=state,
        reason=drop.reason if drop else "",
        gone=task.item.stand != Stand.PUBLIC,
    )
