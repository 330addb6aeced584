"""Copies of texts and tables in text with personal data covered; which files can be masked at all."""

import csv
import io

import pytest

from gongkai.documents.checking.privacy import (
    Kind,
    Unprovable,
    before_masking,
    can_be_masked,
    mask_file,
    mask_text,
    scan_file,
)
from gongkai.documents.media.kinds import KINDS
from tests.documents.privacy import files_made as made
from tests.documents.sources.word_parts import p

ID = "11010519491231002X"
COVERED = "110105********002X"
LETTER = f"说明\n\n申请人：赵甲乙，身份证号{ID}。\n\n\n联系人：赵甲乙，手机13812345678\n"
TABLE = f'姓名,身份证号,备注\n赵甲乙,{ID},"好,\n行"\n钱丙丁,{ID},\n'


def test_text_is_covered_where_it_stands_and_all_else_stays() -> None:
    done = mask_text(LETTER.encode(), "a.txt")
    covered = LETTER.replace(ID, COVERED).replace("赵甲乙", "赵**").replace("13812345678", "138****5678")
    assert done.data.decode() == covered
    assert scan_file(done.data, "a.txt") == []


def test_only_the_kinds_that_are_wanted_are_covered() -> None:
    done = mask_text(LETTER.encode(), "a.txt", {Kind.CN_ID})
    assert done.data.decode() == LETTER.replace(ID, COVERED)
    assert [hit.value for hit in done.hits] == [ID]


def test_what_the_body_publishes_itself_stays() -> None:
    done = mask_text("手机：13812345678".encode(), "a.txt", known=["13812345678"])
    assert done.data.decode() == "手机：13812345678"


def test_table_keeps_its_cells() -> None:
    done = mask_text(TABLE.encode(), "名单.csv")
    rows = list(csv.reader(io.StringIO(done.data.decode(), newline="")))
    assert rows == [
        ["姓名", "身份证号", "备注"],
        ["赵**", COVERED, "好,\n行"],
        ["钱**", COVERED, ""],
    ]
    assert scan_file(done.data, "名单.csv") == []


def test_day_of_birth_that_a_sheet_keeps_as_a_number() -> None:
    done = mask_text("姓名,出生日期\n赵甲乙,31413\n".encode(), "名单.csv")
    assert "31413" not in done.data.decode()
    assert scan_file(done.data, "名单.csv") == []


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_other_encodings_become_utf8_with_its_mark(encoding: str) -> None:
    done = mask_text(LETTER.encode(encoding), "a.txt")
    assert done.data.startswith(b"\xef\xbb\xbf")
    assert COVERED in done.data.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (f"<html><body><p>{ID}</p></body></html>".encode(), "a.txt", "网页代码"),
        (f'a,b\n{ID},"{"x" * 200_000}"\n'.encode(), "a.csv", "格式有误"),
        ((",".join(["姓名"] * 501) + "\n").encode(), "a.csv", "超过 500 列"),
        (
            ("政府信息公开年度报告" * 30).encode("gb18030") + b"\xff" + "情况".encode("gb18030"),
            "a.txt",
            "编码",
        ),
    ],
)
def test_what_cannot_be_written_again_is_refused(data: bytes, name: str, why: str) -> None:
    with pytest.raises(Unprovable, match=why):
        mask_text(data, name)


def test_kind_is_told_by_content() -> None:
    word = made.word(p(f"赵甲乙，身份证号{ID}"))
    assert mask_file(word, "没有后缀").data.startswith(b"PK")
    assert COVERED in mask_file(TABLE.encode(), "名单.csv").data.decode()
    for data, label in ((b"%PDF-1.4\n%%EOF", "PDF 文件"), (b"\x89PNG\r\n\x1a\n" + bytes(20), "PNG 图片")):
        for ask in (mask_file, before_masking):
            with pytest.raises(Unprovable, match=f"{label}不能自动遮盖"):
                ask(data, "a")


def test_types_of_files_that_can_be_masked() -> None:
    masked = {name for name, kind in KINDS.items() if can_be_masked(kind.media_type)}
    assert masked == {"docx", "xlsx", "txt", "csv"}
    assert not can_be_masked("application/x-unknown")


def test_what_would_be_masked_is_told_first() -> None:
    before = before_masking(TABLE.encode(), f"赵甲乙{ID}.csv")
    assert [(spot.piece.label, spot.hit.masked) for spot in before.spots] == [
        ("A2", "赵**"),
        ("B2", COVERED),
        ("A3", "钱**"),
        ("B3", COVERED),
    ]
    assert before.hidden == ()
    name, make = made.PLACES["comment"]
    assert [note.label for note in before_masking(make(f"身份证号{ID}"), name).hidden]
