"""Dictionary files: TOML, CSV and XLSX say the same; every mistake is told by its row."""

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest

from gongkai.documents.checking.wording import (
    BadDictionary,
    Dictionary,
    Kind,
    Person,
    Term,
    read_dictionary,
)
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.findings import Severity

ROWS = [
    ["词语", "改为", "类型", "级别", "说明", "除外", "自何日起"],
    ["老区", "云岭新区", "", "错误", "请用新名称", "革命老区、老区人民", "2024-01-01"],
    ["县府办", "县政府办公室", "", "", "", "", ""],
    ["做为一局", "", "准用", "", "", "", ""],
    ["王示晓", "县委副书记、县长", "人员", "", "", "", ""],
    ["李例明", "副县长", "人员", "", "", "", ""],
]
WANTED = Dictionary(
    (
        Term(
            "老区",
            Kind.AGENCY,
            "云岭新区",
            Severity.ERROR,
            "请用新名称",
            ("革命老区", "老区人民"),
            date(2024, 1, 1),
        ),
        Term("县府办", Kind.AGENCY, "县政府办公室"),
    ),
    frozenset({"做为一局"}),
    (Person("王示晓", ("县委副书记", "县长")), Person("李例明", ("副县长",))),
)
TOML = """
# 云岭县的词库
allowed = ["做为一局"]

[wrong]
"县府办" = "县政府办公室"

[wrong."老区"]
fix = "云岭新区"
severity = "错误"
note = "请用新名称"
unless = ["革命老区", "老区人民"]
since = 2024-01-01

[people]
"王示晓" = ["县委副书记", "县长"]
"李例明" = ["副县长"]
"""


def as_csv(rows: list[list[str]]) -> bytes:
    return "\n".join(",".join(row) for row in rows).encode("utf-8-sig")


def as_xlsx(rows: list[list[str]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.create_sheet("词库", 0)
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def same(made: Dictionary) -> bool:
    return (set(made.terms), made.allowed, made.people) == (set(WANTED.terms), WANTED.allowed, WANTED.people)


@pytest.mark.parametrize(
    "data",
    [as_csv(ROWS), as_xlsx(ROWS), TOML.encode(), as_csv(ROWS).decode("utf-8-sig").encode("gb18030")],
    ids=["csv", "xlsx", "toml", "gb18030"],
)
def test_the_same_in_every_format(data: bytes) -> None:
    assert same(read_dictionary(data, "词库"))


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_every_mistake_by_its_row(write: Callable[[list[list[str]]], bytes]) -> None:
    rows = [
        ROWS[0],
        ["甲", "乙", "", "", "", "", ""],
        ["县府办", "县府办", "", "", "", "", ""],
        ["甲乙", "丙", "什么", "", "", "", ""],
        ["甲丙", "丁", "", "严重", "", "", ""],
        ["甲丁", "戊", "", "", "", "别的词", ""],
        ["甲戊", "己", "", "", "", "", "去年"],
        ["甲戊", "庚", "", "", "", "", ""],
    ]
    with pytest.raises(BadDictionary) as refused:
        read_dictionary(write(rows), "词库.csv")
    said = [str(fault) for fault in refused.value.faults]
    assert [fault.row for fault in refused.value.faults] == [2, 3, 4, 5, 6, 7, 8]
    for line, words in zip(said, ("2 到", "相同", "类型", "级别", "除外", "2026-09-20", "重复"), strict=True):
        assert words in line


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空文件"),
        ("错,对\n甲乙,丙丁".encode(), "没有“词语”一列"),
        ("词语,改成\n甲乙,丙丁".encode(), "不认识的列：改成"),
        ("[错词]\n“甲乙” = 1".encode(), "TOML"),
        (b"[wrongs]\na = 1", "不认识的部分：wrongs"),
        (b"wrong = [1]", "词语 = 内容"),
        (b"\x00\x01\x02" * 50, "不是工作簿"),
    ],
)
def test_what_is_no_dictionary(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_dictionary(data, "词库")
