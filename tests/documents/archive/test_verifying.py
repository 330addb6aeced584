"""Checking an archive: whatever was done to it is told, with the file; what is hostile does no harm."""

import json
import struct
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.documents.archive import opening, verifying
from gongkai.documents.archive.opening import NotAnArchive
from gongkai.documents.digests import NO_SM3, NoSM3
from tests.documents.archive.cases import anonymised, archive, extract, folder
from tests.documents.archive.checking import check, rewritten, told

WHOLE = archive()
MEMBERS = [info for info in ZipFile(BytesIO(WHOLE)).infolist() if info.file_size]
MANIFEST = json.loads(ZipFile(BytesIO(WHOLE)).read("manifest.json"))
ONE_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def with_manifest(tmp_path: Path, **changes: Any) -> set[tuple[str, str]]:
    said = json.dumps(MANIFEST | changes, ensure_ascii=False).encode()
    return told(
        check(tmp_path, rewritten(WHOLE, lambda name, data: said if name == "manifest.json" else data))
    )


def test_archive_as_it_was_made_is_right(tmp_path: Path) -> None:
    verdict = check(tmp_path, WHOLE)
    assert verdict.right
    assert verdict.notes == ()
    assert (verdict.number, verdict.files, verdict.log_entries) == ("YL-MZ-2026-0007", 6, 5)
    assert verdict.root == MANIFEST["root"]["sha256"]


@ONE_FOLDER
@given(st.data())
def test_no_changed_bit_of_any_file_is_missed(tmp_path: Path, data: st.DataObject) -> None:
    """A change by hand, that leaves the check sum of the ZIP as it was."""
    member = data.draw(st.sampled_from(MEMBERS))
    at = data.draw(st.integers(0, member.file_size - 1))
    bit = data.draw(st.integers(0, 7))
    start = WHOLE.index(
        ZipFile(BytesIO(WHOLE)).read(member), member.header_offset + 30 + len(member.filename.encode())
    )
    changed = bytearray(WHOLE)
    changed[start + at] ^= 1 << bit
    if member.filename == "manifest.json":
        with pytest.raises(NotAnArchive, match=r"manifest\.json"):
            check(tmp_path, bytes(changed))
    else:
        assert ("changed", member.filename) in told(check(tmp_path, bytes(changed)))


@ONE_FOLDER
@given(st.data())
def test_no_changed_bit_is_missed_though_the_zip_is_whole(tmp_path: Path, data: st.DataObject) -> None:
    """A change by a program, that reckons the check sum of the ZIP anew."""
    member = data.draw(st.sampled_from(MEMBERS))
    at = data.draw(st.integers(0, member.file_size - 1))
    bit = data.draw(st.integers(0, 7))

    def flip(name: str, content: bytes) -> bytes:
        if name != member.filename:
            return content
        made = bytearray(content)
        made[at] ^= 1 << bit
        return bytes(made)

    try:
        found = told(check(tmp_path, rewritten(WHOLE, flip)))
    except NotAnArchive:
        assert member.filename == "manifest.json"
        return
    wanted = {member.filename} if member.filename != "manifest.json" else {"manifest.json", "SHA256SUMS"}
    assert {file for kind, file in found if kind in ("changed", "manifest")} & wanted


@ONE_FOLDER
@given(st.sampled_from([info.filename for info in MEMBERS]))
def test_file_left_out_is_missed(tmp_path: Path, gone: str) -> None:
    changed = rewritten(WHOLE, lambda name, data: None if name == gone else data)
    if gone == "manifest.json":
        with pytest.raises(NotAnArchive, match=r"manifest\.json"):
            check(tmp_path, changed)
    else:
        assert ("missing", gone) in told(check(tmp_path, changed))


def test_file_put_in_is_told(tmp_path: Path) -> None:
    made = BytesIO(WHOLE)
    with ZipFile(made, "a") as into:
        into.writestr("files/0005-letter.pdf", b"another answer")
    assert told(check(tmp_path, made.getvalue())) == {("added", "files/0005-letter.pdf")}


@ONE_FOLDER
@given(st.permutations(range(len(extract()))))
def test_log_in_any_other_order_is_told(tmp_path: Path, order: list[int]) -> None:
    """Also by somebody who makes a new archive, with digests that are right, around the log."""
    lines = tuple(extract()[place] for place in order)
    verdict = check(tmp_path, archive(folder(log_extract=lines)))
    assert verdict.right == (lines == extract())
    assert verdict.right or told(verdict) == {("log", "log.jsonl")}


@pytest.mark.parametrize("line", [line for line in extract() if '"seq"' in line])
def test_entry_of_the_log_left_out_is_told(tmp_path: Path, line: str) -> None:
    lines = tuple(each for each in extract() if each != line)
    assert told(check(tmp_path, archive(folder(log_extract=lines)))) == {("log", "log.jsonl")}


