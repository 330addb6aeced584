"""`gongkai report statistics` on the platform's database."""

import json
from datetime import date

import pytest
from click.testing import CliRunner, Result

from gongkai.annual_reports.models import WorkingReport
from gongkai.cli import gongkai
from tests.annual_reports.year import Tree, applied, tree

pytestmark = pytest.mark.django_db
NEW = "t3.new_received.total"


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> Tree:
    monkeypatch.setattr("gongkai.cli.compiling.set_up", lambda: None)
    found = tree()
    for agency, on in (
        (found.finance, date(2025, 3, 3)),
        (found.finance, date(2025, 7, 3)),
        (found.water, date(2025, 7, 4)),
        (found.tax, date(2025, 7, 5)),
    ):
        applied(agency, on)
    return found


def run(*words: str) -> Result:
    return CliRunner().invoke(gongkai, ["report", "statistics", *words])


def test_a_period_of_one_body() -> None:
    done = run("caizheng", "2025H2")
    assert done.exit_code == 0, done.output
    assert "云岭县财政局2025年下半年（本级，截至2025-12-31）" in done.output
    assert "表三 一、本年新收政府信息公开申请数量 · 总计：1件（上期1，上年同期0）" in done.output
    assert not WorkingReport.objects.exists()


def test_with_all_below_and_who_is_left_out() -> None:
    done = run("xian", "2025-07", "--rolled-up")
    assert "总计：2件（上期0，上年同期0）" in done.output
    assert "云岭县清河镇人民政府：平台上还没有任何业务数据，按0计入。" in done.output
    assert "不计入 国家税务总局云岭县税务局：垂直管理机关" in done.output


def test_as_json() -> None:
    said = json.loads(run("xian", "2025Q3", "--rolled-up", "--json").stdout)
    assert said["cells"][NEW] == {"value": 2, "before": 0, "a_year_ago": 0}
    assert said["cells"]["t2.art20_8.admin_fee.fee_amount_wan"]["value"] is None
    assert (said["period"], said["scope"], said["form"]) == ("2025Q3", "rolled_up", "format_2021")
    assert said["bodies"] == ["xian", "caizheng", "shuili", "qinghe"]
    assert said["silent"] == ["xian", "qinghe"]
    assert [each["agency"] for each in said["left_out"]] == ["shuiwu"]


def test_where_nothing_happened_it_says_so() -> None:
    assert "三个时段都没有数" in run("qinghe", "2025-07").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nobody", "2025"), "没有代号为“nobody”的机关"),
        (("xian", "2025H3"), "看不懂时段“2025H3”"),
        (("xian", "2018-12"), "没有统一格式"),
    ],
)
def test_what_cannot_be_counted_is_said(words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert said in done.output
