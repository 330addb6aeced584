"""A report as an Excel workbook that looks like the official form: three tables as printed, and the text.

What stands in the workbook is read back by `documents.reading` with the same cells.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.law.report.content import Cell, Report
from gongkai.law.report.schema import Block, CellSpec, Kind, Row

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
ABSENT = "（原件无此格）"
LONGEST_TEXT = 30_000  # characters; Excel allows 32,767 in a cell
A4 = 9  # Excel's number for the paper
LINE = 17.0  # points; spreadsheets do not fit the height of merged cells by themselves
HIGHEST = 400.0  # points; Excel allows 409
TEXT_WIDTH = 72  # columns of a digit's width, as Excel counts them
LABEL_WIDTHS = (12, 16, 44)  # the three label columns of table three

_BOX = {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "font_name": "仿宋"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter", "text_wrap": True},
    "heading": {"bold": True, "font_size": 12, "font_name": "黑体", "valign": "vcenter"},
    "text": {"text_wrap": True, "align": "left", "valign": "top", "font_name": "仿宋"},
    "head": {**_BOX, "bold": True, "bg_color": "#F2F2F2"},
    "label": {**_BOX, "align": "left"},
    "count": {**_BOX, "num_format": "0"},
    "change": {**_BOX, "num_format": "+0;-0;0"},
    "wan": {**_BOX, "num_format": "General"},
    "absent": {**_BOX, "font_color": "#9C0006", "bg_color": "#FFC7CE"},
    "inferred": {**_BOX, "italic": True, "bg_color": "#FFEB9C"},
}
_Looks = Mapping[str, Format]


def to_xlsx(report: Report, then: Callable[[xlsxwriter.Workbook, Report], None] | None = None) -> bytes:
    """The workbook: 文字, 表二, 表三, 表四. Blank cells stay blank; a cell that the document lacks says so.

    `then` may add sheets after these. Texts are written as texts: no formula and no link is ever made of them.
    """
    out = io.BytesIO()
    safe = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, safe) as book:
        looks = {name: book.add_format(properties) for name, properties in _LOOKS.items()}
        _write_text(book.add_worksheet("文字"), report, looks)
        _write_table2(_table_sheet(book, "表二", [34, 18, 18, 18]), report, looks)
        _write_table3(_table_sheet(book, "表三", [*LABEL_WIDTHS, *[11] * 7]), report, looks)
        _write_table4(_table_sheet(book, "表四", [8] * 15), report, looks)
        if then:
            then(book, report)
    return out.getvalue()


def _table_sheet(book: xlsxwriter.Workbook, name: str, widths: list[int]) -> Worksheet:
    sheet = book.add_worksheet(name)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _write_text(sheet: Worksheet, report: Report, looks: _Looks) -> None:
    sheet.set_column(0, 0, TEXT_WIDTH)
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    for row, (text, look) in enumerate(_texts(report)):
        sheet.set_row(row, _height(text, TEXT_WIDTH - 4))
        sheet.write_string(row, 0, _whole(text), looks[look])


def _texts(report: Report) -> Iterator[tuple[str, str]]:
    """Every line of the text sheet with its look."""
    yield report.title, "title"
    if report.agency_name and report.agency_name not in report.title:
        yield f"发布机构：{report.agency_name}", "text"
    if report.published_on:
        yield f"发布日期：{report.published_on.isoformat()}", "text"
    for paragraph in report.preface:
        yield from _pieces(paragraph.text)
    for section in report.sections:
        yield "、".join(filter(None, (section.number, section.title))), "heading"
        for paragraph in section.paragraphs:
            yield from _pieces(paragraph.text)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    for start in range(0, len(text), LONGEST_TEXT):
        yield text[start : start + LONGEST_TEXT], "text"


def _write_table2(sheet: Worksheet, report: Report, looks: _Looks) -> None:
    top = 0
    for block in report.form.table2:
        _span(sheet, (top, 0, top, 3), block.caption, looks["head"])
        sheet.write_string(top + 1, 0, "信息内容", looks["head"])
        for place, column in enumerate(block.columns):
            _span(sheet, _stretched(top + 1, place, block), column.label, looks["head"])
        for offset, row in enumerate(block.rows, top + 2):
            sheet.write_string(offset, 0, row.label, looks["label"])
            for place, column in enumerate(block.columns):
                spec = report.form.cells[f"t2.{block.id}.{row.id}.{column.id}"]
                _figure(sheet, _stretched(offset, place, block), spec, report, looks)
        top += 2 + len(block.rows)


def _stretched(row: int, place: int, block: Block) -> tuple[int, int, int, int]:
    """The room of one column: the last one reaches to the right edge of the form, three columns wide."""
    last = 3 if place == len(block.columns) - 1 else place + 1
    return row, place + 1, row, last


def _write_table3(sheet: Worksheet, report: Report, looks: _Looks) -> None:
    table = report.form.table3
    _span(sheet, (0, 0, 2, 2), CORNER, looks["head"])
    _span(sheet, (0, 3, 0, 9), "申请人情况", looks["head"])
    at = 3
    for group, columns in groupby(table.columns, key=lambda column: column.group):
        members = list(columns)
        if group:
            _span(sheet, (1, at, 1, at + len(members) - 1), group, looks["head"])
        for offset, column in enumerate(members, at):
            _span(sheet, (2 if group else 1, offset, 2, offset), column.label, looks["head"])
        at += len(members)
    sheet.set_row(2, 2 * LINE)
    _write_outcomes(sheet, report, looks)
    sheet.freeze_panes(3, 3)


def _write_outcomes(sheet: Worksheet, report: Report, looks: _Looks) -> None:
    rows = report.form.table3.rows
    results = [at for at, row in enumerate(rows, 3) if row.group]
    _span(sheet, (results[0], 0, results[-1], 0), rows[results[0] - 3].group, looks["head"])
    at = 3
    for group, members in groupby(rows, key=lambda row: row.group):
        listed = list(members)
        inner = bool(group) and group != rows[results[0] - 3].group
        if inner:
            _span(sheet, (at, 1, at + len(listed) - 1, 1), group, looks["label"])
        for offset, row in enumerate(listed, at):
            first = 2 if inner else 1 if group else 0
            sheet.set_row(offset, _height(row.label, sum(LABEL_WIDTHS[first:]) - 2))
            _span(sheet, (offset, first, offset, 2), row.label, looks["label"])
            _write_outcome(sheet, offset, row, report, looks)
        at += len(listed)


def _write_outcome(sheet: Worksheet, at: int, row: Row, report: Report, looks: _Looks) -> None:
    for place, column in enumerate(report.form.table3.columns, 3):
        spec = report.form.cells[f"t3.{row.id}.{column.id}"]
        _figure(sheet, (at, place, at, place), spec, report, looks)


def _write_table4(sheet: Worksheet, report: Report, looks: _Looks) -> None:
    at = 0
    for group, blocks in groupby(report.form.table4, key=lambda block: block.rows[0].group):
        members = list(blocks)
        if group:
            _span(sheet, (0, at, 0, at + 5 * len(members) - 1), group, looks["head"])
        for block in members:
            _span(sheet, (1 if group else 0, at, 1, at + 4), block.caption, looks["head"])
            for place, column in enumerate(block.columns, at):
                sheet.write_string(2, place, column.label, looks["head"])
                spec = report.form.cells[f"t4.{block.id}.{column.id}"]
                _figure(sheet, (3, place, 3, place), spec, report, looks)
            at += 5


def _figure(
    sheet: Worksheet, room: tuple[int, int, int, int], spec: CellSpec, report: Report, looks: _Looks
) -> None:
    """One figure of the form, in its room of one or more merged cells."""
    cell = report.cells.get(spec.id)
    kind = {Kind.COUNT: "count", Kind.CHANGE: "change", Kind.WAN: "wan"}[spec.column.kind]
    if cell is None:
        _span(sheet, room, ABSENT, looks["absent"])
    elif cell.value is None:
        _span(sheet, room, cell.raw.strip()[:LONGEST_TEXT], looks[kind])
    else:
        look = looks["inferred" if cell.inferred else kind]
        _span(sheet, room, "", look)
        sheet.write_number(room[0], room[1], _float(cell), look)


def _height(text: str, columns: int) -> float:
    """How high a row must be for a text wrapped to so many columns; a Chinese character takes two."""
    width = sum(2 if character > "\u2e7f" else 1 for character in text)
    return min(LINE * max(1, -(-width // columns)), HIGHEST)


def _whole(text: str) -> str:
    """Without halves of surrogate pairs, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _float(cell: Cell) -> float:
    return float(cell.value) if cell.value is not None else 0.0


def _span(sheet: Worksheet, room: tuple[int, int, int, int], text: str, look: Format) -> None:
    """Write a text into a rectangle of cells (first row, first column, last row, last column)."""
    first_row, first_column, last_row, last_column = room
    if (first_row, first_column) != (last_row, last_column):
        sheet.merge_range(first_row, first_column, last_row, last_column, "", look)
    if text:
        sheet.write_string(first_row, first_column, _whole(text), look)
    else:
        sheet.write_blank(first_row, first_column, None, look)
