"""Writes: a campaign is started; bodies judge their documents and hand their lists in; these are returned or accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from gongkai.agencies import queries as agencies
from gongkai.law.normative import Conclusion
from gongkai.normative import access, models
from gongkai.normative.actions.holding import iso, refuse_future, take_turn
from gongkai.normative.models import Cleanup, CleanupBody, CleanupTurn, Stage, Turn
from gongkai.normative.queries.cleanup.campaigns import Told, told
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.numbers import civil_day

TITLE, WHY = 100, 300
MISSING = "没有这次清理，或者您不能查看。"
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A campaign as it is started: the documents of which day, the lists by when, what asks for it."""

    title: str
    as_of: date
    due_on: date
    basis: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to become of a document; conclusion None where none is known yet."""

    document_id: int
    conclusion: Conclusion | None
    reason: str = ""


@transaction.atomic
def start_cleanup(*, agency_id: int, begun: Begun, by: Actor, at: datetime) -> int:
    """Start a campaign for an agency and all bodies below it that somebody supervises; its number.

    Refused for a name that another campaign has, and for days that cannot be. By a supervisor of the agency.
    """
    duty = access.require_cleaning(by, agency_id)
    today = civil_day(at)
    title = refuse_without(begun.title, TITLE, "清理的名称")
    basis = refuse_without(begun.basis, WHY, "清理的依据")
    refuse_future(begun.as_of, today, "清理的基准日")
    if begun.due_on < today:
        raise Refused("报送的最后一天在今天之前，请核对日期。")
    reached = map(agencies.row, agencies.listed().filter(pk__in=duty.reach))
    bodies = [each for each in reached if each.lives_on(begun.as_of)]
    try:
        with transaction.atomic():
            cleanup = Cleanup.objects.create(
                agency_id=agency_id,
                title=title,
                as_of=begun.as_of,
                due_on=begun.due_on,
                basis=basis,
                at=at,
                by=by.username,
            )
    except IntegrityError:
        raise Refused(f"已有一次清理叫“{title}”，请换一个名称。") from None
    CleanupBody.objects.bulk_create([CleanupBody(cleanup=cleanup, agency_id=each.id) for each in bodies])
    said(
        "start_cleanup",
        cleanup,
        by=by,
        at=at,
        duty=duty,
        details={"as_of": iso(begun.as_of), "due_on": iso(begun.due_on), "bodies": len(bodies)},
    )
    return cleanup.pk


@transaction.atomic
def conclude(*, body_id: int, judgements: Sequence[Judgement], by: Actor, at: datetime) -> int:
    """Keep what a body concludes for its documents; how many conclusions changed.

    Refused for a document that is not in its list, without a reason for whatever does not simply go on, and once the list is
    handed in. By whoever keeps the register of the body.
    """
    body = _held(body_id)
    duty = access.require_judging(by, body.agency_id)
    _refuse_handed_in(body)
    campaign = told_of(body.cleanup_id)
    scope, known = set(campaign.scope.get(body.agency_id, ())), campaign.of_body(body.pk)
    rows = []
    for each in judgements:
        if each.document_id not in scope:
            raise Refused("清单中有不属于本机关这次清理范围的文件，请刷新后再填。")
        reason = each.reason.strip()
        refuse_longer(reason, WHY, "理由")
        name = campaign.facts.names[each.document_id]
        if each.conclusion not in (None, Conclusion.KEEP) and not reason:
            raise Refused(f"“{name}”的结论是{each.conclusion.label}，请写明理由。")
        before = known.get(each.document_id)
        was = (before.conclusion, before.reason) if before else (None, "")
        if was != (each.conclusion, reason):
            rows.append(
                models.Judgement(
                    body=body,
                    document_id=each.document_id,
                    conclusion=each.conclusion.value if each.conclusion else "",
                    reason=reason,
                    at=at,
                    by=by.username,
                )
            )
    models.Judgement.objects.bulk_create(rows)
    if rows:
        _told("conclude_cleanup", body, by=by, at=at, duty=duty, details={"documents": len(rows)})
    return len(rows)


@transaction.atomic
def hand_in(*, body_id: int, by: Actor, at: datetime) -> None:
    """Hand the list of a body in. Refused while a document has no conclusion. By whoever keeps the register of the body."""
    body = _held(body_id)
    duty = access.require_judging(by, body.agency_id)
    _refuse_handed_in(body)
    campaign = told_of(body.cleanup_id)
    open_ones = [
        campaign.facts.names[each]
        for each in campaign.scope.get(body.agency_id, ())
        if each not in campaign.of_body(body.pk)
    ]
    if open_ones:
        named = "、".join(f"“{each}”" for each in open_ones[:_SHOWN]) + (
            "等" if len(open_ones) > _SHOWN else ""
        )
        raise Refused(f"还有{len(open_ones)}件没有结论：{named}。请逐件给出结论后再报送。")
    _turn(body, Turn.HANDED_IN, Stage.HANDED_IN, by, at)
    count = len(campaign.scope.get(body.agency_id, ()))
    _told("hand_in_cleanup", body, by=by, at=at, duty=duty, details={"documents": count})


@transaction.atomic
def return_list(*, body_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Give a list back, with what is to be put right. By a supervisor who runs the campaign."""
    body = _held(body_id)
    duty = access.require_cleaning(by, body.cleanup.agency_id)
    why = refuse_without(reason, WHY, "退回的理由")
    if Stage(body.stage) not in (Stage.HANDED_IN, Stage.ACCEPTED):
        raise Refused("这个机关还没有报送清单，不能退回。")
    if body.stage == Stage.ACCEPTED and body.cleanup.decisions.exists():
        raise Refused("这次清理的结论已经落实到登记簿，清单不能再退回。结论有误的，请更正登记簿的变动。")
    _turn(body, Turn.RETURNED, Stage.RETURNED, by, at, why)
    _told("return_cleanup", body, by=by, at=at, duty=duty, reason=why)


