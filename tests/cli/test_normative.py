"""`gongkai normative`: lists of any day, counts with their proof, numbers, lists taken in, stated figures."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.cli import gongkai
from gongkai.documents.normative_sheets import CHANGES, DOCUMENTS, read_register, to_xlsx
from gongkai.law.normative import Effect
from gongkai.normative.models import Document
from tests.normative.register import changed, entered
from tests.publication.office import office
from tests.signoff.office import Office

OLD, NEW = date(2024, 5, 10), date(2025, 6, 1)


def run(*words: str) -> Result:
    return CliRunner().invoke(gongkai, ["normative", *words])


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("gongkai.cli.normative.set_up", lambda: None)
    made = office()
    old, new = entered(made, "云虚规〔2024〕1号", OLD), entered(made, "云虚规〔2025〕2号", NEW)
    changed(Effect.REPEALED, old, new, NEW)
    return made


@pytest.mark.django_db
@pytest.mark.usefixtures("at")
def test_the_list_of_a_day() -> None:
    told = run("list", "--agency", "a", "--on", "2025-05-31")
    assert told.exit_code == 0
    assert "有效  2024-05-10  云虚规〔2024〕1号" in told.output
    assert told.output.endswith("2025-05-31：共 1 件。\n")
    assert "共 1 件" in run("list", "--on", "2025-12-31", "--validity", "废止").output
    wrong = run("list", "--validity", "很好")
    assert (wrong.exit_code, "只能是" in wrong.output) == (2, True)


@pytest.mark.django_db
@pytest.mark.usefixtures("at")
def test_counts_with_their_proof() -> None:
    told = run("counts", "--year", "2025", "--agency", "a")
    assert told.exit_code == 0
    assert "期初 1，新增 1，转入 0，废止 1，失效 0，转出 0，期末 1" in told.output
    assert "表二：制发 1，废止 1，现行有效 1" in told.output
    assert run("counts", "--from", "2025-01-01").exit_code == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("at")
def test_gaps_in_numbers() -> None:
    told = run("serials", "--code", "云虚规", "--year", "2025")
    assert told.exit_code == 1
    assert "缺1" in told.output


@pytest.mark.django_db
@pytest.mark.usefixtures("at")
def test_a_list_is_tried_and_taken_in(tmp_path: Path) -> None:
    file = tmp_path / "登记簿.xlsx"
    row = {"number": "云虚规〔2025〕3号", "title": "虚构办法", "issued_on": "2025-07-01"}
    file.write_bytes(to_xlsx({DOCUMENTS: [row], CHANGES: []}))
    tried = run("import", str(file), "--agency", "a", "--dry-run")
    assert "试办：文件 1 件，变动 0 项" in tried.output
    assert Document.objects.count() == 2
    assert "已导入：文件 1 件" in run("import", str(file), "--agency", "a").output
    assert "以前导入过" in run("import", str(file), "--agency", "a").output
    file.write_bytes(to_xlsx({DOCUMENTS: [{**row, "issued_on": "昨天"}], CHANGES: []}))
    wrong = run("import", str(file), "--agency", "a")
    assert wrong.exit_code == 1
    assert "文件 第2行“制发日期”" in wrong.output
    assert run("import", str(file), "--agency", "nobody").exit_code == 2


def test_the_template_is_one_that_can_be_filled(tmp_path: Path) -> None:
    file = tmp_path / "模板.xlsx"
    assert run("template", str(file)).exit_code == 0
    assert run("template", str(file)).exit_code == 2
    with pytest.raises(Exception, match="没有“文件”或者“变动”的内容"):
        read_register(file.read_bytes(), "模板.xlsx")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--made", "30", "--repealed", "23", "--in-force", "109", "--opening", "102"], 0, "——相符"),
        (["--made", "30", "--repealed", "23", "--in-force", "109", "--opening", "100"], 1, "年末应为107件"),
        (["--made", "30", "--repealed", "23", "--in-force", "109"], 0, "没有可核对的数"),
        (["--parts", "60,39", "--total", "100"], 1, "相加为99"),
        (["--percent", "86", "--of", "50"], 0, ""),
        (["--percent", "86", "--of", "3"], 1, "得不出86%"),
        ([], 2, "请给出年度报告"),
    ],
)
def test_stated_figures_are_balanced_or_flagged(words: list[str], code: int, said: str) -> None:
    told = run("stated", *words)
    assert (told.exit_code, said in told.output) == (code, True)


def test_the_sample_reports_come_out_balanced_or_flagged(seeds: Path) -> None:
    flagged = {}
    for path in sorted(seeds.glob("*.txt")):
        told = run("stated", str(path))
        assert "规范性文件：" in told.output
        flagged[path.stem] = told.exit_code
    assert flagged == {
        "ledu-district-2020": 0,
        "qingshan-township-2020": 0,
        "qingyang-city-2021": 0,
        "yanshi-office-2020": 0,
        "yuanzhou-district-2020": 1,
    }
    assert "推算上年末应为102件" in run("stated", str(seeds / "qingyang-city-2021.txt")).output
    assert "有1件没有公开" in run("stated", str(seeds / "yuanzhou-district-2020.txt")).output
