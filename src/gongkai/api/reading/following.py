"""What a mirror needs: everything page by page, then every change in its order. Superior platforms collect from here."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localtime
from ninja import Field, Schema
from ninja.params.functions import Query

from gongkai.annual_reports.queries.changes import REPORTS
from gongkai.api.problems import responses
from gongkai.api.reading.items import Item
from gongkai.api.reading.open import reading
from gongkai.api.reading.paging import USUAL, Cursor, Limit, Page, number, whole
from gongkai.normative.queries.changes import DOCUMENTS
from gongkai.normative.queries.changes import LISTS as BESIDE_DOCUMENTS
from gongkai.portal.items.as_json import record
from gongkai.portal.open_data.rows import Record
from gongkai.publication.queries.changes import ITEMS
from gongkai.publication.queries.public import whole_behind
from gongkai.records.queries.deeds import Deed
from gongkai.records.queries.proofs import head
from gongkai.records.queries.turns import Kind, Teller, Told, Turn, Turned, turns
from gongkai.registers.queries.changes import RECORDS

router = reading()
_LAST = 2**63 - 1


class Change(Schema):
    """One change of what is public."""

    sequence: int = Field(description="序号，只增不减；一次带来的几条变动相同")
    kind: Kind = Field(
        description="item 信息，document 登记簿里的文件，report 年度报告，record 登记簿的记录，list 整个列表有变动"
    )
    key: list[str | int] = Field(
        description="信息的索引号；文件的登记号；机关代号和年度；登记簿代号和记录编号；列表的地址"
    )
    at: datetime = Field(description="什么时候")
    change: Turn = Field(
        description="published 公开，replaced 换成新版，restored 恢复公开，withdrawn 撤回，expired 到期下架"
    )
    index_no: str = Field(description="信息的索引号；别的为空")
    public: bool = Field(description="读取的时候是不是公开；不公开的应当从镜像里删除")
    url: str = Field(
        description="在接口里的地址；不公开的回答 410 或者 404。列表的，从头取一遍，取不到的行应当删除"
    )


class Changes(Schema):
    """Changes in their order."""

    rows: list[Change]
    next: int = Field(description="下一次从这里读起（参数 after）")
    more: bool = Field(description="后面是否还有")


class Harvest(Page):
    """Items whole."""

    rows: list[Item]
    sequence: int = Field(description="读这一页时变动的序号。记下第一页的，取完以后从它读 /changes")


@router.get(
    "changes", response={200: Changes, **responses(400, 429)}, tags=["镜像"], summary="公开信息的变动"
)
def list_changes(
    request: HttpRequest,
    kind: Annotated[
        list[Kind] | None, Query(max_length=len(Kind), description="要哪些，可以给几个；不填为信息（item）")
    ] = None,
    after: Annotated[int, Query(ge=0, le=_LAST, description="读到哪个序号了；0 为从头")] = 0,
    limit: Limit = USUAL,
) -> Record:
    """公开、换版、恢复、撤回、下架，按发生的先后，一个不漏。撤回的只留编号。

    一批导入的信息不拆成两页，所以一页可以比 limit 多。要哪些可以随时改，序号是同一个。
    """
    wanted = frozenset(kind or [Kind.ITEM])
    tellers = [each for each, kinds in TELLERS if kinds & wanted]
    found = turns(tellers, after=after, most=limit)
    return {
        "rows": [
            {
                "sequence": each.sequence,
                "kind": each.kind,
                "key": list(each.key),
                "at": localtime(each.at),
                "change": each.turn,
                "index_no": each.key[0] if each.kind is Kind.ITEM else "",
                "public": each.public,
                "url": _address(request, each),
            }
            for each in found.rows
            if each.kind in wanted
        ],
        "next": found.upto,
        "more": found.more,
    }


@router.get(
    "harvest/items", response={200: Harvest, **responses(400, 429)}, tags=["镜像"], summary="整库取走公开信息"
)
def harvest_items(request: HttpRequest, cursor: Cursor = "", limit: Limit = USUAL) -> Record:
    """现在公开的每一条信息的全文，次序固定；取的时候照常有信息公开、撤回，取完以后读 /changes 补上。"""
    sequence = head()
    page, following = whole(whole_behind(number(cursor), limit + 1), limit, lambda each: each.id)
    return {
        "rows": [record(request, each) for each in page],
        "next": following,
        "sequence": sequence,
    }


def _address(request: HttpRequest, turned: Turned) -> str:
    name = _NAMES.get(turned.kind)
    path = reverse(name, args=turned.key) if name else f"{reverse('api_root')}{turned.key[0]}"
    return request.build_absolute_uri(path)


_NAMES = {
    Kind.ITEM: "api_get_item",
    Kind.DOCUMENT: "api_get_document",
    Kind.REPORT: "api_get_report",
    Kind.RECORD: "api_get_record",
}
_LISTS = {
    **BESIDE_DOCUMENTS,
    **dict.fromkeys(
        ("agencies.abolish", "agencies.import", "agencies.merge", "agencies.move", "agencies.register"),
        "agencies",
    ),
    **dict.fromkeys(("agencies.rename", "agencies.split"), "agencies"),
    **dict.fromkeys(
        ("compilations.open_topic", "compilations.close_topic", "compilations.reopen_topic"), "topics"
    ),
    "compilations.issue": "gazettes",
}
"""Which list an act changes, where it is enough to say so."""


def _of_lists(read: Sequence[Deed]) -> Told:  # noqa: ARG001 - nothing needs to be read
    def told(deed: Deed) -> Iterator[Turned]:
        yield Turned(deed.seq, deed.at, Turn.REPLACED, Kind.LIST, (_LISTS[deed.action],), public=True)

    return told


TELLERS = (
    (ITEMS, frozenset({Kind.ITEM})),
    (DOCUMENTS, frozenset({Kind.DOCUMENT})),
    (REPORTS, frozenset({Kind.REPORT})),
    (RECORDS, frozenset({Kind.RECORD, Kind.LIST})),
    (Teller(frozenset(_LISTS), _of_lists), frozenset({Kind.LIST})),
)
"""Who tells of which kinds."""
