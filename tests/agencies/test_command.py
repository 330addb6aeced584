"""`gongkai agencies` as a process: template, dry run, import, export, and every mistake on the screen."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.records.databases import own_database, surroundings

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """The command on a database of its own, in the folder of the test."""

    def call(*words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "gongkai", "agencies", *words]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=120
        )

    with own_database(tmp_path) as database:
        environment = {**surroundings(database, tmp_path), "PYTHONPATH": str(ROOT)}
        yield call


def test_tree_goes_in_and_out(run: Run, tmp_path: Path) -> None:
    sample = (ROOT / "src/gongkai/demo/agencies.csv").read_text("utf-8")
    seat = "yunling,云岭县人民政府,云岭县,人民政府,县级政府,,虚构省,虚构示例"
    head, _, rest = sample.partition("\n")
    (tmp_path / "county.csv").write_text(f"{head}\n{seat}\n{rest}", encoding="utf-8")
    why = ("--reason", "虚构示例")

    tried = run("import", "county.csv", "--dry-run", *why)
    assert tried.returncode == 0, tried.stderr
    assert "试办：登记机关 57 个" in tried.stdout
    assert "云岭县教育局  登记：（无） → 上级机关：云岭县人民政府" in tried.stdout
    done = run("import", "county.csv", "--on", "2026-03-02", *why)
    assert "已导入：登记机关 57 个" in done.stdout
    assert "没有变化" in run("import", "county.csv", *why).stdout

    assert run("export", "all.xlsx").returncode == 0
    assert "没有变化" in run("import", "all.xlsx", *why).stdout
    refused = run("export", "all.xlsx")
    assert refused.returncode == 2
    assert "--force" in refused.stderr
    assert run("export", "all.csv", "--on", "2026-03-02").returncode == 0
    assert "云岭县青禾镇人民政府" in (tmp_path / "all.csv").read_text("utf-8-sig")
    assert run("export", "people.csv", "--people").returncode == 0
    assert (tmp_path / "people.csv").read_text("utf-8-sig").startswith("用户名,")
    assert run("export", "all.ods").returncode == 2

    (tmp_path / "bad.csv").write_text("代号,名称,层级,上级代号\nA B,,部门,nowhere\n", encoding="utf-8")
    bad = run("import", "bad.csv", *why)
    assert bad.returncode == 1
    assert bad.stdout == ""
    assert bad.stderr.splitlines()[-1] == "共 4 处错误，没有导入任何内容。"
    assert "机关 第2行“上级代号”：没有代号为“nowhere”的机关" in bad.stderr


def test_template_is_empty_and_can_be_filled(run: Run, tmp_path: Path) -> None:
    assert run("template", "模板.xlsx").returncode == 0
    assert (tmp_path / "模板.xlsx").stat().st_size > 0
    empty = run("import", "模板.xlsx", "--reason", "x")
    assert empty.returncode == 0
    assert "没有变化" in empty.stdout
    (tmp_path / "photo.csv").write_bytes(b"\x89PNG\0\0")
    wrong = run("import", "photo.csv", "--reason", "x")
    assert wrong.returncode == 2
    assert "不是工作簿" in wrong.stderr
    assert run("import", "模板.xlsx", "--reason", " ").returncode == 2
