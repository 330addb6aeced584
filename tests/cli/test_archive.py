"""`gongkai archive verify`: what it tells people and programs, and with which exit code."""

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from gongkai.sealing import exports
from gongkai.sealing.chain import NOTHING, Link
from tests.cli.terminal import run
from tests.cli.test_audit import WITHOUT_WEB
from tests.documents.archive.cases import archive, chain
from tests.documents.archive.checking import rewritten

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    path = tmp_path / "case.zip"
    path.write_bytes(archive())
    return path


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    path = tmp_path / "changed.zip"
    path.write_bytes(
        rewritten(archive(), lambda name, data: b"another" if name == "files/0002-letter.docx" else data)
    )
    return path


def exported(folder: Path, count: int = 12, *, reason: str = "") -> Path:
    log = chain(count)
    text = [exports.heading(NOTHING, Link(count, log[-1][1]))]
    text += [exports.line_of(entry, f"{reason}{stored}") for entry, stored in log]
    path = folder / "log.jsonl"
    path.write_text("".join(f"{line}\n" for line in text), encoding="utf-8")
    return path


def test_right(capsysbinary: Capture, whole: Path) -> None:
    ran = run(capsysbinary, "archive", "verify", str(whole))
    assert ran.code == 0
    assert "6 个文件都与清单一致；5 条操作日志都衔接。没有问题。" in ran.text
    assert "manifest.json 的 SHA-256 摘要：" in ran.text


def test_changed(capsysbinary: Capture, changed: Path) -> None:
    ran = run(capsysbinary, "archive", "verify", str(changed))
    assert ran.code == 1
    assert "✗ files/0002-letter.docx：" in ran.text
    assert "共 1 处问题，请向制作机关重新取得这个案卷。" in ran.text


def test_several_as_json(capsysbinary: Capture, whole: Path, changed: Path, tmp_path: Path) -> None:
    ran = run(capsysbinary, "archive", "verify", "--json", str(whole), str(changed), str(tmp_path))
    assert ran.code == 2
    decoder, text, found = json.JSONDecoder(), ran.text.strip(), []
    while text:
        one, end = decoder.raw_decode(text)
        found.append(one)
        text = text[end:].lstrip()
    assert [one.get("right") for one in found] == [True, False, None]
    assert found[1]["problems"][0]["kind"] == "changed"
    assert found[1]["problems"][0]["file"] == "files/0002-letter.docx"
    assert "是文件夹" in found[2]["error"]


def test_several_for_people(capsysbinary: Capture, whole: Path, changed: Path) -> None:
    assert run(capsysbinary, "archive", "verify", str(whole), str(changed)).code == 1


def test_digest_kept_elsewhere(capsysbinary: Capture, whole: Path, changed: Path) -> None:
    ran = run(capsysbinary, "archive", "verify", str(whole), "--digest", "0" * 64)
    assert ran.code == 1
    assert "与您给出的摘要不符" in ran.text
    kept = ran.text.strip().rpartition("：")[2]
    assert run(capsysbinary, "archive", "verify", str(whole), "--digest", kept).code == 0
    twice = run(capsysbinary, "archive", "verify", str(whole), str(changed), "--digest", kept)
    assert twice.code == 2


def test_log_that_it_was_taken_from(capsysbinary: Capture, whole: Path, tmp_path: Path) -> None:
    log = exported(tmp_path)
    assert run(capsysbinary, "archive", "verify", str(whole), "--log", str(log)).code == 0
    other = exported(tmp_path, reason="f")
    ran = run(capsysbinary, "archive", "verify", str(whole), "--log", str(other))
    assert ran.code == 1
    assert "第 4 条日志：不在所给的日志中" in ran.text
    assert run(capsysbinary, "archive", "verify", str(whole), "--log", str(whole)).code == 2


def test_what_is_no_archive(capsysbinary: Capture, tmp_path: Path) -> None:
    text = tmp_path / "a.zip"
    text.write_text("not a zip", encoding="utf-8")
    ran = run(capsysbinary, "archive", "verify", str(text), str(tmp_path / "none.zip"))
    assert ran.code == 2
    assert "不是 ZIP 文件" in ran.err
    assert "没有找到" in ran.err
    assert "Traceback" not in ran.err


def test_names_cannot_steer_the_terminal(capsysbinary: Capture, tmp_path: Path) -> None:
    """Names in an archive are a stranger's."""
    path = tmp_path / "case.zip"
    path.write_bytes(archive())
    with ZipFile(path, "a") as into:
        into.writestr("files/\x1b[2J", b"x")
    ran = run(capsysbinary, "archive", "verify", str(path))
    assert ran.code == 1
    assert "files/�[2J" in ran.text
    assert "\x1b" not in ran.text + ran.err


def test_many_problems_are_counted(capsysbinary: Capture, tmp_path: Path) -> None:
    path = tmp_path / "case.zip"
    path.write_bytes(rewritten(archive(), lambda name, data: data if name == "manifest.json" else None))
    ran = run(capsysbinary, "archive", "verify", str(path))
    assert ran.code == 1
    assert "共 7 处问题" in ran.text


def test_base_install_is_enough(whole: Path) -> None:
    command = [sys.executable, "-c", WITHOUT_WEB, "archive", "verify", str(whole)]
    ran = subprocess.run(command, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
