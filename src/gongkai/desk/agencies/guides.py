"""The disclosure guide of an agency: as it is in force, its earlier versions, what is missing; and writing it anew."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.agencies import actions, queries
from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies import forms
from gongkai.desk.rights import may_open


@require_safe
def guide(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """One version: the one asked for, else the one in force, else the newest."""
    versions = queries.guides(agency.id)
    in_force = queries.guide(agency.id, request.on)
    asked = request.GET.get("v", "")
    shown = next((each for each in versions if str(each.version) == asked), None)
    if asked and shown is None:
        raise Http404
    context = {
        "agency": agency,
        "versions": versions,
        "in_force": in_force,
        "shown": shown or in_force or next(iter(versions), None),
        "asked_of_all": queries.asked_of_guides(),
        "may_write": may_open(request.actor, "guide_write", agency.id),
    }
    return render(request, "desk/agencies/guide.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write_guide(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """A new version, beginning with what the newest one says."""
    newest = next(iter(queries.guides(agency.id)), None)
    form = forms.WriteGuide(request.POST or None, newest=newest, today=request.on)
    if form.is_bound and form.is_valid():
        try:
            made = actions.write_guide(
                agency_id=agency.id, **form.arguments(), by=request.actor, at=request.at
            )
        except actions.Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, f"公开指南第{made}版已保存，已记入操作日志。")
            return redirect("desk:guide", agency.slug)
    context = {"agency": agency, "form": form, "newest": newest, "asked_of_all": queries.asked_of_guides()}
    return render(request, "desk/agencies/write_guide.html", context, status=422 if form.errors else 200)
