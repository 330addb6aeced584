"""Public items: lists, one whole, its editions, files by their digests."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.timezone import is_naive, localdate, localtime, make_aware
from ninja import Field, Schema
from ninja.params.functions import Path, Query

from gongkai.agencies import queries as agencies
from gongkai.api import problems
from gongkai.api.problems import Problem, responses
from gongkai.api.reading.open import reading
from gongkai.api.reading.paging import USUAL, Cursor, Limit, Page, moment, packed
from gongkai.law.duties.publication import Validity
from gongkai.law.metadata import genres, topics
from gongkai.portal import index_numbers  # noqa: F401 - the converter of these addresses
from gongkai.portal.items.as_json import record
from gongkai.portal.items.files import sent
from gongkai.portal.open_data import rows
from gongkai.portal.open_data.rows import Record
from gongkai.portal.open_data.shapes import Body, Coded, ItemLine, Place
from gongkai.publication.queries import ColumnKind, public
from gongkai.publication.queries.lists import Wanted, block
from gongkai.publication.queries.public import Notice, file_of
from gongkai.publication.queries.published import history

router = reading()
NO_ITEM = "没有这条信息，或者没有公开。请核对索引号。"
NO_FILE = "现在公开的信息里没有这个文件。"
GONE = "{why}：{told}（{on:%Y-%m-%d}）"
IndexNo = Annotated[str, Path(description="索引号；其中的斜线、空格等按网址的规则编码")]

Topic = StrEnum("Topic", {key: key for key in topics()})  # type: ignore[misc] # the words of the law's data
Genre = StrEnum("Genre", {key: key for key in genres()})  # type: ignore[misc] # the same


class Narrowed(Schema):
    """What a list of items is narrowed to."""

    agency: str = Field("", max_length=60, description="机关代号")
    column: str = Field("", max_length=60, description="栏目代号")
    kind: ColumnKind | None = Field(None, description="栏目的类型")
    topic: Topic | None = Field(None, description="主题")
    genre: Genre | None = Field(None, description="体裁")
    validity: Validity | None = Field(None, description="今天的有效性")
    since: datetime | None = Field(None, description="这一时间以后公开或者换版的；不带时区的按北京时间")


class ItemPage(Page):
    """Items, the newest first."""

    rows: list[ItemLine]


class Source(Schema):
    """Where a reprint comes from."""

    name: str = Field(description="来源名称")
    url: str = Field(description="来源地址，可以为空")


class File(Schema):
    """An attachment."""

    name: str = Field(description="文件名")
    url: str = Field(description="下载地址")
    size: int = Field(description="字节数")
    media_type: str = Field(description="内容的类型")
    sha256: str = Field(description="内容的 SHA-256，可用 /api/v1/files/{sha256} 下载")


class Formats(Schema):
    """The same as a file."""

    pdf: str
    docx: str
    text: str


class Item(Schema):
    """A public item whole, as item.json has it."""

    index_no: str = Field(description="索引号，不会改变")
    url: str = Field(description="永久地址")
    title: str
    document_no: str
    agency: Body
    issuing_body: str
    column: Place | None
    topic: Coded | None
    genre: Coded | None
    five_open: Coded | None = Field(description="五公开")
    keywords: str
    summary: str
    audience: str
    written_on: str | None = Field(description="成文日期")
    validity: Coded | None = Field(description="今天的有效性")
    effective_on: str | None
    valid_until: str | None
    source: Source | None = Field(description="转载的来源")
    published_at: str = Field(description="第一次公开的时间")
    updated_at: str = Field(description="现在这一版公开的时间")
    first_published_on_platform: str = Field(description="最早公开它的平台，本平台的为空")
    edition: int = Field(description="现在是第几版")
    digest: str = Field(description="审签的内容的 SHA-256：文字、元数据、文件")
    verify_url: str = Field(description="核验这一版的地址")
    text: str = Field(description="正文文字")
    html: str = Field(description="正文 HTML")
    attachments: list[File]
    formats: Formats


class Version(Schema):
    """A published edition."""

    number: int = Field(description="第几版")
    title: str
    published_at: datetime | None
    present: bool = Field(description="是不是现在公开的一版")
    closed: str = Field(description="不再展示的原因；展示的为空")
    url: str | None = Field(description="这一版的网页；不再展示的为 null")


class Versions(Schema):
    """All published editions of an item."""

    index_no: str
    rows: list[Version]


class Missing(problems.ProblemDocument):
    """The problem document of what was taken back."""

    index_no: str = Field(description="索引号")
    on: str = Field(description="撤回的时间")


@router.get("items", response={200: ItemPage, **responses(400, 429)}, tags=["信息"], summary="公开信息的列表")
def list_items(
    request: HttpRequest,
    narrowed: Annotated[Narrowed, Query()],
    cursor: Cursor = "",
    limit: Limit = USUAL,
) -> Record:
    """现在公开的信息，最近公开或者换版的在前。要跟踪全部变动，用 /changes；要全部取走，用 /harvest/items。"""
    wanted = Wanted(
        agencies=_agencies(narrowed.agency),
        key=narrowed.column,
        kind=narrowed.kind,
        topic=narrowed.topic.value if narrowed.topic else "",
        genre=narrowed.genre.value if narrowed.genre else "",
        validity=narrowed.validity,
        since=_aware(narrowed.since) if narrowed.since else None,
    )
    found, following = block(wanted, on=localdate(), before=moment(cursor), size=limit)
    return {
        "rows": [rows.item(request, each) for each in found],
        "next": packed(following) if following else None,
    }


@router.get(
    "items/{index_no:index_no}/versions",
    response={200: Versions, **responses(400, 404, 429)},
    tags=["信息"],
    summary="一条信息的各个版本",
)
def list_versions(request: HttpRequest, index_no: IndexNo) -> Record:
    """公开过的每一版，从第一版起。"""
    found = history(index_no)
    if found is None:
        raise Problem(404, problems.NOT_FOUND, NO_ITEM)
    return {
        "index_no": found.index_no,
        "rows": [
            {
                "number": each.number,
                "title": each.title if not each.closed else "",
                "published_at": localtime(each.published_at) if each.published_at else None,
                "present": each.number == len(found.editions),
                "closed": each.closed,
                "url": rows.at(request, "old_edition", index_no, each.number) if not each.closed else None,
            }
            for each in found.editions
        ],
    }


@router.get(
    "items/{index_no:index_no}",
    response={200: Item, 410: Missing, **responses(400, 404, 429)},
    tags=["信息"],
    summary="一条信息",
)
def get_item(request: HttpRequest, index_no: IndexNo) -> Record:
    """元数据、正文、附件、摘要。撤回的回答 410 和理由。"""
    found = public.item(index_no)
    if found is None:
        raise Problem(404, problems.NOT_FOUND, NO_ITEM)
    if isinstance(found, Notice):
        at = localtime(found.on)
        detail = GONE.format(why=found.why or problems.GONE, told=found.told, on=at)
        raise Problem(410, problems.GONE, detail, index_no=found.index_no, on=at.isoformat())
    return record(request, found)


@router.get(
    "files/{sha256}",
    response={200: None, **responses(400, 404, 429)},
    tags=["信息"],
    summary="按摘要取文件",
    openapi_extra={
        "responses": {
            200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
        }
    },
)
def get_file(
    request: HttpRequest,
    sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="文件内容的 SHA-256")],
) -> HttpResponseBase:
    """现在公开的信息的附件和图片。内容与摘要永远一致，可以长期保存。"""
    found = file_of(sha256)
    answer: Any = sent(request, found) if found else None
    if answer is None or answer.status_code == 404:
        raise Problem(404, problems.NOT_FOUND, NO_FILE)
    return answer  # type: ignore[no-any-return] # as `sent` says


def _agencies(slug: str) -> list[int] | None:
    """The agency that is asked for; one that there is not has nothing."""
    return [each.id for each in agencies.by_slugs([slug]).values()] if slug else None


def _aware(at: datetime) -> datetime:
    try:
        return (make_aware(at) if is_naive(at) else at).astimezone(UTC)
    except (OverflowError, ValueError) as wrong:
        raise Problem(400, problems.WRONG, problems.SAY_AGAIN.format(where="since")) from wrong
