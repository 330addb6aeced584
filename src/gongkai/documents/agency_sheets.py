"""The tree of agencies and their staff as a workbook or as CSV: read with the places of every mistake, and written.

Two sheets, 机关 and 人员, each with a line of headings. A CSV holds one of the two, told by its headings. What the
values mean is not known here.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter

from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.spreadsheets import BYTES, RUNS, Fault, plain_cell, read_tables, runs
from gongkai.documents.writing.as_csv import harmless

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

ROWS = 10_000
_USE_TEMPLATE = "请下载模板，把内容粘贴进去（只粘贴数值）后再试。"
_WIDTHS = {"name": 36, "organ_code": 24, "kind": 28, "slug": 20, "parent": 20}


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings: its number as the spreadsheet shows it, and its texts by column."""

    number: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the columns that it has, and its rows without the empty ones."""

    columns: frozenset[str]
    rows: tuple[Row, ...]


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
    faults: list[Fault] = []
    for table in read_tables(data, name, advice=_USE_TEMPLATE):
        if table.title and table.title.strip() not in COLUMNS:
            continue
        kind, sheet = _sheet(table.title, table.rows, name)
        if kind in sheets:
            raise refusal(name, f"有两张“{kind}”表", "请合并成一张。")
        sheets[kind] = sheet
        faults += _formula_faults(kind, sheet)
    if not sheets:
        raise refusal(name, f"没有“{AGENCIES}”或者“{PEOPLE}”工作表", _USE_TEMPLATE)
    return Book(sheets, tuple(faults))


def _sheet(title: str, rows: Sequence[Sequence[str]], name: str) -> tuple[str, Sheet]:
    """What sort of sheet it is, and its rows. The first row that has anything is the headings."""
    top = next((at for at, row in enumerate(rows) if any(map(str.strip, row))), None)
    heads = [plain_cell(text) for text in rows[top]] if top is not None else []
    kind = title.strip() or next((kind for kind in COLUMNS if _has_needed(kind, heads)), AGENCIES)
    named = {label: key for key, label in COLUMNS[kind].items()}
    columns = [named.get(head) for head in heads]
    if missing := [COLUMNS[kind][key] for key in COLUMNS[kind] if key in NEEDED[kind] and key not in columns]:
        raise refusal(name, f"的“{kind}”表缺少这些列：{'、'.join(missing)}", _USE_TEMPLATE)
    if unknown := [head for head in heads if head and head not in named]:
        raise refusal(name, f"的“{kind}”表有不认识的列：{'、'.join(unknown)}", _USE_TEMPLATE)
    if len(set(filter(None, columns))) < len([column for column in columns if column]):
        raise refusal(name, f"的“{kind}”表有重复的列", _USE_TEMPLATE)
    found = tuple(_rows(columns, rows, (top or 0) + 1))
    if len(found) > ROWS:
        raise refusal(name, f"的“{kind}”表超过 {ROWS} 行", "请分成几个文件导入。")
    return kind, Sheet(frozenset(filter(None, columns)), found)


def _has_needed(kind: str, heads: Sequence[str]) -> bool:
    return all(COLUMNS[kind][key] in heads for key in NEEDED[kind])


def _rows(columns: Sequence[str | None], rows: Sequence[Sequence[str]], start: int) -> Iterator[Row]:
    for number, row in enumerate(rows[start:], start + 1):
        values = {key: plain_cell(text) for key, text in zip(columns, row, strict=False) if key}
        if any(values.values()):
            yield Row(number, {**dict.fromkeys(filter(None, columns), ""), **values})


def _formula_faults(kind: str, sheet: Sheet) -> Iterator[Fault]:
    """Texts that a spreadsheet would run when the file is opened the next time."""
    for row in sheet.rows:
        for key, text in row.values.items():
            if runs(text):
                yield Fault(kind, row.number, COLUMNS[kind][key], RUNS)


Lines = Iterable[Mapping[str, str]]
"""Rows to be written: texts by column."""


def to_xlsx(
    sheets: Mapping[str, Lines], choices: Mapping[str, Mapping[str, Sequence[str]]] | None = None
) -> bytes:
    """A workbook with these sheets. `choices` names the values that a column may have, for a list to choose from.

    Every cell is a text, so that codes keep their zeros and nothing becomes a formula.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1})
        text = book.add_format({"num_format": "@"})
        for title, lines in sheets.items():
            sheet = book.add_worksheet(title)
            for column, (key, label) in enumerate(COLUMNS[title].items()):
                sheet.set_column(column, column, _WIDTHS.get(key, 14), text)
                sheet.write_string(0, column, label, head)
                if offered := (choices or {}).get(title, {}).get(key):
                    sheet.data_validation(
                        1, column, ROWS, column, {"validate": "list", "source": list(offered)}
                    )
            for row, line in enumerate(lines, 1):
                for column, key in enumerate(COLUMNS[title]):
                    sheet.write_string(row, column, line.get(key, ""), text)
            sheet.freeze_panes(1, 0)
    return out.getvalue()


def to_csv(kind: str, lines: Lines) -> bytes:
    """One of the sheets as CSV: UTF-8 with a byte-order mark, and nothing that a spreadsheet would run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS[kind].values())
    for line in lines:
        writer.writerow([harmless(line.get(key, "")) for key in COLUMNS[kind]])
    return out.getvalue().encode("utf-8-sig")
