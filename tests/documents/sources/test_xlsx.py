"""Workbooks: lines and grids with cell addresses, numbers as a sheet shows them."""

import io
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.documents.reading.blocks import Grid, Line, Source, Unreadable
from gongkai.documents.reading.sources import open_source
from tests.documents.sources.old_excel import xls
from tests.documents.sources.shown import grids, overlaps, rows, shown
from tests.documents.sources.word_parts import package

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = f'<workbook {SPACE} xmlns:r="{RELATION}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'


def workbook(fill: Callable[[Worksheet], object], title: str = "年报") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    fill(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(fill: Callable[[Worksheet], object]) -> Source:
    return open_source(workbook(fill), "年报.xlsx")


def raw_workbook(sheet: str) -> bytes:
    """A workbook around the XML of one sheet."""
    names = "http://schemas.openxmlformats.org/package/2006/relationships"
    link = '<Relationships xmlns="{0}"><Relationship Id="r1" Type="{1}/{2}" Target="{3}"/></Relationships>'
    return package(
        {
            "_rels/.rels": link.format(names, RELATION, "officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": link.format(names, RELATION, "worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f"<worksheet {SPACE}><sheetData>{sheet}</sheetData></worksheet>",
        }
    )


def test_lines_above_a_table_and_the_table() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"] = "某县2021年年报"
        sheet.merge_cells("B2:E2")
        for row in (
            ["", "信息内容", "本年", None, "有效"],
            ["", None, "制发", "废止", None],
            ["", "规章", 0, None, 8246.37],
        ):
            sheet.append(row)
        sheet.merge_cells("B3:B4")
        sheet.merge_cells("C3:D3")

    source = read(fill)
    assert source.kind == "xlsx"
    assert source.blocks[0] == Line("某县2021年年报", "sheet 年报, B2")
    (grid,) = grids(source)
    assert rows(grid) == [
        ["信息内容 2x1", "本年 1x2", "有效"],
        ["制发", "废止", ""],
        ["规章", "0", "", "8246.37"],
    ]
    assert [slot.where for slot in grid.slots if slot.text == "8246.37"] == ["sheet 年报, E5"]
    assert (grid.slots[0].row, grid.slots[0].column) == (0, 0)
    assert not overlaps(grid)


def test_blank_cells_of_a_row_stay_and_empty_rows_divide_tables() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in ([], ["规章", 0, 1], ["规范性文件", None, None], [], ["行政许可", 3], ["末"]):
            sheet.append(row)

    assert shown(read(fill)) == [
        [["规章", "0", "1"], ["规范性文件", "", ""]],
        [["行政许可", "3"], ["末", ""]],
    ]


def test_wide_headings_and_prose_inside_a_band_are_lines() -> None:
    prose = "全年公开政府信息，" * 20

    def fill(sheet: Worksheet) -> None:
        for row in (["规章", 0], ["三、收到和处理情况"], ["一、本年新收", None], [prose], ["四、结转", 5]):
            sheet.append(row)
        sheet.merge_cells("A2:B2")

    assert shown(read(fill)) == [
        [["规章", "0"]],
        "三、收到和处理情况",
        "一、本年新收",
        prose,
        [["四、结转", "5"]],
    ]


def test_values_as_a_sheet_shows_them() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["甲", 5.0, 0.1 + 0.2, 12345678901, 1e-7, "005", "+18", "商业\n企业", True])
        sheet.append(
            [
                "乙",
                date(2022, 1, 25),
                datetime(2022, 1, 25, 8, 30),  # noqa: DTZ001 - sheets know no time zones
                -3,
                47593.6663,
                " 空 ",
                "１２",
                None,
                False,
            ]
        )

    assert shown(read(fill)) == [
        [
            ["甲", "5", "0.3", "12345678901", "0.0000001", "005", "+18", "商业企业", "TRUE"],
            ["乙", "2022-01-25", "2022-01-25 08:30:00", "-3", "47593.6663", "空", "１２", "", "FALSE"],
        ]
    ]


def test_hidden_sheets_are_not_read_and_all_others_are() -> None:
    book = openpyxl.Workbook()
    for title, state in (("表二", "visible"), ("底稿", "hidden"), ("表三", "visible")):
        sheet = book.create_sheet(title)
        sheet.append([title, 1])
        sheet.sheet_state = state
    out = io.BytesIO()
    book.save(out)
    source = open_source(out.getvalue(), "年报.xlsx")
    assert [block.where for block in source.blocks] == ["sheet 表二", "sheet 表三"]


def test_a_formula_counts_by_its_value_and_cells_without_addresses_follow_each_other() -> None:
    data = raw_workbook(
        '<row><c t="str"><f>A1</f><v>规章</v></c><c><f>1+1</f><v>2</v></c></row><row><c/><c><v>3</v></c></row>'
    )
    assert shown(open_source(data, "年报.xlsx")) == [[["规章", "2"], ["", "3"]]]


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c r="A1048576"><v>1</v></c>' + "<c/>" * 16_000 + "<c><v>1</v></c></row>",
        '<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>',
        '<row r="9000"/><row>' + "<c><v>1</v></c>" * 100 + "</row>",
    ],
)
def test_cells_far_apart_are_refused_before_memory_is_set_aside_for_them(cells: str) -> None:
    with pytest.raises(Unreadable, match="范围异常庞大"):
        open_source(raw_workbook(cells), "大.xlsx")


