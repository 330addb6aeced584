"""What pages and commands call: each in a process of its own."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.redaction import (
    Mark,
    Paragraph,
    Place,
    Report,
    Withheld,
    Words,
    found,
    page_picture,
    pages,
    paragraphs,
    redact,
    suggested,
    withheld_list,
)
from gongkai.documents.redaction.choosing import OTHER_KIND
from tests.documents.redaction.readers import by_pdfium
from tests.documents.redaction.test_word import letter
from tests.documents.sources.drawn import pdf, prose

FILE = pdf(prose("申请人赵景行，", "电话13800138000。"), prose("第二页"))


def test_pages_show_where_every_character_stands() -> None:
    first, second = pages(FILE)
    assert (first.width, first.height, first.scanned) == (595, 842, False)
    assert [line.text for line in first.lines] == ["申请人赵景行，", "电话13800138000。"]
    assert [line.text for line in second.lines] == ["第二页"]
    line = first.lines[0]
    assert len(line.boxes) == len(line.text)
    (x0, y0, x1, y1) = line.boxes[3]
    assert (x0, x1) == pytest.approx((108, 120), abs=0.1)
    assert 842 - 780 - 12 < y0 < 842 - 780 < y1 < 842 - 780 + 6


def test_a_page_is_a_picture_of_its_size() -> None:
    picture = page_picture(FILE, 1, 0.5)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") in (297, 298)
    with pytest.raises(Unreadable, match="没有这一页"):
        page_picture(FILE, 2)
    with pytest.raises(Unreadable, match="尺寸太大"):
        page_picture(FILE, 0, 100)


def test_marks_are_found_applied_and_listed() -> None:
    names = found(FILE, ["赵 景行"], ground="denied_third_party/privacy", label="个人隐私")
    both = suggested(FILE, ground="denied_third_party/privacy")
    assert [mark.label for mark in both] == ["个人姓名", "手机号码"]
    numbers = both[1:]
    made = redact(FILE, [*names, *numbers, Words("第二页", "denied_secret", "国家秘密")])
    assert "赵景行" not in by_pdfium(made.data)
    assert [line.text for page in pages(made.data) for line in page.lines] == ["申请人 ，", "电话 。"]
    assert withheld_list(made.report) == (
        Withheld("denied_third_party/privacy", ("个人隐私", "手机号码"), 2, (1,)),
        Withheld("denied_secret", ("国家秘密",), 1, (2,)),
    )


def test_a_title_is_the_only_property_and_tells_nothing() -> None:
    said = {
        title: PdfReader(BytesIO(redact(FILE, [Words("赵景行")], title=title).data)).metadata
        for title in ("名册（已遮盖）", "赵 景行的名册", "")
    }
    assert said == {"名册（已遮盖）": {"/Title": "名册（已遮盖）"}, "赵 景行的名册": None, "": None}


def test_word_files_have_paragraphs() -> None:
    file = letter("申请人赵景行")
    assert paragraphs(file)[0] == Paragraph("正文", "申请人赵景行")
    made = redact(file, found(file, ["赵景行"], ground="denied_third_party/privacy"))
    assert paragraphs(made.data)[0].text == "申请人███"
    assert withheld_list(made.report) == (Withheld("denied_third_party/privacy", (), 1, ()),)


def test_nothing_that_is_reported_repeats_what_is_withheld() -> None:
    made = redact(FILE, [Words("赵景行", "g", "隐私"), Words("13800138000", "g", "隐私")])
    assert "赵景行" not in repr(made.report)
    assert "13800138000" not in repr(made.report)
    assert made.report.places[0] == Place(0, "g", "隐私", 3)


def test_places_are_listed_by_ground_in_the_order_of_the_file() -> None:
    places = (Place(2, "b", "乙", 1), Place(0, "a", "甲", 1), Place(1, "b", "丙", 1), Place(2, "b", "", 1))
    listed = withheld_list(Report("pdf", places, (), (), (), "", ""))
    assert listed == (Withheld("b", ("乙", "丙"), 3, (2, 3)), Withheld("a", ("甲",), 1, (1,)))


@pytest.mark.parametrize("data", [b"", b"text", b"\xd0\xcf\x11\xe0 an old file"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        redact(data, [Mark(0, (0, 0, 1, 1))])
    assert str(refused.value) == OTHER_KIND
