"""An existing register is taken in from a list: seen first, then all of it, or nothing."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.acting.previews import Tried, confirmed, signed, tried
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.tables import attachment
from gongkai.documents.normative_sheets import empty
from gongkai.documents.reading.blocks import Unreadable
from gongkai.guard.http.uploads import takes_files
from gongkai.normative import access
from gongkai.normative.actions import Refused
from gongkai.normative.actions.importing import (
    SHEETS,
    Imported,
    import_previewed,
    preview_register,
)
from gongkai.records.actions.files import FileRefused, note_refusal

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SALT = "gongkai.normative.import"
SHOWN = 200


class ImportFile(forms.Form):
    """A list, and whose documents its rows are where they do not say."""

    file = forms.FileField(
        label="文件", max_length=200, widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"})
    )
    agency = forms.TypedChoiceField(
        label="机关", coerce=int, help_text="“制定机关”一列空着的行，登记为这个机关的文件。"
    )

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(row.id, row.name) for row in agencies]  # type: ignore[attr-defined] # a choice field


@require_safe
def template(request: DeskRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """Both sheets without rows."""
    return attachment("规范性文件导入模板.xlsx", empty(), XLSX)


@takes_files(files=1, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: DeskRequest) -> HttpResponse:
    """A file is chosen and tried out; what it would do is shown, or what is wrong with it, row by row."""
    offered = [row for row in rows(request.actor, access.KEEPERS).values() if row.lives_on(request.on)]
    form = ImportFile(request.POST or None, request.FILES or None, agencies=offered)
    came: Tried[Imported] = Tried()
    if form.is_bound and form.is_valid():
        agency_id = form.cleaned_data["agency"]
        came = tried(request, form, preview_register, kinds=SHEETS, noted=agency_id, agency_id=agency_id)
    if came.preview is not None and came.preview.file_id is not None:
        return _preview(request, form, came.preview)
    context = {"form": form, "faults": came.faults, "nothing": came.preview is not None}
    status = 422 if form.errors or came.faults else 200
    return render(request, "desk/normative/import.html", context, status=status)


def _preview(request: DeskRequest, form: ImportFile, done: Imported) -> HttpResponse:
    agency_id = form.cleaned_data["agency"]
    context = {
        "done": done,
        "said": done.said[:SHOWN],
        "more": len(done.said) - SHOWN,
        "agency": dict(form.fields["agency"].choices)[agency_id],  # type: ignore[attr-defined] # a choice field
        "token": signed(request, SALT, file=done.file_id, turn=done.turn, agency=agency_id),
    }
    return render(request, "desk/normative/import_preview.html", context)


@require_POST
def confirm(request: DeskRequest) -> HttpResponse:
    """Take in what a preview showed, and nothing else."""
    try:
        bound = confirmed(request, SALT)
        done = import_previewed(
            agency_id=bound["agency"],
            file_id=bound["file"],
            turn=bound["turn"],
            despite="despite" in request.POST,
            by=request.actor,
            at=request.at,
        )
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at)
        return _refused(request, str(refused))
    except (Refused, Unreadable) as refused:
        return _refused(request, str(refused))
    messages.success(
        request, f"已导入文件 {done.documents} 件、变动 {done.changes} 条，已有 {done.known} 件没有改动。"
    )
    return redirect("desk:documents")


def _refused(request: DeskRequest, why: str) -> HttpResponse:
    messages.error(request, f"没有导入任何内容。{why}")
    return redirect("desk:documents_import")
