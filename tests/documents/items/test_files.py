"""Folders and ZIPs: what stands in them is found, what stands elsewhere never, bombs and tricks are refused."""

import os
import stat
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from gongkai.documents.items.files import FILE_BYTES, FolderFiles, ZipFiles, inside
from gongkai.documents.items.sources import open_source
from gongkai.documents.reading.blocks import Unreadable
from tests.documents.items.sources import faults, given, lines, placed, raws, read, zipped
from tests.documents.sources import word_parts

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 30
PAGE = """<html><head><title>页面标题_某网站</title><meta name="ArticleTitle" content="关于页面的通知">
<meta name="PubDate" content="2019-05-15 10:30"><meta name="ContentSource" content="虚构来源"></head>
<body><p>正文</p><img src="图/a.png"><img src="http://old.example.gov.cn/b.png"></body></html>"""
WORD = word_parts.docx(
    "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:t>关于虚构演练的通知</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>各单位：</w:t></w:r></w:p><w:p><w:r><w:t>请做好准备。</w:t></w:r></w:p>"
)
LIST = lines(
    {"id": "1", "file": "文/一.docx", "title": "以清单为准", "attachments": ["附件/表.txt"]},
    {"id": "2", "file": "文/二.html"},
    {"id": "3", "file": "文/三.txt", "written_on": "2026-03-02"},
    {"id": "4", "title": "只有附件", "attachments": "附件/表.txt；文/三.txt"},
)
FILES = {
    "manifest.jsonl": LIST,
    "文/一.docx": WORD,
    "文/二.html": PAGE.encode(),
    "文/三.txt": "关于文本的通知\n第一段\n第二段".encode("gb18030"),
    "文/图/a.png": PNG,
    "附件/表.txt": b"text",
}


Made = Callable[..., Path]


def folder(top: Path, files: dict[str, bytes], below: str = "") -> Path:
    for name, data in files.items():
        placed(top / "all", below + name, data)
    return top / "all"


def archive(top: Path, files: dict[str, bytes], below: str = "") -> Path:
    return placed(top, "a.zip", zipped({below + name: data for name, data in files.items()}))


@pytest.mark.parametrize("made", [folder, archive])
@pytest.mark.parametrize("below", ["", "导出/"])
def test_a_list_with_its_files(tmp_path: Path, made: Made, below: str) -> None:
    word, page, text, bare = given(made(tmp_path, FILES, below))
    assert word.text("title") == "以清单为准"
    assert word.body.original == f"{below}文/一.docx"
    assert "请做好准备" in word.body.html
    assert word.attachments == (f"{below}附件/表.txt",)
    assert (page.text("title"), page.text("source")) == ("关于页面的通知", "虚构来源")
    assert page.published_at is not None
    assert page.body.pictures == {"1-a.png": PNG}
    assert 'src="attachments/1-a.png"' in page.body.html
    assert page.body.lost == 1
    assert (text.text("title"), text.body.html) == ("关于文本的通知", "<p>第一段</p><p>第二段</p>")
    assert bare.attachments == (f"{below}附件/表.txt", f"{below}文/三.txt")


@pytest.mark.parametrize("made", [folder, archive])
def test_documents_without_a_list(tmp_path: Path, made: Made) -> None:
    files = {
        "tzgg/二.html": PAGE.encode(),
        "tzgg/三.txt": "题\n文".encode(),
        "表.pdf": b"%PDF-1.4",
        ".hidden": b"x",
    }
    files |= {"__MACOSX/x.html": b"x", "~$二.docx": b"x", "Thumbs.db": b"x"}
    place = made(tmp_path, files)
    found = read(place)
    assert faults(place) == [(3, "表.pdf")]
    assert [each.text("column") for each in found if not isinstance(each, tuple)] == ["tzgg", "tzgg"]
    assert [each.text("id") for each in found if not isinstance(each, tuple)] == [
        "tzgg/三.txt",
        "tzgg/二.html",
    ]
    assert raws(place, 1) == raws(place)[1:]


