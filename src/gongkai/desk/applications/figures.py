"""Figures: by month and kind, and table three of the year with the applications behind each cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.applications.access import READERS
from gongkai.applications.queries.counting import behind, table_three
from gongkai.applications.queries.statistics import Statistics
from gongkai.applications.queries.statistics import statistics as counted
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.documents.official_tables import Box, Layout, Rows, layouts
from gongkai.law.outcomes.catalogue import outcomes
from gongkai.law.report.schema import form_for

YEARS = 7
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """Which year, over which agencies. `chosen`: the one agency that was picked, None for all in reach."""

    year: int
    years: tuple[int, ...]
    agencies: tuple[AgencyRow, ...]
    chosen: int | None

    @property
    def ids(self) -> set[int]:
        """The agencies that are counted over."""
        return {self.chosen} if self.chosen is not None else {row.id for row in self.agencies}

    @property
    def name(self) -> str:
        """What they are called together."""
        if self.chosen is None and len(self.agencies) > 1:
            return f"所辖 {len(self.agencies)} 个机关合计"
        return next((row.name for row in self.agencies if self.chosen in (None, row.id)), "")

    def address(self, **more: object) -> str:
        """The query that asks for the same."""
        kept = {"year": self.year, "agency": self.chosen, **more}
        return urlencode({name: value for name, value in kept.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed cell as the template of official tables shows it; `address`: the applications that it counts."""

    box: Box
    text: str
    state: str = ""
    address: str = ""
    hint: str = ""

    @property
    def heading(self) -> bool:
        """Whether it is a heading."""
        return not self.state

    @property
    def anchor(self) -> str:
        """What an address can point at."""
        return f"c-{self.box.cell.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class Table:
    """Table three, filled in."""

    layout: Layout
    head: tuple[tuple[Printed, ...], ...]
    bodies: tuple[tuple[tuple[Printed, ...], ...], ...]


@require_safe
def statistics(request: DeskRequest) -> HttpResponseBase:
    """A year by month, way, kind of applicant, outcome, duration; `as=csv` the same as a file."""
    asked = _asked(request)
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
    asked = _asked(request)
    cells = table_three(asked.ids, asked.year)
    context = {
        "asked": asked,
        "table": _filled(asked, cells),
        "balanced": _balanced(cells),
        "form": form_for(asked.year),
        "running": asked.year == request.on.year,
    }
    return render(request, "desk/applications/figures_table.html", context)


@require_safe
def cell(request: DeskRequest, year: int, cell: str) -> HttpResponse:
    """The applications behind a figure of table three. Not found for a cell that the form of the year does not have."""
    asked = _asked(request, year)
    if year not in asked.years or cell not in form_for(year).cells or not cell.startswith("t3."):
        raise Http404
    found = behind(asked.ids, year, cell)
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


def _asked(request: DeskRequest, year: int | None = None) -> Asked:
    """What the address asks for; what it cannot ask for is left out."""
    agencies = tuple(rows(request.actor, READERS).values())
    years = tuple(year for year in range(request.on.year, request.on.year - YEARS, -1) if _has_form(year))
    wanted = year if year is not None else _number(request.GET.get("year", ""))
    chosen = _number(request.GET.get("agency", ""))
    return Asked(
        year=wanted if wanted in years else years[0],
        years=years,
        agencies=agencies,
        chosen=chosen if chosen in {row.id for row in agencies} else None,
    )


def _has_form(year: int) -> bool:
    try:
        form_for(year)
    except LookupError:
        return False
    return True


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 18 else None


def _filled(asked: Asked, cells: dict[str, int]) -> Table:
    layout = layouts(form_for(asked.year).id)["t3"]

    def printed(group: Rows) -> tuple[tuple[Printed, ...], ...]:
        return tuple(tuple(_printed(box, asked, cells) for box in row) for row in group.boxes)

    return Table(layout, printed(layout.head), tuple(printed(body) for body in layout.bodies))


def _printed(box: Box, asked: Asked, cells: dict[str, int]) -> Printed:
    if not box.cell:
        return Printed(box, box.text)
    many = cells.get(box.cell, 0)
    address = reverse("desk:application_cell", args=[asked.year, box.cell])
    return Printed(
        box, str(many), "given", f"{address}?{asked.address(year=None)}".rstrip("?") if many else ""
    )


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
