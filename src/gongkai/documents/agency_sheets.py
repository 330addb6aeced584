"""The tree of agencies and their staff as a workbook or as CSV: read with the places of every mistake, and written.

Two sheets, 机关 and 人员, each with a line of headings. A CSV holds one of the two, told by its headings. What the
values mean is not known here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.sheet_layouts import ADVICE, Layout, Row, Sheet
from gongkai.documents.spreadsheets import BYTES, Fault, read_tables

__all__ = [
    "AGENCIES",
    "BYTES",
    "COLUMNS",
    "NEEDED",
    "PEOPLE",
    "Book",
    "Fault",
    "Row",
    "Sheet",
    "read_book",
    "to_csv",
    "to_xlsx",
]

AGENCIES = "机关"
PEOPLE = "人员"
COLUMNS: Mapping[str, Mapping[str, str]] = {
    AGENCIES: {
        "slug": "代号",
        "name": "名称",
        "short_name": "简称",
        "kind": "性质",
        "level": "层级",
        "parent": "上级代号",
        "region": "地区",
        "division_code": "行政区划代码",
        "organ_code": "统一社会信用代码",
        "remark": "备注",
        "begins_on": "设立日期",
        "ends_on": "终止日期",
    },
    PEOPLE: {
        "username": "用户名",
        "name": "姓名",
        "agency": "机关代号",
        "role": "角色",
        "begins_on": "任职开始",
        "ends_on": "任职终止",
    },
}
"""The columns of each sheet: what they are called here, and in the heading."""

NEEDED: Mapping[str, frozenset[str]] = {
    AGENCIES: frozenset({"slug", "name", "level"}),
    PEOPLE: frozenset({"username", "agency", "role", "begins_on"}),
}
"""The columns that a sheet cannot do without; the others may be missing, which leaves what they say as it is."""

_LAYOUT = Layout(
    COLUMNS, NEEDED, 10_000, 14, {"name": 36, "organ_code": 24, "kind": 28, "slug": 20, "parent": 20}
)
to_xlsx, to_csv = _LAYOUT.to_xlsx, _LAYOUT.to_csv


@dataclass(frozen=True, slots=True)
class Book:
    """What a file holds: its sheets by name, and what is wrong with single cells already."""

    sheets: Mapping[str, Sheet]
    faults: tuple[Fault, ...] = field(default=())


def read_book(data: bytes, name: str) -> Book:
    """Read a workbook or a CSV, told by its content; `name` is only shown in messages.

    Raises Unreadable for a file that is broken, locked, too large, has hidden sheets or formulas, or lacks the
    headings: nothing that a person does not see in front of them is taken in.
    """
    sheets: dict[str, Sheet] = {}
    for table in read_tables(data, name, advice=ADVICE):
        title = table.title.strip()
        if title and title not in COLUMNS:
            continue
        kind = title or _LAYOUT.kind_of(table.rows) or AGENCIES
        if kind in sheets:
            raise refusal(name, f"有两张“{kind}”表", "请合并成一张。")
        sheets[kind] = _LAYOUT.read(kind, table.rows, name)
    if not sheets:
        raise refusal(name, f"没有“{AGENCIES}”或者“{PEOPLE}”工作表", ADVICE)
    return Book(sheets, _LAYOUT.faults(sheets))
