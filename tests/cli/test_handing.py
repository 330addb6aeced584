"""`gongkai report take-in` and `package` on the platform's database."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.annual_reports.models import AnnualReport, HandedIn
from gongkai.cli import gongkai
from gongkai.documents.annual.package import opened
from gongkai.documents.writing.as_json import dumps, to_json
from tests.annual_reports.stored import take_in
from tests.annual_reports.year import tree
from tests.law.report.reports import township_2021, with_cells

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_files")]
TOWN = ("--agency", "qinghe", "--year", "2025")


@pytest.fixture(autouse=True)
def _made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.cli.compiling.set_up", lambda: None)
    tree()


def run(*words: str) -> Result:
    return CliRunner().invoke(gongkai, ["report", *words])


def written(folder: Path, received: int = 6, **cells: int) -> str:
    report = with_cells(township_2021("云岭县清河镇", received=received), cells)
    path = folder / "年报.json"
    path.write_bytes(dumps(to_json(report)))
    return str(path)


def test_a_file_is_taken_in_for_the_roll_up_alone(tmp_path: Path) -> None:
    done = run("take-in", written(tmp_path), *TOWN, "--note", "邮件报送")
    assert done.exit_code == 0, done.output
    assert "已收取：云岭县清河镇人民政府2025年度，第 1 份" in done.output
    again = run("take-in", written(tmp_path, 9), *TOWN)
    assert "：6 → 9" in again.output
    assert (HandedIn.objects.count(), AnnualReport.objects.count()) == (2, 0)
    same = run("take-in", written(tmp_path, 9), *TOWN)
    assert same.exit_code == 2
    assert "没有变化" in same.output


def test_what_is_wrong_is_said_and_nothing_is_taken_in(tmp_path: Path) -> None:
    wrong = run("take-in", written(tmp_path, **{"t3.granted.total": 99}), *TOWN)
    assert wrong.exit_code == 1
    assert "勾稽关系不平" in wrong.output
    assert "没有收取" in wrong.output
    empty = tmp_path / "空.json"
    empty.touch()
    assert "空文件" in run("take-in", str(empty), *TOWN).output
    assert not HandedIn.objects.exists()


def test_a_package_is_written_once(tmp_path: Path) -> None:
    target = tmp_path / "包.zip"
    missing = run("package", *TOWN, "-o", str(target))
    assert missing.exit_code == 2
    assert "还没有发布" in missing.output
    take_in(replace(township_2021("云岭县清河镇", received=6), report_year=2025), "qinghe")
    done = run("package", *TOWN, "-o", str(target))
    assert done.exit_code == 0, done.output
    found = opened(target.read_bytes(), "包.zip")
    assert (found.faults, found.deposits[0].agency) == ((), "云岭县清河镇人民政府")
    assert found.digest in done.output
    assert "已经存在" in run("package", *TOWN, "-o", str(target)).output
    assert run("package", *TOWN, "-o", str(target), "--force").exit_code == 0
