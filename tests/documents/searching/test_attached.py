"""The text of an attachment: what its readers see, up to a length; what cannot be read says why."""

from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from gongkai.demo.items import document, sheet
from gongkai.demo.printed import paper
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.searching.attached import KEPT, text_of_file
from tests.documents.word.manners import through_office

BODY = "城镇土地使用税困难减免\n|项目|金额\n|水利工程|十二万元"
ROWS = "|项目|金额\n|水利工程|十二万元"


def read(folder: Path, data: bytes, name: str = "a") -> tuple[str, bool]:
    place = folder / name
    place.write_bytes(data)
    answer = text_of_file(str(place), sha256(data).hexdigest())
    return answer["text"], answer["more"]


def slides(folder: Path) -> bytes:
    place = folder / "a.pptx"
    with ZipFile(place, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("ppt/presentation.xml", "<p/>")
    return place.read_bytes()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (document("标题", BODY), "城镇土地使用税困难减免"),
        (sheet(ROWS), "水利工程\t十二万元"),
        (paper("标题", BODY), "城镇土地使用税困难减免"),
        ("第一行，云岭县\r\n第二行".encode("gb18030"), "云岭县"),
        ("项目,金额\n水利工程,十二万元\n".encode(), "水利工程,十二万元"),
        ("<html><body><p>云岭县</p><script>var 秘密</script></body></html>".encode(), "云岭县"),
    ],
    ids=["docx", "xlsx", "pdf", "txt", "csv", "html"],
)
def test_each_kind_is_read(data: bytes, said: str, tmp_path: Path) -> None:
    text, more = read(tmp_path, data)
    assert said in text
    assert "秘密" not in text
    assert not more


def test_word_before_2007_is_read(tmp_path: Path) -> None:
    old = through_office({"a": document("标题", BODY)}, tmp_path, "doc")["a"]
    text, _ = read(tmp_path, old, "b")
    assert "城镇土地使用税困难减免" in text


def test_long_files_are_cut(tmp_path: Path) -> None:
    text, more = read(tmp_path, ("水利工程\n" * KEPT).encode())
    assert len(text) == KEPT
    assert more
    assert read(tmp_path, ("水" * KEPT).encode()) == ("水" * KEPT, False)


def test_what_no_database_takes_is_left_out(tmp_path: Path) -> None:
    marked = "云岭县\n".encode("utf-16") + "水\0利".encode("utf-16-le")
    text, _ = read(tmp_path, marked)
    assert text == "云岭县\n水利"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "没有文字可读"),
        (b"", "不是可以读取"),
        (b"%PDF-1.4\nnothing", "设有密码或者已损坏"),
        (paper("", ""), "扫描件"),
        (b"PK\x03\x04broken", "损坏"),
        (b" \n \n", "不是可以读取"),
    ],
    ids=["picture", "empty", "broken pdf", "scan", "broken zip", "blank"],
)
def test_why_it_is_not_read(data: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=why):
        read(tmp_path, data)


def test_slides_are_not_read_yet(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="演示文稿"):
        read(tmp_path, slides(tmp_path))


def test_bytes_that_are_not_what_they_were_are_not_read(tmp_path: Path) -> None:
    place = tmp_path / "a"
    place.write_bytes("水利工程".encode())
    with pytest.raises(Unreadable, match="摘要不符"):
        text_of_file(str(place), sha256(b"").hexdigest())
    with pytest.raises(Unreadable, match="缺失"):
        text_of_file(str(tmp_path / "b"), "")
