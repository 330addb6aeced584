"""Tables: headings by name or label, rows as spreadsheets count them, nothing that computes."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from gongkai.documents.items.fields import FIELDS
from gongkai.documents.reading.blocks import Unreadable
from tests.documents.items.sources import faults, given, placed, raws, workbook

HEADS = ("编号", "标题", "正文", "栏目", "成文日期", "附件")
ROWS = (
    HEADS,
    ("1", "关于虚构检查的通知", "第一段\n第二段，含“引号”和,逗号", "tzgg", "2026/3/2", ""),
    ("", "", "", "", "", ""),
    ("2", "关于虚构演练的通知", "<p>正文</p>", "", "2026-03-02 00:00:00", ""),
)


def table(*rows: Sequence[str], encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv(tmp_path: Path, encoding: str) -> None:
    one, two = given(placed(tmp_path, "a.csv", table(*ROWS, encoding=encoding)))
    assert one.body.html == "<p>第一段</p><p>第二段，含“引号”和,逗号</p>"
    assert (two.text("title"), two.text("column")) == ("关于虚构演练的通知", "")
    assert one.days == two.days


def test_workbook_says_the_same(tmp_path: Path) -> None:
    assert given(placed(tmp_path, "a.xlsx", workbook(*ROWS))) == given(
        placed(tmp_path, "a.csv", table(*ROWS))
    )


def test_headings_by_name_or_label(tmp_path: Path) -> None:
    by_label = table(tuple(each.label for each in FIELDS.values()), ["x"] * len(FIELDS))
    by_name = table(tuple(FIELDS), ["x"] * len(FIELDS))
    (one,), (two,) = (raws(placed(tmp_path, "a.csv", data)) for data in (by_label, by_name))
    assert one.values == two.values == dict.fromkeys(FIELDS, "x")


def test_mistakes_by_the_row_of_the_spreadsheet(tmp_path: Path) -> None:
    rows = [
        *ROWS,
        ("3", "标题", "", "", "去年", ""),
        ("4", "=cmd()", "", "", "", ""),
        ("5", "甲", "=正文", "", "", "", "多出"),
    ]
    assert faults(placed(tmp_path, "a.csv", table(*rows))) == [(5, "成文日期"), (6, "标题"), (7, "")]
    assert faults(placed(tmp_path, "a.xlsx", workbook(*rows))) == [(5, "成文日期"), (6, "标题"), (7, "")]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_reading_goes_on_from_any_row(tmp_path: Path, name: str) -> None:
    rows = [HEADS, *((str(n), "甲\n乙", "正文", "", "", "") for n in range(10))]
    place = placed(tmp_path, name, table(*rows) if name == "a.csv" else workbook(*rows))
    whole = raws(place)
    assert len(whole) == 10
    for start in range(11):
        assert raws(place, start) == whole[start:]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (table(("编号", "正文"), ("1", "甲")), "没有“标题”"),
        (table(("标题", "没有的"), ("1", "甲")), "没有的"),
        (table(("标题", "title"), ("1", "甲")), "重复"),
        (b"", "空文件"),
        (b"\n\n\n,,,\n", "没有“标题”"),
        ('标题,正文\n甲,"没有配对\n'.encode() + b"x" * 11_000_000, "引号没有配对"),
    ],
)
def test_what_is_no_table_of_items_is_refused(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        raws(placed(tmp_path, "a.csv", data))


def test_formulas_of_a_workbook_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="公式"):
        raws(placed(tmp_path, "a.xlsx", workbook(*ROWS, formula="=1+1")))


def test_a_long_body_in_a_cell(tmp_path: Path) -> None:
    long = "长" * 300_000
    (found,) = given(placed(tmp_path, "a.csv", table(("标题", "正文"), ("甲", long))))
    assert found.body.html == f"<p>{long}</p>"
