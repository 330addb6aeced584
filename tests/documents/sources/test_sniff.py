"""Files are told by their content; what cannot be read is refused with what it is and what to do."""

import base64
import quopri
from collections.abc import Callable

import pytest

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources import limits, open_source
from gongkai.documents.reading.sources.refusals import shown as shown_name
from tests.documents.hostile.files import FILES, compound_file
from tests.documents.sources.drawn import pdf, prose
from tests.documents.sources.shown import lines, read_text
from tests.documents.sources.test_xlsx import raw_workbook
from tests.documents.sources.word_parts import docx, p, package

PAGE = "<html><body><p>规章</p></body></html>"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (docx(p("规章")), "docx"),
        (raw_workbook("<row><c><v>1</v></c></row>"), "xlsx"),
        (pdf(prose("规章和规范性文件")), "pdf"),
        (b"\n\n" + pdf(prose("规章和规范性文件")), "pdf"),
        (PAGE.encode(), "html"),
        (PAGE.encode("gb18030"), "html"),
        (b"\xef\xbb\xbf<!-- saved -->\n" + PAGE.encode(), "html"),
        (('<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>' + PAGE).encode(), "html"),
        ("标题<br>\n<p>一</p><p>二</p><p>三</p><p>四</p><p>五</p>".encode(), "html"),
        ("转发<江苏省规范>的函\n规章\t0".encode(), "text"),
        ("| 商业<br>企业 | 科研<br>机构 |\n|---|---|".encode(), "text"),
        (b"BM\xe6\x96\x87\xe5\xad\x97", "text"),
    ],
)
@pytest.mark.parametrize("name", ["年报.doc", "年报.txt", "年报"])
def test_the_kind_is_told_by_content(data: bytes, kind: str, name: str) -> None:
    assert open_source(data, name).kind == kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "是空文件"),
        (b" \r\n\t", "是空文件"),
        (b"{\\rtf1 text}", "另存为 .docx"),
        (b"\x89PNG\r\n\x1a\n", "是图片"),
        (b"BM\x36\0\0\0", "是图片"),
        (b"Rar!\x1a\x07\0", "先解压"),
        (b"\x1f\x8b\x08\0", "先解压"),
        (compound_file({"WordDocument": bytes(5000), "ObjectPool": b""}), "旧版 Word 文档"),
        (compound_file({"EncryptedPackage": bytes(5000)}), "设有密码"),
        (compound_file({"PowerPoint Document": bytes(5000)}), "旧版 Office 文件"),
        (compound_file({"Workbook": bytes(5000)})[:600], "已损坏"),
        (package({"OFD.xml": "<o/>"}), "OFD"),
        (package({"ppt/presentation.xml": "<p/>"}), "演示文稿"),
        (package({"xl/workbook.bin": "", "xl/workbook.xml": "<x/>"}), "另存为 .xlsx"),
        (
            package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
            "OpenDocument",
        ),
        (package({"a.docx": docx(p("规章"))}), "先解压"),
        (b"PK\x05\x06" + bytes(18), "先解压"),
        (b"PK\x03\x04junk", "已损坏"),
        (b"%PDF-1.7\njunk", "无法作为 PDF 打开"),
        (b"\x00\x01\x02\x03" * 50, "不是文字文件"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        open_source(data, "云岭县.docx")
    assert words in str(refused.value)
    assert str(refused.value).startswith("文件“云岭县.docx”")
    assert str(refused.value).endswith("。")


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith(".json")])
def test_hostile_files_are_refused_or_read_within_measure(name: str) -> None:
    try:
        source = open_source(FILES[name](), name)
    except Unreadable as refused:
        assert name in str(refused)  # noqa: PT017 - a file may also be read
    else:
        assert sum(1 for _ in source.blocks) <= limits.LINES_AND_CELLS


def test_larger_files_than_any_report_are_refused_before_they_are_looked_at() -> None:
    with pytest.raises(Unreadable, match="超过 60 MB"):
        open_source(b"%PDF-" + bytes(limits.OFFICE_BYTES), "大.pdf")
    with pytest.raises(Unreadable, match="超过 20 MB"):
        open_source(b"a" * (limits.TEXT_BYTES + 1), "大.txt")


def test_a_name_cannot_disturb_the_message() -> None:
    assert shown_name("a\x1b[31m\n.txt") == "a\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}.txt"
    assert len(shown_name("长" * 500)) == 121
    assert shown_name("") == "未命名"


def test_members_with_a_password_and_unusual_packing() -> None:
    locked = bytearray(docx(p("规章")))
    entry = locked.index(b"PK\x01\x02", locked.index(b"word/document.xml"))
    while b"word/document.xml" not in locked[entry : entry + 80]:
        entry = locked.index(b"PK\x01\x02", entry + 4)
    locked[entry + 8] |= 1
    with pytest.raises(Unreadable, match="设有密码"):
        open_source(bytes(locked), "锁.docx")


def test_a_container_whose_table_of_contents_lies_about_sizes() -> None:
    data = bytearray(docx(p("规章") * 200_000))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.index(mark)
        while (place := data.find(mark, place + 4)) > 0:
            data[place + offset : place + offset + 4] = (100).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        open_source(bytes(data), "假.docx")


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
def test_a_page_saved_as_one_file(transfer: str) -> None:
    page = "<html><body><table><tr><td>规章</td><td>0</td></tr></table><p>末=尾</p></body></html>".encode(
        "gb18030"
    )
    packings: dict[str, Callable[[bytes], bytes]] = {
        "quoted-printable": quopri.encodestring,
        "base64": base64.encodebytes,
        "8bit": bytes,
    }
    packed = packings[transfer](page)
    data = (
        b'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="----x"\r\n\r\n'
        b"------x\r\nContent-Type: image/png\r\n\r\nxx\r\n"
        b"------x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: " + transfer.encode() + b"\r\n\r\n"
        + packed + b"\r\n------x--\r\n"
    )  # fmt: skip
    source = open_source(data, "年报.doc")
    assert (source.kind, lines(source)) == ("html", ["末=尾"])


def test_a_text_that_only_looks_like_a_saved_page() -> None:
    assert lines(read_text("MIME-Version: 1.0\n\n规章\t0"))[-1] == "规章\t0"
