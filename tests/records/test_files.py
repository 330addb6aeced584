"""Files: taken in whole or not at all, opened by whom access lets, held back where something is wrong."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from pytest_django import Settings

from gongkai.records.access import OPERATOR
from gongkai.records.actions.files import (
    FileRefused,
    note_refusal,
    open_file,
    receive,
    store,
    sweep,
)
from gongkai.records.models import LogEntry, StoredFile
from gongkai.records.queries.files import (
    BLOCK,
    GRACE,
    FileRow,
    damaged,
    folder,
    incoming,
    orphans,
    path_of,
    row,
    rows,
)
from gongkai.records.queries.opening import open_unlogged
from tests.documents.media.samples import SAMPLES, zipped
from tests.records.clamd import EICAR, clamd
from tests.records.entries import CLERK, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    settings.CLAMD = ""


def keep(name: str = "答复.pdf", data: bytes | IO[bytes] | None = None, **more: Any) -> FileRow:
    given: dict[str, Any] = {"agency_id": 7, "by": CLERK, "at": NOON} | more
    return store(data=SAMPLES["pdf"] if data is None else data, name=name, **given)


def bytes_on_disk() -> list[Path]:
    return sorted(path for path in folder().rglob("*") if path.is_file() and path.name != "lock")


def read(file: FileRow, **more: Any) -> bytes:
    given: dict[str, Any] = {"by": CLERK, "at": NOON, "may": True} | more
    return b"".join(open_file(file_id=file.id, **given).chunks)


@pytest.mark.parametrize("kind", sorted(SAMPLES.keys() - {"html"}))
def test_what_was_stored_is_opened(kind: str) -> None:
    file = keep(f"材料.{kind}", SAMPLES[kind])
    assert read(file) == SAMPLES[kind]
    assert (file.name, file.size, file.agency_id) == (f"材料.{kind}", len(SAMPLES[kind]), 7)
    assert row(file.id) == file
    assert list(damaged(digests=True)) == []


def test_bytes_come_from_a_stream_and_lie_under_their_digest() -> None:
    data = SAMPLES["pdf"] + b"\n" * 3 * BLOCK
    file = keep(data=BytesIO(data))
    assert path_of(file.digest).read_bytes() == data
    assert path_of(file.digest).stat().st_mode & 0o077 == 0
    assert b"".join(read(file) for _ in range(2)) == data * 2


def test_same_bytes_lie_there_once() -> None:
    first, second = keep("一.pdf"), keep("二.pdf", agency_id=8)
    assert first.digest == second.digest
    assert bytes_on_disk() == [path_of(first.digest)]
    assert [file.name for file in rows([first.id, second.id, 0]).values()] == ["一.pdf", "二.pdf"]


def test_received_before_the_transaction() -> None:
    taken = receive(SAMPLES["pdf"], "答复")
    assert not StoredFile.objects.exists()
    file = store(data=taken, agency_id=7, by=CLERK, at=NOON)
    assert (file.name, file.digest, file.kind) == ("答复.pdf", taken.digest, "PDF 文件")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("答复.pdf", b"", "是空文件"),
        ("答复.pdf", SAMPLES["docx"], "内容是Word 文档，与扩展名 .pdf 不符"),
        ("答复.pdf.exe", SAMPLES["pdf"], "与扩展名 .exe 不符"),
        ("工具.exe", b"MZ\x90\0\3\0\0\0", "不是可以上传的文件。可以上传：PDF 文件、"),
        ("网页.html", SAMPLES["html"], "不是可以上传的文件"),
        ("网页.txt", SAMPLES["html"], "不是可以上传的文件"),
        ("脚本.ps1", b"Get-Item", "内容是文本文件，与扩展名 .ps1 不符"),
        ("材料.zip", zipped({"zeros": bytes(20_000_000)}), "庞大"),
        ("大.pdf", b"%PDF-" + bytes(2_000_001), "超过 2 MB"),
    ],
)
def test_refused_file_leaves_nothing(settings: Settings, name: str, data: bytes, why: str) -> None:
    settings.FILE_MEGABYTES = 2
    with pytest.raises(FileRefused) as refusal:
        keep(name, data)
    assert f"“{name}”" in str(refusal.value)
    assert why in str(refusal.value)
    assert name not in refusal.value.reason
    assert bytes_on_disk() == []
    assert not StoredFile.objects.exists()


def test_only_the_kinds_that_are_wanted() -> None:
    with pytest.raises(FileRefused, match="可以上传：JPEG 图片、PNG 图片。"):
        keep(kinds=frozenset({"jpg", "png"}))
    assert keep("数据.csv", "机关,件数\n".encode(), kinds=frozenset({"csv"})).media_type == "text/csv"


def test_too_large_is_told_before_all_of_it_is_read(settings: Settings) -> None:
    settings.FILE_MEGABYTES = 1
    endless = BytesIO(bytes(50_000_000))
    with pytest.raises(FileRefused, match="超过 1 MB"):
        keep(data=endless)
    assert endless.tell() < 2_000_000


def test_refusal_is_logged_without_the_name() -> None:
    with pytest.raises(FileRefused) as refusal:
        keep("张某某的申请.pdf", b"")
    note_refusal(refusal.value, by=CLERK, at=NOON, agency_id=7)
    entry = LogEntry.objects.get()
    assert (entry.action, entry.agency_id, entry.reason) == ("files.refuse", 7, "是空文件，请重新选择。")


def test_opening_is_logged() -> None:
    file = keep()
    read(file)
    entry = LogEntry.objects.get()
    said = (entry.action, entry.subject, entry.actor, entry.agency_id, entry.version)
    assert said == ("files.open", f"file:{file.id}", "jing-ban", 7, file.digest)
    assert b"".join(open_unlogged(file.id).chunks) == SAMPLES["pdf"]
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize("may", [False, lambda file: file.agency_id == 8])
def test_whoever_may_not_learns_nothing(may: Any) -> None:
    file = keep()
    with pytest.raises(PermissionDenied) as denied:
        read(file, may=may)
    with pytest.raises(PermissionDenied) as unknown:
        read(replace(file, id=file.id + 1), may=may)
    assert str(denied.value) == str(unknown.value)
    assert not LogEntry.objects.exists()


def test_headers_save_the_file_and_never_show_it() -> None:
    headers = open_file(file_id=keep("答复“一”;.pdf").id, by=CLERK, at=NOON, may=True).headers
    assert headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert headers["Content-Length"] == str(len(SAMPLES["pdf"]))
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in headers["Cache-Control"]


def test_damaged_file_never_arrives_complete() -> None:
    data = SAMPLES["pdf"] + bytes(2 * BLOCK)
    file = keep(data=data)
    path_of(file.digest).write_bytes(data[:-1] + b"x")
    arrived: list[bytes] = []
    with pytest.raises(FileRefused, match="摘要不符"):
        arrived.extend(open_file(file_id=file.id, by=CLERK, at=NOON, may=True).chunks)
    assert len(b"".join(arrived)) < file.size
    assert [damage.file for damage in damaged()] == []
    assert [damage.what for damage in damaged(digests=True)] == ["内容与登记的摘要不符"]


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"short")])
def test_missing_bytes_are_found(harm: Any) -> None:
    file = keep()
    harm(path_of(file.digest))
    assert [damage.file for damage in damaged()] == [file]
    with pytest.raises(FileRefused, match="缺失或者不完整"):
        read(file)
    keep("又一次.pdf")
    assert list(damaged()) == []
    assert read(file) == SAMPLES["pdf"]


def test_disk_that_fills_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gongkai.records.actions.intake.os.fsync", full)
    with pytest.raises(FileRefused, match="磁盘空间不足"):
        keep()
    assert bytes_on_disk() == []


@pytest.fixture(params=["path", "port"])
def scanner(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Iterator[None]:
    with clamd(tmp_path / "clamd.ctl" if request.param == "path" else None) as address:
        settings.CLAMD = address
        yield


@pytest.mark.usefixtures("scanner")
def test_what_the_scanner_finds_is_kept_and_not_given_out() -> None:
    assert keep().quarantined == ""
    file = keep("说明.txt", EICAR)
    assert file.quarantined == "查毒发现 Eicar-Test-Signature"
    with pytest.raises(FileRefused, match="已隔离，不能打开：查毒发现 Eicar-Test-Signature"):
        read(file)
    assert [each.quarantined for each in rows([file.id]).values()] == [file.quarantined]


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"nonsense\0"])
def test_scanner_that_gives_no_clear_answer(settings: Settings, answer: bytes) -> None:
    with clamd(answer=answer) as address:
        settings.CLAMD = address
        with pytest.raises(FileRefused, match="暂时无法查毒"):
            keep()
    assert bytes_on_disk() == []


@pytest.mark.parametrize("address", ["/nowhere/clamd.ctl", "127.0.0.1:1"])
def test_scanner_that_is_not_there(settings: Settings, address: str) -> None:
    settings.CLAMD = address
    with pytest.raises(FileRefused, match="暂时无法查毒"):
        keep()


def aged(path: Path) -> Path:
    """As old as what may be swept."""
    os.utime(path, (0, (NOON - GRACE).timestamp() - 1))
    return path


def left_behind() -> Path:
    """The bytes of a transaction that never ended."""
    with transaction.atomic():
        file = keep("没有登记.txt", "没有登记".encode())
        transaction.set_rollback(True)
    return aged(path_of(file.digest))


def test_sweep_takes_what_nobody_knows_of() -> None:
    kept = aged(path_of(keep().digest))
    lost, unfinished = left_behind(), incoming() / "unfinished"
    unfinished.write_bytes(b"x")
    aged(unfinished)
    found = list(orphans(NOON))
    assert [orphan.path for orphan in found] == [lost, unfinished]
    assert lost.exists()
    assert sweep(found=found, by=OPERATOR, at=NOON) == found
    assert bytes_on_disk() == [kept]
    entry = LogEntry.objects.get()
    assert (entry.action, entry.details) == ("files.sweep", {"files": 2, "bytes": 13})
    assert sweep(found=found, by=OPERATOR, at=NOON) == []


def test_sweep_leaves_what_is_being_taken_in() -> None:
    """Found as an orphan, taken in again before it is removed, its row not yet written."""
    left_behind()
    [found] = orphans(NOON)
    taken = receive("没有登记".encode(), "又来了.txt")
    assert sweep(found=[found], by=OPERATOR, at=NOON) == []
    file = store(data=taken, agency_id=7, by=CLERK, at=NOON)
    assert sweep(found=[found], by=OPERATOR, at=NOON + timedelta(days=400)) == []
    assert list(damaged()) == []
    assert file.digest == found.path.name


def test_sweep_is_for_the_operator() -> None:
    with pytest.raises(PermissionDenied):
        sweep(found=[], by=CLERK, at=NOON)