def test_far_cells_without_content_do_no_harm() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert shown(open_source(raw_workbook(cells), "年报.xlsx")) == [[["1", "2"]]]


def test_merged_ranges_beyond_reason_do_no_harm() -> None:
    data = '<row><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row>'
    ranges = ["C1:XFD1048576", "B2:D9", "A1:B2", *[f"A{n}:XFD{n}" for n in range(3, 3_000)]]
    merged = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    (grid,) = grids(
        open_source(
            raw_workbook(f"{data}</sheetData><mergeCells>{merged}</mergeCells><sheetData>"), "年报.xlsx"
        )
    )
    assert [slot.text for slot in grid.slots] == ["1", "2", "3", "4"]
    assert not overlaps(grid)


def test_an_old_workbook() -> None:
    source = open_source(
        xls({(0, 0): "规章", (0, 1): 0, (2, 0): "规范性文件", (2, 2): 3.5}, sheet="年报"), "年报.xls"
    )
    assert source.kind == "xlsx"
    assert shown(source) == [[["规章", "0"]], [["规范性文件", "", "3.5"]]]
    assert isinstance(source.blocks[0], Grid)
    assert source.blocks[0].slots[1].where == "sheet 年报, B1"


def test_an_old_workbook_that_is_locked_or_spreads_without_measure_is_refused() -> None:
    with pytest.raises(Unreadable, match="设有密码"):
        open_source(xls({(0, 0): "规章"}, locked=True), "年报.xls")
    with pytest.raises(Unreadable, match="范围异常庞大"):
        open_source(xls({(0, 0): 1, (65_535, 255): 1}), "大.xls")


def test_a_workbook_without_its_sheets_is_refused() -> None:
    with pytest.raises(Unreadable, match="无法读取其中的工作表"):
        open_source(package({"xl/workbook.xml": BOOK}), "缺.xlsx")


@pytest.mark.parametrize(("error", "seen"), [("PanicException", Unreadable), ("Interrupt", BaseException)])
def test_a_panic_of_the_library_is_a_refusal_and_an_interrupt_is_not(
    monkeypatch: pytest.MonkeyPatch, error: str, seen: type[BaseException]
) -> None:
    failure = type(error, (BaseException,), {})

    class Library:
        @staticmethod
        def from_filelike(_: object) -> None:
            raise failure("index out of bounds")

    monkeypatch.setattr("gongkai.documents.reading.sources.xlsx.CalamineWorkbook", Library)
    with pytest.raises(seen) as raised:
        open_source(raw_workbook("<row><c><v>1</v></c></row>"), "年报.xlsx")
    assert isinstance(raised.value, Unreadable if seen is Unreadable else failure)


def test_a_workbook_of_many_sheets_is_no_report() -> None:
    book = openpyxl.Workbook()
    for number in range(31):
        book.create_sheet(f"部门{number}").append(["规章", 0])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Unreadable, match="张以上的工作表"):
        open_source(out.getvalue(), "汇总.xlsx")
