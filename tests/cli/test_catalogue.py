"""`gongkai catalogue`: what is common is installed, catalogues go out and come in."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.agencies.models import Agency
from gongkai.cli import gongkai
from gongkai.documents.catalogue_sheets import to_csv
from gongkai.publication.models import Entry
from tests.documents.catalogue.sheets import line
from tests.publication.bodies import county

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, Agency]:
    monkeypatch.setattr("gongkai.cli.catalogue.set_up", lambda: None)
    return county()


def run(*words: str) -> Result:
    return CliRunner().invoke(gongkai, ["catalogue", *words])


def test_install_is_repeated_without_harm() -> None:
    first = run("install")
    assert first.exit_code == 0
    assert first.output.startswith("已安装：栏目 ")
    assert run("install").output == "都已经安装，没有变化。\n"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_catalogue_goes_out_and_in(tmp_path: Path, kind: str) -> None:
    run("install")
    for words in ([], ["--agency", "zhen"]):
        file = str(tmp_path / f"目录.{kind}")
        ran = run("export", file, "--force", *words)
        assert (ran.exit_code, ran.output.startswith(f"已写入 {file}：")) == (0, True)
        assert run("import", file, *words).output == "内容与现行目录相同，没有变化。\n"


def test_import_tells_its_steps(tmp_path: Path, made: dict[str, Agency]) -> None:
    file = tmp_path / "目录.csv"
    key = f"budget-a{made['ju'].pk}"
    file.write_bytes(to_csv([line(1)]))
    words = ["import", str(file), "--agency", "ju"]
    tried = run(*words, "--dry-run")
    assert tried.output.splitlines() == [
        f"新增  {key}-01  政府预算 / 收支预算表（1）",
        "试办：新增 1 项，变更 0 项，取消 0 项。没有写入。",
    ]
    assert not Entry.objects.exists()
    assert run(*words).output.endswith("已导入：新增 1 项，变更 0 项，取消 0 项。\n")
    file.write_bytes(to_csv([line(1, body="别的局"), line(2)]))
    assert run(*words).output.splitlines()[:2] == [
        f"变更  {key}-01  政府预算 / 收支预算表（1）（公开主体）",
        f"新增  {key}-02  政府预算 / 收支预算表（2）",
    ]


def test_mistakes_are_told_and_nothing_is_taken_in(tmp_path: Path) -> None:
    file = tmp_path / "目录.csv"
    file.write_bytes(to_csv([line(1), line(2, time_limit="")]))
    ran = run("import", str(file), "--agency", "ju")
    assert ran.exit_code == 1
    assert ran.stderr.splitlines() == ["表 第3行“公开时限”：没有填写。", "共 1 处错误，没有导入任何内容。"]
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export", "目录.doc"], "文件名应当以 .xlsx 或 .csv 结尾"),
        (["export", "there.csv"], "已经存在。要覆盖它，请加上 --force"),
        (["export", "no/目录.csv"], "无法写入"),
        (["export", "目录.csv", "--agency", "none"], "没有“none”这个机关"),
        (["import", "there.csv", "--agency", "ju"], "没有公开目录的表头"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.csv").write_text("a,b\n")
    ran = run(*words)
    assert ran.exit_code == 2
    assert said in ran.stderr
