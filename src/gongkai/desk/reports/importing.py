"""Reports that were published before, elsewhere: looked at first, then imported as the version of their year."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.agencies.queries import find
from gongkai.annual_reports import actions
from gongkai.annual_reports.access import IMPORTERS
from gongkai.annual_reports.actions import Preview, Refused
from gongkai.annual_reports.actions.handing import KINDS
from gongkai.desk.acting.previews import Tried, confirmed, signed, tried
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.official import asked_of
from gongkai.desk.reports import intake_forms as forms
from gongkai.desk.reports.handing import say, seen
from gongkai.documents.reading.blocks import Unreadable
from gongkai.guard.http.uploads import takes_files
from gongkai.law.report.schema import forms as known_forms
from gongkai.records.actions.files import FileRefused

SALT = "desk.reports.import"
FIRST = min(form.first_year for form in known_forms().values())
"""The first year of which there is an official form."""


@takes_files(files=1, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: DeskRequest) -> HttpResponse:
    """A file is chosen and read; what it says and what is wrong with it is shown, nothing is imported."""
    offered = rows(request.actor, IMPORTERS)
    asked = asked_of(request, IMPORTERS, None if "year" in request.GET else request.on.year - 2)
    form = forms.Old(
        request.POST or None,
        request.FILES or None,
        agencies=offered.values(),
        years=range(request.on.year, FIRST - 1, -1),
        initial={"year": asked.year, "agency": request.GET.get("agency", "")},
    )
    came: Tried[Preview] = Tried()
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        whose = {"agency_id": said["agency"], "year": said["year"]}
        came = tried(request, form, actions.preview_old, kinds=KINDS, noted=said["agency"], **whose)
        if came.preview is not None:
            return _preview(request, form, offered[said["agency"]].slug, came.preview)
    return render(request, "desk/reports/import.html", {"form": form}, status=422 if form.errors else 200)


def _preview(request: DeskRequest, form: forms.Old, slug: str, done: Preview) -> HttpResponse:
    said = form.cleaned_data
    bound = {
        "file": done.file_id,
        "agency": slug,
        "year": said["year"],
        "origin": said["origin"],
        "based_on": done.based_on,
    }
    context = {
        **seen(done),
        "agency": form.named(),
        "year": said["year"],
        "origin": said["origin"],
        "token": signed(request, SALT, **bound),
    }
    return render(request, "desk/reports/import_preview.html", context)


@require_POST
def confirm(request: DeskRequest) -> HttpResponse:
    """Import what a preview showed; it is public from here on."""
    try:
        return _imported(request, confirmed(request, SALT))
    except (FileRefused, Unreadable, Refused) as refused:
        say(request, "导入", refused)
    return redirect("desk:reports_import")


def _imported(request: DeskRequest, bound: dict[str, Any]) -> HttpResponse:
    agency = find(bound["agency"])
    if agency is None:
        raise Refused("没有这个机关。")
    done = actions.import_previewed(
        agency_id=agency.id,
        year=bound["year"],
        file_id=bound["file"],
        based_on=bound["based_on"],
        origin=bound["origin"],
        by=request.actor,
        at=request.at,
    )
    told = "与已有的一版相同，没有变化。" if done.repeated else f"已导入，是第 {done.version} 版，已经公开。"
    messages.success(request, told)
    return redirect("report", agency.slug, done.year)
