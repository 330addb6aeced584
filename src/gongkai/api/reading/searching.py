"""The search for machines: the same question in the address, the answer as JSON. Fields: docs/developers/search-api.md."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.timezone import localdate, localtime
from ninja import Field, Schema
from ninja.params.functions import Query

from gongkai.api import problems
from gongkai.api.problems import Problem, responses
from gongkai.api.reading.open import reading
from gongkai.portal.searching.asking import ORDERS, PARAMETERS, understood
from gongkai.portal.searching.naming import Names, address, names
from gongkai.portal.searching.unready import UNREADY, note
from gongkai.search.queries import FURTHEST, Answer, EntryKind, Hit, Unusable, find

router = reading()
MOST = 100
"""Hits of one page."""


class Piece(Schema):
    """A piece of text."""

    text: str
    hit: bool = Field(description="是不是所找的词")


class Found(Schema):
    """A hit."""

    kind: EntryKind
    key: str = Field(description="信息是索引号；其余见说明")
    title: str
    document_no: str
    agency: str
    column: str
    published_at: str
    validity: str
    snippet: list[Piece]
    url: str


class Value(Schema):
    """A value of a facet."""

    value: str = Field(description="再问的时候用")
    name: str
    hits: int


class Result(Schema):
    """Hits of a search."""

    total: int
    page: int
    pages: int
    dropped: list[str] = Field(description="没有去找的词：只有一个字，或者只有符号")
    hits: list[Found]
    facets: dict[str, list[Value]] = Field(description="按参数名：结果里有哪些值，各有多少条")


def _many(what: str) -> Any:
    return Field(default_factory=list, description=f"{what}；可以给几个，有一个符合即可")


class Question(Schema):
    """What is asked."""

    q: str = Field("", description="词，全都要出现；引号里的照原样找；不填为全部公开的信息")
    jg: list[str] = _many("机关代号")
    lm: list[str] = _many("栏目代号")
    tc: list[str] = _many("体裁")
    nf: list[str] = _many("第一次公开的年份")
    zt: list[str] = _many("主题")
    yx: list[str] = _many("有效性")
    wz: str = Field("", description="bt：只在标题和文号里找")
    px: str = Field("", description="次序：空为相关度，xin 最新，jiu 最早")
    p: str = Field("1", description="第几页，从 1 起")
    size: str = Field("20", description="一页几条，1 到 100")


@router.get("search", response={200: Result, **responses(400, 429, 503)}, tags=["检索"], summary="检索")
def search(request: HttpRequest, asked: Annotated[Question, Query()]) -> dict[str, Any]:
    """与检索页相同的结果，次序相同；连同可以再筛选的值。只能翻到第 10000 条。"""
    for name, text, most in (("size", asked.size, MOST), ("p", asked.p, FURTHEST)):
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most):
            raise Problem(400, problems.WRONG, f"参数 {name} 应当是 1 到 {most} 的整数。")
    if asked.px not in ORDERS:
        raise Problem(400, problems.WRONG, "参数 px 只能是空、xin 或者 jiu。")
    said = understood(request.GET, size=int(asked.size))
    if said.asked.page * said.asked.size > FURTHEST:
        raise Problem(400, problems.WRONG, f"只能翻到第 {FURTHEST} 条，请用筛选条件缩小范围。")
    try:
        answer = find(said.asked)
    except Unusable as unusable:
        note(unusable)
        raise Problem(UNREADY.status, UNREADY.title, UNREADY.advice) from unusable
    return _told(request, answer, names(answer, (), localdate()))


def _told(request: HttpRequest, answer: Answer, named: Names) -> dict[str, Any]:
    return {
        "total": answer.total,
        "page": answer.page,
        "pages": answer.pages,
        "dropped": list(answer.dropped),
        "hits": [_hit(request, hit, named) for hit in answer.hits],
        "facets": {
            PARAMETERS[facet]: [
                {
                    "value": _value(facet, one.value, named),
                    "name": named.of(facet, one.value),
                    "hits": one.hits,
                }
                for one in counted
            ]
            for facet, counted in answer.facets.items()
        },
    }


def _hit(request: HttpRequest, hit: Hit, named: Names) -> dict[str, Any]:
    return {
        "kind": hit.kind.value,
        "key": hit.key,
        "title": "".join(piece.text for piece in hit.title),
        "document_no": hit.number,
        "agency": named.agency(hit),
        "column": named.column(hit),
        "published_at": localtime(hit.published_at).isoformat(timespec="seconds"),
        "validity": hit.validity,
        "snippet": [{"text": piece.text, "hit": piece.hit} for piece in hit.snippet],
        "url": request.build_absolute_uri(address(hit)),
    }


def _value(facet: str, value: str, named: Names) -> str:
    """What narrows the next question: agencies by their address."""
    if facet == "agency" and value.isdigit() and int(value) in named.bodies:
        return named.bodies[int(value)].slug
    return value
