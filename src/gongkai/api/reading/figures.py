"""Annual reports with their cells, and how much there is of everything."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils.timezone import localdate
from ninja import Field, Schema
from ninja.params.functions import Query

from gongkai.annual_reports.queries.released import held, stock
from gongkai.annual_reports.queries.versions import stored
from gongkai.api import problems
from gongkai.api.problems import Problem, responses
from gongkai.api.reading.open import reading
from gongkai.api.reading.paging import USUAL, Cursor, Limit, Page, number, whole
from gongkai.documents.writing.as_json import to_json
from gongkai.portal.open_data import rows
from gongkai.portal.open_data.rows import Record
from gongkai.portal.open_data.sets import sized
from gongkai.portal.open_data.shapes import Body, ReportLine

router = reading()
NO_REPORT = "没有这份年度报告。"


class ReportPage(Page):
    """Annual reports."""

    rows: list[ReportLine]


class Cell(Schema):
    """A cell of the official tables."""

    value: float | int | None = Field(description="数；空白为 null，空白不是零；金额是万元")
    raw: str = Field(description="原件上怎么印的")
    where: str = Field(description="在原件的什么地方")
    inferred: bool = Field(False, description="原件缺这一格，由表内的合计算出")


class ReportWhole(Schema):
    """An annual report with its cells."""

    agency: Body
    year: int
    version: int
    imported_at: datetime
    url: str
    title: str
    form: str = Field(description="表式")
    published_on: str | None
    cells: dict[str, Cell] = Field(description="三张表的格，编号见年度报告开放数据的单元格一览")


class Sum(Schema):
    """How much there is of one set of data."""

    dataset: str
    title: str
    rows: int | None = Field(description="随机关而定的为 null")
    more_than: bool = Field(description="比这个数多，没有往下数")
    changed_at: datetime | None


class YearSum(Schema):
    """Reports of a year."""

    year: int
    reports: int


class Statistics(Schema):
    """How much there is."""

    datasets: list[Sum]
    reports: list[YearSum]


@router.get(
    "reports", response={200: ReportPage, **responses(400, 429)}, tags=["年度报告"], summary="年度报告"
)
def list_reports(
    request: HttpRequest,
    agency: Annotated[str, Query(max_length=60, description="机关代号")] = "",
    year: Annotated[int | None, Query(ge=1949, le=2999, description="年度")] = None,
    cursor: Cursor = "",
    limit: Limit = USUAL,
) -> Record:
    """每份报告的最新一版，按收录先后。"""
    found = held(number(cursor), limit + 1, year=year, slug=agency)
    page, following = whole(found, limit, lambda each: each.id)
    return {"rows": [rows.report(request, each) for each in page], "next": following}


@router.get(
    "reports/{slug}/{year}",
    response={200: ReportWhole, **responses(400, 404, 429)},
    tags=["年度报告"],
    summary="一份年度报告的数",
)
def get_report(request: HttpRequest, slug: str, year: int) -> Record:
    """三张表的每一格。文字全文见报告页面的 JSON。"""
    found = stored(slug, year, on=localdate()) if 0 < year < 10_000 else None
    if found is None:
        raise Problem(404, problems.NOT_FOUND, NO_REPORT)
    told = to_json(found.report)
    return {
        "agency": rows.body(found.agency.slug, found.agency.name),
        "year": found.year,
        "version": found.version,
        "imported_at": found.imported_at,
        "url": rows.at(request, "report", slug, year),
        "title": told["title"],
        "form": told["format"],
        "published_on": told["published_on"],
        "cells": told["cells"],
    }


@router.get(
    "statistics", response={200: Statistics, **responses(400, 429)}, tags=["统计"], summary="各有多少"
)
def get_statistics(request: HttpRequest) -> Record:  # noqa: ARG001 - as every operation
    """每套数据有多少行，最近什么时候更新；每个年度有多少份年度报告。"""
    return {
        "datasets": [
            {
                "dataset": each.key,
                "title": each.title,
                "rows": size.many,
                "more_than": size.more_than,
                "changed_at": size.changed_at,
            }
            for each, size in sized(localdate())
        ],
        "reports": [{"year": year, "reports": many} for year, many in stock().reports.items()],
    }
