"""The reports under way that somebody sees, and the board of who is missing by its date."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.annual_reports import actions
from gongkai.annual_reports.access import READERS, WRITERS
from gongkai.annual_reports.actions import Refused
from gongkai.annual_reports.queries.board import BoardRow, Standing, board
from gongkai.annual_reports.queries.kinds import Scope
from gongkai.annual_reports.queries.listing import under_way
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.official import YEARS, Asked, asked_of
from gongkai.desk.reports import forms
from gongkai.desk.rights import may_open
from gongkai.desk.tables import as_csv, few_an_hour

HEAD = ("机关", "层级", "公布期限", "情况", "公布日期", "逾期天数", "编制进展")


def _asked(request: DeskRequest) -> Asked:
    """Which year, over which agencies; where no year is said, the one that is due."""
    given = request.GET.get("year", "")
    return asked_of(request, READERS, None if given else request.on.year - 1)


def _form(request: DeskRequest, asked: Asked, data: QueryDict | None = None) -> forms.Compile:
    agencies = [row for row in rows(request.actor, WRITERS).values() if row.lives_on(request.on)]
    years = range(request.on.year, request.on.year - YEARS, -1)
    return forms.Compile(data, agencies=agencies, years=years, initial={"year": asked.year})


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """The reports under way on a year, and a form to begin or count one anew."""
    asked = _asked(request)
    context = {
        "asked": asked,
        "rows": under_way(request.actor, asked.year, asked.chosen),
        "form": _form(request, asked) if may_open(request.actor, "reports_compile") else None,
    }
    return render(request, "desk/reports/list.html", context)


@require_POST
def compile_(request: DeskRequest) -> HttpResponse:
    """Count the tables of a report from the facts, as often as wanted: figures by hand stay beside what was counted."""
    asked = _asked(request)
    form = _form(request, asked, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.compile_report(
                said["agency"], said["year"], said["scope"], by=request.actor, at=request.at
            )
        except Refused as refusal:
            for message in refusal.messages:
                messages.error(request, message)
            return redirect("desk:reports")
        messages.success(request, "数据没有变化。" if made.repeated else "已汇编，请核对表格。")
        if made.hindering:
            told = f"{len(made.hindering)} 个机关没有报送或者有错误，汇总还不能报送。"
            messages.warning(request, told)
        page = "report_tables" if said["scope"] is Scope.OWN else "report_below"
        return redirect(f"desk:{page}", made.working_id)
    context = {"asked": asked, "rows": under_way(request.actor, asked.year, asked.chosen), "form": form}
    return render(request, "desk/reports/list.html", context, status=422)


@require_safe
def standing(request: DeskRequest) -> HttpResponse:
    """Every body in reach against its date, the late first."""
    asked = _asked(request)
    found = board(asked.ids, asked.year, request.on)
    context = {
        "asked": asked,
        "rows": [(row, row.days_late(request.on)) for row in found],
        "counts": [(each, sum(row.standing is each for row in found)) for each in Standing],
    }
    return render(request, "desk/reports/board.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """The same as CSV."""
    asked = _asked(request)
    found = board(asked.ids, asked.year, request.on)
    return as_csv(f"{asked.year}年度报告发布进度{request.on:%Y%m%d}.csv", _lines(request, found))


def _lines(request: DeskRequest, found: list[BoardRow]) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for row in found:
        yield (
            row.agency.name,
            row.agency.level.label,
            row.due_on,
            row.standing.label,
            row.published_on or "",
            row.days_late(request.on),
            row.state.label if row.state else "",
        )
