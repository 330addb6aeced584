"""What a mirror needs: everything page by page, then every change in its order. Superior platforms collect from here."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localtime
from ninja import Field, Schema
from ninja.params.functions import Query

from gongkai.api.problems import responses
from gongkai.api.reading.items import Item
from gongkai.api.reading.open import reading
from gongkai.api.reading.paging import USUAL, Cursor, Limit, Page, number, whole
from gongkai.portal.items.as_json import record
from gongkai.portal.open_data.rows import Record
from gongkai.publication.queries.changes import Turn, turns
from gongkai.publication.queries.public import whole_behind
from gongkai.records.queries.proofs import head

router = reading()
_LAST = 2**63 - 1


class Change(Schema):
    """One change of what is public."""

    sequence: int = Field(description="序号，只增不减；一批导入的几条信息相同")
    at: datetime = Field(description="什么时候")
    change: Turn = Field(
        description="published 公开，replaced 换成新版，restored 恢复公开，withdrawn 撤回，expired 到期下架"
    )
    index_no: str = Field(description="索引号")
    public: bool = Field(description="读取的时候是不是公开；不公开的应当从镜像里删除")
    url: str = Field(description="在接口里的地址；不公开的回答 410 或者 404")


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
    after: Annotated[int, Query(ge=0, le=_LAST, description="读到哪个序号了；0 为从头")] = 0,
    limit: Limit = USUAL,
) -> Record:
    """公开、换版、恢复、撤回、下架，按发生的先后，一个不漏。撤回的只留索引号。

    一批导入的信息不拆成两页，所以一页可以比 limit 多。
    """
    found = turns(after=after, most=limit)
    return {
        "rows": [
            {
                "sequence": each.sequence,
                "at": localtime(each.at),
                "change": each.turn,
                "index_no": each.index_no,
                "public": each.public,
                "url": _address(request, each.index_no),
            }
            for each in found.rows
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


def _address(request: HttpRequest, index_no: str) -> str:
    return request.build_absolute_uri(reverse("api_get_item", args=[index_no]))
