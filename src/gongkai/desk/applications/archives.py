"""案卷 of a case: what is in it, how long it is kept, packed for whoever keeps it; the cases whose term is over."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from gongkai.applications import actions
from gongkai.applications.access import Act
from gongkai.applications.queries.folder import folder_of, schedule_for
from gongkai.applications.queries.retention import over
from gongkai.desk.acting.frame import Trouble, trouble
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.applications.case import head, seen
from gongkai.law.duties.case_files import After, parts

PER_PAGE = 20


class Ask(forms.Form):
    """What is asked for with a case whose term is over."""

    keep_names = forms.BooleanField(label="公开的信息的名称中没有个人信息，予以保留", required=False)
    note = forms.CharField(label="说明", max_length=300, required=False)


@require_safe
def archive(request: DeskRequest, application_id: int) -> HttpResponse:
    """What the file of a case holds, until when it is kept, and the button that packs it."""
    one = seen(request, application_id)
    folder = folder_of(request.actor, one.id, request.at)
    entries = folder.entries if folder else ()
    term = schedule_for(one.id)
    context = {
        **head(request, one, "application_archive"),
        "folder": folder,
        "entries": entries,
        "counted": [(kind.label, many) for kind, many in Counter(each.kind for each in entries).items()],
        "missing": sum(each.content is None for each in entries),
        "term": term,
        "over": term.ended(request.on),
        "may_pack": Act.ARCHIVE in one.acts,
    }
    return render(request, "desk/applications/case_archive.html", context)


@require_POST
def pack(request: DeskRequest, application_id: int) -> HttpResponseBase:
    """The archive, made now; the log keeps its digest."""
    one = seen(request, application_id)
    try:
        made = actions.pack_archive(
            application_id=one.id, by=request.actor, at=request.at, sm3=bool(request.POST.get("sm3"))
        )
    except actions.Refused as refused:
        return trouble(request, Trouble(409, "不能制作案卷", " ".join(refused.messages)))
    answer = StreamingHttpResponse(made.chunks, content_type="application/zip")
    answer["Content-Length"] = str(made.size)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=made.name) or ""
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """The cases whose term is over, the oldest first."""
    return _page(request)


@require_POST
def ask(request: DeskRequest, application_id: int) -> HttpResponse:
    """Ask to take out of a case what says who applied."""
    one = seen(request, application_id)
    form = Ask(request.POST)
    said: dict[str, Any] = form.cleaned_data if form.is_valid() else {"note": request.POST.get("note", "")}
    try:
        actions.propose_anonymising(application_id=one.id, **said, by=request.actor, at=request.at)
    except actions.Refused as refused:
        return _refused(request, refused)
    messages.success(request, "已提出请求，请另一位负责人批准。")
    return redirect("desk:application_archives_over")


@require_POST
def anonymise(request: DeskRequest, application_id: int) -> HttpResponse:
    """Take it out, as somebody else has asked."""
    one = seen(request, application_id)
    if not request.POST.get("sure"):
        messages.error(request, "去除以后不能恢复。请勾选“已经核对，可以去除”，再批准。")
        return redirect("desk:application_archives_over")
    try:
        actions.anonymise(application_id=one.id, by=request.actor, at=request.at)
    except actions.Refused as refused:
        return _refused(request, refused)
    messages.success(request, f"{one.number} 的个人信息已经去除，去除说明写在案卷中。")
    return redirect("desk:application_archive", one.id)


def _refused(request: DeskRequest, refused: actions.Refused) -> HttpResponse:
    for each in refused.messages:
        messages.error(request, each)
    return redirect("desk:application_archives_over")


def _page(request: DeskRequest) -> HttpResponse:
    found = over(request.actor, request.on)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    every = parts().values()
    context = {
        "page": page,
        "filters": "",
        "rows": [
            {
                "one": row,
                "may_ask": row.asked is None and Act.PROPOSE_ANONYMISING in row.acts,
                "may_do": row.asked is not None and not row.own and Act.ANONYMISE in row.acts,
            }
            for row in page
        ],
        "kept": [part.title for part in every if part.after is After.KEPT],
        "removed": [part.title for part in every if part.after is After.REMOVED],
    }
    return render(request, "desk/applications/archives_over.html", context)
