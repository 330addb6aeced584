"""The workbook looks like the official form, holds texts as texts, and is read back with the same cells."""

import io
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.documents.reading import read
from gongkai.documents.writing.as_xlsx import ABSENT, CORNER, to_xlsx
from gongkai.law.report.content import Cell, Paragraph, Report
from gongkai.law.report.schema import Kind, forms
from tests.law.report.reports import (
    Number,
    balanced_2019,
    balanced_2021,
    cells_of,
    table2,
    table3,
    table4,
    township_2021,
    with_cells,
    with_text,
    without_cells,
)

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1-1",
    "@SUM(A1)",
    "{=1+1}",
    "＝1+1",
    '=HYPERLINK("http://x")',
    "https://example.org",
)


def opened(report: Report) -> Any:
    """The workbook as a spreadsheet program sees it."""
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(report)))


def values(sheet: Worksheet) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def texts(sheet: Worksheet) -> Iterator[str]:
    for row in values(sheet):
        yield from (value for value in row if isinstance(value, str))


def merged(sheet: Worksheet) -> dict[str, Any]:
    """The text of each merged range."""
    return {str(room): sheet.cell(room.min_row, room.min_col).value for room in sheet.merged_cells.ranges}


def read_back(report: Report) -> dict[str, int | Decimal | None]:
    return {cell_id: cell.value for cell_id, cell in read(to_xlsx(report), "a.xlsx").cells.items()}


def figures(report: Report) -> dict[str, int | Decimal | None]:
    return {cell_id: cell.value for cell_id, cell in report.cells.items()}


def test_sheets() -> None:
    assert opened(township_2021()).sheetnames == ["文字", "表二", "表三", "表四"]


@pytest.mark.parametrize("report", [balanced_2019(), balanced_2021()], ids=lambda report: report.format)
def test_every_label_of_the_form_is_printed(report: Report) -> None:
    book = opened(report)
    form = report.form
    second = set(texts(book["表二"]))
    assert {block.caption for block in form.table2} <= second
    assert {column.label for block in form.table2 for column in block.columns} <= second
    assert {row.label for block in form.table2 for row in block.rows} <= second
    third = set(texts(book["表三"]))
    assert {CORNER, "申请人情况", "法人或其他组织"} | {row.label for row in form.table3.rows} <= third
    assert {row.group for row in form.table3.rows if row.group} <= third
    assert {block.caption for block in form.table4} | {"行政诉讼"} <= set(texts(book["表四"]))


def test_headings_are_merged_as_in_the_form() -> None:
    book = opened(balanced_2021())
    assert merged(book["表二"]).items() >= {"A1:D1": "第二十条第（一）项", "B10:D10": 6937489}.items()
    assert (
        merged(book["表三"]).items()
        >= {
            "A1:C3": CORNER,
            "D1:J1": "申请人情况",
            "D2:D3": "自然人",
            "E2:I2": "法人或其他组织",
            "J2:J3": "总计",
            "A4:C4": "一、本年新收政府信息公开申请数量",
            "A6:A27": "三、本年度办理结果",
            "B6:C6": "（一）予以公开",
            "B8:B15": "（三）不予公开",
            "B27:C27": "（七）总计",
            "A28:C28": "四、结转下年度继续办理",
        }.items()
    )
    assert (
        merged(book["表四"]).items()
        >= {
            "A1:E2": "行政复议",
            "F1:O1": "行政诉讼",
            "F2:J2": "未经复议直接起诉",
            "K2:O2": "复议后起诉",
        }.items()
    )


def test_figures_are_numbers_in_their_place() -> None:
    book = opened(balanced_2019())
    assert values(book["表二"])[7] == ["其他对外管理服务事项", 540, -12, 8876]
    assert book["表二"]["C8"].number_format == "+0;-0;0"
    assert values(book["表二"])[-1][:3] == ["政府集中采购", 64, 3528.416]
    assert values(book["表三"])[5][3:] == [21, 3, 0, 0, 1, 0, 25]
    assert values(book["表四"])[3] == [2, 1, 0, 0, 3, 0, 0, 1, 0, 1, 1, 0, 0, 1, 2]


