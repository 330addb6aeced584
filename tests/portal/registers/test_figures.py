"""Figures, each a list that has as many records; the matrix of budgets."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gongkai.portal.registers import completeness
from tests.portal.pages import words
from tests.portal.registers.world import ROOT, brought, budget, got, penalty
from tests.registers.world import NOON, PENALTY, county

pytestmark = pytest.mark.django_db
LIST = f"{ROOT}{PENALTY}/"
MATRIX = f"{ROOT}budget/wzx/"
_BAR = re.compile(r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th>.*?<td class="number">(\d+)</td>')


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def test_each_bar_is_a_list_with_as_many_records(tmp_path: Path) -> None:
    world = county()
    household = {"party_kind": "个体工商户", "party_uscc": ""}
    rows = [penalty(1), penalty(2, fine=""), penalty(3, decided_on="2025-03-03"), penalty(4, **household)]
    brought(tmp_path, world.ju, rows)
    brought(tmp_path, world.other, [penalty(5), penalty(6, open="否")])
    html = got(f"{LIST}tj/")
    bars = _BAR.findall(html)
    assert {label: many for _, label, many in bars} == {
        "2026年": "4",
        "2025年": "1",
        world.ju.name: "4",
        world.other.name: "1",
        "法人及非法人组织": "4",
        "个体工商户": "1",
    }
    for address, label, many in bars:
        assert f"共 {many} 件" in got(address.replace("&amp;", "&")), label
    assert "罚款金额 2.0000 万元" in words(html)
    assert "共 1 件" in got(f"{LIST}tj/?nf=2025")


def test_budgets_are_not_added_up(tmp_path: Path) -> None:
    brought(tmp_path, county().ju, [budget("云岭县虚构局", 2026, "预算", "2026-02-10")], "budget")
    assert "万元" not in got(f"{ROOT}budget/tj/").partition("<main")[2]


def test_many_agencies_are_folded_and_none_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.portal.registers.figures.FIRST", 1)
    world = county()
    brought(tmp_path, world.ju, [penalty(1), penalty(2)])
    brought(tmp_path, world.other, [penalty(3)])
    html = got(f"{LIST}tj/")
    assert "其余 1 个" in html
    assert [label for _, label, _ in _BAR.findall(html)][1:3] == [world.ju.name, world.other.name]


def cell(html: str, unit: str, where: str) -> str:
    """What stands in a place of the matrix."""
    row = html.partition(f'<th scope="row">{unit}</th>')[2].partition("</tr>")[0]
    return words(row.partition(f'data-label="{where}">')[2].partition("</td>")[0]).strip()


def test_the_matrix_of_budgets_shows_what_is_there_late_and_missing(tmp_path: Path) -> None:
    world = county()
    on_time = [budget("云岭县甲虚构局", 2026, "预算", "2026-02-12")]
    late = [budget("云岭县甲虚构局", 2025, "预算", "2025-02-10")]
    numbers = brought(tmp_path, world.ju, [*on_time, *late], "budget")
    brought(
        tmp_path, world.other, [budget("云岭县乙虚构局", 2024, "决算", "2025-08-20")], "budget", earlier=True
    )
    html = got(MATRIX)
    assert cell(html, "云岭县甲虚构局", "2026年预算").startswith("按期公开")
    assert cell(html, "云岭县甲虚构局", "2025年预算").startswith("逾期公开")
    assert cell(html, "云岭县乙虚构局", "2024年决算").startswith("已公开")
    assert cell(html, "云岭县乙虚构局", "2024年预算") == "缺"
    assert cell(html, "云岭县甲虚构局", "2024年决算") == "缺"
    assert cell(html, "云岭县甲虚构局", "2025年决算") == "待公开"
    assert f'href="{ROOT}budget/{numbers[0]}/"' in html
    assert cell(html, world.lin.name, "2024年预算") == "缺", "a body that never delivered is named too"
    assert world.ju.name not in html.partition("<tbody>")[2], "its rows say which units it has"
    assert "共 24 项，已公开 3 项" in html
    only = got(f"{MATRIX}?jg=ting")
    assert "云岭县乙虚构局" in only
    assert world.lin.name not in only.partition("<tbody>")[2]
    assert "云岭县甲虚构局" not in only


def test_a_matrix_of_too_many_asks_for_an_agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = county()
    monkeypatch.setattr(completeness, "MOST", 1)
    rows = [budget("云岭县甲虚构局", 2026, kind, "2026-02-12") for kind in ("预算",)]
    brought(tmp_path, world.ju, rows, "budget")
    brought(tmp_path, world.other, [budget("云岭县乙虚构局", 2026, "预算", "2026-02-12")], "budget")
    html = got(MATRIX)
    assert "请先选择机关" in html
    assert "云岭县甲虚构局</th>" not in html
    assert "云岭县甲虚构局</th>" in got(f"{MATRIX}?jg=ju")


def test_an_empty_matrix_and_one_of_long_ago(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "还没有公示的记录" in got(MATRIX)
    world = county()
    brought(tmp_path, world.ju, [budget("云岭县甲虚构局", 2025, "预算", "2025-02-10")], "budget")
    monkeypatch.setattr(timezone, "now", lambda: datetime(2040, 1, 1, tzinfo=UTC))
    html = got(MATRIX)
    assert cell(html, world.lin.name, "2039年预算") == "缺"
    assert "云岭县甲虚构局" not in html.partition("<tbody>")[2], "nothing of it in these years"
    assert "还没有公示的记录" in got(f"{MATRIX}?jg=ju")


def test_the_matrix_costs_the_same_however_many_units(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world = county()
    for place in (0, 10):
        rows = [budget(f"云岭县第{place + n}虚构局", 2026, "预算", "2026-02-12") for n in range(place + 1)]
        brought(tmp_path, world.ju, rows, "budget")
        with django_assert_num_queries(4):
            got(MATRIX)
