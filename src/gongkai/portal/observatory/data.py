"""All reports as open data: what there is, as CSV, JSON Lines and workbooks, with what their columns mean."""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from csv import writer
from io import StringIO
from itertools import islice
from tempfile import TemporaryFile

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, http_date, quote_etag
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import condition, require_safe

from gongkai.annual_reports.queries.released import Released, released, stock
from gongkai.documents.writing.all_reports import (
    CELLS,
    COLUMNS,
    Body,
    Published,
    cell_lines,
    cell_list,
    report_lines,
    workbook,
)
from gongkai.law.report.schema import Form, form_for
from gongkai.law.wording import day
from gongkai.portal.freshness import kept
from gongkai.portal.items.papers import BUSY, PATIENCE, turns
from gongkai.portal.pages.errors import trouble
from gongkai.portal.reports.downloads import XLSX
from gongkai.portal.saving import CSV, table

LINES = "application/x-ndjson; charset=utf-8"
_CHUNK = 500
"""Lines of a CSV that are sent together."""


@require_safe
@kept
def catalogue(request: HttpRequest) -> HttpResponse:
    """What there is to take away, and what the columns mean."""
    context = {"stock": stock(), "columns": COLUMNS, "cells": CELLS}
    return render(request, "portal/observatory/data.html", context)


@require_safe
def cells(request: HttpRequest) -> HttpResponseBase:
    """Every cell of every report as CSV, of one year with `nd`."""
    year = _year(request)
    return _fresh(
        request,
        lambda: _sent(_csv(cell_lines(_published(request, year))), f"年度报告数据{year or ''}.csv", CSV),
    )


@require_safe
def reports(request: HttpRequest) -> HttpResponseBase:
    """Every report as JSON Lines, of one year with `nd`."""
    year = _year(request)
    return _fresh(
        request, lambda: _sent(report_lines(_published(request, year)), f"年度报告{year or ''}.jsonl", LINES)
    )


@require_safe
def of_year(request: HttpRequest, year: int) -> HttpResponseBase:
    """The reports of a year as a workbook."""
    if year not in stock().reports:
        raise Http404
    try:
        form = form_for(year)
    except LookupError as unknown:
        raise Http404 from unknown
    return _fresh(request, lambda: _workbook(request, year, form))


@require_safe
def columns(request: HttpRequest) -> HttpResponseBase:  # noqa: ARG001 - as views are called
    """Every cell of both forms as CSV: what it is called, what it is connected with."""
    return table("单元格一览.csv", cell_list())


def _year(request: HttpRequest) -> int | None:
    """The year that is asked for; Http404 for one that has no reports."""
    said = request.GET.get("nd", "")
    if not said:
        return None
    if not (said.isdecimal() and len(said) == 4 and int(said) in stock().reports):
        raise Http404
    return int(said)


def _fresh(request: HttpRequest, made: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The file, or that the browser has it already: nothing is written while no report and no name has changed."""
    held = stock()

    @condition(etag_func=lambda _request: quote_etag(held.mark))
    def answered(_request: HttpRequest) -> HttpResponseBase:
        return made()

    response = answered(request)
    if held.changed_at and response.status_code == 200:
        response["Last-Modified"] = http_date(held.changed_at.timestamp())
    if "Cache-Control" not in response:
        patch_cache_control(response, public=True, no_cache=True)
    return response


def _sent(told: Iterable[bytes], name: str, kind: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(told, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def _csv(lines: Iterator[list[str]]) -> Iterator[bytes]:
    """Lines that Excel opens as intended and does not run, many at a time."""
    yield BOM_UTF8
    while some := list(islice(lines, _CHUNK)):
        out = StringIO(newline="")
        writer(out).writerows(some)
        yield out.getvalue().encode("utf-8", "replace")


def _published(request: HttpRequest, year: int | None) -> Iterator[Published]:
    return (_as_published(request, each) for each in released(year))


def _as_published(request: HttpRequest, each: Released) -> Published:
    body = each.agency
    return Published(
        Body(body.slug, body.name, body.region, body.level, body.level.label, body.kind, body.kind.label),
        each.year,
        each.version,
        request.build_absolute_uri(reverse("report", args=[body.slug, each.year])),
        localtime(each.imported_at).isoformat(),
        each.content,
    )


def _workbook(request: HttpRequest, year: int, form: Form) -> HttpResponseBase:
    if not turns.acquire(timeout=PATIENCE):
        return trouble(request, BUSY)
    try:
        with ExitStack() as held:
            out = held.enter_context(TemporaryFile())
            about = (
                f"{year} 年度政府信息公开工作年度报告数据，{day(localdate())}从 {request.get_host()} 下载。",
                "每行一个机关，每列一格；第一行是名称，第二行是编号。空白表示原表空白或者没有读出，不是 0。",
                "政府的报告可能已经汇总了所属部门和下级政府的数，与它们的报告不能相加。",
            )
            workbook(out, form, _published(request, year), about)
            held.pop_all()  # the answer closes it when it is sent
    finally:
        turns.release()
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=f"年度报告数据{year}.xlsx", content_type=XLSX)
