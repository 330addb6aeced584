"""Writes: what is to be passed on: given by somebody, made by a rule once something is published, dropped with a reason."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.channels import access
from gongkai.channels.actions.carriers import hold_carrier
from gongkai.channels.actions.posting import NOT_PUBLIC
from gongkai.channels.models import Carrier, Post, Rule, Task, TaskDrop
from gongkai.documents.holidays import installed_calendar
from gongkai.law.calendar.counting import count
from gongkai.publication.models import ColumnKind, Item, Stand
from gongkai.publication.queries.columns import column_of
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.jobs import job
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import civil_day

MOST_DAYS = 60
_MOST = 500  # in one go; the rest with the next
NO_TASK = "没有这项任务，或者它已经办结。请刷新后再看。"


@transaction.atomic
def give_task(*, item_id: int, carrier_id: int, due_on: date, by: Actor, at: datetime, note: str = "") -> int:
    """Have an item passed on to a carrier by a day; the number of the task.

    By whoever keeps the carriers of its agency. Refused for an item that is not public, a closed carrier, a day that is over,
    what stands on the carrier already, and what is to be passed on there already.
    """
    carrier = _open_carrier(carrier_id, civil_day(at))
    duty = access.require_keeping(by, carrier.agency_id)
    refuse_longer(note, 200, "说明")
    if not Item.objects.filter(pk=item_id, stand=Stand.PUBLIC).exists():
        raise Refused(NOT_PUBLIC)
    if due_on < civil_day(at):
        raise Refused("完成期限已经过去，请另定。")
    if Post.objects.filter(item=item_id, carrier=carrier_id, void__isnull=True).exists():
        raise Refused(f"这条信息已在“{carrier.name}”上发布。")
    if Task.objects.filter(item=item_id, carrier=carrier_id, drop__isnull=True).exists():
        raise Refused(f"这条信息转发到“{carrier.name}”的任务已经布置。")
    made = Task.objects.create(
        item_id=item_id,
        carrier=carrier,
        agency_id=carrier.agency_id,
        due_on=due_on,
        note=note.strip(),
        at=at,
        by=by.username,
    )
    details = {"item": item_id, "carrier": carrier_id, "due_on": due_on.isoformat()}
    log(
        "channels.give_task",
        f"task:{made.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=carrier.agency_id,
        details=details,
    )
    return made.pk


@transaction.atomic
def drop_task(*, task_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Drop a task, with the reason. By whoever writes for the carrier's agency. Refused for one that is done or dropped."""
    task = Task.objects.select_for_update(no_key=True).filter(pk=task_id).first()
    if task is None or TaskDrop.objects.filter(task=task_id).exists():
        raise Refused(NO_TASK)
    duty = access.require_posting(by, task.agency_id)
    told = refuse_without(reason, 200, "不转发的理由")
    if Post.objects.filter(item=task.item_id, carrier=task.carrier_id, void__isnull=True).exists():
        raise Refused("这项任务已经完成，不用再办理。")
    TaskDrop.objects.create(task=task, reason=told, at=at, by=by.username)
    log(
        "channels.drop_task",
        f"task:{task_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=task.agency_id,
        reason=told,
        details={"item": task.item_id, "carrier": task.carrier_id},
    )


@transaction.atomic
def set_rule(
    *,
    agency_id: int,
    carrier_id: int,
    within: int,
    by: Actor,
    at: datetime,
    column_id: int | None = None,
    kind: ColumnKind | None = None,
    below: bool = False,
) -> int:
    """Have what an agency publishes from now on passed on to a carrier within so many working days; the rule's number.

    By whoever keeps the carriers of both agencies. Refused for a closed carrier, both a column and a kind, a column that the agency
    does not have, and the same twice.
    """
    carrier = _open_carrier(carrier_id, civil_day(at))
    duty = access.require_keeping(by, carrier.agency_id)
    access.require_keeping(by, agency_id)
    if column_id is not None and kind is not None:
        raise Refused("请在栏目和栏目类型中选一个。")
    if not 0 <= within <= MOST_DAYS:
        raise Refused(f"完成期限应当在 0 至 {MOST_DAYS} 个工作日之间。")
    if column_id is not None and column_of(agency_id, column_id, civil_day(at)) is None:
        raise Refused("这个机关没有这个栏目，请重新选择。")
    said = {"agency_id": agency_id, "carrier_id": carrier_id, "column_id": column_id, "kind": kind or ""}
    if Rule.objects.filter(**said, ended_at__isnull=True).exists():
        raise Refused("已有同样的规则。要改期限的，请先停用原来的规则。")
    made = Rule.objects.create(**said, below=below, within=within, begins_at=at)
    details = {
        "carrier": carrier_id,
        "column": column_id,
        "kind": kind.value if kind else "",
        "within": within,
    }
    log("channels.set_rule", f"rule:{made.pk}", by=by, at=at, duty=duty, agency_id=agency_id, details=details)
    return made.pk


