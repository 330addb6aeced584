"""Registers: what they hold, their public records."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from typing import Annotated

from django.http import HttpRequest
from django.utils.timezone import localtime
from ninja import Field, Schema
from ninja.params.functions import Query

from gongkai.agencies import queries as agencies
from gongkai.api import problems
from gongkai.api.problems import Problem, responses
from gongkai.api.reading.open import reading
from gongkai.api.reading.paging import NO_CURSOR, USUAL, Cursor, Limit, Page, packed, unpacked
from gongkai.law.registers import Definition, Shown, definitions
from gongkai.portal.open_data import rows
from gongkai.portal.open_data.rows import Record
from gongkai.portal.open_data.shapes import RecordRow
from gongkai.portal.registers.lists import told
from gongkai.portal.registers.records import found as record_of
from gongkai.registers.queries.counts import totals
from gongkai.registers.queries.public_figures import updated
from gongkai.registers.queries.public_history import gone
from gongkai.registers.queries.public_rows import PublicRow, public_rows
from gongkai.registers.queries.records import Asked, from_mark

router = reading()
NO_REGISTER = "没有这种登记簿，请核对代号。"
NO_RECORD = "没有这条记录，或者没有公开。"
LEFT = "这条记录已经撤出公示（{on}）。"


class Column(Schema):
    """A field of a register."""

    key: str
    label: str
    kind: str = Field(description="字段的类型")
    required: bool
    masked: bool = Field(description="自然人的信息隐去一部分")
    choices: list[str] = Field(description="只能是这些词；没有限制的为空")


class RegisterRow(Schema):
    """A register."""

    key: str
    label: str
    about: str
    unit: str
    group: str
    records: int = Field(description="公示的记录数")
    updated_at: str | None = Field(description="最近一次更新")
    url: str


class RegisterWhole(RegisterRow):
    """A register with its fields."""

    fields: list[Column]


class RegisterList(Page):
    """All registers."""

    rows: list[RegisterRow]


class RecordPage(Page):
    """Records, the newest first."""

    rows: list[RecordRow]


class RecordWhole(RecordRow):
    """A record with its day."""

    kept_in: str = Field(alias="register", description="登记簿的代号")
    due_on: date | None = Field(description="依法应当公开的最后一天")
    late: bool = Field(description="是否晚于这一天公开")


@router.get(
    "registers", response={200: RegisterList, **responses(400, 429)}, tags=["登记簿"], summary="登记簿"
)
def list_registers(request: HttpRequest) -> Record:
    """有哪些登记簿，各有多少条公示的记录。"""
    return {"rows": _rows(request, definitions().values()), "next": None}


@router.get(
    "registers/{key}",
    response={200: RegisterWhole, **responses(400, 404, 429)},
    tags=["登记簿"],
    summary="一种登记簿的字段",
)
def get_register(request: HttpRequest, key: str) -> Record:
    """登记簿的说明和公示的字段。"""
    made = _register(key)
    fields = [
        {
            "key": field.key,
            "label": field.label,
            "kind": field.kind.value,
            "required": field.required,
            "masked": field.shown is Shown.MASKED,
            "choices": list(field.choices),
        }
        for field in made.public
    ]
    return {**_rows(request, [made])[0], "fields": fields}


@router.get(
    "registers/{key}/records",
    response={200: RecordPage, **responses(400, 404, 429)},
    tags=["登记簿"],
    summary="登记簿的记录",
)
def list_records(
    request: HttpRequest,
    key: str,
    agency: Annotated[str, Query(max_length=60, description="机关代号")] = "",
    year: Annotated[int | None, Query(ge=1949, le=2999, description="年份")] = None,
    cursor: Cursor = "",
    limit: Limit = USUAL,
) -> Record:
    """公示的记录，日期近的在前；自然人的信息按规则隐去一部分。"""
    made = _register(key)
    before = unpacked(cursor) if cursor else ""
    if before and from_mark(before) is None:
        raise Problem(400, problems.WRONG, NO_CURSOR)
    bodies = frozenset(each.id for each in agencies.by_slugs([agency]).values()) if agency else None
    asked = Asked(register=made.key, agency_ids=bodies, year=year, before=before)
    found = list(islice(public_rows(asked, limit + 1), limit + 1))
    page, last = found[:limit], found[limit - 1] if len(found) > limit else None
    return {
        "rows": [told(request, made.key, each) for each in page],
        "next": packed(f"{last.dated_on.isoformat()}_{last.id}") if last else None,
    }


@router.get(
    "registers/{key}/records/{number}",
    response={200: RecordWhole, **responses(400, 404, 410, 429)},
    by_alias=True,  # pydantic has a method of this name
    tags=["登记簿"],
    summary="一条记录",
)
def get_record(request: HttpRequest, key: str, number: int) -> Record:
    """一条公示的记录。撤出公示的回答 410。"""
    made = _register(key)
    shown = record_of(made.key, number) if number >= 0 else None
    if shown is None:
        notice = gone(number) if 0 <= number < 2**63 else None
        if notice is not None and notice.register == made.key:
            raise Problem(410, problems.GONE, LEFT.format(on=notice.on.isoformat()))
        raise Problem(404, problems.NOT_FOUND, NO_RECORD)
    row = shown.row
    texts = {one.key: one.text for one in shown.fields}
    said = told(request, made.key, PublicRow(row.id, row.agency, row.dated_on, row.out_on, texts))
    return {**said, "register": made.key, "due_on": row.due_on, "late": row.late}


def _register(key: str) -> Definition:
    made = definitions().get(key)
    if made is None:
        raise Problem(404, problems.NOT_FOUND, NO_REGISTER)
    return made


def _rows(request: HttpRequest, registers: Iterable[Definition]) -> list[Record]:
    """How much there is of each: two queries, however many."""
    many, last = {each.register: each.public for each in totals()}, updated()
    return [_row(request, made, many.get(made.key, 0), last.get(made.key)) for made in registers]


def _row(request: HttpRequest, made: Definition, many: int, at: datetime | None) -> Record:
    return {
        "key": made.key,
        "label": made.label,
        "about": made.about,
        "unit": made.unit,
        "group": made.group.label,
        "records": many,
        "updated_at": localtime(at).isoformat() if at else None,
        "url": rows.at(request, "register", made.key),
    }
