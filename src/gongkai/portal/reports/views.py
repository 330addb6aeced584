"""Annual reports for the public: list, agency, report, comparison, downloads."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.annual_reports import queries
from gongkai.annual_reports.queries import ReportRow
from gongkai.annual_reports.queries.corrections import corrections
from gongkai.portal.charts.of_report import flow_chart, outcome_chart, trend
from gongkai.portal.organs.frame import BY_KEY, frame
from gongkai.portal.reports import downloads, papers
from gongkai.portal.reports.comparing import Comparison, compare
from gongkai.portal.reports.forms import MOST_COMPARED, ReportFilter, compared
from gongkai.portal.saving import attachment, table
from gongkai.portal.sheets.sheet import lay_out

PER_PAGE = 50


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Agencies down, years across: which reports there are and how they fared."""
    years = queries.years()
    form = ReportFilter(request.GET, regions=agencies.regions(), years=years)
    region, level, year = form.chosen()
    page = Paginator(agencies.listed(level=level, region=region), PER_PAGE).get_page(request.GET.get("page"))
    columns = [year] if year else years
    context = {
        "form": form,
        "years": columns,
        "rows": _matrix(page, columns, year),
        "page": page,
        "filters": _without_page(request),
        "most_compared": MOST_COMPARED,
    }
    return render(request, "portal/reports/list.html", context)


def _matrix(
    page: Page[Any], years: list[int], year: int | None
) -> list[tuple[AgencyRow, list[tuple[int, ReportRow | None]]]]:
    today = localdate()
    shown = agencies.rows_on(page, today)
    reports = queries.rows([agency.slug for agency in shown], on=today, year=year)
    at = {(report.agency.slug, report.year): report for report in reports}
    return [(agency, [(year, at.get((agency.slug, year))) for year in years]) for agency in shown]


def _without_page(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


@require_safe
def listing_csv(request: HttpRequest) -> HttpResponse:
    """The list as CSV, with the same filters."""
    form = ReportFilter(request.GET, regions=agencies.regions(), years=queries.years())
    region, level, year = form.chosen()
    chosen = [agency.slug for agency in agencies.listed(level=level, region=region)]
    lines: list[list[object]] = [["地区", "机关", "层级", "年度", "错误", "提醒", "说明", "现名", "地址"]]
    for report in queries.rows(chosen, on=localdate(), year=year):
        agency, badge = report.agency, report.badge
        address = request.build_absolute_uri(reverse("report", args=[agency.slug, report.year]))
        counts = [badge.errors, badge.warnings, badge.notes]
        of_the_time = [agency.region, agency.name, agency.level.label, report.year]
        lines.append([*of_the_time, *counts, report.now_called, address])
    return table("年度报告目录.csv", lines)


@require_safe
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """All reports of one agency, and how its figures changed."""
    body = frame(slug, localdate())
    rows = queries.rows([slug], on=body.on)
    reports = queries.contents((slug, row.year) for row in rows)
    by_year = {year: report for (_, year), report in reports.items()}
    context = {
        "body": body,
        "way": body.way(),
        "here": BY_KEY["nb"].title,
        "part": "nb",
        "agency": body.agency,
        "rows": rows,
        "trend": trend(by_year),
    }
    return render(request, "portal/reports/agency.html", context)


@require_safe
def report(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """One report: prose, official tables, findings, charts, downloads."""
    stored = queries.stored(slug, year, on=localdate())
    if stored is None:
        raise Http404
    years = [row.year for row in queries.rows([slug], on=localdate())]
    context = {
        "stored": stored,
        "agency": stored.agency,
        "sheet": lay_out(stored.report, stored.findings),
        "flow": flow_chart(stored.report),
        "outcomes": outcome_chart(stored.report),
        "corrections": corrections(slug, year) if stored.version > 1 else [],
        "earlier": next((other for other in years if other < year), None),
        "later": next((other for other in reversed(years) if other > year), None),
    }
    return render(request, "portal/reports/report.html", context)


@require_safe
def download(request: HttpRequest, slug: str, year: int, kind: str) -> HttpResponse:
    """A report as JSON, CSV or XLSX, in its official form, or the file that was imported."""
    if kind == "original":
        found = queries.original(slug, year)
        if found is None:
            raise Http404
        return attachment(found[1], found[0], "application/octet-stream")
    stored = queries.stored(slug, year, on=localdate())
    if stored is None:
        raise Http404
    name = f"{stored.agency.name}{year}年度报告"
    if kind in papers.KINDS:
        return papers.sent(request, stored, papers.KINDS[kind], name)
    return downloads.written(stored.report, kind.removeprefix("report."), name)


def _compared(request: HttpRequest) -> Comparison:
    chosen = compared(request.GET.getlist("r"))
    rows = queries.rows({slug for slug, _ in chosen}, on=localdate())
    return compare(chosen, queries.contents(chosen), rows)


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """Key figures of chosen reports side by side."""
    context = {"comparison": _compared(request), "most_compared": MOST_COMPARED}
    return render(request, "portal/reports/comparison.html", context)


@require_safe
def comparison_csv(request: HttpRequest) -> HttpResponse:
    """The comparison as CSV."""
    made = _compared(request)
    head: list[object] = [
        "指标",
        "单位",
        *(subject.label for subject in made.subjects),
    ]
    lines = [[line.label, line.unit, *(value.text for value in line.values)] for line in made.lines]
    return table("年度报告对比.csv", [head, *lines])
