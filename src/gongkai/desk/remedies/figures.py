"""Figures of reviews and suits: table four of a year at any date with what each cell counts, and the year by result and cause."""

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from gongkai.applications.access import READERS
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.official import Asked, Figure, asked_of, filled
from gongkai.law.remedies.tally import counted_on
from gongkai.law.report.periods import Period
from gongkai.law.report.schema import form_for
from gongkai.remedies.queries.statistics import statistics as counted
from gongkai.remedies.queries.tables import behind, table_four

PER_PAGE = 50


@require_safe
def statistics(request: DeskRequest) -> HttpResponse:
    """A year by kind of proceeding, result, cause, agency; complaints about the same agencies."""
    asked = asked_of(request, READERS)
    found = counted(asked.ids, asked.year, request.on)
    groups = (
        ("程序", "程序", found.blocks),
        ("结果", "结果", found.results),
        ("争议类型", "类型", found.causes),
        ("机关", "机关", found.agencies),
        ("投诉举报", "事由", found.complaints),
    )
    return render(
        request, "desk/remedies/statistics.html", {"asked": asked, "found": found, "groups": groups}
    )


@require_safe
def table(request: DeskRequest) -> HttpResponse:
    """Table four of a year as the form prints it, as it stands on a day; each figure leads to its reviews and suits."""
    asked = asked_of(request, READERS)
    on = _day(request, asked.year)
    cells = table_four(asked.ids, Period(asked.year), on)
    context = {
        "asked": asked,
        "on": counted_on(Period(asked.year), on),
        "table": filled(
            asked.year, "t4", {cell: _figure(asked, on, cell, many) for cell, many in cells.items()}
        ),
        "running": asked.year == request.on.year,
    }
    return render(request, "desk/remedies/table.html", context)


@require_safe
def cell(request: DeskRequest, year: int, cell: str) -> HttpResponse:
    """What a figure of table four counts. Not found for a cell that the form of the year does not have."""
    asked = asked_of(request, READERS, year)
    if year not in asked.years or cell not in form_for(year).cells or not cell.startswith("t4."):
        raise Http404
    on = _day(request, year)
    page = Paginator(behind(cell, asked.ids, Period(year), on), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "on": on,
        "label": form_for(year).cells[cell].label,
        "page": page,
        "back": f"{reverse('desk:remedies_table')}?{asked.address(on=on)}",
        "filters": asked.address(on=on),
    }
    return render(request, "desk/remedies/cell.html", context)


def _figure(asked: Asked, on: date, cell: str, many: int) -> Figure:
    address = reverse("desk:remedies_cell", args=[asked.year, cell])
    return Figure(str(many), f"{address}?{asked.address(year=None, on=on)}" if many else "")


def _day(request: DeskRequest, year: int) -> date:
    """The day that the address asks for, or today; of another year its last day."""
    try:
        said = parse_date(request.GET.get("on", ""))
    except ValueError:
        said = None
    wanted = said or request.on
    return wanted if wanted.year == year else min(request.on, date(year, 12, 31))
