"""The command as a process: signals, pipes, terminals, and how little it loads."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.terminal import save, start
from tests.law.report.reports import balanced_2021, township_2021

LIMIT = 60  # seconds in which every process here must end


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder whose results fill any pipe, so that a run with no reader stands still."""
    folder = tmp_path / "many"
    folder.mkdir()
    first = save(balanced_2021(), folder / "000.json")
    for number in range(1, 60):
        (folder / f"{number:03}.json").write_bytes(first.read_bytes())
    return folder


def test_interrupted(many: Path) -> None:
    with start("report", "check", many, "--json") as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=LIMIT)
    assert process.returncode == 130
    assert complaint.decode().split() == ["已中断。"]


def test_reader_that_has_seen_enough(many: Path) -> None:
    with start("report", "check", many, "--json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_full_disk(tmp_path: Path) -> None:
    saved = save(township_2021(), tmp_path / "a.json")
    with Path("/dev/full").open("wb") as full:
        process = start("report", "check", saved, stdout=full)
        _, complaint = process.communicate(timeout=LIMIT)
    assert process.returncode == 2
    assert "无法写出结果" in complaint.decode()
    assert "Traceback" not in complaint.decode()


def drain(terminal: int) -> str:
    """Everything that a process wrote to its terminal, until it ends."""
    seen = b""
    while True:
        try:
            seen += os.read(terminal, 65536)
        except OSError:  # so Linux says that the last process has closed its end
            return seen.decode()


def on_a_terminal(*words: str | Path, printed: Path | None = None, env: dict[str, str] | None = None) -> str:
    """What the terminal showed; what is printed may go to a file instead."""
    ours, theirs = os.openpty()
    with printed.open("wb") if printed else os.fdopen(os.dup(theirs), "wb") as stdout:
        process = start(
            *words, stdout=stdout, stderr=theirs, env={**os.environ, "NO_COLOR": "", **(env or {})}
        )
    os.close(theirs)
    shown = drain(ours)
    os.close(ours)
    process.wait(timeout=LIMIT)
    return shown


def test_bar_on_a_terminal(many: Path) -> None:
    printed = many.parent / "printed"
    shown = on_a_terminal("report", "check", many, "--json", printed=printed)
    assert "60/60" in shown
    assert printed.read_text(encoding="utf-8").count("\n") == 60
    assert "已处理" not in printed.read_text(encoding="utf-8")


def test_no_bar_for_one_file(tmp_path: Path) -> None:
    saved = save(township_2021(), tmp_path / "a.json")
    assert on_a_terminal("report", "check", saved, "--json", printed=tmp_path / "printed") == ""


@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_on_a_terminal(tmp_path: Path, env: dict[str, str], coloured: bool) -> None:
    saved = save(township_2021(), tmp_path / "a.json")
    shown = on_a_terminal("report", "check", saved, env=env)
    assert "云岭县青禾镇人民政府" in shown
    assert ("\033[" in shown) is coloured


def test_terminal_that_lacks_characters(tmp_path: Path) -> None:
    saved = save(replace(township_2021(), title="𬭎镇年度报告"), tmp_path / "a.json")
    process = start("report", "check", saved, env={**os.environ, "PYTHONIOENCODING": "gbk"})
    printed, complaint = process.communicate(timeout=LIMIT)
    assert complaint == b""
    assert "?镇年度报告" in printed.decode("gbk")


def test_json_is_utf8_on_every_terminal(tmp_path: Path) -> None:
    saved = save(township_2021(), tmp_path / "a.json")
    process = start("report", "read", saved, "--json", env={**os.environ, "PYTHONIOENCODING": "gbk"})
    assert "云岭县青禾镇人民政府" in process.communicate(timeout=LIMIT)[0].decode()


HEAVY = {"django", "lxml", "pdfplumber", "pypdfium2", "selectolax", "xlsxwriter", "python_calamine", "opencc"}


@pytest.mark.parametrize(
    "words",
    [
        *(["--help"], ["--version"], ["report", "--help"], ["report", "check", "--help"]),
        *([command, "--help"] for command in ("deadline", "workdays", "fee", "outcome")),
    ],
)
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    program = (
        "import sys\n"
        "from gongkai.cli import main\n"
        "try: main()\n"
        "finally: print(sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.strip("[]\n").replace("'", "").split(", "))
    assert "click" in loaded
    assert loaded & HEAVY == set()


@pytest.fixture
def without_django(tmp_path: Path) -> dict[str, str]:
    """An environment in which Django cannot be imported, as in the base installation."""
    hook = (
        "import sys\n"
        "class Absent:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] == 'django':\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Absent())\n"
    )
    (tmp_path / "absent").mkdir()
    (tmp_path / "absent" / "sitecustomize.py").write_text(hook)
    return {**os.environ, "PYTHONPATH": str(tmp_path / "absent")}


def test_base_installation_checks_reports(tmp_path: Path, without_django: dict[str, str]) -> None:
    saved = save(township_2021(), tmp_path / "a.json")
    process = start("report", "check", saved, env=without_django)
    _, complaint = process.communicate(timeout=LIMIT)
    assert (process.returncode, complaint) == (0, b"")


@pytest.mark.parametrize(
    "words",
    [
        ["deadline", "--received", "2026-09-20"],
        ["workdays", "2026-09-20", "+20"],
        ["fee", "--by", "page", "--pages", "68"],
        ["outcome", "granted"],
    ],
    ids=lambda words: words[0],
)
def test_base_installation_asks_the_law(words: list[str], without_django: dict[str, str]) -> None:
    process = start(*words, env=without_django)
    printed, complaint = process.communicate(timeout=LIMIT)
    assert (process.returncode, complaint) == (0, b"")
    assert printed


def test_base_installation_has_no_demo(without_django: dict[str, str]) -> None:
    process = start("demo", env=without_django)
    _, complaint = process.communicate(timeout=LIMIT)
    assert process.returncode == 2
    assert "gongkai[web]" in complaint.decode()
