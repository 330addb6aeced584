"""Workbooks of registers: what Excel and WPS write, what people do to them, what hostile ones hold."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.registers import read
from tests.documents.register_sheets.files import HEADS, PENALTY, as_xlsx, changed, lines, table
from tests.law.registers.rows import penalties

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
# Civil times, of no zone, as a sheet has them.
FIRST = datetime.fromisoformat("2021-03-01")
HALF_PAST = datetime.fromisoformat("2024-03-01 08:30")


def book(tmp_path: Path, data: bytes) -> Any:
    return lines(tmp_path, data, "处罚.xlsx")


def test_days_numbers_and_truths_as_the_sheet_shows_them(tmp_path: Path) -> None:
    heads = [*HEADS, "罚款金额", "公示截止期", "备注", "违法事实", "没收金额"]

    def fill(made: Any, sheet: Any) -> None:
        of_days = made.add_format({"num_format": "yyyy/m/d"})
        of_sums = made.add_format({"num_format": '[红色]#,##0.00"元"'})
        sheet.write_datetime(1, 8, FIRST, of_days)
        sheet.write_number(1, 10, 0.1 + 0.2, of_sums)
        sheet.write_datetime(1, 11, HALF_PAST, made.add_format({"num_format": 22}))
        sheet.write_boolean(1, 12, True)
        sheet.write_rich_string(1, 13, "甲", made.add_format({"bold": True}), "乙", "丙")
        sheet.write_number(1, 14, 12)

    (line,) = book(tmp_path, as_xlsx([heads, table(1)[1]], fill))
    assert line.cells["decided_on"] == "2021-03-01"
    assert line.cells["fine"] == "0.3"
    assert line.cells["shown_until"] == "2024-03-01 8:30:00"
    assert line.cells["remark"] == "是"
    assert line.cells["facts"] == "甲乙丙"
    values = read(PENALTY, line.cells).values
    assert values["shown_until"] == date(2024, 3, 1)
    assert str(values["confiscated"]) == "12.00"


def test_texts_in_the_cells_themselves(tmp_path: Path) -> None:
    data = as_xlsx(table(2), options={"constant_memory": True, "in_memory": False})
    assert [line.cells for line in book(tmp_path, data)] == list(penalties(2))


def test_days_since_1904(tmp_path: Path) -> None:
    def fill(made: Any, sheet: Any) -> None:
        sheet.write_datetime(1, 8, FIRST, made.add_format({"num_format": 14}))

    (line,) = book(tmp_path, as_xlsx(table(1), fill, {"date_1904": True}))
    assert line.cells["decided_on"] == "2021-03-01"


def test_a_number_that_lost_its_end_is_told(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_number(1, 3, 913501001000100430.0)

    (line,) = book(tmp_path, as_xlsx(table(1), fill))
    assert line.faults == (
        ("统一社会信用代码", "数字超过15位，后面的已经丢失。请在表格里把这一列设为文本，重新填写。"),
    )


def test_a_formula_is_refused_at_its_place(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_formula(2, 7, "=A1&B1", None, "罚款五百元")

    first, second = book(tmp_path, as_xlsx(table(2), fill))
    assert not first.faults
    assert (second.row, second.faults) == (3, (("处罚内容", "是公式。请选中后“粘贴为数值”，再试一次。"),))
    assert "content" not in second.cells


def test_merged_headings_are_refused_with_their_place(tmp_path: Path) -> None:
    above = [["行政相对人", "", "", "处罚"], *table(1)]

    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 1, 0, HEADS[0])

    with pytest.raises(Unreadable, match="标题行有合并单元格（A1:A2）"):
        book(tmp_path, as_xlsx(above, fill))


def test_a_merged_title_above_the_headings_does_no_harm(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 5, "云岭县行政处罚信息公示表")

    assert len(book(tmp_path, as_xlsx([["云岭县"], *table(2)], fill))) == 2


def test_merged_rows_are_told_each(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range(2, 9, 3, 9, "云岭县市场监督管理局")

    found = book(tmp_path, as_xlsx(table(4), fill))
    assert [line.row for line in found if line.faults] == [3, 4]
    assert "J3:J4" in found[1].faults[0][1]


def test_hidden_rows_columns_and_sheets_are_told(tmp_path: Path) -> None:
    def rows(_: Any, sheet: Any) -> None:
        sheet.set_row(2, None, None, {"hidden": True})

    def columns(_: Any, sheet: Any) -> None:
        sheet.set_column(7, 7, 10, None, {"hidden": True})

    def sheets(made: Any, _: Any) -> None:
        made.add_worksheet("旧").hide()

    found = book(tmp_path, as_xlsx(table(2), rows))
    assert [line.row for line in found if line.faults] == [3]
    with pytest.raises(Unreadable, match="“处罚内容”有错。这一列是隐藏的"):
        book(tmp_path, as_xlsx(table(2), columns))
    with pytest.raises(Unreadable, match="有隐藏的工作表：旧"):
        book(tmp_path, as_xlsx(table(2), sheets))


def test_of_several_sheets_the_one_with_the_headings(tmp_path: Path) -> None:
    def remarks(made: Any, _: Any) -> None:
        made.add_worksheet("填表说明").write(0, 0, "每行一件")

    def again(made: Any, _: Any) -> None:
        made.add_worksheet("数据二").write_row(0, 0, HEADS)

    assert len(book(tmp_path, as_xlsx(table(2), remarks))) == 2
    with pytest.raises(Unreadable, match="数据、数据二"):
        book(tmp_path, as_xlsx(table(2), again))


def test_very_many_different_texts_are_read_from_their_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.documents.register_sheets.strings._REMEMBERED", 3)
    assert [line.cells for line in book(tmp_path, as_xlsx(table(40)))] == list(penalties(40))


def test_how_a_text_is_pronounced_is_no_part_of_it(tmp_path: Path) -> None:
    spoken = "<t>罚款五百元</t><rPh sb='0' eb='1'><t>fa</t></rPh>"
    data = changed(as_xlsx(table(1)), STRINGS, "<t>罚款五百元</t>", spoken)
    assert book(tmp_path, data)[0].cells["content"] == "罚款五百元"


@pytest.mark.parametrize(
    ("part", "old", "new", "says"),
    [
        (SHEET, "<sheetData>", '<!DOCTYPE a [<!ENTITY b "c">]><sheetData>', "已损坏"),
        (SHEET, "</sheetData>", "", "已损坏"),
        (SHEET, '<row r="2"', '<row r="1"', "行列次序已损坏"),
        (SHEET, '<c r="B2"', '<c r="A2"', "行列次序已损坏"),
        (SHEET, '<c r="B2"', '<c r="?2"', "行列次序已损坏"),
        (STRINGS, "</sst>", "", "已损坏"),
        ("xl/workbook.xml", "<sheets>", "<nothing>", "已损坏"),
        ("xl/workbook.xml", 'r:id="rId1"', 'r:id="rId77"', "没有工作表"),
    ],
)
def test_broken_workbooks_are_refused(tmp_path: Path, part: str, old: str, new: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        book(tmp_path, changed(as_xlsx(table(2)), part, old, new))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('<c r="H2" t="s"><v>', '<c r="H2" t="s"><v>9999', "已损坏"),
        ('<c r="H2" t="s"><v>', '<c r="H2" t="s"><v>x', "已损坏"),
        ('<c r="H2" t="s"><v>', '<c r="H2"><v>1x', "不是数"),
        ('<c r="H2" t="s"><v>', f'<c r="H2" t="str"><v>{"长" * 50_000}', "超过40000个字"),
        ('<c r="J2"', '<c r="XA2"', "超出第300列"),
    ],
)
def test_a_broken_cell_costs_its_row(tmp_path: Path, old: str, new: str, says: str) -> None:
    first, second = book(tmp_path, changed(as_xlsx(table(2)), SHEET, old, new))
    assert says in first.faults[0][1]
    assert not second.faults


def test_cells_and_rows_that_do_not_say_where_they_are_follow_each_other(tmp_path: Path) -> None:
    data = as_xlsx(table(1))
    for column, row in ((column, row) for column in "ABCDEFGHIJ" for row in (1, 2)):
        data = changed(data, SHEET, f'<c r="{column}{row}"', "<c")
    data = changed(changed(data, SHEET, '<row r="1"', "<row"), SHEET, '<row r="2"', "<row")
    assert [line.cells for line in book(tmp_path, data)] == list(penalties(1))


def test_what_a_failed_formula_left_is_a_fault_of_its_field(tmp_path: Path) -> None:
    plain = as_xlsx(table(1), options={"constant_memory": True, "in_memory": False})
    text = '<c r="H2" t="inlineStr"><is><t>罚款五百元</t></is></c>'
    data = changed(plain, SHEET, text, '<c r="H2" t="e"><v>#N/A</v></c>')
    (line,) = book(tmp_path, data)
    assert line.cells["content"] == "#N/A"
    assert any("出错的公式" in fault.message for fault in read(PENALTY, line.cells).faults)


def test_a_document_is_no_workbook(tmp_path: Path) -> None:
    data = as_xlsx(table(1)).replace(b"xl/workbook.xml", b"xl/workbooc.xml")
    with pytest.raises(Unreadable, match="不是工作簿"):
        book(tmp_path, data)


def test_a_hidden_column_without_a_heading_is_told_where_it_holds_something(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.set_column(11, 12, 10, None, {"hidden": True})
        sheet.write(2, 12, "藏")

    found = book(tmp_path, as_xlsx(table(2), fill))
    assert [line.row for line in found if line.faults] == [3]


def test_a_formula_in_the_headings_is_refused(tmp_path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_formula(0, 11, '="备注"', None, "备注")

    with pytest.raises(Unreadable, match="标题行（第1行）有错。是公式"):
        book(tmp_path, as_xlsx(table(2), fill))


@pytest.mark.parametrize("part", [SHEET, STRINGS])
def test_a_tag_that_never_ends_is_refused_before_it_fills_the_memory(tmp_path: Path, part: str) -> None:
    start = {SHEET: "<sheetData>", STRINGS: "<si>"}[part]
    data = changed(as_xlsx(table(1)), part, start, f'{start}<t a="{"x" * 9_000_000}"/>')
    with pytest.raises(Unreadable, match="已损坏"):
        book(tmp_path, data)
