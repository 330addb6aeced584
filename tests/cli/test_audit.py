"""`gongkai audit`: on the database of the platform, and on an export without one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.records.models import Anchor, ChainHead, LogEntry
from tests.cli.terminal import run
from tests.records.entries import write
from tests.records.keys import new_key

COUNT = 5
WITHOUT_WEB = """
import sys

class NoWeb:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "cryptography", "psycopg"}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, NoWeb())
from gongkai.cli import main
main(sys.argv[1:])
"""
Capture = pytest.CaptureFixture[bytes]


@pytest.fixture
def log(db: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - first the database
    """Some entries; the commands find the database of the tests, whose tables are there."""
    monkeypatch.setattr("gongkai.cli.audit.set_up", lambda: None)
    monkeypatch.delenv("GONGKAI_AUDIT_KEY", raising=False)
    write(COUNT)


@pytest.fixture
def key(log: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001 - first the log
    path = new_key(tmp_path / "audit.pem")
    monkeypatch.setenv("GONGKAI_AUDIT_KEY", str(path))
    return path


def exported(capture: Capture, folder: Path, *words: str) -> Path:
    path = folder / "log.jsonl"
    path.write_bytes(run(capture, "audit", "export", *words).out)
    return path


@pytest.mark.usefixtures("log")
def test_whole_log(capsysbinary: Capture) -> None:
    ran = run(capsysbinary, "audit", "verify")
    assert ran.code == 0
    assert ran.text.startswith("共核对 5 条，没有问题。")
    assert "签名没有核对" in ran.text


@pytest.mark.usefixtures("log")
def test_changed_and_removed_entries_are_named(capsysbinary: Capture) -> None:
    LogEntry.objects.filter(seq=2).update(reason="改过")
    LogEntry.objects.filter(seq=4).delete()
    ran = run(capsysbinary, "audit", "verify")
    assert ran.code == 1
    assert ran.text.splitlines()[:2] == [
        "第 2 条：内容与其哈希值不符：这一条被改动过",
        "第 4 条：缺少第 4 条：被删除过",
    ]
    assert "有 2 处问题" in ran.text


@pytest.mark.usefixtures("log")
def test_log_full_of_faults_does_not_fill_the_screen(capsysbinary: Capture) -> None:
    write(120)
    LogEntry.objects.update(reason="改过")
    lines = run(capsysbinary, "audit", "verify").text.splitlines()
    assert len(lines) == 102
    assert "有 125 处问题" in lines[-1]


@pytest.mark.usefixtures("key")
def test_anchor_kept_elsewhere_finds_a_shortened_log(capsysbinary: Capture, tmp_path: Path) -> None:
    anchored = run(capsysbinary, "audit", "anchor")
    kept = tmp_path / "anchors.jsonl"
    kept.write_bytes(anchored.out)
    assert run(capsysbinary, "audit", "anchor", "--all").out == anchored.out
    assert run(capsysbinary, "audit", "verify", "--anchors", kept).code == 0
    LogEntry.objects.filter(seq__gt=3).delete()
    ChainHead.objects.update(seq=3, hash=LogEntry.objects.get(seq=3).hash)
    Anchor.objects.all().delete()
    assert run(capsysbinary, "audit", "verify").code == 0
    ran = run(capsysbinary, "audit", "verify", "--anchors", kept)
    assert ran.code == 1
    assert "有锚点证明曾有第 5 条" in ran.text


def test_export_is_verified_with_the_public_key(capsysbinary: Capture, key: Path, tmp_path: Path) -> None:
    run(capsysbinary, "audit", "anchor")
    path = exported(capsysbinary, tmp_path)
    ran = run(capsysbinary, "audit", "verify", path, "--key", key.with_suffix(".pub"))
    assert (ran.code, ran.text) == (0, "共核对 5 条，没有问题。\n")
    other = new_key(tmp_path / "other.pem")
    ran = run(capsysbinary, "audit", "verify", path, "--key", other.with_suffix(".pub"))
    assert ran.code == 1
    assert "没有给出这一公钥" in ran.text


@pytest.mark.parametrize(
    ("words", "count"), [(["--from", "3"], 3), (["--to", "2"], 2), (["--from", "2", "--to", "9"], 4)]
)
@pytest.mark.usefixtures("log")
def test_part_of_the_log(capsysbinary: Capture, tmp_path: Path, words: list[str], count: int) -> None:
    path = exported(capsysbinary, tmp_path, *words)
    assert run(capsysbinary, "audit", "verify", path).text.startswith(f"共核对 {count} 条，没有问题。")


@pytest.mark.usefixtures("log")
def test_changed_export(capsysbinary: Capture, tmp_path: Path) -> None:
    path = exported(capsysbinary, tmp_path)
    lines = path.read_text().splitlines()
    entry = json.loads(lines[3])
    for changed, said in (
        ([*lines[:3], *lines[4:]], "缺少第 3 条"),
        (lines[:-1], "到第 4 条就结束了"),
        ([*lines[:3], json.dumps(entry), *lines[4:]], "第 4 行不是日志条目的规定写法"),
        ([*lines[:3], "", *lines[4:]], "第 4 行不是 JSON"),
        (lines[1:], "第 1 行不是日志导出文件的首行"),
        ([], "第 1 行不是 JSON"),
    ):
        path.write_text("\n".join([*changed, ""]) if changed else "")
        ran = run(capsysbinary, "audit", "verify", path)
        assert ran.code == 1
        assert said in ran.text


@pytest.mark.usefixtures("log")
def test_export_is_verified_without_the_web_packages(capsysbinary: Capture, tmp_path: Path) -> None:
    path = exported(capsysbinary, tmp_path)
    command = [sys.executable, "-c", WITHOUT_WEB, "audit", "verify"]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    without = subprocess.run(command, capture_output=True, text=True, check=False)
    assert without.returncode == 2
    assert "pip install 'gongkai[web]'" in without.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["anchor"], "GONGKAI_AUDIT_KEY"),
        (["export", "--from", "9"], "日志共有 5 条"),
        (["export", "--from", "3", "--to", "2"], "没有这样的范围"),
        (["verify", "missing.jsonl"], "不能读取 missing.jsonl"),
        (["verify", "--anchors", "missing.jsonl"], "不能读取锚点文件"),
        (["verify", "--key", "missing.pem"], "不能读取签名密钥"),
    ],
)
@pytest.mark.usefixtures("log")
def test_what_cannot_be_done_is_said(capsysbinary: Capture, words: list[str], said: str) -> None:
    ran = run(capsysbinary, "audit", *words)
    assert ran.code == 2
    assert said in ran.err