@transaction.atomic
def end_rule(*, rule_id: int, by: Actor, at: datetime) -> None:
    """End a rule: nothing new is to be passed on by it; what is waits. Refused for one that has ended."""
    rule = Rule.objects.select_for_update(no_key=True).filter(pk=rule_id, ended_at__isnull=True).first()
    if rule is None:
        raise Refused("没有这条规则，或者它已经停用。")
    duty = access.require_keeping(by, rule.agency_id)
    rule.ended_at = at
    rule.save(update_fields=["ended_at"])
    log("channels.end_rule", f"rule:{rule_id}", by=by, at=at, duty=duty, agency_id=rule.agency_id)


@job("channels.make_tasks", label="按规则布置转发任务")
@transaction.atomic
def make_tasks(*, at: datetime) -> int:
    """Make the tasks that rules ask for, for what was published since; how many. Running it again makes none twice."""
    made = 0
    for rule in Rule.objects.filter(ended_at__isnull=True, carrier__closed_on__isnull=True).select_related(
        "carrier"
    ):
        found = list(_wanted(rule).order_by("first_published_at", "pk")[:_MOST])
        Task.objects.bulk_create(
            [_of_rule(rule, item, at) for item in found if item.first_published_at is not None],
            ignore_conflicts=True,
        )
        made += len(found)
    if made:
        log("channels.make_tasks", "tasks", by=OPERATOR, at=at, details={"tasks": made})
    return made


def _of_rule(rule: Rule, item: Item, at: datetime) -> Task:
    out = civil_day(item.first_published_at) if item.first_published_at else civil_day(at)
    due_on = count(installed_calendar(), out, rule.within).end
    return Task(
        item=item,
        carrier=rule.carrier,
        agency_id=rule.carrier.agency_id,
        rule=rule,
        due_on=due_on,
        at=at,
        by=OPERATOR.username,
    )


def _wanted(rule: Rule) -> QuerySet[Item]:
    """Public items that a rule is about and that neither stand on its carrier nor were to be passed on there."""
    agencies = _below(rule.agency_id) if rule.below else {rule.agency_id}
    found = Item.objects.filter(
        Among("agency", agencies), stand=Stand.PUBLIC, first_published_at__gte=rule.begins_at
    )
    if rule.column_id is not None:
        found = found.filter(column=rule.column_id)
    if rule.kind:
        found = found.filter(column__kind=rule.kind)
    there = Post.objects.filter(item=OuterRef("pk"), carrier=rule.carrier_id, void__isnull=True)
    given = Task.objects.filter(item=OuterRef("pk"), carrier=rule.carrier_id)
    return found.filter(~Q(Exists(there)), ~Q(Exists(given)))


def _below(agency_id: int) -> set[int]:
    """An agency and all bodies below it, as they stand now."""
    parents = dict(Agency.objects.values_list("pk", "parent"))
    found = {agency_id}
    grown = True
    while grown:
        more = {each for each, parent in parents.items() if parent in found} - found
        found |= more
        grown = bool(more)
    return found


def _open_carrier(carrier_id: int, on: date) -> Carrier:
    carrier = hold_carrier(carrier_id)
    if carrier.closed_on is not None and carrier.closed_on < on:
        raise Refused(f"“{carrier.name}”已经停用。请另选载体。")
    return carrier
