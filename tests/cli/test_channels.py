"""`gongkai channels`: exports come in, figures go out."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.channels.models import Intake, Post
from gongkai.cli import gongkai
from tests.channels.world import County, carrier, county, item

pytestmark = pytest.mark.django_db

TEXT = "标题,发布时间,阅读数\n云岭早安,2026-02-20,7\n云岭晚安,2026-02-21,8\n"


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> County:
    monkeypatch.setattr("gongkai.cli.channels.set_up", lambda: None)
    found = county()
    carrier(found.xian, name="云岭发布")
    return found


def run(*words: str) -> Result:
    return CliRunner().invoke(gongkai, ["channels", *words])


def take(file: Path, *words: str) -> Result:
    return run("import", str(file), "--agency", "xian", "--carrier", "云岭发布", *words)


def test_trial_then_import_then_once_alone(tmp_path: Path) -> None:
    file = tmp_path / "导出.csv"
    file.write_bytes(TEXT.encode("gbk"))
    tried = take(file, "--dry-run")
    assert (tried.exit_code, Intake.objects.count()) == (0, 0)
    assert "新登记，本平台没有对应信息 2 行" in tried.output
    done = take(file, "--as-of", "2026-02-28")
    assert done.exit_code == 0
    assert "新登记 2 行，已登记过 0 行，带有数字 2 行" in done.output
    again = take(file)
    assert again.exit_code != 0
    assert "已经导入过" in again.stderr
    assert Post.objects.count() == 2


def test_mistakes_are_told_with_their_rows(tmp_path: Path) -> None:
    file = tmp_path / "导出.csv"
    file.write_text(TEXT + "云岭午安,昨天,很多\n", "utf-8")
    ran = take(file)
    assert ran.exit_code == 1
    assert "第4行“发布时间”" in ran.stderr
    assert "第4行“阅读数”" in ran.stderr
    assert not Post.objects.exists()


def test_carrier_that_is_not_there_is_named(tmp_path: Path) -> None:
    file = tmp_path / "导出.csv"
    file.write_text(TEXT, "utf-8")
    ran = run("import", str(file), "--agency", "xian", "--carrier", "没有的号")
    assert ran.exit_code != 0
    assert "没有的号" in ran.stderr


def test_figures_add_up_with_those_below(made: County, tmp_path: Path) -> None:
    file = tmp_path / "导出.csv"
    file.write_text(TEXT, "utf-8")
    take(file)
    item(made.xian)
    item(made.ju)
    own = run("counts", "--agency", "xian", "--year", "2026").output.splitlines()
    assert own[0] == "云岭县xian，2026年（全渠道发布次数／首发条数）"
    assert "政务微信：2／2" in own
    assert own[-1] == "合计：3／3"
    assert run("counts", "--agency", "xian", "--year", "2026", "--below").output.endswith("合计：4／4\n")
