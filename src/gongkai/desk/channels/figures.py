"""Figures: by channel, carrier, kind, column, agency and time; what somebody stated, held against its parts; proofs to print."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.channels.queries.posts import proofs_of
from gongkai.channels.queries.stated import Stated, judge
from gongkai.channels.queries.statistics import ALL, FIRST, By, Line, Table, yearly
from gongkai.channels.queries.statistics import tables as counted
from gongkai.channels.queries.tasks import counts
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.channels.forms import StatedFigures
from gongkai.desk.channels.scopes import Asked, asked
from gongkai.desk.tables import as_csv, attachment, few_an_hour
from gongkai.documents.figure_sheets import Sheet, to_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLES = (By.GROUP, By.KIND, By.PERIOD, By.COLUMN_KIND, By.COLUMN, By.CARRIER, By.AGENCY)
SHOWN = 60
"""Lines of a table on the page; the total counts them all, and the file has them all."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A table on the page: each line with the addresses of what is counted in it; `rest`: the lines that are not shown."""

    table: Table
    rows: tuple[tuple[Line, str, str], ...]
    rest: int
    rest_all: int
    rest_first: int
    all_address: str
    first_address: str


@require_safe
def statistics(request: DeskRequest) -> HttpResponseBase:
    """All tables of a scope; `as=csv` and `as=xlsx` the same as a file."""
    wanted = asked(request)
    tables = list(counted(wanted.scope, TABLES).values())
    match request.GET.get("as"):
        case "csv":
            return _csv(request, wanted, tables)
        case "xlsx":
            return _xlsx(request, wanted, tables)
    context = {
        "asked": wanted,
        "shown": [_shown(wanted, each) for each in tables],
        "total": tables[0],
        "tasks": counts(request.actor, request.on),
        "labels": (ALL, FIRST),
        "csv": wanted.address(**{"as": "csv"}),
        "xlsx": wanted.address(**{"as": "xlsx"}),
    }
    return render(request, "desk/channels/statistics.html", context)


@require_safe
def stated(request: DeskRequest) -> HttpResponse:
    """Whether figures that somebody stated fit, and what is counted here beside them."""
    wanted = asked(request)
    year = wanted.scope.since.year
    form = StatedFigures(request.GET if "total" in request.GET else None)
    found = None
    if form.is_bound and form.is_valid():
        figures = Stated(form.cleaned_data["total"], form.parts())
        found = judge(figures, yearly(wanted.scope.agencies, year))
    context = {"asked": wanted, "form": form, "found": found, "year": year, "counted": ALL}
    return render(request, "desk/channels/stated.html", context, status=422 if form.errors else 200)


@require_safe
def proofs(request: DeskRequest) -> HttpResponse:
    """What hung in a scope, with its photographs, to be printed."""
    wanted = asked(request)
    context = {"asked": wanted, "rows": proofs_of(wanted.scope), "printed_on": request.on}
    return render(request, "desk/channels/proofs.html", context)


def _shown(wanted: Asked, made: Table) -> Shown:
    place = reverse("desk:posts")

    def address(line: Line, **more: str) -> str:
        return f"{place}?{wanted.address(**{**line.asks, **more})}"

    lines, rest = made.lines[:SHOWN], made.lines[SHOWN:]
    return Shown(
        made,
        tuple((line, address(line), address(line, first="1")) for line in lines),
        len(rest),
        sum(line.all for line in rest),
        sum(line.first for line in rest),
        f"{place}?{wanted.address()}",
        f"{place}?{wanted.address(first='1')}",
    )


@few_an_hour
def _csv(request: DeskRequest, wanted: Asked, tables: list[Table]) -> HttpResponseBase:
    return as_csv(f"发布渠道统计{request.on:%Y%m%d}.csv", _lines(wanted, tables))


@few_an_hour
def _xlsx(request: DeskRequest, wanted: Asked, tables: list[Table]) -> HttpResponseBase:
    sheets = [
        Sheet(
            each.by.label,
            (each.by.label, ALL, "占比", FIRST),
            [
                *((line.label, line.all, line.of_total, line.first) for line in each.lines),
                ("合计", each.all, "", each.first),
            ],
        )
        for each in tables
    ]
    return attachment(f"发布渠道统计{request.on:%Y%m%d}.xlsx", to_xlsx(_about(wanted), sheets), XLSX)


def _about(wanted: Asked) -> str:
    return f"{wanted.name}，{wanted.scope.since} 至 {wanted.scope.until}"


def _lines(wanted: Asked, tables: list[Table]) -> Iterator[tuple[object, ...]]:
    yield ("范围", wanted.name, "从", wanted.scope.since, "到", wanted.scope.until)
    for each in tables:
        yield ()
        yield (each.by.label, ALL, "占比", FIRST)
        yield from ((line.label, line.all, line.of_total, line.first) for line in each.lines)
        yield ("合计", each.all, "", each.first)
