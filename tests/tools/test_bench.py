"""`make bench`: targets are judged, the page is only changed between its marks, all processes are counted."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.bench import __main__ as bench
from tools.bench import reports
from tools.bench.rounds import Row


@pytest.mark.parametrize(("ratio", "met"), [(1.2, True), (1.3, True), (1.31, False)])
def test_target(ratio: float, met: bool) -> None:
    row = Row("PDF", "60 ms", ratio, "the same by hand", 1.3)
    assert row.met is met
    assert ("MISSED" in row.cells[3]) is not met


def test_table_is_put_between_its_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (bench.MARK.format(arguments) for arguments in ("--save", "'--only search --save'"))
    page = tmp_path / "performance.md"
    kept = f"between\n{other}\nother\n{bench.END}\nafter\n"
    page.write_text(f"before\n{one}\nold\n{bench.END}\n{kept}", encoding="utf-8")
    monkeypatch.setattr(bench, "PAGE", page)
    for _ in range(2):
        bench.save([Row("text, read", "100 reports a second")], "--save")
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{one}\n| what |")
    assert text.endswith(kept)
    assert text.count("| text, read | 100 reports a second |") == 1
    assert "old" not in text


def test_page_has_the_marks() -> None:
    text = bench.PAGE.read_text(encoding="utf-8")
    marks = re.findall(re.escape(bench.MARK).replace(re.escape("{}"), "(.+)"), text)
    assert marks[0] == "--save"
    assert len(marks) == len(set(marks)) == text.count(bench.END)


@pytest.mark.parametrize("times", reports.SIZES)
def test_longer_reports_are_longer_by_their_prose(times: int) -> None:
    (first,), (longer,) = reports.sized(1, 1), reports.sized(times, 1)
    prose = len(longer.data.decode()) - len(first.data.decode())
    assert prose == pytest.approx(5_000 * (times - 1), rel=0.2)


def test_own_memory_is_counted() -> None:
    assert sum(reports.resident(os.getsid(0))) > 10_000


def test_it_begins_without_settings() -> None:
    """Each side is a process with settings of its own; the one that asks them has none."""
    around = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    told = subprocess.run(
        [sys.executable, "-m", "tools.bench", "--help"],
        cwd=ROOT,
        env=around,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")