@transaction.atomic
def accept_list(*, body_id: int, by: Actor, at: datetime) -> None:
    """Accept a list that was handed in. By a supervisor who runs the campaign."""
    body = _held(body_id)
    duty = access.require_cleaning(by, body.cleanup.agency_id)
    if body.stage != Stage.HANDED_IN:
        raise Refused("这个机关没有等待审核的清单，请刷新后再看。")
    campaign = told_of(body.cleanup_id)
    missing = [pk for pk in campaign.scope.get(body.agency_id, ()) if pk not in campaign.of_body(body.pk)]
    if missing:
        name = campaign.facts.names[missing[0]]
        raise Refused(f"报送以后范围有变化，“{name}”等{len(missing)}件没有结论。请退回补充。")
    _turn(body, Turn.ACCEPTED, Stage.ACCEPTED, by, at)
    _told("accept_cleanup", body, by=by, at=at, duty=duty)


@transaction.atomic
def remind(*, cleanup_id: int, by: Actor, at: datetime) -> int:
    """Ask all bodies that have not handed in for their lists; how many. Once a day at most for each body.

    Refused where none is missing, or all were asked today. By a supervisor who runs the campaign.
    """
    cleanup = _cleanup(cleanup_id)
    duty = access.require_cleaning(by, cleanup.agency_id)
    owed = [each for each in cleanup.bodies.order_by("pk") if Stage(each.stage).owed]
    if not owed:
        raise Refused("各机关都已报送，不用催报。")
    today = civil_day(at)
    waiting = [each for each in owed if each.reminded_at is None or civil_day(each.reminded_at) < today]
    if not waiting:
        raise Refused("没有报送的机关今天都已经催报过，请明天再催。")
    CleanupTurn.objects.bulk_create(
        [CleanupTurn(body=each, turn=Turn.REMINDED, at=at, by=by.username) for each in waiting]
    )
    CleanupBody.objects.filter(pk__in=[each.pk for each in waiting]).update(reminded_at=at)
    said("remind_cleanup", cleanup, by=by, at=at, duty=duty, details={"bodies": len(waiting)})
    return len(waiting)


def told_of(cleanup_id: int) -> Told:
    """A campaign with all facts; Refused if there is none."""
    found = told(cleanup_id)
    if found is None:
        raise Refused(MISSING)
    return found


def said(
    action: str,
    cleanup: Cleanup,
    *,
    by: Actor,
    at: datetime,
    duty: Duty | None,
    details: dict[str, Any] | None = None,
) -> None:
    """The entry of the log about a campaign, as the last write."""
    log(
        f"normative.{action}",
        f"cleanup:{cleanup.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=cleanup.agency_id,
        details=details,
    )


def _told(
    action: str,
    body: CleanupBody,
    *,
    by: Actor,
    at: datetime,
    duty: Duty,
    reason: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    log(
        f"normative.{action}",
        f"cleanup:{body.cleanup_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=body.agency_id,
        reason=reason[:200],
        details={"body": body.pk, **(details or {})},
    )


def _turn(body: CleanupBody, turn: Turn, stage: Stage, by: Actor, at: datetime, reason: str = "") -> None:
    CleanupTurn.objects.create(body=body, turn=turn, reason=reason, at=at, by=by.username)
    body.stage, body.since = stage, at
    body.save(update_fields=["stage", "since"])


def _held(body_id: int) -> CleanupBody:
    """A body's part in a campaign, while nobody else writes the register."""
    take_turn()
    found = CleanupBody.objects.filter(pk=body_id).select_related("cleanup").first()
    if found is None:
        raise Refused(MISSING)
    return found


def _cleanup(cleanup_id: int) -> Cleanup:
    take_turn()
    found = Cleanup.objects.filter(pk=cleanup_id).first()
    if found is None:
        raise Refused(MISSING)
    return found


def _refuse_handed_in(body: CleanupBody) -> None:
    if not Stage(body.stage).owed:
        raise Refused("清单已经报送，不能再改。需要修改的，请联系主管部门退回。")
