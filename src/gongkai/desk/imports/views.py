"""Imports of items: the list, a new one, one on its way with what could not be taken."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.imports.forms import ImportItems
from gongkai.desk.tables import as_csv, attachment
from gongkai.documents.items.sources import open_source
from gongkai.documents.items.template import template as workbook
from gongkai.documents.reading.blocks import Unreadable
from gongkai.guard.http.uploads import takes_files
from gongkai.publication.access import IMPORTERS
from gongkai.publication.actions import Refused
from gongkai.publication.actions.importing import (
    KINDS,
    begin_import,
    forget_import,
    start_import,
    stop_import,
)
from gongkai.publication.actions.importing_work import Trial, preview
from gongkai.publication.queries.importing import (
    RunRow,
    all_faults,
    faults,
    imports,
    one_import,
    remarked,
    remarks,
)
from gongkai.records.actions.files import FileRefused, note_refusal, receive
from gongkai.records.queries.files import path_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FAULTS = 50  # on the page; the file has them all
DEEDS: dict[str, tuple[Callable[..., None], str]] = {
    "begin": (begin_import, "已开始导入。可以离开这一页，导入在后台继续。"),
    "stop": (stop_import, "已停止。已经导入的都在，随时可以继续。"),
    "forget": (forget_import, "已放弃这次导入，没有写入任何信息。"),
}


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """The last imports."""
    return render(request, "desk/imports/list.html", {"runs": imports(request.actor)})


@require_safe
def template(request: DeskRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """The workbook to fill in."""
    return attachment("信息导入模板.xlsx", workbook(), XLSX)


@takes_files(files=1, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """A file is handed in; then the page on which its first rows are shown."""
    found = rows(request.actor, IMPORTERS).values()
    agencies = [row for row in found if row.lives_on(request.on)]
    form = ImportItems(request.POST or None, request.FILES or None, agencies=agencies)
    if form.is_bound and form.is_valid() and (run_id := _started(request, form)):
        return redirect("desk:imports_run", run_id)
    context = {"form": form, "megabytes": settings.FILE_MEGABYTES}
    return render(request, "desk/imports/new.html", context, status=422 if form.errors else 200)


def _started(request: DeskRequest, form: ImportItems) -> int | None:
    """The number of the import; None with the reason on the form where the file is not taken in."""
    file = form.cleaned_data["file"]
    try:
        taken = receive(file, file.name, kinds=KINDS)
        with open_source(path_of(taken.digest), taken.name) as source:
            return start_import(
                source=source, uploaded=taken, by=request.actor, at=request.at, **form.decided()
            )
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=form.cleaned_data["agency"])
        form.add_error("file", str(refused))
    except Unreadable as refused:
        form.add_error("file", str(refused))
    except Refused as refused:
        form.add_error("file", list(refused.messages))
    return None


@require_safe
def one(request: DeskRequest, run_id: int) -> HttpResponse:
    """One import: its first rows before it begins, then how far it is, what could not be taken, what is to be looked at."""
    run = _seen(request, run_id)
    context = {
        "run": run,
        "trial": _trial(request, run) if run.waits else None,
        "faults": faults(run_id, request.actor, most=FAULTS),
        "more": run.refused > FAULTS,
        "remarks": remarks(run_id, request.actor),
        "remarked": remarked(run_id, request.actor, after=_number(request.GET.get("after", ""))),
    }
    return render(request, "desk/imports/run.html", context)


@require_POST
def do(request: DeskRequest, run_id: int, what: str) -> HttpResponse:
    """Begin, go on, stop, or forget."""
    _seen(request, run_id)
    if what not in DEEDS:
        raise Http404
    act, done = DEEDS[what]
    try:
        act(run_id=run_id, by=request.actor, at=request.at)
        messages.success(request, done)
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("desk:imports") if what == "forget" else redirect("desk:imports_run", run_id)


@require_safe
def faults_csv(request: DeskRequest, run_id: int) -> HttpResponseBase:
    """Every row that was not taken."""
    run = _seen(request, run_id)
    return as_csv(f"导入错误{run.id}.csv", _lines(request, run))


def _lines(request: DeskRequest, run: RunRow) -> Iterator[tuple[object, ...]]:
    yield ("行", "位置", "怎样改")
    yield from ((fault.row, fault.where, fault.message) for fault in all_faults(run.id, request.actor))


def _seen(request: DeskRequest, run_id: int) -> RunRow:
    run = one_import(run_id, request.actor)
    if run is None:
        raise Http404
    return run


def _trial(request: DeskRequest, run: RunRow) -> Trial | None:
    """The first rows; None with a word on the page where the file can be read no longer."""
    try:
        return preview(run_id=run.id, by=request.actor, at=request.at)
    except Unreadable as refused:
        messages.error(request, str(refused))
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
