"""Agencies, their columns, their catalogues."""

from datetime import date
from itertools import islice
from typing import Annotated

from django.http import HttpRequest
from django.utils.timezone import localdate
from ninja.params.functions import Query

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow as Row
from gongkai.api import problems
from gongkai.api.problems import Problem, responses
from gongkai.api.reading.open import reading
from gongkai.api.reading.paging import NO_CURSOR, USUAL, Cursor, Limit, Page, number, packed, unpacked, whole
from gongkai.portal.open_data import rows
from gongkai.portal.open_data.rows import Record
from gongkai.portal.open_data.shapes import AgencyRow, ColumnRow, EntryRow
from gongkai.publication.queries.catalogue import catalogue as catalogue_of

router = reading()
NO_AGENCY = "没有这个机关，请核对代号。"


class AgencyPage(Page):
    """Agencies."""

    rows: list[AgencyRow]


class ColumnList(Page):
    """The columns of an agency."""

    rows: list[ColumnRow]


class EntryPage(Page):
    """Rows of the catalogue of an agency."""

    rows: list[EntryRow]


@router.get("agencies", response={200: AgencyPage, **responses(400, 429)}, tags=["机关"], summary="机关名录")
def list_agencies(request: HttpRequest, cursor: Cursor = "", limit: Limit = USUAL) -> Record:
    """全部公开机关，按登记先后，含已经终止的。"""
    found = list(islice(rows.every_agency(request, localdate(), number(cursor), limit + 1), limit + 1))
    page, following = whole(found, limit, lambda each: each[0])
    return {"rows": [record for _, record in page], "next": following}


@router.get(
    "agencies/{slug}",
    response={200: AgencyRow, **responses(400, 404, 429)},
    tags=["机关"],
    summary="一个机关",
)
def get_agency(request: HttpRequest, slug: str) -> Record:
    """一个机关现在的名称、层级、上级。"""
    on = localdate()
    found = agency(slug, on)
    above = agencies.as_of_all([found.parent_id], on) if found.parent_id else {}
    return rows.agency(request, found, {each.id: each.slug for each in above.values()})


@router.get(
    "agencies/{slug}/columns",
    response={200: ColumnList, **responses(400, 404, 429)},
    tags=["机关"],
    summary="一个机关的栏目",
)
def list_columns(request: HttpRequest, slug: str) -> Record:  # noqa: ARG001 - as every operation
    """公开的栏目，每个栏目排在它的上级栏目后面；一次给全。"""
    on = localdate()
    return {"rows": rows.columns_of(agency(slug, on), on), "next": None}


@router.get(
    "agencies/{slug}/catalogue",
    response={200: EntryPage, **responses(400, 404, 429)},
    tags=["机关"],
    summary="一个机关的基层政务公开标准目录",
)
def list_catalogue(
    request: HttpRequest,  # noqa: ARG001 - as every operation
    slug: str,
    field: Annotated[str, Query(max_length=40, description="只要这个领域（代号）")] = "",
    cursor: Cursor = "",
    limit: Limit = USUAL,
) -> Record:
    """现在的目录事项，按领域和顺序。"""
    on = localdate()
    found = agency(slug, on)
    entries = catalogue_of(found.id, on, field=field)
    begin = 0
    if cursor:
        last = unpacked(cursor)
        begin = next((place for place, each in enumerate(entries, 1) if each.key == last), 0)
        if not begin:
            raise Problem(400, problems.WRONG, NO_CURSOR)
    page = entries[begin : begin + limit]
    more = begin + limit < len(entries)
    return {
        "rows": [rows.entry(found, each) for each in page],
        "next": packed(page[-1].key) if more else None,
    }


def agency(slug: str, on: date) -> Row:
    """The agency with this address as it is on a day; Problem if there is none."""
    held = agencies.by_slugs([slug]).get(slug) if "\0" not in slug else None
    if held is None:
        raise Problem(404, problems.NOT_FOUND, NO_AGENCY)
    return agencies.as_of_all([held.id], on)[held.id]
