"""A catalogue out to a file in its printed form, and in again: tried out first, and taken in as it was shown."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.previews import Tried, confirmed, signed, tried
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.sheets import CSV, XLSX
from gongkai.desk.catalogue import forms
from gongkai.desk.tables import attachment
from gongkai.documents.catalogue_sheets import Line, to_csv, to_xlsx
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.spreadsheets import BYTES
from gongkai.guard.http.uploads import takes_files
from gongkai.law.metadata import fields
from gongkai.publication.actions.catalogue import (
    SHEETS,
    CataloguePreview,
    import_previewed_catalogue,
    preview_catalogue,
)
from gongkai.publication.queries.catalogue_lines import lines_of
from gongkai.records.actions.files import FileRefused, note_refusal
from gongkai.records.actions.refused import Refused

SHOWN = 500  # steps on the page of a preview
SALT = "desk.catalogue.import"
WORDS = {"added": "新增", "altered": "变更", "ended": "取消"}


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
    came: Tried[CataloguePreview] = Tried()
    if form.is_bound and form.is_valid():
        came = tried(request, form, preview_catalogue, kinds=SHEETS, noted=agency.id, agency_id=agency.id)
    if came.preview is not None and came.preview.file_id is not None:
        return _preview(request, agency, came.preview)
    context = {"agency": agency, "form": form, "faults": came.faults, "nothing": came.preview is not None}
    status = 422 if form.errors or came.faults else 200
    return render(request, "desk/catalogue/import.html", context, status=status)


def _preview(request: DeskRequest, agency: AgencyRow, preview: CataloguePreview) -> HttpResponse:
    steps = preview.done.steps
    context = {
        "agency": agency,
        "counts": [(WORDS[what], preview.done.count(what)) for what in WORDS],
        "same": preview.done.same,
        "steps": [(step, WORDS[step.what], fields()[step.field].label) for step in steps[:SHOWN]],
        "more": len(steps) - SHOWN,
        "token": signed(request, SALT, file=preview.file_id, state=preview.state, agency=agency.id),
    }
    return render(request, "desk/catalogue/import_preview.html", context)


@require_POST
def confirm(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """Take in what a preview showed, and nothing else: the form carries no more than the signed name of the preview."""
    try:
        bound = confirmed(request, SALT, agency=agency.id)
        given = {"file_id": bound["file"], "state": bound["state"]}
        done = import_previewed_catalogue(agency_id=agency.id, **given, by=request.actor, at=request.at)
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=agency.id)
        return _refused(request, agency, str(refused))
    except (Refused, Unreadable) as refused:
        return _refused(request, agency, str(refused))
    counts = "，".join(f"{word} {done.count(what)} 项" for what, word in WORDS.items())
    messages.success(request, f"公开目录已更新：{counts}。已记入操作日志。")
    return redirect("desk:agency_catalogue", agency.slug)


def _refused(request: DeskRequest, agency: AgencyRow, why: str) -> HttpResponse:
    messages.error(request, f"没有导入任何内容。{why}")
    return redirect("desk:catalogue_import", agency.slug)
