"""All reports as open data: one line a cell for CSV, one line a report as JSON, the reports of a year as a workbook.

Everything is written while it is read. Texts that a spreadsheet would run are made harmless in CSV, and are never formulas in
a workbook.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import IO, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.documents.writing.as_csv import harmless
from gongkai.law.report.checks.wording import TABLES
from gongkai.law.report.schema import CellSpec, Form, forms
from gongkai.law.report.series.meanings import NEW, OLD, meanings

COLUMNS = {
    "agency": "机关代号，地址里用的就是它",
    "agency_name": "机关名称，报告年度年末时的",
    "region": "所在地区（省级）",
    "level": "层级：province 省级政府，prefecture 市级政府，county 县级政府，township 乡镇、街道，department 部门",
    "kind": "机关类别：government 人民政府，office 政府办公厅（室），department 政府部门，dispatched_office 派出机关，"
    "dispatched_agency 派出机构，authorised 法律、法规授权的组织",
    "year": "报告年度",
    "version": "第几版；只有最新的一版",
    "format": "表式：format_2019 用于 2019、2020 年度，format_2021 用于 2021 年度及以后",
    "cell": "单元格编号，各年含义见“单元格一览”",
    "label": "单元格的中文名称",
    "unit": "计量单位：件、项、万元",
    "value": "数值；空白表示原表空白或者没有读出，不是 0",
    "inferred": "1 表示原件里这一格缺失，数值由表内合计关系推出",
}
"""The columns of the CSV, in order, with what they hold."""
CELLS = {
    "cell": "单元格编号",
    "format": "表式",
    "label": "中文名称",
    "unit": "计量单位",
    "series": "连成历年数据的编号；两种表式编号相同的，可以连成一列",
    "link": "两种表式的关系",
}
"""The columns of the list of cells."""
_SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_HEADS = ("机关代号", "机关", "地区", "层级", "类别", "版本")
_WIDTHS = (16, 30, 12, 12, 16, 6)


@dataclass(frozen=True, slots=True)
class Body:
    """Whose report it is, as the files say it; `level` and `kind` by name and in words."""

    slug: str
    name: str
    region: str
    level: str
    level_label: str
    kind: str
    kind_label: str


@dataclass(frozen=True, slots=True)
class Published:
    """One report: whose, on which year, which version, where it stands; `content` as `to_json` makes it."""

    body: Body
    year: int
    version: int
    url: str
    imported_at: str
    content: Mapping[str, Any]


def cell_lines(reports: Iterable[Published]) -> Iterator[list[str]]:
    """One line for each cell that the form of a report has, under COLUMNS; a blank cell has an empty value.

    What people wrote is harmless in a spreadsheet; the rest are figures, and words of the forms.
    """
    yield list(COLUMNS)
    for report in reports:
        body, form = report.body, forms()[report.content["format"]]
        written = (body.slug, body.name, body.region, body.level, body.kind)
        head = [*map(harmless, written), str(report.year), str(report.version), form.id]
        cells = report.content["cells"]
        for cell, label, unit in _words(form.id):
            held = cells.get(cell) or {}
            yield [*head, cell, label, unit, _figure(held.get("value")), "1" if held.get("inferred") else ""]


@cache
def _words(form_id: str) -> tuple[tuple[str, str, str], ...]:
    """Id, name and unit of every cell of a form."""
    return tuple((cell, spec.label, spec.column.unit) for cell, spec in forms()[form_id].cells.items())


def report_lines(reports: Iterable[Published]) -> Iterator[bytes]:
    """One JSON object a line: whose report it is and where it stands, then the report as `report` of `--json`."""
    for each in reports:
        body = each.body
        said = {
            "agency": {
                "slug": body.slug,
                "name": body.name,
                "region": body.region,
                "level": body.level,
                "kind": body.kind,
            },
            "year": each.year,
            "version": each.version,
            "imported_at": each.imported_at,
            "url": each.url,
            "report": each.content,
        }
        yield json.dumps(said, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def cell_list() -> Iterator[list[str]]:
    """Every cell of both forms under CELLS: what it is called, and with which cells of the other form it makes a line."""
    yield list(CELLS)
    for form in (OLD, NEW):
        alone = {
            each.cells[form][0]: each
            for each in meanings().values()
            if len(each.cells.get(form, ())) == 1 and form not in each.apart
        }
        for cell, spec in forms()[form].cells.items():
            each = alone[cell]
            yield [cell, form, spec.label, spec.column.unit, each.id, each.link.label]


def workbook(out: IO[bytes], form: Form, reports: Iterable[Published], about: Sequence[str]) -> int:
    """Write the reports of a year, a body in each row: 说明, 表二, 表三, 表四, 单元格. How many there are.

    A report that follows another form than that of the year is left out and named in 说明.
    """
    with xlsxwriter.Workbook(out, _SAFE) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#F2F2F2"})
        sheets = {key: _sheet(book, title, key, form, bold) for key, title in TABLES.items()}
        count, left_out = 0, []
        for report in reports:
            if report.content["format"] != form.id:
                left_out.append(report.body.name)
                continue
            count += 1
            for key, sheet in sheets.items():
                _row(sheet, count + 1, report, _of(form, key))
        _about(book.add_worksheet("说明"), [*about, *(f"没有列入（表式不符）：{name}" for name in left_out)])
        _cells(book.add_worksheet("单元格"), form, bold)
    return count


def _of(form: Form, table: str) -> list[CellSpec]:
    return [spec for spec in form.cells.values() if spec.table == table]


def _sheet(book: xlsxwriter.Workbook, title: str, table: str, form: Form, bold: Format) -> Worksheet:
    """Two rows of headings: names for people, ids for programs."""
    sheet = book.add_worksheet(title)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    specs = _of(form, table)
    sheet.set_column(len(_HEADS), len(_HEADS) + len(specs) - 1, 14)
    sheet.set_row(0, 60)
    sheet.freeze_panes(2, 2)
    names = [*_HEADS, *(spec.label.removeprefix(f"{title} ") for spec in specs)]
    keys = ["agency", "agency_name", "region", "level", "kind", "version", *(spec.id for spec in specs)]
    for row, texts in enumerate((names, keys)):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, bold)
    return sheet


def _row(sheet: Worksheet, at: int, report: Published, specs: Iterable[CellSpec]) -> None:
    body = report.body
    heads = (body.slug, body.name, body.region, body.level_label, body.kind_label)
    for column, text in enumerate(heads):
        sheet.write_string(at, column, text)
    sheet.write_number(at, len(heads), report.version)
    cells = report.content["cells"]
    for column, spec in enumerate(specs, len(_HEADS)):
        value = (cells.get(spec.id) or {}).get("value")
        if value is not None:
            sheet.write_number(at, column, value)


def _about(sheet: Worksheet, lines: Iterable[str]) -> None:
    sheet.set_column(0, 0, 90)
    for row, text in enumerate(lines):
        sheet.write_string(row, 0, text)


def _cells(sheet: Worksheet, form: Form, bold: Format) -> None:
    sheet.set_column(0, 0, 46)
    sheet.set_column(2, 2, 60)
    sheet.set_column(4, 5, 46)
    for column, text in enumerate(CELLS.values()):
        sheet.write_string(0, column, text, bold)
    for row, line in enumerate((line for line in cell_list() if line[1] == form.id), 1):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text)


def _figure(value: float | None) -> str:
    """A figure in plain digits, never with an exponent."""
    if value is None or isinstance(value, int):
        return "" if value is None else str(value)
    return format(Decimal(repr(value)), "f")
