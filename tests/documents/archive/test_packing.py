"""The archive of a case: what is in it, the same to the byte each time, with little memory."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO, RawIOBase
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pypdfium2
import pytest

from gongkai.documents.archive import manifest
from gongkai.documents.archive.folder import Entry, Kind, Step
from gongkai.documents.archive.manifest import MOST_ENTRIES, manifest_digest, readme
from gongkai.documents.archive.packing import Unpackable, packed
from gongkai.documents.archive.sheets import MOST_ROWS
from gongkai.documents.archive.verifying import verified
from gongkai.sealing import chain
from tests.conftest import ROOT
from tests.documents.archive.cases import (
    FILES,
    MADE_AT,
    anonymised,
    archive,
    extract,
    folder,
    plain_printer,
)
from tests.documents.archive.checking import CHAIN


def opened(data: bytes) -> ZipFile:
    return ZipFile(BytesIO(data))


def test_everything_is_in_it_in_the_order_of_the_case() -> None:
    made = opened(archive())
    assert made.namelist() == [
        "files/0001-application.pdf",
        "files/0002-letter.docx",
        "files/0003-evidence.bin",
        "log.jsonl",
        "案卷.pdf",
        "README.txt",
        "manifest.json",
        "SHA256SUMS",
    ]
    assert [made.read(name) for name in made.namelist()[:3]] == [*FILES.values()]
    assert made.read("log.jsonl").decode().splitlines() == [*extract()]
    assert made.read("README.txt") == readme()


def test_same_case_gives_the_same_bytes() -> None:
    assert archive() == archive()
    times = {
        (each.date_time, each.compress_type, each.create_system) for each in opened(archive()).infolist()
    }
    assert times == {((2026, 8, 3, 9, 2, 4), ZIP_STORED, 3)}


def test_manifest_says_what_the_case_is() -> None:
    said = json.loads(opened(archive()).read("manifest.json"))
    assert said["form"] == "gongkai.archive/1"
    assert said["made_at"] == "2026-08-03T01:02:04Z"
    assert said["folder"]["applicant"] == "王珺喆（虚构）"
    assert said["folder"]["retention"]["until"] == "2036-07-20"
    assert [each["label"] for each in said["entries"]] == ["申请书", "文书", "证据", "送达回证"]
    assert [each["file"] for each in said["entries"]][-1] is None
    assert said["entries"][0]["called"] == "申请表.PDF"
    assert [len(said[key]) for key in ("steps", "terms", "approvals", "searches", "log")] == [2, 1, 1, 1, 5]
    for each in said["files"]:
        assert sha256(opened(archive()).read(each["name"])).hexdigest() == each["sha256"]
        assert "sm3" not in each


def test_sm3_stands_beside_sha256_where_it_is_asked_for() -> None:
    said = json.loads(opened(archive(sm3=True)).read("manifest.json"))
    assert said["digests"] == ["sha256", "sm3"]
    assert {len(each["sm3"]) for each in said["files"]} == {64}
    assert said["root"]["sm3"] != said["root"]["sha256"]


def test_digests_are_checked_without_this_program(tmp_path: Path) -> None:
    opened(archive()).extractall(tmp_path)
    command = [str(shutil.which("sha256sum")), "-c", "SHA256SUMS"]
    said = {**os.environ, "LC_ALL": "C.UTF-8"}
    assert subprocess.run(command, cwd=tmp_path, env=said, capture_output=True, check=False).returncode == 0
    (tmp_path / "files/0002-letter.docx").write_bytes(b"another letter")
    assert subprocess.run(command, cwd=tmp_path, env=said, capture_output=True, check=False).returncode == 1


def test_root_is_the_digest_of_the_list() -> None:
    made = opened(archive())
    listed = [line for line in made.read("SHA256SUMS").splitlines(True) if b"manifest.json" not in line]
    assert sha256(b"".join(listed)).hexdigest() == json.loads(made.read("manifest.json"))["root"]["sha256"]


def test_readme_tells_how_the_log_is_checked(tmp_path: Path) -> None:
    """The lines of Python that it gives find nothing wrong with an extract, and a change of it."""
    text = readme().decode()
    assert f"{chain.FORM}\\n" in text
    code = "\n".join(
        line[4:] for line in text[text.index("    import hashlib") :].splitlines() if line[:4] == "    "
    )
    program = tmp_path / "check.py"
    program.write_text(code.partition("gongkai archive")[0], encoding="utf-8")
    log = tmp_path / "log.jsonl"
    for whole, wanted in ((extract(), 0), (_with_a_change(extract()), 1)):
        log.write_text("".join(f"{line}\n" for line in whole), encoding="utf-8")
        ran = subprocess.run(["python3", str(program)], cwd=tmp_path, capture_output=True, check=False)
        assert ran.returncode == wanted, ran.stderr.decode()


def _with_a_change(lines: tuple[str, ...]) -> list[str]:
    return [line.replace('"number":5', '"number":6') for line in lines]


def test_packed_says_what_was_made() -> None:
    target = BytesIO()
    made = packed(folder(), target, printer=plain_printer)
    text = opened(target.getvalue()).read("manifest.json")
    assert made.digest == manifest_digest(text)
    assert made.root == json.loads(text)["root"]["sha256"]
    assert made.files == 8
    assert made.altered == ()


def test_file_that_is_not_what_was_stored_is_told() -> None:
    first, second, *rest = folder().entries
    stored = sha256(FILES["申请表.PDF"]).hexdigest()
    entries = (replace(first, digest=stored), replace(second, digest="0" * 64), *rest)
    target = BytesIO()
    assert packed(folder(entries=entries), target, printer=plain_printer).altered == ("登记回执",)
    said = json.loads(opened(target.getvalue()).read("manifest.json"))["entries"]
    assert [each["intact"] for each in said] == [True, False, None, None]


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    lost = Entry(kind=Kind.LETTER, title="答复书", content=tmp_path / "none")
    with pytest.raises(Unpackable, match="第 1 件“答复书”"):
        packed(folder(entries=(lost,)), BytesIO(), printer=plain_printer)


def test_too_many_pieces_are_refused() -> None:
    many = [Entry(kind=Kind.OTHER, title="件")] * (MOST_ENTRIES + 1)
    with pytest.raises(Unpackable, match="分卷"):
        packed(folder(entries=many), BytesIO(), printer=plain_printer)


def test_manifest_that_no_check_would_read_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "MOST_BYTES", 1_000)
    with pytest.raises(Unpackable, match="分卷"):
        archive()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.PDF", ".pdf"),
        ("a", ".bin"),
        ("a.文", ".bin"),
        ("../x.sh/../a.tar.gz", ".gz"),
        ("a.averylongone", ".bin"),
    ],
)
def test_names_in_it_are_safe_everywhere(name: str, wanted: str) -> None:
    entry = Entry(kind=Kind.OTHER, title="件", content=b"x", name=name)
    assert opened(archive(folder(entries=(entry,)))).namelist()[0] == f"files/0001-other{wanted}"


def test_removed_contents_are_explained() -> None:
    made = opened(archive(anonymised()))
    said = json.loads(made.read("manifest.json"))
    assert said["removed"][0]["rule"] == "个人信息保护法第四十七条"
    assert said["removed"][0]["who"] == "档案员（虚构）"
    assert said["entries"][0]["file"] is None
    assert FILES["申请表.PDF"] not in archive(anonymised())
    assert not any("王珺喆".encode() in made.read(name) for name in made.namelist())


def test_sheets_have_every_part() -> None:
    target = BytesIO()
    packed(anonymised(), target)
    document = pypdfium2.PdfDocument(opened(target.getvalue()).read("案卷.pdf"))
    pages = (document[place].get_textpage().get_text_bounded() for place in range(len(document)))
    text = "".join("".join(pages).split())
    document.close()
    for wanted in (
        "云岭县民政局（虚构）",
        "YL-MZ-2026-0007",
        "一、卷内目录",
        "送达回证",
        "纸质件存档案柜",
        "二、办理经过",
        "三、办理期限",
        "2026-07-29",
        "四、审批记录",
        "照此答复",
        "五、检索记录",
        "六、已去除的内容",
        "个人信息保护法第四十七条",
        "七、操作日志摘录",
        "八、文件摘要",
        sha256(FILES["回执.docx"]).hexdigest(),
        folder().log[0].hash,
    ):
        assert wanted in text


def test_sheets_are_for_archives_unless_a_character_has_no_typeface() -> None:
    for title, kept in (("虚构的申请", True), ("虚构\ue123的申请", False)):
        target = BytesIO()
        packed(folder(title=title), target)
        assert (b"<pdfaid:part>" in opened(target.getvalue()).read("案卷.pdf")) == kept


def test_case_without_anything_says_so() -> None:
    target = BytesIO()
    bare = {"steps": (), "terms": (), "approvals": (), "searches": (), "log": (), "log_extract": ()}
    packed(folder(entries=(), closed_on=None, result="", **bare), target)
    document = pypdfium2.PdfDocument(opened(target.getvalue()).read("案卷.pdf"))
    text = "".join(document[place].get_textpage().get_text_bounded() for place in range(len(document)))
    document.close()
    assert text.count("无。") == 6
    assert "尚未办结" in text


def test_long_case_is_told_where_the_rest_is() -> None:
    """More than stands on paper, and all of it in the manifest."""
    count = MOST_ROWS + 3
    target = BytesIO()
    packed(folder(steps=[Step(at=MADE_AT, what=f"经过{place}") for place in range(count)]), target)
    made = opened(target.getvalue())
    document = pypdfium2.PdfDocument(made.read("案卷.pdf"))
    text = "".join(document[place].get_textpage().get_text_bounded() for place in range(len(document)))
    document.close()
    assert f"以上是前 {MOST_ROWS} 项，其余 3 项见案卷中的 manifest.json。" in "".join(text.split("\r\n"))
    assert len(json.loads(made.read("manifest.json"))["steps"]) == count


class OneWay(RawIOBase):
    """A place that takes bytes in order and cannot go back."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(memoryview(data))  # type: ignore[arg-type]
        self.data += piece
        return len(piece)


