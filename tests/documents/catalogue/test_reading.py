"""Catalogues as counties really make them."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from gongkai.documents.catalogue_sheets import read_catalogue
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.metadata import Carrier, fields
from tests.documents.catalogue.sheets import CARRIERS, ROW, county_row, county_sheet, workbook


def one_sheet(rows: Callable[[Any, int], None], **title: str) -> bytes:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet("Sheet1")
        rows(sheet, county_sheet(sheet, **title))

    return workbook(draw)


def said(data: bytes, name: str = "目录.xlsx") -> list[str]:
    return [str(fault) for fault in read_catalogue(data, name).faults]


def test_printed_layout_is_read() -> None:
    def rows(sheet: Any, at: int) -> None:
        sheet.write(at, 0, 1)
        sheet.write(at, 1, "政府\n预算")
        county_row(sheet, at, *ROW)

    (read,) = read_catalogue(one_sheet(rows), "目录.xlsx").lines
    assert (read.sheet, read.row, read.field) == ("Sheet1", 4, "budget")
    assert (read.item_l1, read.item_l2) == ("政府预算", "主体预算")
    assert read.elements == ("公开说明", "收支总表")
    assert read.basis == ("《中华人民共和国预算法》",)
    assert (read.time_limit, read.body) == ("批复后20日内", "县财政局")
    assert read.carriers == ("website", "new_media", "notice_board")
    assert (read.audience, read.mode, read.levels) == ("everybody", "proactive", ("county",))


def test_merged_matters_and_blank_ones_are_carried_down() -> None:
    def rows(sheet: Any, at: int) -> None:
        sheet.merge_range(at, 1, at + 1, 1, "甲事项")
        sheet.merge_range(at, 3, at + 1, 3, "同一要素")
        county_row(sheet, at, "一", "", *ROW[2:])
        county_row(sheet, at + 1, "二", "", *ROW[2:])
        sheet.write(at, 3, "同一要素")
        sheet.write(at + 2, 1, "乙事项")
        county_row(sheet, at + 2, "三", *ROW[1:])
        county_row(sheet, at + 3, "四", *ROW[1:])

    lines = read_catalogue(one_sheet(rows), "目录.xlsx").lines
    assert [(one.item_l1, one.item_l2) for one in lines] == [
        ("甲事项", "一"),
        ("甲事项", "二"),
        ("乙事项", "三"),
        ("乙事项", "四"),
    ]
    assert lines[1].elements == ("同一要素",)


def test_several_sheets_are_several_fields_and_a_cover_is_none() -> None:
    def draw(book: Any) -> None:
        book.add_worksheet("封面").write(0, 0, "云岭县基层政务公开标准目录")
        for label in ("养老服务", "26.医疗卫生领域"):
            sheet = book.add_worksheet(label)
            at = county_sheet(sheet, "公开标准目录")
            sheet.write(at, 1, "事项")
            county_row(sheet, at, *ROW)

    lines = read_catalogue(workbook(draw), "目录.xlsx").lines
    assert [(one.sheet, one.field) for one in lines] == [
        ("养老服务", "elderly_care"),
        ("26.医疗卫生领域", "health_care"),
    ]


@pytest.mark.parametrize("field", fields().values(), ids=lambda field: field.id)
def test_every_field_is_known_by_its_name_in_a_title(field: Any) -> None:
    def rows(sheet: Any, at: int) -> None:
        sheet.write(at, 1, "事项")
        county_row(sheet, at, *ROW)

    for label in filter(None, (field.label, field.now)):
        data = one_sheet(rows, title=f"云岭县{label}领域基层政务公开标准目录")
        assert read_catalogue(data, "x.xlsx").lines[0].field == field.id


def test_blank_rows_notes_section_titles_and_repeated_headings_are_no_rows() -> None:
    def rows(sheet: Any, at: int) -> None:
        sheet.merge_range(at, 0, at, 13, "一、县级部分")
        sheet.merge_range(at + 1, 1, at + 1, 13, "（一）预算")
        sheet.write(at + 2, 1, "事项")
        county_row(sheet, at + 2, *ROW)
        sheet.write(at + 3, 0, 2)
        for column, head in enumerate(("序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据")):
            sheet.write(at + 5, column, head)
        sheet.write(at + 6, 1, "备注：本表自印发之日起施行。")
        sheet.merge_range(at + 7, 0, at + 7, 5, "注：■为选中。")

    read = read_catalogue(one_sheet(rows), "目录.xlsx")
    assert [one.row for one in read.lines] == [6]
    assert read.faults == ()


def test_a_matter_without_its_columns_is_a_row_and_not_dropped() -> None:
    def rows(sheet: Any, at: int) -> None:
        sheet.write(at, 1, "忘了填写的事项")

    (read,) = read_catalogue(one_sheet(rows), "目录.xlsx").lines
    assert (read.item_l1, read.elements, read.audience) == ("忘了填写的事项", (), "")


@pytest.mark.parametrize(
    ("ticks", "audience", "group", "mode", "levels"),
    [
        (("√", "", "√", "", "√", "√"), "everybody", "", "proactive", ("county", "township")),
        (("", "√", "", "√", "", "√"), "group", "", "on_request", ("township",)),
        (("□", "■", "☑", "□", "是", "×"), "group", "", "proactive", ("county",)),
        (("", "√（低保对象）", "√", "", "", ""), "group", "低保对象", "proactive", ()),
        (("", "残疾人", "✓", "/", "1", "0"), "group", "残疾人", "proactive", ("county",)),
    ],
)
def test_ticks_of_every_kind(
    ticks: tuple[str, ...], audience: str, group: str, mode: str, levels: tuple[str, ...]
) -> None:
    def rows(sheet: Any, at: int) -> None:
        sheet.write(at, 1, "事项")
        county_row(sheet, at, *ROW, ticks=ticks)

    (read,) = read_catalogue(one_sheet(rows), "目录.xlsx").lines
    assert (read.audience, read.audience_group, read.mode, read.levels) == (audience, group, mode, levels)


@pytest.mark.parametrize(
    ("text", "carriers"),
    [
        (CARRIERS, ("website", "new_media", "notice_board")),
        ("■ 政府网站□公开查阅点 ■政务服务中心■精准推送", ("website", "service_centre", "delivered")),
        ("政府门户网站、政务新媒体；公告栏", ("website", "new_media", "notice_board")),
        ("☑广播电视☐纸质媒体▣入户/现场●便民服务站", ("broadcast", "service_station", "on_site")),
        ("\uf0fe政府网站\uf0a8政府公报", ("website",)),
        ("".join(f"■{each.label}" for each in Carrier), tuple(each.value for each in Carrier)),
        ("".join(f"□{each.label}" for each in Carrier), ()),
    ],
)
def test_carriers_of_every_kind(text: str, carriers: tuple[str, ...]) -> None:
    def rows(sheet: Any, at: int) -> None:
        sheet.write(at, 1, "事项")
        county_row(sheet, at, *ROW[:5], text)

    read = read_catalogue(one_sheet(rows), "目录.xlsx")
    assert (read.lines[0].carriers, read.faults) == (carriers, ())


def test_one_row_of_headings_with_words_instead_of_ticks() -> None:
    heads = "序号,试点领域,一级事项,二级事项,公开内容,公开依据,公开时限,责任主体,公开渠道和载体,公开对象,公开方式,公开层级"
    row = "1,就业,就业援助,,条件,《中华人民共和国就业促进法》,长期公开,,政府网站,特定群体,主动公开,县级、乡级"
    (read,) = read_catalogue(f"{heads}\n{row}\n".encode("gb18030"), "目录.csv").lines
    assert (read.field, read.item_l2, read.audience, read.mode) == ("employment", "", "group", "proactive")
    assert (read.sheet, read.levels) == ("表", ("county", "township"))


def test_carriers_with_a_column_each() -> None:
    heads = "序号,一级事项,公开内容,公开依据,公开时限,公开渠道和载体,,全社会,主动,县级"
    below = ",,,,,政府网站,公示栏,,,"
    row = "1,事项,要素,依据,长期公开,√,,√,√,√"

    def draw(book: Any) -> None:
        sheet = book.add_worksheet("就业")
        for number, text in enumerate((heads, below, row)):
            for column, cell in enumerate(text.split(",")):
                sheet.write(number, column, cell)
        sheet.merge_range(0, 5, 0, 6, "公开渠道和载体")

    (read,) = read_catalogue(workbook(draw), "目录.xlsx").lines
    assert read.carriers == ("website",)


def test_mistakes_are_told_by_row_and_column() -> None:
    def rows(sheet: Any, at: int) -> None:
        sheet.write(at, 1, "事项")
        county_row(sheet, at, *ROW[:5], "■飞鸽传书", ticks=("√", "√", "√", "√", "", ""))
        sheet.write_string(at + 1, 1, "=1+1")
        county_row(sheet, at + 1, *ROW)

    assert said(one_sheet(rows)) == [
        "Sheet1 第4行“公开渠道和载体”：没有“飞鸽传书”这个渠道，请改为“其他”或者规定的渠道。",
        "Sheet1 第4行“公开对象”：两项都选了，请只留一项。",
        "Sheet1 第4行“公开方式”：两项都选了，请只留一项。",
        "Sheet1 第5行“一级事项”：以公式符号（=、+、@）开头，请改为普通文字。",
    ]


def test_sheet_of_no_field_or_two_or_without_columns_is_told() -> None:
    def rows(sheet: Any, at: int) -> None:
        sheet.write(at, 1, "事项")
        county_row(sheet, at, *ROW)

    for title in ("标准目录", "社会救助和养老服务领域标准目录"):
        (fault,) = said(one_sheet(rows, title=title))
        assert re.match(r"Sheet1 第2行：看不出属于哪个领域", fault)
    (fault,) = said("序号,一级事项,公开内容,公开依据\n1,甲,乙,丙\n".encode(), "就业.csv")
    assert fault == "表 第1行：缺少这些列：公开时限、公开渠道和载体。"


def hidden(book: Any) -> None:
    county_sheet(book.add_worksheet("财政预决算"))
    book.add_worksheet("草稿").hide()


def formula(book: Any) -> None:
    sheet = book.add_worksheet("财政预决算")
    sheet.write_formula(county_sheet(sheet), 0, "=ROW()-3")


def headings_alone(book: Any) -> None:
    county_sheet(book.add_worksheet("财政预决算"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (workbook(hidden), "有隐藏的工作表：草稿"),
        (workbook(formula), "的单元格 A4 是公式"),
        (workbook(headings_alone), "只有表头，没有事项"),
        (workbook(lambda book: book.add_worksheet("甲").write(0, 0, "文字")), "没有公开目录的表头"),
        (b"", "没有公开目录的表头"),
        (b"PK\x03\x04 broken", "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "是旧版 Excel 文件，或者设有密码"),
        (b"\x00\xff\x00\xff", "不是工作簿"),
        (bytes(20_000_001), "超过 20 MB"),
    ],
    ids=["hidden", "formula", "headings", "none", "empty", "broken", "old", "binary", "large"],
)
def test_file_that_is_none_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(words)):
        read_catalogue(data, "目录.xlsx")
