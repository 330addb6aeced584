"""The page of one application: where it stands, how the date came about, what was done."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.applications.access import Act
from gongkai.applications.queries.case import Case, Happened, case, day_by_day, file_of, ids_of
from gongkai.applications.queries.consulting import linked
from gongkai.applications.queries.deciding import counts_in
from gongkai.applications.queries.kinds import Doing
from gongkai.applications.queries.mailed import mailed
from gongkai.applications.queries.own_words import numbers_of
from gongkai.applications.queries.repeats import Repeat, Same, repeats_of
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.acting.stored import handed
from gongkai.desk.applications.standing import offered, own_part, stages, tasks
from gongkai.desk.applications.telling import timeline
from gongkai.documents.day_by_day import day_by_day as laid_out
from gongkai.documents.holidays import installed_calendar
from gongkai.law.deadlines.lamps import next_step, of_clock
from gongkai.law.outcomes.catalogue import outcomes
from gongkai.law.params import NotInForce
from gongkai.remedies.access import WORKERS as DISPUTE_KEEPERS
from gongkai.remedies.queries.disputes import about

RECENT = 8
"""Entries of the timeline on the first page; the log has all of them."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How the application counts in table three. `row`: in which result, empty while nothing is decided; `sure`: it ended."""

    year: int
    row: str
    sure: bool


def seen(request: DeskRequest, application_id: int) -> Case:
    """The application, if the viewer may see it; one that they may not see is not there for them."""
    found = case(request.actor, application_id, request.on)
    if found is None:
        raise Http404
    return found


@require_safe
def overview(request: DeskRequest, application_id: int) -> HttpResponse:
    """What is asked for, by whom (masked), what was done and what is to be done next."""
    one = seen(request, application_id)
    lines = timeline(one)
    others = repeats_of(request.actor, one.id)
    recent = [line for line in lines if line.sign != "system" and not line.event.void][:RECENT]
    context = {
        **head(request, one, "application"),
        "tasks": tasks(one),
        "recent": recent,
        "more": len(lines) - len(recent),
        "files": [(event, each) for event in one.happened for each in event.files if not event.void],
        "searches": _of(one, Doing.SEARCHED),
        "consultations": linked(one),
        "repeats": [(other, _ended(other)) for other in others],
        "mailed": mailed(request.actor, one.id),
        "again": [other for other in others if other.same is Same.BOTH],
        "own": own_part(one, request.actor),
        "disputes": about(request.actor, one.id),
        "may_dispute": request.actor.holds(DISPUTE_KEEPERS, one.agency_id) is not None,
        "numbers": numbers_of(one),
        "may_reveal": Act.REVEAL in one.acts,
        "may_answer": Act.FINISH_PART in one.acts,
    }
    return render(request, "desk/applications/case.html", context)


@require_safe
def deadline(request: DeskRequest, application_id: int) -> HttpResponse:
    """How the due day came about, day by day; what else has a last day; what is not counted."""
    one = seen(request, application_id)
    result = laid_out(one.clock, day_by_day(one, request.on))
    context = {**head(request, one, "application_deadline"), "result": result}
    return render(request, "desk/applications/case_deadline.html", context)


@require_safe
def log(request: DeskRequest, application_id: int) -> HttpResponse:
    """Everything that happened, the newest first; what was taken back is struck through."""
    one = seen(request, application_id)
    context = {
        **head(request, one, "application_log"),
        "lines": timeline(one),
        "may_void": Act.VOID in one.acts,
    }
    return render(request, "desk/applications/case_log.html", context)


@require_safe
def file(request: DeskRequest, application_id: int, file_id: int) -> HttpResponseBase:
    """A file of the case, for whoever may see the case; the reading is logged."""
    found = file_of(request.actor, application_id, file_id)
    if found is None:
        raise Http404
    return handed(request, found)


def counted(one: Case) -> Counted | None:
    """How the application counts in table three; None while it counts nowhere, since receipt is not confirmed."""
    if one.row and one.handled_on:
        return Counted(one.handled_on.year, _row(one.row, one), sure=True)
    if one.receipt_on is None:
        return None
    row = one.decision.row if one.decision else ""
    return Counted(one.clock.as_of.year, _row(row, one) if row else "", sure=False)


def _row(row: str, one: Case) -> str:
    """The words of the form of the year; the plain name for a year whose form has no such row."""
    try:
        return counts_in(row, one.handled_on or one.clock.as_of)
    except (LookupError, NotInForce):
        found = outcomes().get(row)
        return found.name if found else row


def head(request: DeskRequest, one: Case, tab: str) -> dict[str, Any]:
    """What every tab shows above."""
    clock = one.clock
    return {
        "one": one,
        "tab": tab,
        "lamp": of_clock(clock),
        "step": next_step(clock, installed_calendar()),
        "total": clock.used + max(clock.left or 0, 0),
        "stages": stages(one),
        "offered": offered(one, request.actor),
        "counted": counted(one),
        "around": _around(request, one),
        "waits": [wait for wait in clock.waits if wait.name],
    }


def _around(request: DeskRequest, one: Case) -> list[tuple[str, str, int | None]]:
    """The applications that it was split from or into, or is answered with; linked where the viewer may open them."""
    found = [
        *([("拆自", one.split_from)] if one.split_from else []),
        *(("拆出", str(event.details["into"])) for event in _of(one, Doing.SPLIT) if "into" in event.details),
        *([("一并答复，并入", one.merged_into)] if one.merged_into else []),
        *(("并入本件", number) for number in one.merged),
    ]
    ids = ids_of(request.actor, [number for _, number in found]) if found else {}
    return [(how, number, ids.get(number)) for how, number in found]


def _of(one: Case, kind: Doing) -> list[Happened]:
    return [event for event in one.happened if event.kind == kind and not event.void]


def _ended(other: Repeat) -> str:
    found = outcomes().get(other.row)
    return found.name if found else "正在办理"
