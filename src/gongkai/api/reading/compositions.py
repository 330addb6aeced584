"""Topics and issues of the gazette."""

from typing import Annotated

from django.http import HttpRequest
from django.utils.timezone import localtime
from ninja import Field, Schema
from ninja.params.functions import Query

from gongkai.api import problems
from gongkai.api.problems import Problem, responses
from gongkai.api.reading.open import reading
from gongkai.api.reading.paging import NO_CURSOR, USUAL, Cursor, Limit, Page, packed, unpacked
from gongkai.compilations.queries import issued, shown
from gongkai.portal.open_data import rows
from gongkai.portal.open_data.rows import Record
from gongkai.portal.open_data.shapes import IssueRow, TopicRow

router = reading()
NO_TOPIC = "没有这个专题，或者还没有公开。"
NO_ISSUE = "没有这一期公报，或者还没有出版。"
_MOST_NUMBER = 2**31 - 1


class TopicPage(Page):
    """Topics."""

    rows: list[TopicRow]


class Listed(Schema):
    """What stands in a topic."""

    title: str
    origin: str = Field(description="来自哪一级")
    document_no: str
    agency: str
    published_at: str | None
    index_no: str = Field(description="索引号；外部文件为空")
    url: str


class Section(Schema):
    """A section of a topic."""

    title: str
    note: str
    places: list[Listed]


class TopicWhole(TopicRow):
    """A topic with what stands in it."""

    introduction: str
    sections: list[Section]


class IssuePage(Page):
    """Issues."""

    rows: list[IssueRow]


class Contained(Schema):
    """A document in an issue."""

    number: int
    rubric: str = Field(description="栏目")
    title: str
    document_no: str
    agency: str
    readable: bool = Field(description="现在还能不能看到正文")
    url: str


class IssueWhole(IssueRow):
    """An issue with its contents."""

    contents: list[Contained]


@router.get("topics", response={200: TopicPage, **responses(400, 429)}, tags=["专题和公报"], summary="专题")
def list_topics(request: HttpRequest, cursor: Cursor = "", limit: Limit = USUAL) -> Record:
    """公开的专题，进行中的在前。"""
    return _page([rows.topic(request, each) for each in shown.listed()], cursor, limit, "slug")


@router.get(
    "topics/{slug}",
    response={200: TopicWhole, **responses(400, 404, 429)},
    tags=["专题和公报"],
    summary="一个专题",
)
def get_topic(request: HttpRequest, slug: str) -> Record:
    """专题和收入的文件。"""
    row = next((each for each in shown.listed() if each.slug == slug), None)
    found = shown.shown(slug) if row else None
    if row is None or found is None:
        raise Problem(404, problems.NOT_FOUND, NO_TOPIC)
    return {
        **rows.topic(request, row),
        "introduction": found.introduction,
        "sections": [
            {
                "title": section.title,
                "note": section.note,
                "places": [
                    {
                        "title": each.title,
                        "origin": each.origin.label,
                        "document_no": each.document_no,
                        "agency": each.agency or each.source,
                        "published_at": localtime(each.published_at).isoformat()
                        if each.published_at
                        else None,
                        "index_no": each.index_no,
                        "url": each.address or rows.at(request, "item", each.index_no),
                    }
                    for each in section.places
                ],
            }
            for section in found.sections
        ],
    }


@router.get(
    "gazettes", response={200: IssuePage, **responses(400, 429)}, tags=["专题和公报"], summary="政府公报"
)
def list_gazettes(
    request: HttpRequest,
    agency: Annotated[str, Query(max_length=60, description="机关代号")] = "",
    year: Annotated[int | None, Query(ge=1949, le=2999, description="年份")] = None,
    cursor: Cursor = "",
    limit: Limit = USUAL,
) -> Record:
    """已经出版的各期，最近的在前。"""
    found = [rows.issue(request, each) for each in issued.issues_of(agency_slug=agency, year=year)]
    return _page(found, cursor, limit, "url")


@router.get(
    "gazettes/{slug}/{year}/{number}",
    response={200: IssueWhole, **responses(400, 404, 429)},
    tags=["专题和公报"],
    summary="一期公报",
)
def get_gazette(request: HttpRequest, slug: str, year: int, number: int) -> Record:
    """一期公报和它的目录。"""
    known = 0 <= year <= _MOST_NUMBER and 0 <= number <= _MOST_NUMBER
    found = issued.whole(slug, year, number) if known else None
    if found is None:
        raise Problem(404, problems.NOT_FOUND, NO_ISSUE)
    return {
        **rows.issue(request, found.out),
        "contents": [
            {
                "number": each.number,
                "rubric": each.rubric.label,
                "title": each.title,
                "document_no": each.document_no,
                "agency": each.agency,
                "readable": each.standing.readable,
                "url": rows.at(request, "gazette_article", slug, year, number, each.number),
            }
            for each in found.lines
        ],
    }


def _page(found: list[Record], cursor: str, limit: int, named: str) -> Record:
    """A page of a short list, behind the row that a cursor names; Problem where that is gone."""
    begin = 0
    if cursor:
        last = unpacked(cursor)
        begin = next((n for n, each in enumerate(found, 1) if each[named] == last), 0)
        if not begin:
            raise Problem(400, problems.WRONG, NO_CURSOR)
    page = found[begin : begin + limit]
    more = begin + limit < len(found)
    return {"rows": page, "next": packed(page[-1][named]) if more else None}