def test_archive_can_be_sent_as_it_is_made(tmp_path: Path) -> None:
    place = OneWay()
    packed(folder(), place, printer=plain_printer)  # type: ignore[arg-type]
    path = tmp_path / "sent.zip"
    path.write_bytes(place.data)
    assert verified(path, chain=CHAIN).right


LARGE = """
import resource, sys
from pathlib import Path
from gongkai.documents.archive.folder import Entry, Kind
from gongkai.documents.archive.packing import packed
from gongkai.documents.archive.verifying import verified
from tests.documents.archive.cases import folder, plain_printer
from tests.documents.archive.checking import CHAIN

place = Path(sys.argv[1])
film = place / "film.mp4"
with film.open("wb") as stream:
    stream.truncate(200 * 1024**2)

def used():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

def entries():
    yield Entry(kind=Kind.EVIDENCE, title="录像", content=film, name=film.name)
    for number in range(10_000):
        yield Entry(kind=Kind.EVIDENCE, title=f"第{number}件", content=bytes([number % 256]) * 100)

before = used()
with (place / "large.zip").open("wb") as target:
    packed(folder(entries=[*entries()]), target, printer=plain_printer)
verdict = verified(place / "large.zip", chain=CHAIN)
assert verdict.right, verdict.problems
print(verdict.files, used() - before)
"""


def test_memory_does_not_grow_with_the_files(tmp_path: Path) -> None:
    """Ten thousand small files and a large one, packed and checked, in MB beyond those of an idle process."""
    ran = subprocess.run(
        [sys.executable, "-c", LARGE, str(tmp_path)], cwd=ROOT, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()
    files, grown = map(int, ran.stdout.split())
    assert files == 10_004
    assert grown < 100


def test_made_at_is_the_only_clock() -> None:
    later = replace(folder(), made_at=MADE_AT.replace(year=2027))
    assert archive(later) != archive()
