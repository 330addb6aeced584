"""A catalogue out to a file in its printed form, and in again: tried out first, and taken in as it was shown."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.sheets import CSV, VALID, XLSX
from gongkai.desk.catalogue import forms
from gongkai.desk.tables import attachment
from gongkai.documents.catalogue_sheets import Line, to_csv, to_xlsx
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.spreadsheets import BYTES, Fault
from gongkai.guard.http.uploads import takes_files
from gongkai.law.metadata import fields
from gongkai.publication.actions.catalogue import (
    SHEETS,
    CataloguePreview,
    import_previewed_catalogue,
    preview_catalogue,
)
from gongkai.publication.actions.catalogue_plan import CatalogueRefused
from gongkai.publication.queries.catalogue_lines import lines_of
from gongkai.records.actions.files import FileRefused, note_refusal, receive
from gongkai.records.actions.refused import Refused

SHOWN = 500  # steps on the page of a preview
SALT = "desk.catalogue.import"
STALE = "的预览已经过期、已经用过，或者被改动，请重新上传，核对后再确认。"
WORDS = {"added": "新增", "altered": "变更", "ended": "取消"}


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a file: a preview, or every mistake in it, or neither where the form says why."""

    preview: CataloguePreview | None = None
    faults: tuple[Fault, ...] = ()


@require_safe
def workbook(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """The catalogue, or one field of it, in its printed form."""
    data = to_xlsx(_lines(request, agency), agency.name)
    return attachment(f"{_name(request, agency)}.xlsx", data, XLSX)


@require_safe
def as_table(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """The same as one table."""
    return attachment(f"{_name(request, agency)}.csv", to_csv(_lines(request, agency)), CSV)


def _lines(request: DeskRequest, agency: AgencyRow) -> tuple[Line, ...]:
    return lines_of(agency.id, request.on, field=_field(request))


def _field(request: DeskRequest) -> str:
    asked = request.GET.get("field", "")
    return asked if asked in fields() else ""


def _name(request: DeskRequest, agency: AgencyRow) -> str:
    field = fields().get(_field(request))
    return f"{agency.name}{field.label if field else ''}公开目录{request.on:%Y%m%d}"


@takes_files(files=1, largest=lambda: BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """A file is chosen and tried out; what it would change is shown, or what is wrong with it, row by row."""
    form = forms.Sheet(request.POST or None, request.FILES or None)
    tried = _tried(request, agency, form) if form.is_bound and form.is_valid() else Tried()
    if tried.preview is not None and tried.preview.file_id is not None:
        return _preview(request, agency, tried.preview)
    context = {"agency": agency, "form": form, "faults": tried.faults, "nothing": tried.preview is not None}
    status = 422 if form.errors or tried.faults else 200
    return render(request, "desk/catalogue/import.html", context, status=status)


def _tried(request: DeskRequest, agency: AgencyRow, form: forms.Sheet) -> Tried:
    file = form.cleaned_data["file"]
    try:
        taken = receive(file, file.name, kinds=SHEETS)
        made = preview_catalogue(agency_id=agency.id, taken=taken, by=request.actor, at=request.at)
        return Tried(made)
    except CatalogueRefused as refused:
        return Tried(faults=refused.faults)
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=agency.id)
        form.add_error("file", str(refused))
    except Unreadable as refused:
        form.add_error("file", str(refused))
    except Refused as refused:
        form.add_error(None, list(refused.messages))
    return Tried()


def _preview(request: DeskRequest, agency: AgencyRow, preview: CataloguePreview) -> HttpResponse:
    bound = {
        "file": preview.file_id,
        "state": preview.state,
        "agency": agency.id,
        "who": request.actor.username,
    }
    steps = preview.done.steps
    context = {
        "agency": agency,
        "counts": [(WORDS[what], preview.done.count(what)) for what in WORDS],
        "same": preview.done.same,
        "steps": [(step, WORDS[step.what], fields()[step.field].label) for step in steps[:SHOWN]],
        "more": len(steps) - SHOWN,
        "token": signing.dumps(bound, salt=SALT),
    }
    return render(request, "desk/catalogue/import_preview.html", context)


@require_POST
def confirm(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """Take in what a preview showed, and nothing else: the form carries no more than the signed name of the preview."""
    try:
        bound = _bound(request, agency)
        done = import_previewed_catalogue(agency_id=agency.id, **bound, by=request.actor, at=request.at)
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=agency.id)
        return _refused(request, agency, str(refused))
    except (Refused, Unreadable) as refused:
        return _refused(request, agency, str(refused))
    counts = "，".join(f"{word} {done.count(what)} 项" for what, word in WORDS.items())
    messages.success(request, f"公开目录已更新：{counts}。已记入操作日志。")
    return redirect("desk:agency_catalogue", agency.slug)


def _bound(request: DeskRequest, agency: AgencyRow) -> dict[str, Any]:
    """What the preview was of. FileRefused for a form that was changed, is too old, or was made for something else."""
    try:
        bound = signing.loads(request.POST.get("preview", ""), salt=SALT, max_age=VALID)
    except signing.BadSignature as problem:
        raise FileRefused("导入", STALE) from problem
    if bound["who"] != request.actor.username:
        raise PermissionDenied("这是其他人的预览，请自行上传。")
    if bound["agency"] != agency.id:
        raise FileRefused("导入", STALE)
    return {"file_id": bound["file"], "state": bound["state"]}


def _refused(request: DeskRequest, agency: AgencyRow, why: str) -> HttpResponse:
    messages.error(request, f"没有导入任何内容。{why}")
    return redirect("desk:catalogue_import", agency.slug)
