"""`gongkai files`: what is damaged and what nobody knows of, in words and exit codes."""

import os
from pathlib import Path

import pytest
from pytest_django import Settings

from gongkai.records.actions.files import receive, store
from gongkai.records.queries.files import path_of
from tests.cli.terminal import run
from tests.records.entries import CLERK, NOON

pytestmark = pytest.mark.django_db
Capture = pytest.CaptureFixture[bytes]


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILES = tmp_path / "files"
    monkeypatch.setattr("gongkai.cli.files.set_up", lambda: None)


def test_check(capsysbinary: Capture) -> None:
    file = store(data=b"text", name="a.txt", agency_id=7, by=CLERK, at=NOON)
    for words in ([], ["--digests"]):
        ran = run(capsysbinary, "files", "check", *words)
        assert (ran.code, ran.text) == (0, "登记的文件都完好。\n")
    path_of(file.digest).write_bytes(b"tExt")
    assert run(capsysbinary, "files", "check").code == 0
    ran = run(capsysbinary, "files", "check", "--digests")
    assert ran.code == 1
    assert "内容与登记的摘要不符\n有 1 个文件不完好" in ran.text


def test_sweep_lists_first(capsysbinary: Capture) -> None:
    path = path_of(receive(b"text", "a.txt").digest)
    assert run(capsysbinary, "files", "sweep").text == "没有需要清理的内容。\n"
    os.utime(path, (0, 0))
    listed = run(capsysbinary, "files", "sweep")
    assert listed.text.splitlines()[-1] == "可以删除（请用 --remove） 1 个，共 4 字节。"
    assert path.exists()
    removed = run(capsysbinary, "files", "sweep", "--remove")
    assert removed.text.splitlines() == [f"{path}  4 字节", "已删除 1 个，共 4 字节。"]
    assert not path.exists()


def test_held_back_listed_and_let_out(capsysbinary: Capture) -> None:
    assert run(capsysbinary, "files", "held").text == "没有隔离中的文件。\n"
    file = store(data=b"text", name="a.txt", agency_id=7, by=CLERK, at=NOON)
    number = str(file.id)
    assert (
        run(capsysbinary, "files", "hold", number, "--reason", "含有木马").text == f"已隔离文件 {number}。\n"
    )
    listed = run(capsysbinary, "files", "held").text.splitlines()
    assert listed[0].startswith(f"文件 {number}（机关 7，{file.digest[:12]}…）20")
    assert listed[0].endswith(" operator：含有木马")
    assert listed[1] == "隔离中的共 1 个。"
    ran = run(capsysbinary, "files", "release", number, "--reason", "误报")
    assert (ran.code, ran.text) == (0, f"已解除文件 {number} 和内容相同的文件的隔离。\n")
    assert run(capsysbinary, "files", "held").text == "没有隔离中的文件。\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["release", "{number}", "--reason", "误报"], "没有被隔离"),
        (["hold", "{number}", "--reason", " "], "请写明理由"),
        (["hold", "999999999", "--reason", "木马"], "没有编号为 999999999 的文件"),
        (["hold", "{number}"], "--reason"),
    ],
)
def test_decision_that_is_refused(capsysbinary: Capture, words: list[str], why: str) -> None:
    file = store(data=b"text", name="a.txt", agency_id=7, by=CLERK, at=NOON)
    ran = run(capsysbinary, "files", *(word.format(number=file.id) for word in words))
    assert ran.code == 2
    assert why in ran.err
