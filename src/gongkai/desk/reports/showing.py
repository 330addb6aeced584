"""A report as it will be published: its page with tables in their places and charts, its files, its package."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from gongkai.annual_reports.access import WRITERS
from gongkai.annual_reports.actions import Refused
from gongkai.annual_reports.actions.packing import pack
from gongkai.desk.acting.frame import Trouble, trouble
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.official import Figure, Table, filled
from gongkai.desk.reports.report import seen
from gongkai.desk.tables import attachment, few_an_hour
from gongkai.documents.annual.charts import Chart, charts
from gongkai.documents.annual.printing import printed
from gongkai.documents.annual.writing import PAPER, Kind, Manner
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.report.checks.wording import TABLE_SECTIONS
from gongkai.law.report.content import Report, Section

KINDS = frozenset({Kind.DOCX, Kind.PDF, Kind.XLSX})
DRAFT = "草稿，尚未发布"


@dataclass(frozen=True, slots=True)
class Shown:
    """One section with the table and the charts that stand in it; charts with their numbers."""

    section: Section
    table: Table | None
    charts: tuple[tuple[int, Chart], ...]


@require_safe
def preview(request: DeskRequest, working_id: int) -> HttpResponse:
    """The report as it will be read, without anything to edit."""
    made = seen(request, working_id)
    report = made.report
    drawn = list(enumerate(charts(report)))
    context = {
        "held": made.working,
        "report": report,
        "sections": [
            Shown(
                section,
                _table(report, made.working.year, section.id),
                tuple((number, chart) for number, chart in drawn if chart.section == section.id),
            )
            for section in report.sections
        ],
        "kinds": [(kind.value, kind.value.upper()) for kind in (Kind.DOCX, Kind.PDF, Kind.XLSX)],
    }
    return render(request, "desk/reports/preview.html", context)


@require_safe
def chart(request: DeskRequest, working_id: int, number: int) -> HttpResponse:
    """One chart as a picture without text, styles or scripts."""
    drawn = charts(seen(request, working_id).report)
    if number >= len(drawn):
        raise Http404
    return HttpResponse(drawn[number].svg, content_type="image/svg+xml")


@require_safe
def paper(request: DeskRequest, working_id: int, kind: str) -> HttpResponse:
    """The report as it stands now as a file in its official form; at its foot that it is a draft."""
    made = seen(request, working_id)
    if kind not in KINDS:
        raise Http404
    wanted = Kind(kind)
    try:
        done = printed(made.report, wanted, localtime(request.at), _manner(made.report, wanted))
    except Unreadable as problem:
        return trouble(request, Trouble(503, "这份报告暂时不能制成文件", str(problem)))
    return attachment(f"{made.report.title}（{DRAFT}）.{wanted}", done.data, wanted.media_type)


@require_POST
@few_an_hour
def package(request: DeskRequest, working_id: int) -> HttpResponseBase:
    """The published report as a package for the platform of a superior body; that it was made is logged."""
    held = seen(request, working_id).working
    if request.actor.holds(WRITERS, held.agency.id) is None:
        raise Http404
    try:
        data, _ = pack(agency_id=held.agency.id, year=held.year, by=request.actor, at=request.at)
    except (Refused, Unreadable) as refused:
        messages.error(request, str(refused))
        return redirect("desk:report", working_id)
    return attachment(f"{held.agency.name}{held.year}年度报告交换包.zip", data, "application/zip")


def _manner(report: Report, kind: Kind) -> Manner:
    return Manner(footer=(f"{report.title}　{DRAFT}",)) if kind in PAPER else Manner()


def _table(report: Report, year: int, section_id: str) -> Table | None:
    name = next((table for table, section in TABLE_SECTIONS.items() if section == section_id), None)
    if name is None:
        return None
    return filled(year, name, {cell: Figure(each.raw) for cell, each in report.cells.items()})