def test_blank_stays_blank_and_absent_says_so() -> None:
    report = without_cells(with_cells(balanced_2021(), {"t3.granted.total": None}), "t3.partial.total")
    sheet = opened(report)["表三"]
    assert sheet["J6"].value is None
    assert sheet["J7"].value == ABSENT


def test_printed_sign_for_nothing_stays() -> None:
    report = with_cells(balanced_2021(), {"t3.granted.total": Cell(None, "/", "line 1")})
    assert opened(report)["表三"]["J6"].value == "/"


def test_inferred_figure_stands_out() -> None:
    report = with_cells(balanced_2021(), {"t3.granted.total": Cell(5548, "", "line 1", inferred=True)})
    sheet = opened(report)["表三"]
    assert sheet["J6"].value == 5548
    assert sheet["J6"].font.italic
    assert not sheet["J7"].font.italic


@pytest.mark.parametrize("text", FORMULAS)
def test_texts_are_never_run(text: str) -> None:
    report = with_text(replace(township_2021(), title=text, agency_name=text), "s6_other/p1", text)
    report = with_cells(report, {"t3.granted.total": Cell(None, text, "line 1")})
    book = opened(report)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.value for cell in cells if cell.hyperlink] == []
    assert [cell.value for cell in cells if cell.value == text] == [text] * 3


def test_long_paragraph_is_divided_not_cut() -> None:
    long = "公开" * 40_000
    sheet = opened(with_text(township_2021(), "s6_other/p1", long))["文字"]
    assert "".join(texts(sheet)).endswith(long)


@pytest.mark.parametrize("text", ["\x00\x08甲", "乙\ufffe", "_x0041_"])
def test_odd_characters_do_not_break_the_file(text: str) -> None:
    assert opened(with_text(township_2021(), "s6_other/p1", text)).sheetnames


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report in either form with any figures, blanks among them."""
    form = forms()[draw(st.sampled_from(sorted(forms())))]
    kinds: dict[Kind, st.SearchStrategy[int | Decimal]] = {
        Kind.COUNT: st.integers(0, 10**9),
        Kind.CHANGE: st.integers(-(10**6), 10**6),
        Kind.WAN: st.decimals(0, 10**8, places=4),
    }
    start = {**table2(form.id, {}), **table3(form.id, {}), **table4()}
    changes: dict[str, Number | None] = draw(
        st.fixed_dictionaries(
            {},
            optional={
                spec.id: st.none() | kinds[spec.column.kind]
                for spec in draw(st.permutations(list(form.cells.values())))[:30]
            },
        )
    )
    base = balanced_2021() if form.id == "format_2021" else balanced_2019()
    return with_cells(replace(base, cells=cells_of(form.id, start)), changes)


@given(reports())
@settings(max_examples=40)
def test_read_back_with_the_same_cells(report: Report) -> None:
    assert read_back(report) == figures(report)


@pytest.mark.parametrize(
    "report", [balanced_2019(), balanced_2021(), township_2021()], ids=lambda report: report.title
)
def test_read_back_with_the_same_text(report: Report) -> None:
    back = read(to_xlsx(report), "a.xlsx")
    assert (back.title, back.report_year, back.published_on) == (
        report.title,
        report.report_year,
        report.published_on,
    )
    assert [p.text for p in back.preface] == [p.text for p in report.preface]
    for got, said in zip(back.sections, report.sections, strict=True):
        assert (got.id, got.number, got.title) == (said.id, said.number, said.title)
        assert [p.text for p in got.paragraphs] == [p.text for p in said.paragraphs]


@given(st.sampled_from([balanced_2019(), balanced_2021()]), st.data())
@settings(max_examples=30)
def test_absent_cells_are_not_read_back_as_blank(report: Report, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from(list(report.form.cells)), min_size=1, max_size=4))
    report = without_cells(report, *gone)
    back = read(to_xlsx(report), "a.xlsx")
    assert figures(back) == figures(report)
    assert {unread.cell for unread in back.unread} == gone


def test_paragraphs_keep_their_order() -> None:
    report = replace(township_2021(), preface=(Paragraph("甲。", ""), Paragraph("乙。", "")))
    listed = list(texts(opened(report)["文字"]))
    assert listed.index("甲。") + 1 == listed.index("乙。")
