"""Statistics of a year, a half, a quarter or a month: the tables of the annual report, the period before and a year ago beside."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.annual_reports.access import READERS
from gongkai.annual_reports.queries.kinds import Scope
from gongkai.annual_reports.queries.periods import Figure as Counted
from gongkai.annual_reports.queries.periods import (
    Month,
    Statistics,
    behind,
    decisions,
    has_form,
    months,
)
from gongkai.annual_reports.queries.periods import statistics as counted
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.channels.figures import XLSX
from gongkai.desk.official import YEARS, Figure, filled
from gongkai.desk.tables import as_csv, attachment, few_an_hour
from gongkai.documents.figure_sheets import Sheet, to_xlsx
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.checks.wording import figure as in_figures
from gongkai.law.report.periods import Length, Period, periods_of
from gongkai.law.report.schema import CellSpec

HEAD = ("表格的格", "单位", "本期", "上期", "比上期增减", "上年同期", "比上年同期增减")
MONTHS = ("月份", "新收申请", "办结申请", "月末未办结", "行政处理决定")
TABLES = ("t2", "t3", "t4")


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose statistics, of which period, of the body alone or with all below it; what else could be asked for."""

    agency: AgencyRow
    agencies: tuple[AgencyRow, ...]
    period: Period
    scope: Scope
    years: tuple[int, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return f"{self.agency.name}{self.period.name}统计（{self.scope.label}）"

    @property
    def parts(self) -> tuple[Period, ...]:
        """The periods of the year, the longest first."""
        return periods_of(self.period.year)

    def query(self, period: Period | None = None, *, file: str = "") -> str:
        """The query that asks for the same, or for another period of the same; as a file of this kind."""
        wanted = period or self.period
        kept = {"agency": self.agency.id, "scope": self.scope, "year": wanted.year, "part": wanted.part}
        return urlencode({**kept, "as": file} if file else kept)

    def page(self, period: Period | None = None) -> str:
        """The address of the tables."""
        return f"{reverse('desk:reports_statistics')}?{self.query(period)}"

    def cell(self, cell: str, period: Period | None = None, agency_id: int | None = None) -> str:
        """The address of what is behind a figure; of one body alone where one is named."""
        wanted = (period or self.period).key
        kept = {
            "agency": agency_id or self.agency.id,
            "scope": Scope.OWN if agency_id else self.scope,
        }
        return f"{reverse('desk:reports_statistics_cell', args=[wanted, cell])}?{urlencode(kept)}"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure with what it is compared with."""

    label: str
    unit: str
    now: Figure
    before: Figure
    a_year_ago: Figure
    change: str
    change_in_a_year: str


@require_safe
def statistics(request: DeskRequest) -> HttpResponseBase:
    """A period of one body; `as=csv` and `as=xlsx` the same as a file."""
    asked = _asked(request)
    found = counted(asked.agency.id, asked.period, asked.scope, on=request.on)
    by_month = months(found.gathered, asked.period.year, on=request.on)
    match request.GET.get("as"):
        case "csv":
            return _csv(request, asked, found, by_month)
        case "xlsx":
            return _xlsx(request, asked, found, by_month)
    most = max((month.came for month in by_month), default=0)
    figures = {cell: _figure(asked, each) for cell, each in found.figures.items()}
    after = asked.period.after
    context = {
        "asked": asked,
        "found": found,
        "lines": [_line(asked, each) for each in found.figures.values() if _told(each)],
        "months": [(month, _share(month.came, most), _cells(asked, month)) for month in by_month],
        "decided": _decided(asked, found, by_month),
        "tables": [filled(asked.period.year, table, figures) for table in TABLES],
        "before": asked.page(asked.period.before) if has_form(asked.period.before) else "",
        "after": asked.page(after) if after.first <= request.on else "",
        "to_come": asked.period.first > request.on,
        "scopes": tuple(Scope),
        "csv": asked.query(file="csv"),
        "xlsx": asked.query(file="xlsx"),
    }
    return render(request, "desk/reports/statistics.html", context)


@require_safe
def cell(request: DeskRequest, period: str, cell: str) -> HttpResponse:
    """What is behind a figure: of one body the very things; of several what each gave. Not found for what is no cell."""
    asked = _asked(request, _period(period))
    found = behind(asked.agency.id, asked.period, asked.scope, cell, on=request.on)
    if found is None:
        raise Http404
    reached = {row.id for row in asked.agencies}
    context = {
        "asked": asked,
        "behind": found,
        "value": _said(found.value),
        "gave": [
            (
                each,
                _said(each.value),
                asked.cell(cell, agency_id=each.agency.id) if each.agency.id in reached else "",
            )
            for each in found.gave
        ],
    }
    return render(request, "desk/reports/statistics_cell.html", context)


def _asked(request: DeskRequest, period: Period | None = None) -> Asked:
    """What the address asks for; where it asks for nothing or for what cannot be, the last month that is over."""
    agencies = tuple(rows(request.actor, READERS).values())
    by_id = {row.id: row for row in agencies}
    own = next((duty.agency_id for duty in request.actor.duties if duty.agency_id in by_id), None)
    agency = (
        by_id.get(_number(request.GET.get("agency", ""))) or by_id.get(own or 0) or next(iter(agencies), None)
    )
    if agency is None:
        raise Http404
    years = tuple(
        year for year in range(request.on.year, request.on.year - YEARS, -1) if has_form(Period(year))
    )
    wanted = _wanted(request)
    usual = wanted if wanted and wanted.year in years else Period.of(request.on, Length.MONTH).before
    scope = Scope.ROLLED_UP if request.GET.get("scope") == Scope.ROLLED_UP else Scope.OWN
    return Asked(agency, agencies, period or usual, scope, years)


def _wanted(request: DeskRequest) -> Period | None:
    """The year and the part of it that were chosen; of a year alone the whole of it."""
    try:
        return Period.parse(f"{request.GET.get('year', '')}{request.GET.get('part', '')}")
    except ValueError:
        return None


def _period(key: str) -> Period:
    """The period in an address. Not found for what is none, and for years without a form."""
    try:
        found = Period.parse(key)
    except ValueError:
        raise Http404 from None
    if not has_form(found):
        raise Http404
    return found


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 18 else 0


def _said(value: Number | None) -> str:
    return "" if value is None else in_figures(value)


def _signed(value: Number | None) -> str:
    return "" if value is None else f"+{in_figures(value)}" if value > 0 else in_figures(value)


def _figure(asked: Asked, each: Counted) -> Figure:
    """A printed figure, with what it was before and a year ago below it where any of the three is more than nothing."""
    beside = (
        (name, value)
        for name, value in (("上期", each.before), ("同期", each.a_year_ago))
        if value is not None
    )
    any_of_them = each.value or each.before or each.a_year_ago
    return Figure(
        text=_said(each.value),
        address=asked.cell(each.spec.id) if each.value else "",
        hint=each.told,
        beside=tuple(f"{name} {in_figures(value)}" for name, value in beside) if any_of_them else (),
    )


def _told(each: Counted) -> bool:
    """Whether a figure stands among the compared ones: of table three the totals, and nothing that was always nothing."""
    return (each.spec.table != "t3" or each.spec.column.id == "total") and bool(
        each.value or each.before or each.a_year_ago
    )


def _line(asked: Asked, each: Counted) -> Line:
    label = each.spec.label

    def linked(value: Number | None, period: Period) -> Figure:
        there = value and each.spec.id in period.form.cells
        return Figure(_said(value), asked.cell(each.spec.id, period) if there else "")

    return Line(
        label=label.removesuffix(" · 总计") if each.spec.table == "t3" else label,
        unit=each.spec.column.unit,
        now=linked(each.value, asked.period),
        before=linked(each.before, asked.period.before),
        a_year_ago=linked(each.a_year_ago, asked.period.a_year_ago),
        change=_signed(each.change),
        change_in_a_year=_signed(each.change_in_a_year),
    )


def _share(many: int, most: int) -> int:
    """The length of a bar, in percent of the longest."""
    return round(100 * many / most) if most else 0


def _decided(
    asked: Asked, found: Statistics, by_month: tuple[Month, ...]
) -> tuple[tuple[CellSpec, ...], list[tuple[Month, int, list[Figure]]]]:
    """The decisions of the months by kind: the kinds that there are, then each month with its bar and its figures."""
    kinds = tuple(
        spec for spec in decisions(found.form) if any(spec.id in month.decisions for month in by_month)
    )
    most = max((month.decided for month in by_month), default=0)
    lines = []
    for month in by_month:
        many = [(spec.id, month.decisions.get(spec.id, 0)) for spec in kinds]
        figures = [Figure(str(each), asked.cell(cell, month.period) if each else "") for cell, each in many]
        lines.append((month, _share(month.decided, most), figures))
    return kinds, lines


def _cells(asked: Asked, month: Month) -> tuple[str, ...]:
    """The addresses of what a month counts, and of the month itself."""
    rows_of = ("new_received", "handled_total", "carried_out")
    return (*(asked.cell(f"t3.{row}.total", month.period) for row in rows_of), asked.page(month.period))


@few_an_hour
def _csv(
    request: DeskRequest,  # noqa: ARG001 - who asks is counted
    asked: Asked,
    found: Statistics,
    by_month: tuple[Month, ...],
) -> HttpResponseBase:
    return as_csv(f"{asked.name}.csv", _lines(asked, found, by_month))


@few_an_hour
def _xlsx(
    request: DeskRequest,  # noqa: ARG001 - who asks is counted
    asked: Asked,
    found: Statistics,
    by_month: tuple[Month, ...],
) -> HttpResponseBase:
    names = {"t2": "表二", "t3": "表三", "t4": "表四"}
    sheets = [Sheet(names[table], HEAD, list(_rows(found, table))) for table in TABLES]
    sheets.append(Sheet("按月", MONTHS, list(_months(by_month))))
    return attachment(f"{asked.name}.xlsx", to_xlsx(f"{asked.name}　{_as_of(found)}", sheets), XLSX)


def _lines(asked: Asked, found: Statistics, by_month: tuple[Month, ...]) -> Iterator[tuple[object, ...]]:
    yield asked.name, _as_of(found)
    yield HEAD
    for table in TABLES:
        yield from _rows(found, table)
    yield ()
    yield MONTHS
    yield from _months(by_month)


def _as_of(found: Statistics) -> str:
    return f"截至{min(found.as_of, found.period.last):%Y-%m-%d}"


def _rows(found: Statistics, table: str) -> Iterator[tuple[object, ...]]:
    for each in found.figures.values():
        if each.spec.table == table:
            values = (each.value, each.before, each.change, each.a_year_ago, each.change_in_a_year)
            yield (
                each.spec.label,
                each.spec.column.unit,
                *("" if value is None else value for value in values),
            )


def _months(by_month: tuple[Month, ...]) -> Iterator[tuple[object, ...]]:
    for month in by_month:
        yield month.period.name, month.came, month.handled, month.open, month.decided
