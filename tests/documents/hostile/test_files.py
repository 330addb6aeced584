"""Whatever is handed in, the answer names the file and says what to do, soon, in little memory, one by one."""

import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.documents.loading import load, load_bytes
from gongkai.documents.reading.blocks import Unreadable
from tests.corpus.document import mistakes
from tests.corpus.word import Manner, docx_document
from tests.documents.hostile.files import FILES, word_report
from tests.law.report.reports import balanced_2021

MEMORY = 2**30  # bytes of address space for any one process
SECONDS = 60  # of processor time for any one process: a hundred files come to a few
Batch = tuple[int, dict[str, dict[str, object]], str]
ADVICE = re.compile("请.{5,}。")


@pytest.mark.parametrize("name", FILES)
def test_refused_by_name_with_advice(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        load_bytes(FILES[name](), name)
    assert name in str(refused.value)
    assert ADVICE.search(str(refused.value))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All the files, one correct report under three endings among them."""
    made = tmp_path_factory.mktemp("hostile")
    for name, make in FILES.items():
        (made / name).write_bytes(make())
    for name in ("好.docx", "其实是Word.pdf", "其实也是Word.txt"):
        (made / name).write_bytes(word_report())
    return made


def bounded() -> None:
    """Limits that the command hands on to its workers."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.fixture(scope="module")
def batch(folder: Path) -> Batch:
    """What one run over all of them prints: exit code, lines by file name, complaints."""
    files = sorted(folder.iterdir())
    command = [sys.executable, "-m", "gongkai", "report", "check", "--json", *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=False, preexec_fn=bounded, timeout=600)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["file"] for line in lines] == [str(file) for file in files]
    return done.returncode, {Path(line["file"]).name: line for line in lines}, done.stderr.decode()


def test_no_file_costs_another(batch: Batch) -> None:
    code, lines, _ = batch
    assert code == 2
    assert {name for name, line in lines.items() if "error" not in line} == lines.keys() - FILES.keys()


def test_every_file_is_refused_not_fallen_over(batch: Batch) -> None:
    _, lines, complaints = batch
    assert "Traceback" not in complaints
    assert len(complaints.splitlines()) == len(FILES)
    fallen = re.compile("程序出错|异常退出|内存|秒仍未完成")
    assert [line["error"] for line in lines.values() if fallen.search(str(line.get("error", "")))] == []


@pytest.mark.parametrize("name", ["报告.pdf", "报告.txt", "报告.html", "报告.xlsx", "报告"])
def test_ending_does_not_matter(name: str) -> None:
    document = docx_document(balanced_2021(), Manner())
    assert mistakes(document, load_bytes(document.data, name)) == []


def test_path_that_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "pipe.txt", Path("/dev/zero"), tmp_path, tmp_path / "none", Path("a\0b")):
        with pytest.raises(Unreadable, match="文件"):
            load(path)


def test_size_is_judged_before_reading(tmp_path: Path) -> None:
    with (tmp_path / "huge.pdf").open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(Unreadable, match=r"huge\.pdf.*超过 60 MB"):
        load(tmp_path / "huge.pdf")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed.txt").touch()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Unreadable, match=r"closed\.txt.*没有读取权限"):
        load(tmp_path / "closed.txt")


def test_disk_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.txt").touch()

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(Unreadable, match=r"bad\.txt.*Input/output error"):
        load(tmp_path / "bad.txt")