@pytest.mark.parametrize("made", [folder, archive])
@pytest.mark.parametrize(
    "row",
    [
        {"file": "没有.docx"},
        {"file": "../秘密.txt"},
        {"file": "文"},
        {"file": "文/图/a.png"},
        {"file": "坏.docx"},
        {"title": "甲", "file": "//server/share/a.docx"},
    ],
)
def test_a_file_that_cannot_be_used_is_a_mistake_of_its_row(
    tmp_path: Path, made: Made, row: dict[str, str]
) -> None:
    placed(tmp_path, "秘密.txt", b"secret")
    files = {**FILES, "manifest.jsonl": lines(row, {"title": "好"}), "坏.docx": b"PK\x03\x04broken"}
    assert [each[0] for each in faults(made(tmp_path, files))] == [1]


@pytest.mark.parametrize(
    "path",
    ["", ".", "..", "/a", "\\a", "a/../../b", "C:a", "C:\\a", "\\\\server\\share\\a", "a\0b", "file:a"],
)
def test_paths_that_lead_elsewhere(path: str) -> None:
    with pytest.raises(Unreadable):
        inside(path)


def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = placed(tmp_path, "secret.txt", b"secret")
    top = folder(tmp_path, {"a.txt": b"a"})
    (top / "link.txt").symlink_to(secret)
    (top / "below").symlink_to(tmp_path)
    files = FolderFiles(top)
    assert files.names() == ["a.txt"]
    for path in ("link.txt", "below/secret.txt"):
        with pytest.raises(Unreadable, match="链接"):
            files.read(path)


def test_devices_and_folders_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "below").mkdir()
    for path in ("pipe", "below"):
        with pytest.raises(Unreadable):
            FolderFiles(tmp_path).read(path)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as out:
        out.truncate(FILE_BYTES + 1)
    with pytest.raises(Unreadable, match="超过"):
        FolderFiles(tmp_path).read("a.txt")


def test_chinese_names_of_windows(tmp_path: Path) -> None:
    """A ZIP of Explorer: names in GBK, and nothing that says so."""
    place = placed(tmp_path, "a.zip", _renamed("通知.txt".encode("gb18030")))
    assert [raw.values and raw.values["id"] for raw in raws(place)] == ["通知.txt"]


def _renamed(name: bytes) -> bytes:
    """A ZIP with one member of this name, without the mark for UTF-8."""
    bare = "x" * len(name)
    return zipped({bare: "题\n文".encode()}).replace(bare.encode(), name)


def tricks() -> dict[str, bytes]:
    link = ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr(link, "/etc/passwd")
    double = BytesIO()
    with ZipFile(double, "w") as made:
        made.writestr("a.txt", "1")
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("a.txt", "2")
    return {
        "up": zipped({"../a.txt": b"x"}),
        "root": zipped({"/a.txt": b"x"}),
        "drive": _renamed(b"C:\\a.txt"),
        "link": out.getvalue(),
        "double": double.getvalue(),
        "bomb": zipped({"a.txt": b"\0" * 50_000_000}),
        "cut": zipped(FILES)[:-30],
        "empty": zipped({}),
        "word": WORD,
        "two lists": zipped({"manifest.jsonl": LIST, "清单.csv": b"x"}),
    }


@pytest.mark.parametrize(
    "name", ["up", "root", "drive", "link", "double", "bomb", "cut", "empty", "word", "two lists"]
)
def test_tricks_are_refused(tmp_path: Path, name: str) -> None:
    with (
        pytest.raises(Unreadable, match=r"“a\.zip"),
        open_source(placed(tmp_path, "a.zip", tricks()[name])) as source,
    ):
        list(source.rows())


def test_a_locked_member_is_a_mistake_of_its_row(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": "题\n文".encode()}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    assert faults(placed(tmp_path, "a.zip", bytes(data))) == [(1, "正文文件")]


def test_a_member_that_lies_about_its_size(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"x" * 200_000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    place = placed(tmp_path, "a.zip", bytes(data))
    with place.open("rb") as stream, pytest.raises(Unreadable):
        ZipFiles(stream, "a.zip").read("a.txt")


def test_the_fingerprint_of_a_folder_tells_a_change(tmp_path: Path) -> None:
    top = folder(tmp_path, FILES)
    with open_source(top) as source:
        before = source.fingerprint()
        assert source.fingerprint() == before
    placed(top, "附件/表.txt", b"other text")
    with open_source(top) as source:
        assert source.fingerprint() != before