def test_log_in_the_manifest_alone_is_told(tmp_path: Path) -> None:
    assert ("log", "log.jsonl") in told(check(tmp_path, archive(folder(log_extract=()))))
    assert ("log", "log.jsonl") in told(check(tmp_path, archive(folder(log=folder().log[:-1]))))


def test_case_without_a_log_is_right(tmp_path: Path) -> None:
    assert check(tmp_path, archive(folder(log=(), log_extract=()))).right


def test_digest_that_was_kept_elsewhere(tmp_path: Path) -> None:
    """Who makes the whole archive anew is found out by the digest of the old one."""
    digest = sha256(ZipFile(BytesIO(WHOLE)).read("manifest.json")).hexdigest()
    assert check(tmp_path, WHOLE, digest.upper()).right
    forged = archive(folder(result="予以公开"))
    assert check(tmp_path, forged).right
    assert told(check(tmp_path, forged, digest)) == {("digest", "manifest.json")}


def test_notes_say_what_is_not_wrong(tmp_path: Path) -> None:
    first, *rest = folder().entries
    known = folder(entries=(replace(first, digest="1" * 64), *rest))
    verdict = check(tmp_path, archive(known))
    assert verdict.right
    assert verdict.notes == ("第 1 件“政府信息公开申请表”入卷时就与登记的摘要不符，案卷如实记载了这一点。",)
    assert "已去除个人信息" in check(tmp_path, archive(anonymised())).notes[0]


def test_sm3_is_checked_where_it_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = archive(sm3=True)
    said = json.loads(ZipFile(BytesIO(both)).read("manifest.json"))
    said["files"][0]["sm3"] = "0" * 64
    text = json.dumps(said).encode()
    wrong = rewritten(both, lambda name, data: text if name == "manifest.json" else data)
    assert check(tmp_path, both).right
    assert ("changed", "files/0001-application.pdf") in told(check(tmp_path, wrong))

    def none() -> None:
        raise NoSM3(NO_SM3)

    monkeypatch.setattr(verifying, "sm3", none)
    verdict = check(tmp_path, both)
    assert verdict.right
    assert "SM3 摘要没有核对" in verdict.notes[0]


def test_archive_zipped_anew_is_right(tmp_path: Path) -> None:
    made = BytesIO()
    with ZipFile(BytesIO(WHOLE)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in reversed(old.namelist()):
            new.writestr(name, old.read(name))
    assert check(tmp_path, made.getvalue()).right


def added(name: str | ZipInfo, data: bytes = b"x", **more: Any) -> bytes:
    made = BytesIO(WHOLE)
    with ZipFile(made, "a") as into:
        into.writestr(name, data, **more)
    return made.getvalue()


def link() -> ZipInfo:
    made = ZipInfo("files/link")
    made.create_system, made.external_attr = 3, 0o120777 << 16
    return made


def remark() -> ZipInfo:
    made = ZipInfo("files/remark")
    made.comment = b"hidden"
    return made


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (added("../../etc/passwd"), "解压到别处"),
        (added("/etc/passwd"), "解压到别处"),
        (added("C:/windows"), "解压到别处"),
        (added("a\x1b[2Jb"), "解压到别处"),
        (added("a//b"), "解压到别处"),
        (added(link()), "符号链接"),
        (added(remark()), "说明"),
        (added("FILES/0002-letter.docx"), "大小写"),
        (added("files/bomb", bytes(64 * 1024**2), compress_type=ZIP_DEFLATED), "压缩比异常"),
        (added("files/old", compress_type=ZIP_BZIP2), "压缩方法"),
        (b"#!/bin/sh\n" + WHOLE, "前面藏有约 10 字节"),
        (WHOLE[:-2] + struct.pack("<H", 5) + b"hello", "末尾附加"),
    ],
)
def test_what_is_hostile_is_told(tmp_path: Path, data: bytes, said: str) -> None:
    assert any(said in each.what for each in check(tmp_path, data).problems if each.kind == "unsafe")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_name_twice_is_told(tmp_path: Path) -> None:
    verdict = check(tmp_path, added("files/0001-application.pdf", b"another"))
    assert ("unsafe", "files/0001-application.pdf") in told(verdict)
    assert ("changed", "files/0001-application.pdf") in told(verdict)


def test_bytes_between_files_are_told(tmp_path: Path) -> None:
    made = BytesIO()
    with ZipFile(BytesIO(WHOLE)) as old, ZipFile(made, "w") as new:
        for place, info in enumerate(old.infolist()):
            if place == 2:
                new.fp.write(bytes(500))  # type: ignore[union-attr]
                new.start_dir += 500
            new.writestr(info, old.read(info))
    assert told(check(tmp_path, made.getvalue())) == {("unsafe", "files/0003-evidence.bin")}


def test_files_that_share_bytes_are_told(tmp_path: Path) -> None:
    """The way in which a small ZIP becomes endless."""
    data = bytearray(WHOLE)
    directory = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", directory + 4)
    data[second + 42 : second + 46] = data[directory + 42 : directory + 46]
    assert any("占用同一段" in each.what for each in check(tmp_path, bytes(data)).problems)


