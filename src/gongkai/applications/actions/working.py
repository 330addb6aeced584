"""Writes: the work inside the agency: shared out, searched, noted, corrected, urged on, archived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.agencies.models import Membership
from gongkai.applications.access import Act
from gongkai.applications.actions.holding import (
    Brought,
    enter,
    enter_fact,
    hold,
    settle,
    told,
)
from gongkai.applications.actions.receiving import renewed
from gongkai.applications.models import Applicant, ApplicantKind, Application, Assignment, Doing, Event
from gongkai.applications.queries.case import FIXED, REVEALABLE
from gongkai.law.ledger import Fact, Kind
from gongkai.law.roles import Role
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.actions.revealing import NoReason, reveal
from gongkai.records.queries.numbers import civil_day
from gongkai.sealing.box import Unsealable
from gongkai.sealing.keys import KeysMissing
from gongkai.sealing.value import Sealed


@dataclass(frozen=True, slots=True)
class Found:
    """One look for what was asked: where, by which words, and with what outcome. Proof before a court.

    依据：条例第三十六条第四项
    """

    where: str
    method: str
    scope: str
    outcome: str
    found: bool


@dataclass(frozen=True, slots=True)
class Task:
    """A part of the work: what is to be done by which day, by whom or in which unit. `handler`: the application as a whole."""

    what: str
    due_on: date
    person_id: int | None = None
    unit: str = ""
    handler: bool = False


@transaction.atomic
def assign(*, application_id: int, task: Task, by: Actor, at: datetime, moves: int | None = None) -> int:
    """Give somebody a part of the work, by a day; returns the number of the part.

    Refused for a day that is past, and for a person who has no role at the agency.
    """
    held = hold(application_id, Act.ASSIGN, by=by, at=at, moves=moves)
    text = refuse_without(task.what, 300, "交办事项")
    refuse_longer(task.unit, 120, "承办部门")
    if task.person_id is None and not task.unit.strip():
        raise Refused("请选择承办人，或者写明承办部门。")
    if task.due_on < civil_day(at):
        raise Refused("办理期限不能早于今天。")
    if task.person_id is not None:
        _require_colleague(held.application, task.person_id, civil_day(at))
    made = Assignment.objects.create(
        application=held.application,
        agency_id=held.application.agency_id,
        unit=task.unit.strip(),
        person_id=task.person_id,
        task=text,
        due_on=task.due_on,
        made_at=at,
        made_by=by.username,
    )
    if task.handler and task.person_id is not None:
        Application.objects.filter(pk=application_id).update(handler=task.person_id)
    enter(held, Doing.ASSIGNED, note=text, details={"assignment": made.pk, "unit": task.unit.strip()})
    told("assign", held, details={"assignment": made.pk})
    return made.pk


@transaction.atomic
def finish_part(
    *,
    assignment_id: int,
    outcome: str,
    by: Actor,
    at: datetime,
    files: Iterable[Brought] = (),
) -> None:
    """Answer a part of the work. Refused where it is answered; PermissionDenied for others than who was given it.

    What a unit was given that nobody works in by name, whoever handles the application enters for it.
    """
    part = Assignment.objects.filter(pk=assignment_id, done_at__isnull=True).first()
    if part is None:
        raise Refused("这项分办已经回复，或者已经收回。")
    held = hold(part.application_id, Act.FINISH_PART, by=by, at=at)
    if part.person_id not in (None, by.user_id):
        raise PermissionDenied("这项分办由别人办理，请由承办人本人回复。")
    text = refuse_without(outcome, 2_000, "办理情况")
    Assignment.objects.filter(pk=part.pk).update(done_at=at, outcome=text)
    enter(
        held,
        Doing.ASSIGNMENT_DONE,
        note=text,
        details={"assignment": part.pk, "unit": part.unit},
        files=files,
    )
    told("finish_part", held, details={"assignment": part.pk})


@transaction.atomic
def search(
    *,
    application_id: int,
    found: Found,
    by: Actor,
    at: datetime,
    on: date | None = None,
    files: Iterable[Brought] = (),
    moves: int | None = None,
) -> None:
    """Enter a search: what was looked for, where, how, by whom, with what outcome.   依据：条例第三十六条第四项"""
    held = hold(application_id, Act.SEARCH, by=by, at=at, moves=moves)
    said = {
        "where": refuse_without(found.where, 200, "检索的地方"),
        "method": refuse_without(found.method, 200, "检索的方式"),
        "scope": refuse_without(found.scope, 200, "检索的范围"),
        "found": found.found,
    }
    day = on or civil_day(at)
    if not held.application.arrived_on <= day <= civil_day(at):
        raise Refused("检索的日期应当在收到申请之后、今天之前（含今天）。")
    enter(
        held,
        Doing.SEARCHED,
        on=day,
        note=refuse_without(found.outcome, 1_000, "检索的结果"),
        details=said,
        files=files,
    )
    told("search", held, details={"found": found.found})


@transaction.atomic
def note(
    *,
    application_id: int,
    text: str,
    by: Actor,
    at: datetime,
    files: Iterable[Brought] = (),
    moves: int | None = None,
) -> None:
    """Write a remark on the file, with files where there are some."""
    brought = list(files)
    held = hold(application_id, Act.FILE if brought else Act.NOTE, by=by, at=at, moves=moves)
    kept = text.strip() if brought else refuse_without(text, 2_000, "备注")
    enter(held, Doing.FILED if brought else Doing.NOTED, note=kept, files=brought)
    told("note", held)


@transaction.atomic
def remind(*, application_id: int, text: str, by: Actor, at: datetime) -> None:
    """Urge those on who handle an application."""
    held = hold(application_id, Act.REMIND, by=by, at=at)
    enter(held, Doing.REMINDED, note=refuse_without(text, 300, "催办的话"))
    told("remind", held)


@transaction.atomic
def reclassify(
    *,
    application_id: int,
    kind: ApplicantKind,
    reason: str,
    by: Actor,
    at: datetime,
    moves: int | None = None,
) -> None:
    """Correct the kind of applicant, and with it the column of table three."""
    held = hold(application_id, Act.RECLASSIFY, by=by, at=at, moves=moves)
    text = refuse_without(reason, 300, "更正的理由")
    before = held.application.applicant_kind
    Application.objects.filter(pk=application_id).update(applicant_kind=kind)
    enter(held, Doing.RECLASSIFIED, note=text, details={"before": before, "after": kind.value})
    told("reclassify", held, reason=text, details={"before": before, "after": kind.value})


@transaction.atomic
def void(
    *, application_id: int, event_id: int, reason: str, by: Actor, at: datetime, moves: int | None = None
) -> None:
    """Take back an event that was entered by mistake: it stays to be read, and counts no more.

    Refused for what cannot be taken back (how the application came in, a reply that was signed), and where the facts that
    are left would contradict each other.
    """
    held = hold(application_id, Act.VOID, by=by, at=at, moves=moves)
    text = refuse_without(reason, 300, "撤销的理由")
    event = Event.objects.filter(pk=event_id, application=application_id).first()
    if event is None or event.kind in FIXED:
        raise Refused("这条记录不能撤销。")
    if Event.objects.filter(voids=event).exists():
        raise Refused("这条记录已经撤销。")
    enter(held, Doing.VOIDED, note=text, voids=event, details={"kind": event.kind})
    settle(held.application, at)
    told("void", held, reason=text, details={"event": event.pk, "kind": event.kind})


@transaction.atomic
def withdraw(
    *,
    application_id: int,
    by: Actor,
    at: datetime,
    reason: str = "",
    on: date | None = None,
    files: Iterable[Brought] = (),
    moves: int | None = None,
) -> None:
    """Enter that the applicant took the application back.   依据：国办公开办函〔2021〕30号 表三（其他处理）"""
    held = hold(application_id, Act.WITHDRAW, by=by, at=at, moves=moves)
    enter_fact(held, Fact(Kind.WITHDRAWN, on or civil_day(at)), note=reason, files=files)
    told("withdraw", held)


@transaction.atomic
def reveal_applicant(*, application_id: int, field: str, reason: str, by: Actor, at: datetime) -> str:
    """Show one thing about the applicant whole, once; who saw it and why is logged.

    PermissionDenied for others than who takes in and handles the application; Refused without a reason, and where there is
    nothing to show.
    """
    held = hold(application_id, Act.REVEAL, by=by, at=at)
    refuse_longer(reason, 300, "查看的事由")
    if field not in REVEALABLE:
        raise Refused("没有这一项。")
    table = Application if field == "help_needed" else Applicant
    value = table._default_manager.values_list(field, flat=True).get(pk=application_id)
    if not isinstance(value, Sealed):
        raise Refused(f"申请人没有填写{REVEALABLE[field]}。")
    try:
        return reveal(
            value,
            what=REVEALABLE[field],
            subject=f"application:{application_id}",
            reason=reason,
            by=by,
            at=at,
            duty=held.duty,
            agency_id=held.application.agency_id,
        )
    except (NoReason, Unsealable, KeysMissing) as error:
        raise Refused(str(error)) from error


@transaction.atomic
def renew_code(*, application_id: int, reason: str, by: Actor, at: datetime) -> str:
    """Give the applicant, who has shown who they are, a new query code; the old one no longer opens anything."""
    held = hold(application_id, Act.RENEW_CODE, by=by, at=at)
    text = refuse_without(reason, 300, "核实身份的方式")
    code = renewed(held.application)
    enter(held, Doing.CODE_RENEWED, note=text)
    told("renew_code", held, reason=text)
    return code


@transaction.atomic
def archive(*, application_id: int, by: Actor, at: datetime, moves: int | None = None) -> None:
    """Close the file of an application that ended.   依据：条例第四十五条"""
    held = hold(application_id, Act.ARCHIVE, by=by, at=at, moves=moves)
    if held.application.archived_at is not None:
        raise Refused("这件申请已经归档。")
    Application.objects.filter(pk=application_id).update(archived_at=at)
    enter(held, Doing.ARCHIVED)
    told("archive", held)


def _require_colleague(application: Application, person_id: int, on: date) -> None:
    works_there = Membership.objects.filter(user=person_id, agency=application.agency_id, begins_on__lte=on)
    roles = [role.value for role in Role if not role.runs_the_system]
    if not works_there.filter(role__in=roles).exclude(ends_on__lt=on).exists():
        raise Refused("承办人在本机关没有岗位，不能分办。")
