"""Files that must not be taken in, and hostile ones: refused with what to do, in bounded time, or converted."""

import io
import random
import stat
import time
import zipfile
from pathlib import Path

import pytest

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources import limits
from gongkai.documents.rich_text import clean
from gongkai.documents.word import convert, old
from tests.documents.media import samples
from tests.documents.sources import word_parts as parts
from tests.documents.word.manners import counted, laid_out
from tests.documents.word.official import NOTICE
from tests.documents.word.test_features import packed

_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def document(body: str, **beside: str | bytes) -> bytes:
    return parts.package({"[Content_Types].xml": _TYPES, "word/document.xml": body, **beside})


def _encrypted_zip() -> bytes:
    data = bytearray(laid_out(NOTICE))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


_ENTITY = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="x"><w:body>&b;</w:body></w:document>'
_OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="x"><w:body>&a;</w:body></w:document>'
_MACRO_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)
REFUSED = {
    "空.docx": (b"", "空文件"),
    "加密.docx": (samples.ole("EncryptionInfo", "EncryptedPackage"), "设有密码"),
    "加密条目.docx": (_encrypted_zip(), "设有密码"),
    "截断.docx": (laid_out(NOTICE)[:9_000], "损坏"),
    "宏.docx": (document("<d/>", **{"word/vbaProject.bin": b"x"}), "宏"),
    "宏.docm": (parts.package({"[Content_Types].xml": _MACRO_TYPES, "word/document.xml": "<d/>"}), "宏"),
    "宏.doc": (samples.ole("WordDocument", "Macros"), "宏"),
    "表格.docx": (samples.excel(), "Excel"),
    "说明.docx": (b"%PDF-1.7\n", "PDF"),
    "文本.docx": ("关于开展检查的通知".encode(), "文本文件"),
    "网页.docx": (b"<html><body><p>x</p></body></html>", "网页"),
    "图片.docx": (b"\x89PNG\r\n\x1a\n" + bytes(20), "是图片"),
    "压缩.docx": (samples.zipped({"a.txt": b"x"}), "压缩包"),
    "富文本.docx": (b"{\\rtf1 x}", "RTF"),
    "乱码.docx": (bytes(range(256)) * 10, "不是 Word 文档"),
    "实体.docx": (document(_ENTITY), "损坏"),
    "外部实体.docx": (document(_OUTSIDE), "损坏"),
    "不是正文.docx": (document("<x/>"), "没有正文"),
    "坏的正文.docx": (document("<w:document"), "损坏"),
    "炸弹.docx": (document("<d/>", **{"word/media/a.png": bytes(40_000_000)}), "庞大"),
    "大.docx": (bytes(limits.OFFICE_BYTES + 1), "60 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_what_to_do(name: str) -> None:
    data, reason = REFUSED[name]

    started = time.process_time()
    with pytest.raises(Unreadable, match=reason) as refusal:
        convert(data, name)

    assert time.process_time() - started < 5
    assert str(refusal.value).endswith("。")
    assert "年度报告" not in str(refusal.value)


def test_a_file_name_cannot_disturb_the_message() -> None:
    with pytest.raises(Unreadable) as refusal:
        convert(b"", "a\x1b[31m\n.docx")

    assert str(refusal.value).isprintable()


@pytest.mark.parametrize("seed", range(60))
def test_damaged_files_are_refused_or_converted(seed: int) -> None:
    """Bytes of the XML parts changed at random: never another exception, never anything unclean."""
    chosen = random.Random(seed)
    made = counted(NOTICE) if seed % 2 else laid_out(NOTICE)
    damaged: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        for part in archive.namelist():
            data = bytearray(archive.read(part))
            if part.endswith((".xml", ".rels")) and data and chosen.random() < 0.6:
                for _ in range(chosen.randint(1, 4)):
                    start = chosen.randrange(len(data))
                    piece = data[start : start + chosen.randint(1, 40)]
                    where = chosen.randrange(len(data))
                    data[where : where + chosen.choice([0, len(piece)])] = piece
            damaged[part] = bytes(data)
    try:
        converted = convert(parts.package(damaged))
    except Unreadable:
        return
    assert clean(converted.html) == converted.html


_DEEP = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p><w:r><w:t>深</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 60
_NESTED_BOXES = (
    "<w:p><w:r><w:pict><w:txbxContent>" * 40 + "<w:p/>" + "</w:txbxContent></w:pict></w:r></w:p>" * 40
)
HOSTILE = {
    "deep tables": _DEEP,
    "nested boxes": _NESTED_BOXES,
    "many empty paragraphs": "<w:p/>" * 100_000,
    "many runs": f"<w:p>{'<w:r><w:t>字</w:t></w:r>' * 50_000}</w:p>",
    "wild spans": parts.table(
        [parts.tc("一", '<w:gridSpan w:val="99999"/>')], [parts.tc("二", '<w:gridSpan w:val="x"/>')]
    ),
    "one long line": f"<w:p><w:r><w:t>{'第一条，' * 200_000}</w:t></w:r></w:p>",
    "broken field": '<w:p><w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/></w:r></w:p>',
    "script": "<w:p><w:r><w:t>&lt;script&gt;alert(1)&lt;/script&gt;</w:t></w:r></w:p>",
    "notes without ids": "<w:p><w:r><w:footnoteReference/></w:r></w:p>",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_content_costs_seconds_at_most(what: str) -> None:
    started = time.process_time()
    try:
        html = convert(packed(HOSTILE[what])).html
    except Unreadable as refusal:
        html = str(refusal)

    assert time.process_time() - started < 15
    assert "<script" not in html


def test_a_link_that_runs_code_stays_text() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "javascript:alert(1)"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>点</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )

    assert convert(packed(f"<w:p>{field}</w:p>")).html == "<p>点</p>"


def test_without_libreoffice_an_old_file_is_to_be_saved_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(Unreadable, match=r"没有安装转换程序。.*另存为 \.docx"):
        convert(samples.ole("WordDocument"), "旧.doc")


def _program(folder: Path, script: str) -> str:
    program = folder / "office"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


def test_a_converter_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    script = f"(sleep 2; touch {alive}) & sleep 60"

    with pytest.raises(Unreadable, match="用时过长"):
        old.to_docx(b"x", "旧.doc", program=_program(tmp_path, script), seconds=0.3)

    started = time.monotonic()
    while time.monotonic() - started < 2.5:
        assert not alive.exists()


def test_a_converter_that_fails_says_that_the_file_is_broken(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="无法转换"):
        old.to_docx(b"x", "旧.doc", program=_program(tmp_path, "exit 1"))
