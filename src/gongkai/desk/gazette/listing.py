"""The issues that somebody sees; a new one."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.compilations.access import COMPOSERS
from gongkai.compilations.actions import Refused, begin_issue
from gongkai.compilations.queries.gazette import IssueRow, issues
from gongkai.compilations.queries.issue_checks import next_numbers
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.gazette import forms
from gongkai.desk.rights import may_open
from gongkai.desk.tables import as_csv, few_an_hour

HEAD = ("公报", "机关", "年份", "期号", "总期号", "出版日期", "状态", "文件数", "出版时间")


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """All of them, the latest first."""
    context = {"rows": issues(request.actor), "may_write": may_open(request.actor, "gazette_new")}
    return render(request, "desk/gazette/list.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """The same as CSV."""
    return as_csv(f"政府公报{request.on:%Y%m%d}.csv", [HEAD, *map(_line, issues(request.actor))])


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """A new issue of an agency, with the numbers that come next."""
    offered = [row for row in rows(request.actor, COMPOSERS).values() if row.lives_on(request.on)]
    agency = _chosen(request, offered)
    number, total = next_numbers(agency.id, request.on.year)
    usual = {
        "title": f"{agency.name}公报",
        "year": request.on.year,
        "number": number,
        "total": total,
        "dated_on": request.on,
    }
    form = forms.IssueFields(request.POST or None, initial=usual)
    if form.is_bound and form.is_valid():
        try:
            made = begin_issue(agency_id=agency.id, **form.cleaned_data, by=request.actor, at=request.at)
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, "已建好这一期，请收入文件。")
            return redirect("desk:gazette_issue", made)
    context = {
        "form": form,
        "agency": agency,
        "choose": forms.ChooseAgency(initial={"agency": agency.slug}, agencies=offered)
        if len(offered) > 1
        else None,
    }
    return render(request, "desk/gazette/new.html", context, status=422 if form.errors else 200)


def _chosen(request: DeskRequest, offered: list[AgencyRow]) -> AgencyRow:
    """The agency that the address names, else the one that the person works in."""
    asked = next((row for row in offered if row.slug == request.GET.get("agency")), None)
    works = {duty.agency_id for duty in request.actor.duties if duty.role in COMPOSERS}
    return asked or next((row for row in offered if row.id in works), offered[0])


def _line(row: IssueRow) -> tuple[object, ...]:
    out = localtime(row.issued_at).isoformat(" ", "minutes") if row.issued_at else ""
    return (
        row.title,
        row.agency,
        row.year,
        row.number,
        row.total,
        row.dated_on,
        row.state.label,
        row.articles,
        out,
    )
