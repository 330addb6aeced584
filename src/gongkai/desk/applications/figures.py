"""Figures: by month and kind, and table three of the year with the applications behind each cell."""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.applications.access import READERS
from gongkai.applications.queries.counting import behind, table_three
from gongkai.applications.queries.statistics import Statistics
from gongkai.applications.queries.statistics import statistics as counted
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.official import Asked, Figure, asked_of, filled
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.law.outcomes.catalogue import outcomes
from gongkai.law.report.periods import Period
from gongkai.law.report.schema import form_for

PER_PAGE = 50


@require_safe
def statistics(request: DeskRequest) -> HttpResponseBase:
    """A year by month, way, kind of applicant, outcome, duration; `as=csv` the same as a file."""
    asked = asked_of(request, READERS)
    found = counted(asked.ids, asked.year, request.on)
    if request.GET.get("as") == "csv":
        return _exported(request, asked, found)
    groups = (
        ("收件途径", "途径", found.ways),
        ("申请人类别", "类别", found.kinds),
        ("办理结果", "结果", found.outcomes),
        ("办理用时", "用时", found.durations),
    )
    context = {"asked": asked, "found": found, "groups": groups, "csv": asked.address(**{"as": "csv"})}
    return render(request, "desk/applications/figures.html", context)


@require_safe
def table(request: DeskRequest) -> HttpResponse:
    """Table three of a year as the form prints it, counted from the applications; each figure leads to them."""
    asked = asked_of(request, READERS)
    cells = table_three(asked.ids, Period(asked.year))
    context = {
        "asked": asked,
        "table": filled(asked.year, "t3", {cell: _figure(asked, cell, many) for cell, many in cells.items()}),
        "balanced": _balanced(cells),
        "form": form_for(asked.year),
        "running": asked.year == request.on.year,
    }
    return render(request, "desk/applications/figures_table.html", context)


@require_safe
def cell(request: DeskRequest, year: int, cell: str) -> HttpResponse:
    """The applications behind a figure of table three. Not found for a cell that the form of the year does not have."""
    asked = asked_of(request, READERS, year)
    if year not in asked.years or cell not in form_for(year).cells or not cell.startswith("t3."):
        raise Http404
    found = behind(asked.ids, Period(year), cell)
    names = {each.id: each.name for each in outcomes().values()}
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "label": form_for(year).cells[cell].label,
        "page": page,
        "rows": [(row, names.get(row.row, "")) for row in page],
        "back": f"{reverse('desk:application_table')}?{asked.address()}",
        "filters": asked.address(),
    }
    return render(request, "desk/applications/figures_cell.html", context)


def _figure(asked: Asked, cell: str, many: int) -> Figure:
    address = reverse("desk:application_cell", args=[asked.year, cell])
    return Figure(str(many), f"{address}?{asked.address(year=None)}".rstrip("?") if many else "")


def _balanced(cells: dict[str, int]) -> bool:
    """Whether what came is what was handled and what is carried over, as the form asks."""
    came = cells["t3.new_received.total"] + cells["t3.carried_in.total"]
    return came == cells["t3.handled_total.total"] + cells["t3.carried_out.total"]


@few_an_hour
def _exported(request: DeskRequest, asked: Asked, found: Statistics) -> HttpResponseBase:  # noqa: ARG001 - who asks is counted
    return as_csv(f"依申请公开统计{asked.year}.csv", _lines(asked, found))


def _lines(asked: Asked, found: Statistics) -> Iterator[tuple[object, ...]]:
    yield ("范围", asked.name, "年度", asked.year)
    yield ("收到", found.came, "办结", found.ended)
    yield ("逾期办结", found.late, "平均办理工作日", found.days if found.days is not None else "")
    yield ("正在办理", found.open, "其中已超期", found.open_late)
    yield ("月份", "收到", "办结", "逾期办结")
    yield from ((month.month, month.came, month.ended, month.late) for month in found.months)
    for title, figures in (
        ("收件途径", found.ways),
        ("申请人类别", found.kinds),
        ("办理结果", found.outcomes),
        ("办理用时", found.durations),
    ):
        yield (title, "件数")
        yield from ((figure.label, figure.many) for figure in figures)
