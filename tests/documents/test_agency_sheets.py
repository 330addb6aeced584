"""The tree as a workbook or CSV: read back as written, and refused with its place where a person cannot see it all."""

import io
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.agency_sheets import AGENCIES, COLUMNS, PEOPLE, Book, read_book, to_csv, to_xlsx
from gongkai.documents.reading.blocks import Unreadable

LINE = {"slug": "jyj", "name": "云岭县教育局", "level": "部门", "organ_code": "91350100M000100Y43"}
CELL = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20).map(
    lambda text: "".join(text.split()).lstrip("'")
)


def values(book: Book, kind: str) -> list[dict[str, str]]:
    return [{key: text for key, text in row.values.items() if text} for row in book.sheets[kind].rows]


def workbook(*rows: list[object], title: str = AGENCIES) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEAD: list[object] = ["代号", "名称", "层级"]


def test_workbook_is_read_back_as_written() -> None:
    people = {"username": "jia", "agency": "jyj", "role": "公开专员", "begins_on": "2026-03-01"}
    choices = {AGENCIES: {"level": ("部门", "县级政府")}}
    book = read_book(to_xlsx({AGENCIES: [LINE], PEOPLE: [people]}, choices), "表.xlsx")
    assert values(book, AGENCIES) == [LINE]
    assert values(book, PEOPLE) == [people]
    assert book.faults == ()
    assert book.sheets[AGENCIES].rows[0].number == 2


@pytest.mark.parametrize("kind", COLUMNS)
def test_csv_tells_its_kind_by_its_headings(kind: str) -> None:
    line = dict.fromkeys(COLUMNS[kind], "x")
    assert values(read_book(to_csv(kind, [line]), "表.csv"), kind) == [line]


@given(names=st.lists(CELL, max_size=5))
def test_any_text_comes_back_from_a_csv(names: list[str]) -> None:
    book = read_book(to_csv(AGENCIES, [{"slug": "x", "name": name} for name in names]), "表.csv")
    assert [row.values["name"] for row in book.sheets[AGENCIES].rows] == names


def test_csv_of_a_chinese_spreadsheet_is_read() -> None:
    data = "代号,名称,层级\r\njyj,云岭县教育局,部门\r\n".encode("gb18030")
    assert values(read_book(data, "表.csv"), AGENCIES) == [
        {"slug": "jyj", "name": "云岭县教育局", "level": "部门"}
    ]


def test_empty_rows_and_missing_columns_are_no_mistake() -> None:
    book = read_book(workbook([], HEAD, [], ["jyj", "云岭县教育局", "部门"]), "表.xlsx")
    sheet = book.sheets[AGENCIES]
    assert sheet.columns == {"slug", "name", "level"}
    assert [row.number for row in sheet.rows] == [4]


def test_numbers_and_dates_of_a_spreadsheet_become_texts() -> None:
    head = [*HEAD, "行政区划代码", "设立日期"]
    book = read_book(workbook(head, ["jyj", "局", "部门", 110101, date(2026, 3, 1)]), "表.xlsx")
    assert book.sheets[AGENCIES].rows[0].values["division_code"] == "110101"
    assert book.sheets[AGENCIES].rows[0].values["begins_on"] == "2026-03-01"


def test_formula_is_refused_wherever_it_stands() -> None:
    data = workbook(HEAD, ["jyj", "=A2", "部门"])
    with pytest.raises(Unreadable, match=r"单元格 B2 是公式.*粘贴为数值"):
        read_book(data, "表.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx({AGENCIES: [LINE]})))
    book.create_sheet("说明")["C7"] = "=NOW()"
    with pytest.raises(Unreadable, match="C7"):
        read_book(saved(book), "表.xlsx")


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheet_is_refused(state: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx({AGENCIES: [LINE]})))
    book.create_sheet("秘").sheet_state = state
    with pytest.raises(Unreadable, match="隐藏的工作表：秘"):
        read_book(saved(book), "表.xlsx")


@pytest.mark.parametrize("text", ["=1+1", "＝1", "@SUM(A1)", "+cmd"])
def test_text_that_a_spreadsheet_would_run_is_a_mistake(text: str) -> None:
    for data in (to_csv(AGENCIES, [LINE | {"remark": text}]), to_xlsx({AGENCIES: [LINE | {"remark": text}]})):
        [fault] = read_book(data, "表").faults
        assert (fault.sheet, fault.row, fault.column) == (AGENCIES, 2, "备注")
        assert str(fault).startswith("机关 第2行“备注”：以公式符号")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "没有这些列|缺少这些列"),
        (b"\x89PNG\r\n\0\0\0", "不是工作簿"),
        (b"PK\x03\x04broken", "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 Excel"),
        ("代号,名称\njyj,局\n".encode(), "缺少这些列：层级"),
        ("代号,名称,层级,电话\n".encode(), "不认识的列：电话"),
        ("代号,名称,层级,层级\n".encode(), "重复的列"),
        (("代号,名称,层级\n" + "a,b,c\n" * 10_001).encode(), "超过 10000 行"),
        (b"x" * 20_000_001, "超过 20 MB"),
        (workbook(HEAD, title="别的"), "没有“机关”或者“人员”工作表"),
    ],
)
def test_file_that_cannot_be_read_says_why(data: bytes, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        read_book(data, "表")


def test_vast_workbook_is_refused_quickly() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(AGENCIES)
        sheet.write_string(0, 0, "代号")
        sheet.write_string(1_048_575, 16_383, "x")
    with pytest.raises(Unreadable, match="异常庞大"):
        read_book(out.getvalue(), "表.xlsx")