def test_encrypted_file_is_told(tmp_path: Path) -> None:
    data = bytearray(WHOLE)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    found = {each.what for each in check(tmp_path, bytes(data)).problems}
    assert "加了密码，无法核对" in found


@ONE_FOLDER
@given(st.integers(0, len(WHOLE) - 1))
def test_part_of_an_archive_is_none(tmp_path: Path, length: int) -> None:
    with pytest.raises(NotAnArchive):
        check(tmp_path, WHOLE[:length])


@settings(ONE_FOLDER, max_examples=300)
@given(st.data())
def test_change_anywhere_ends_in_a_verdict_or_a_refusal(tmp_path: Path, data: st.DataObject) -> None:
    changed = bytearray(WHOLE)
    for at in data.draw(st.lists(st.integers(0, len(WHOLE) - 1), min_size=1, max_size=8)):
        changed[at] = data.draw(st.integers(0, 255))
    with suppress(NotAnArchive):
        assert check(tmp_path, bytes(changed)).number


def test_list_of_files_without_end_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_FILES", 5)
    with pytest.raises(NotAnArchive, match="文件太多"):
        check(tmp_path, WHOLE)


def test_more_files_than_a_small_zip_can_list_are_not_read(tmp_path: Path) -> None:
    made = BytesIO()
    with ZipFile(made, "w") as into:
        into.writestr("manifest.json", b"{}")
        into.filelist *= 65_600
    with pytest.raises(NotAnArchive, match="文件太多"):
        check(tmp_path, made.getvalue())


def test_end_that_points_nowhere_is_refused(tmp_path: Path) -> None:
    made = BytesIO()
    with ZipFile(made, "w") as into:
        into.writestr("manifest.json", b"{}")
        into.filelist *= 65_600
    data = made.getvalue()
    locator = data.rindex(b"PK\x06\x07")
    broken = data[: locator + 8] + struct.pack("<Q", 2**60) + data[locator + 16 :]
    with pytest.raises(NotAnArchive, match="不完整"):
        check(tmp_path, broken)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"form": 1}',
        b'{"form": "gongkai.archive/1", "form": "gongkai.archive/1"}',
        b"[" * 100_000,
        b"{" + b'"a":' * 10,
        b'{"form": ' + b"9" * 10_000 + b"}",
    ],
)
def test_manifest_that_is_none_is_refused(tmp_path: Path, data: bytes) -> None:
    changed = rewritten(WHOLE, lambda name, old: data if name == "manifest.json" else old)
    with pytest.raises(NotAnArchive, match=r"manifest\.json"):
        check(tmp_path, changed)


def test_later_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAnArchive, match="请升级"):
        with_manifest(tmp_path, form="gongkai.archive/2")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("folder", None),
        ("folder", {"agency": 1}),
        ("digests", []),
        ("digests", ["md5", "sha256"]),
        ("digests", [1]),
        ("root", {"sha256": "abc"}),
        ("root", []),
        ("files", {}),
        ("files", [{"name": "a"}]),
        ("files", [{"name": "a", "size": -1, "sha256": "0" * 64}]),
        ("files", [{"name": "a\ud800", "size": 1, "sha256": "0" * 64}]),
        ("files", [{"name": "a", "size": 1, "sha256": None}]),
        ("files", [{"name": "a", "size": 1, "sha256": "0" * 64}] * 2),
        ("files", [{"name": "manifest.json", "size": 1, "sha256": "0" * 64}]),
        ("entries", [1]),
        ("entries", [{"number": 7, "title": "a", "file": None, "intact": None}]),
        ("log", [{"place": "1"}]),
        ("removed", None),
        ("made_at", 5),
    ],
)
def test_manifest_of_another_shape_is_refused(tmp_path: Path, key: str, value: Any) -> None:
    said = json.dumps(MANIFEST | {key: value}).encode()
    changed = rewritten(WHOLE, lambda name, old: said if name == "manifest.json" else old)
    with pytest.raises(NotAnArchive, match=key):
        check(tmp_path, changed)


def test_manifest_at_odds_with_itself_is_told(tmp_path: Path) -> None:
    assert ("manifest", "manifest.json") in with_manifest(tmp_path, root={"sha256": "0" * 64})
    strange = [{**MANIFEST["entries"][0], "file": "files/none.pdf"}]
    assert ("manifest", "manifest.json") in with_manifest(tmp_path, entries=strange)
    assert ("changed", "SHA256SUMS") in with_manifest(tmp_path, title="another")


def test_large_manifest_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "MOST_BYTES", 100)
    with pytest.raises(NotAnArchive, match="太大"):
        check(tmp_path, WHOLE)


def test_line_of_the_log_without_end_is_told(tmp_path: Path) -> None:
    endless = (*extract()[:-1], "9" * 5_000_000)
    assert ("log", "log.jsonl") in told(check(tmp_path, archive(folder(log_extract=endless))))
