"""`gongkai registers`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.cli import gongkai
from gongkai.registers.models import Delivery, Record, Register, Source, Stage
from tests.registers.test_lists import ITEMS, item
from tests.registers.world import LICENCE, as_csv, county, licence

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world() -> None:
    county()


def run(*words: object) -> Result:
    return CliRunner().invoke(gongkai, ["registers", *map(str, words)])


def brought(place: Path, *words: object) -> Result:
    return run("import", place, "--agency", "ju", "--register", LICENCE, "--source", "审批系统", *words)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    place = tmp_path / "许可.csv"
    place.write_bytes(as_csv([licence(1), licence(2)]))
    return place


def test_import_list_count_export(good: Path) -> None:
    done = brought(good)
    assert done.exit_code == 0, done.output
    assert "已入库：新增 2，更正 0，相同 0" in done.output
    assert "相同 2" in brought(good).output
    assert Source.objects.count() == 1
    assert "第1号虚构事项" in run("list", "--register", LICENCE, "--agency", "ju", "--words", "第1号").output
    assert "合计：2" in run("count", "--register", LICENCE).output
    lines = run("export", "--register", LICENCE, "--to", "jsonl").output.splitlines()
    assert {json.loads(line)["document_no"] for line in lines} == {
        "云岭许准〔2026〕1号",
        "云岭许准〔2026〕2号",
    }
    assert "行政许可决定文书号" in run("export", "--register", LICENCE, "--year", 2026).output


def test_a_trial_brings_nothing(good: Path) -> None:
    done = brought(good, "--dry-run")
    assert (done.exit_code, Record.objects.count()) == (0, 0)
    assert "试办：新增 2" in done.output
    assert Delivery.objects.get().stage == Stage.DROPPED


def test_faults_go_to_the_screen_and_into_a_file(tmp_path: Path) -> None:
    place = tmp_path / "错.csv"
    place.write_bytes(as_csv([licence(1), licence(2, category="不知道")]))
    done = brought(place, "--faults", tmp_path / "faults.csv")
    assert (done.exit_code, Record.objects.count()) == (1, 0)
    assert "第3行“许可类别”" in done.output
    assert "3,许可类别" in (tmp_path / "faults.csv").read_text(encoding="utf-8")


def test_what_is_not_there(good: Path, tmp_path: Path) -> None:
    (tmp_path / "空.csv").write_bytes(b"")
    assert brought(tmp_path / "空.csv").exit_code == 2
    assert run("count", "--register", "no_such").exit_code == 2
    assert run("list", "--register", LICENCE, "--agency", "no-such").exit_code == 2
    assert brought(good, "--resume", 999).exit_code == 2


def test_a_whole_list_takes_off_what_it_does_not_name(tmp_path: Path) -> None:
    place = tmp_path / "事项.csv"

    def brought_list(*numbers: int, more: tuple[str, ...] = ()) -> Result:
        place.write_bytes(as_csv([item(number) for number in numbers], ITEMS))
        return run("import", place, "--agency", "ju", "--register", ITEMS, "--source", "清单", *more)

    assert "新增 3" in brought_list(1, 2, 3).output
    trial = brought_list(1, 2, more=("--whole", "--dry-run"))
    assert (trial.exit_code, "不在清单里 1（共 3）" in trial.output) == (0, True)
    refused = brought_list(1, 2, more=("--whole",))
    assert (refused.exit_code, "--agree" in refused.output) == (2, True)
    assert Record.objects.filter(state="public").count() == 3
    done = brought_list(1, 2, more=("--whole", "--agree"))
    assert (done.exit_code, "不在清单里 1（共 3）" in done.output) == (0, True), done.output
    assert Record.objects.filter(state="public").count() == 2


def test_remake_does_what_is_needed(good: Path) -> None:
    brought(good)
    assert "没有需要重算的" in run("remake").output
    Register.objects.update(made_as="")
    Record.objects.update(title="旧")
    done = run("remake")
    assert (done.exit_code, done.output) == (0, f"{LICENCE}：改动 2 条\n")
    assert not Record.objects.filter(title="旧").exists()
