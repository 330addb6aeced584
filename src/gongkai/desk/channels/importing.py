"""Exports of platforms: a file is tried out, shown row by row, taken in as a whole; what came of it; taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.channels.access import IMPORTERS
from gongkai.channels.actions import import_previewed, preview_posts, take_back_import
from gongkai.channels.actions.import_plan import Plan, What
from gongkai.channels.actions.importing import KINDS, Preview
from gongkai.channels.queries.carriers import CarrierRow
from gongkai.channels.queries.intakes import LINES, IntakeRow, intakes, lines_of, one_intake
from gongkai.desk.acting.previews import Tried, confirmed, signed, tried
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.acting.stored import handed
from gongkai.desk.channels.carriers import seen as seen_carrier
from gongkai.desk.channels.doing import done
from gongkai.desk.channels.forms import ImportPosts, TakeBack
from gongkai.desk.tables import attachment
from gongkai.documents.post_sheets import LABELS, columns_in_words
from gongkai.documents.post_sheets import template as blank
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.spreadsheets import BYTES
from gongkai.guard.http.uploads import takes_files
from gongkai.records.actions.files import FileRefused, note_refusal
from gongkai.records.actions.refused import Refused

SALT = "desk.channels.import"
SHOWN = 200
"""Rows of a preview on the page. Those in which something can be chosen come first."""


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """The last files that were taken in."""
    return render(request, "desk/channels/intakes.html", {"rows": intakes(request.actor)})


@require_safe
def template(request: DeskRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """An empty table to fill in."""
    return attachment("发布记录导入模板.csv", blank(), "text/csv; charset=utf-8")


@takes_files(files=1, largest=lambda: BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: DeskRequest, carrier_id: int) -> HttpResponse:
    """A file is chosen and tried out; what would come of it is shown, or what is wrong with it, row by row."""
    carrier = seen_carrier(request, carrier_id)
    form = ImportPosts(request.POST or None, request.FILES or None)
    came: Tried[Preview] = Tried()
    if form.is_bound and form.is_valid():
        noted = carrier.agency_id
        came = tried(request, form, preview_posts, kinds=KINDS, noted=noted, carrier_id=carrier.id)
    if came.preview is not None:
        return _preview(request, carrier, came.preview)
    context = {"row": carrier, "form": form, "faults": came.faults, "labels": list(LABELS.values())}
    status = 422 if form.errors or came.faults else 200
    return render(request, "desk/channels/import.html", context, status=status)


@require_POST
def confirm(request: DeskRequest, carrier_id: int) -> HttpResponse:
    """Take in what a preview showed; the form carries the signed name of the preview, the day, and what was chosen."""
    carrier = seen_carrier(request, carrier_id)
    try:
        intake_id = import_previewed(
            carrier_id=carrier.id,
            file_id=int(confirmed(request, SALT, carrier=carrier.id)["file"]),
            as_of=_day(request),
            chosen=_chosen(request.POST),
            by=request.actor,
            at=request.at,
        )
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=carrier.agency_id)
        return _refused(request, carrier, str(refused))
    except (Refused, Unreadable) as refused:
        return _refused(request, carrier, str(refused))
    messages.success(request, "已导入，没有遗漏的行。每个数字都可以查到是文件中的哪一行。")
    return redirect("desk:channel_intake", intake_id)


@require_safe
def one(request: DeskRequest, intake_id: int) -> HttpResponse:
    """A file that was taken in, and what each row of it became."""
    return _shown(request, _seen(request, intake_id), TakeBack())


@require_POST
def void(request: DeskRequest, intake_id: int) -> HttpResponse:
    """Take back all that came of a file."""
    intake = _seen(request, intake_id)
    form = TakeBack(request.POST)
    if form.is_valid():
        given = {"intake_id": intake_id, **form.cleaned_data}
        if done(
            request, form, "已撤销这次导入，它带来的发布记录和数字都不再计入。", take_back_import, **given
        ):
            return redirect("desk:channel_intake", intake_id)
    return _shown(request, intake, form)


@require_safe
def file(request: DeskRequest, intake_id: int) -> HttpResponseBase:
    """The file itself."""
    intake = _seen(request, intake_id)
    if intake.file_id is None:
        raise Http404
    return handed(request, intake.file_id)


def _preview(request: DeskRequest, carrier: CarrierRow, preview: Preview) -> HttpResponse:
    plan = preview.plan
    steps = sorted(plan.steps, key=lambda step: (not step.alike, step.what is What.ITEM, step.line.row))
    context: dict[str, Any] = {
        "row": carrier,
        "plan": plan,
        "counts": [(what.label, plan.many(what)) for what in What],
        "columns": list(columns_in_words(plan.columns)),
        "steps": steps[:SHOWN],
        "more": max(len(steps) - SHOWN, 0),
        "unsure": _unsure(plan),
        "on": request.on,
        "token": signed(request, SALT, file=preview.file_id, carrier=carrier.id),
    }
    return render(request, "desk/channels/import_preview.html", context)


def _unsure(plan: Plan) -> int:
    return sum(1 for step in plan.steps if step.alike)


def _day(request: DeskRequest) -> date:
    try:
        return date.fromisoformat(request.POST.get("as_of", ""))
    except ValueError:
        raise Refused("请填写统计日期：这些数字是哪一天的。") from None


def _chosen(given: Mapping[str, str]) -> dict[int, int]:
    """Which item a row is, by row."""
    found = {}
    for name, value in given.items():
        row = name.removeprefix("row-")
        if name.startswith("row-") and _whole(row) and _whole(value):
            found[int(row)] = int(value)
    return found


def _whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18


def _refused(request: DeskRequest, carrier: CarrierRow, why: str) -> HttpResponse:
    messages.error(request, f"没有导入任何内容。{why}")
    return redirect("desk:channel_import", carrier.id)


def _shown(request: DeskRequest, intake: IntakeRow, form: TakeBack) -> HttpResponse:
    after = request.GET.get("after", "")
    lines = lines_of(intake.id, after=int(after) if _whole(after) and len(after) < 9 else 0)
    may = request.actor.holds(IMPORTERS, intake.agency_id) is not None
    context = {
        "intake": intake,
        "columns": list(columns_in_words(intake.columns)),
        "lines": lines,
        "after": lines[-1].row if len(lines) == LINES else None,
        "form": form,
        "may_void": may and not intake.void,
    }
    return render(request, "desk/channels/intake.html", context, status=422 if form.errors else 200)


def _seen(request: DeskRequest, intake_id: int) -> IntakeRow:
    row = one_intake(request.actor, intake_id)
    if row is None:
        raise Http404
    return row
