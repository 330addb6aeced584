"""What bodies below hand in as files: seen first, then taken in as a new version or sent back; what is not as it was."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.annual_reports import actions
from gongkai.annual_reports.access import COLLECTORS, collected_by
from gongkai.annual_reports.actions import Preview, Refused
from gongkai.annual_reports.actions.handing import KINDS
from gongkai.annual_reports.queries.handed import file_of, handed_in, sent_back
from gongkai.annual_reports.queries.handed import handed as one_handed
from gongkai.annual_reports.queries.kinds import Scope
from gongkai.desk.acting.previews import Tried, confirmed, signed, tried
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.acting.stored import handed as file_handed
from gongkai.desk.agencies.reach import rows
from gongkai.desk.official import asked_of
from gongkai.desk.reports import intake_forms as forms
from gongkai.documents.reading.blocks import Unreadable
from gongkai.guard.http.uploads import takes_files
from gongkai.law.findings import Severity
from gongkai.records.actions.files import FileRefused, note_refusal

SALT = "desk.reports.hand_in"
SHOWN = 100
"""Findings and differences on the page."""


def bodies(request: DeskRequest) -> list[AgencyRow]:
    """The bodies whose files the viewer takes in; those that ended may still owe the report on their last year."""
    mine = collected_by(request.actor)
    return [row for row in rows(request.actor, COLLECTORS).values() if row.id in mine]


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """What was handed in on a year, and what went back."""
    given = request.GET.get("year", "")
    asked = asked_of(request, COLLECTORS, None if given else request.on.year - 1)
    context = {
        "asked": asked,
        "rows": handed_in(request.actor, asked.year, asked.chosen),
        "back": [
            each for each in sent_back(request.actor, asked.year) if asked.chosen in (None, each.agency.id)
        ],
    }
    return render(request, "desk/reports/handed.html", context)


@takes_files(files=1, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: DeskRequest) -> HttpResponse:
    """A file is chosen and read; what it says and what is wrong with it is shown, nothing is taken in."""
    asked = asked_of(request, COLLECTORS, None if "year" in request.GET else request.on.year - 1)
    offered = bodies(request)
    first = {"year": asked.year, "agency": request.GET.get("agency", "")}
    form = forms.HandIn(
        request.POST or None,
        request.FILES or None,
        agencies=offered,
        years=asked.years,
        initial=first,
    )
    came: Tried[Preview] = Tried()
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        came = tried(
            request,
            form,
            actions.preview_handed,
            kinds=KINDS,
            noted=said["agency"],
            agency_id=said["agency"],
            year=said["year"],
        )
    if came.preview is not None:
        return _preview(request, form, came.preview)
    context = {"form": form, "offered": bool(offered)}
    return render(request, "desk/reports/hand_in.html", context, status=422 if form.errors else 200)


def _preview(request: DeskRequest, form: forms.HandIn, done: Preview) -> HttpResponse:
    said = form.cleaned_data
    token = signed(
        request,
        SALT,
        file=done.file_id,
        agency=said["agency"],
        year=said["year"],
        scope=said["scope"].value,
        based_on=done.based_on,
    )
    context = {
        **seen(done),
        "agency": form.named(),
        "year": said["year"],
        "scope": said["scope"],
        "token": token,
        "note": forms.Note(auto_id="note_%s"),
        "back": forms.Back(initial={"remarks": "\n".join(done.hindering)}, auto_id="back_%s"),
    }
    return render(request, "desk/reports/hand_in_preview.html", context)


def seen(done: Preview) -> dict[str, Any]:
    """What the page of a preview shows of a file, whatever it is brought for."""
    remarks = [each for each in done.read.remarks if each.message not in done.hindering]
    findings = sorted(done.read.findings, key=lambda each: list(Severity).index(each.severity))
    return {
        "done": done,
        "report": done.read.report,
        "remarks": remarks,
        "findings": findings[:SHOWN],
        "more": len(findings) - SHOWN,
    }


def say(request: DeskRequest, deed: str, refused: FileRefused | Unreadable | Refused) -> None:
    """Why a file was not taken; of one that was refused as a file the log is told too."""
    if isinstance(refused, FileRefused):
        note_refusal(refused, by=request.actor, at=request.at)
    said = refused.messages if isinstance(refused, Refused) else [f"没有{deed}。{refused}"]
    for message in said:
        messages.error(request, message)


@require_POST
def confirm(request: DeskRequest) -> HttpResponse:
    """Take in what a preview showed, or send it back."""
    try:
        bound = confirmed(request, SALT)
        return _sent_back(request, bound) if "back" in request.POST else _taken_in(request, bound)
    except (FileRefused, Unreadable, Refused) as refused:
        say(request, "收取", refused)
    return redirect("desk:reports_hand_in")


def _taken_in(request: DeskRequest, bound: dict[str, Any]) -> HttpResponse:
    number = actions.take_in(
        agency_id=bound["agency"],
        year=bound["year"],
        scope=Scope(bound["scope"]),
        file_id=bound["file"],
        based_on=bound["based_on"],
        note=request.POST.get("note", ""),
        by=request.actor,
        at=request.at,
    )
    messages.success(request, f"已收取（第 {number} 份）。下次汇总时计入。")
    return _to_list(bound["year"])


def _sent_back(request: DeskRequest, bound: dict[str, Any]) -> HttpResponse:
    actions.send_back(
        agency_id=bound["agency"],
        year=bound["year"],
        file_id=bound["file"],
        remarks=request.POST.get("remarks", ""),
        by=request.actor,
        at=request.at,
    )
    messages.success(request, "已记下退回的意见，文件没有保存。请把意见告知报送的机关。")
    return _to_list(bound["year"])


def _to_list(year: int) -> HttpResponse:
    answer = redirect("desk:reports_handed")
    answer["Location"] += f"?year={year}"
    return answer


@require_safe
def one(request: DeskRequest, handed_id: int) -> HttpResponse:
    """One version: what was remarked, what is not as in the version before, and taking it back."""
    found = one_handed(request.actor, handed_id)
    if found is None:
        raise Http404
    context = {
        "found": found,
        "row": found.row,
        "why": forms.Why(),
        "may": found.row.agency.id in collected_by(request.actor) and not found.row.taken_back,
    }
    return render(request, "desk/reports/handed_one.html", context)


@require_safe
def file(request: DeskRequest, handed_id: int) -> HttpResponseBase:
    """The file as it was handed in."""
    found = file_of(request.actor, handed_id)
    if found is None:
        raise Http404
    return file_handed(request, found)


@require_POST
def take_back(request: DeskRequest, handed_id: int) -> HttpResponse:
    """That a version was taken in by mistake."""
    if file_of(request.actor, handed_id) is None:
        raise Http404
    try:
        actions.take_back_handed(handed_id, why=request.POST.get("why", ""), by=request.actor, at=request.at)
        messages.success(request, "已撤销，前一份重新计入汇总；没有前一份的，不再计入。")
    except Refused as refused:
        for message in refused.messages:
            messages.error(request, message)
    return redirect("desk:reports_handed_one", handed_id)
