"""The whole tree and its staff out to a file, and in again: tried out first, and taken in as it was shown."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.agencies import actions, queries
from gongkai.agencies.actions import ImportRefused, Preview
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies import forms
from gongkai.desk.tables import attachment
from gongkai.documents.agency_sheets import AGENCIES, BYTES, PEOPLE, Fault, to_csv, to_xlsx
from gongkai.documents.reading.blocks import Unreadable
from gongkai.guard.http.uploads import takes_files
from gongkai.law.roles import Role
from gongkai.records.actions.files import FileRefused, note_refusal, receive

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
SHOWN = 500  # changes on the page of a preview
VALID = 3600  # seconds in which a preview can be confirmed
SALT = "desk.agencies.import"
STALE = "的预览已经过期、已经用过，或者被改动，请重新上传，核对后再确认。"
LATE = "在预览之后不能再办"

Lines = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a file: a preview, or every mistake in it, or neither where the form says why."""

    preview: Preview | None = None
    faults: tuple[Fault, ...] = ()


@require_safe
def workbook(request: DeskRequest) -> HttpResponse:
    """Both sheets, as far as the viewer reaches, as an import takes them in."""
    data = to_xlsx({AGENCIES: _agencies(request), PEOPLE: _people(request)}, queries.CHOICES)
    return attachment(f"机构和人员{request.on}.xlsx", data, XLSX)


@require_safe
def agencies_csv(request: DeskRequest) -> HttpResponse:
    """The sheet of the agencies."""
    return attachment(f"机构{request.on}.csv", to_csv(AGENCIES, _agencies(request)), CSV)


@require_safe
def people_csv(request: DeskRequest) -> HttpResponse:
    """The sheet of the people."""
    return attachment(f"人员{request.on}.csv", to_csv(PEOPLE, _people(request)), CSV)


@require_safe
def template(request: DeskRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """Both sheets without rows."""
    return attachment("机构和人员导入模板.xlsx", to_xlsx({AGENCIES: [], PEOPLE: []}, queries.CHOICES), XLSX)


def _agencies(request: DeskRequest) -> Lines:
    return list(queries.agency_lines(request.on, within=request.actor.reach(Role)))


def _people(request: DeskRequest) -> Lines:
    return list(queries.people_lines(request.on, viewer=request.actor))


@takes_files(files=1, largest=lambda: BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: DeskRequest) -> HttpResponse:
    """A file is chosen and tried out; what it would change is shown, or what is wrong with it, row by row."""
    form = forms.ImportFile(request.POST or None, request.FILES or None, today=request.on)
    tried = _tried(request, form) if form.is_bound and form.is_valid() else Tried()
    if tried.preview is not None and tried.preview.file_id is not None:
        return _preview(request, form, tried.preview)
    context = {"form": form, "faults": tried.faults, "nothing": tried.preview is not None}
    status = 422 if form.errors or tried.faults else 200
    return render(request, "desk/agencies/import.html", context, status=status)


def _tried(request: DeskRequest, form: forms.ImportFile) -> Tried:
    file, given = form.cleaned_data["file"], form.decided()
    try:
        taken = receive(file, file.name, kinds=actions.SHEETS)
        return Tried(actions.preview_import(taken=taken, by=request.actor, at=request.at, **given))
    except ImportRefused as refused:
        return Tried(faults=tuple(refused.faults))
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at)
        form.add_error("file", str(refused))
    except Unreadable as refused:
        form.add_error("file", str(refused))
    except actions.Refused as refused:
        form.add_error(None, list(refused.messages))
    return Tried()


def _preview(request: DeskRequest, form: forms.ImportFile, preview: Preview) -> HttpResponse:
    given = form.decided()
    bound = {
        "file": preview.file_id,
        "turn": preview.done.turn,
        "who": request.actor.username,
        "on": given["on"].isoformat(),
        "reason": given["reason"],
    }
    context = {
        "done": preview.done,
        "changes": preview.done.changes[:SHOWN],
        "more": len(preview.done.changes) - SHOWN,
        "token": signing.dumps(bound, salt=SALT),
        **given,
    }
    return render(request, "desk/agencies/import_preview.html", context)


@require_POST
def confirm(request: DeskRequest) -> HttpResponse:
    """Take in what a preview showed, and nothing else: the form carries no more than the signed name of the preview."""
    try:
        done = actions.import_previewed(**_bound(request), by=request.actor, at=request.at)
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at)
        return _refused(request, str(refused))
    except (actions.Refused, Unreadable) as refused:
        note_refusal(FileRefused("导入", LATE), by=request.actor, at=request.at)
        return _refused(request, str(refused))
    counts = (
        f"登记机构 {done.entered} 个，变更 {done.changed} 个；任命 {done.appointed} 项，调整 {done.ended} 项"
    )
    messages.success(request, f"已导入：{counts}。已记入操作日志。")
    return redirect("desk:tree")


def _bound(request: DeskRequest) -> dict[str, Any]:
    """What the preview was of. FileRefused for a form that was changed, is too old, or was made for somebody else."""
    try:
        bound = signing.loads(request.POST.get("preview", ""), salt=SALT, max_age=VALID)
    except signing.BadSignature as problem:
        raise FileRefused("导入", STALE) from problem
    if bound["who"] != request.actor.username:
        raise PermissionDenied("这是其他人的预览，请自行上传。")
    on = date.fromisoformat(bound["on"])
    return {"file_id": bound["file"], "turn": bound["turn"], "on": on, "reason": bound["reason"]}


def _refused(request: DeskRequest, why: str) -> HttpResponse:
    messages.error(request, f"没有导入任何内容。{why}")
    return redirect("desk:import")
