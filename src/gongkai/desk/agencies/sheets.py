"""The whole tree and its staff out to a file, and in again: tried out first, and taken in as it was shown."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.agencies import actions, queries
from gongkai.agencies.actions import Preview
from gongkai.desk.acting.previews import Tried, confirmed, signed, tried
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies import forms
from gongkai.desk.tables import attachment
from gongkai.documents.agency_sheets import AGENCIES, BYTES, PEOPLE, to_csv, to_xlsx
from gongkai.documents.reading.blocks import Unreadable
from gongkai.guard.http.uploads import takes_files
from gongkai.law.roles import Role
from gongkai.records.actions.files import FileRefused, note_refusal

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
SHOWN = 500  # changes on the page of a preview
SALT = "desk.agencies.import"
LATE = "在预览之后不能再办"

Lines = list[dict[str, str]]


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
    came: Tried[Preview] = Tried()
    if form.is_bound and form.is_valid():
        came = tried(request, form, actions.preview_import, kinds=actions.SHEETS, **form.decided())
    if came.preview is not None and came.preview.file_id is not None:
        return _preview(request, form, came.preview)
    context = {"form": form, "faults": came.faults, "nothing": came.preview is not None}
    status = 422 if form.errors or came.faults else 200
    return render(request, "desk/agencies/import.html", context, status=status)


def _preview(request: DeskRequest, form: forms.ImportFile, preview: Preview) -> HttpResponse:
    given = form.decided()
    bound = {
        "file": preview.file_id,
        "turn": preview.done.turn,
        "on": given["on"].isoformat(),
        "reason": given["reason"],
    }
    context = {
        "done": preview.done,
        "changes": preview.done.changes[:SHOWN],
        "more": len(preview.done.changes) - SHOWN,
        "token": signed(request, SALT, **bound),
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
    bound = confirmed(request, SALT)
    on = date.fromisoformat(bound["on"])
    return {"file_id": bound["file"], "turn": bound["turn"], "on": on, "reason": bound["reason"]}


def _refused(request: DeskRequest, why: str) -> HttpResponse:
    messages.error(request, f"没有导入任何内容。{why}")
    return redirect("desk:import")
