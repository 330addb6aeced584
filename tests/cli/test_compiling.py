"""`gongkai report compile`, `roll-up`, `check`, `submit`, `import` on the platform's database."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.annual_reports.models import Compiled, Scope
from gongkai.annual_reports.queries.working import working
from gongkai.cli import gongkai
from gongkai.documents.writing.as_json import dumps, to_json
from tests.annual_reports.year import Tree, applied, tree
from tests.law.report.reports import township_2021

pytestmark = pytest.mark.django_db
FINANCE = ("--agency", "caizheng", "--year", "2025")
COUNTY = ("--agency", "xian", "--year", "2025")


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> Tree:
    monkeypatch.setattr("gongkai.cli.compiling.set_up", lambda: None)
    return tree()


def run(*words: str) -> Result:
    return CliRunner().invoke(gongkai, ["report", *words])


def test_compile_tells_what_is_blank_and_that_nothing_changed(made: Tree) -> None:
    applied(made.finance, date(2025, 3, 3), date(2025, 4, 1), "granted")
    done = run("compile", *FINANCE)
    assert done.exit_code == 0, done.output
    assert "云岭县财政局：已编制（第 1 次）" in done.output
    assert "有 4 格没有数据来源" in done.output
    assert "没有变化（第 1 次）" in run("compile", *FINANCE).output
    assert Compiled.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("compile", "--agency", "nobody", "--year", "2025"), "没有代号为“nobody”的机关"),
        (("compile", "--agency", "caizheng", "--year", "2018"), "没有统一格式"),
        (("roll-up", "--agency", "xian", "--year", "2018"), "没有统一格式"),
        (("submit", *FINANCE), "请先运行 gongkai report compile"),
        (("submit", *COUNTY, "--rolled-up"), "请先运行 gongkai report roll-up"),
        (("check", "--agency", "xian"), "--year"),
        (("check", "--year", "2025"), "--agency"),
        (("check", *FINANCE[2:], "--rolled-up"), "--agency"),
        (("check", "年报.docx", *COUNTY), "--agency"),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert said in done.output


def test_roll_up_names_who_hinders_it(made: Tree) -> None:
    done = run("roll-up", *COUNTY)
    assert done.exit_code == 1
    assert "云岭县清河镇人民政府：还没有编制，也没有报送。" in done.output
    below = run("roll-up", *COUNTY, "--below")
    assert "云岭县清河镇人民政府：已编制（第 1 次）" in below.output
    assert "还没有编制" not in below.output
    gathered = working(made.county.pk, 2025, Scope.ROLLED_UP)
    assert gathered is not None
    assert gathered.run is not None


def test_check_and_submit_name_what_is_wrong() -> None:
    run("compile", *FINANCE)
    told = run("check", *FINANCE)
    assert told.exit_code == 1
    assert "R101" in told.output
    assert "不能报送" in told.output
    sent = run("submit", *FINANCE)
    assert (sent.exit_code, "没有报送。" in sent.output) == (1, True)


def test_import_of_a_report_from_elsewhere(tmp_path: Path, made: Tree) -> None:
    report = replace(township_2021("云岭县清河镇", received=6), agency_name="云岭县清河镇人民政府")
    file = tmp_path / "年报.json"
    file.write_bytes(dumps(to_json(report)))
    done = run("import", str(file), "--agency", "qinghe", "--origin", "清河镇报送")
    assert done.exit_code == 0, done.output
    assert f"云岭县清河镇人民政府{report.report_year}年度，第 1 版" in done.output
    assert "没有变化" in run("import", str(file), "--agency", "qinghe").output
    run("roll-up", *COUNTY)
    gathered = working(made.county.pk, 2025, Scope.ROLLED_UP)
    assert gathered is not None
    assert gathered.cells["t3.new_received.natural_person"] == 6
    (tmp_path / "坏.json").write_text("{", encoding="utf-8")
    assert run("import", str(tmp_path / "坏.json"), "--agency", "qinghe").exit_code == 2
