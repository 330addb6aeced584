"""The home of all registers, their lists with filters, pages, words, files."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gongkai.law.registers import definitions
from gongkai.portal.registers import lists
from gongkai.registers.queries import public_rows, records
from tests.portal.registers.world import (
    ROOT,
    brought,
    got,
    is_postgresql,
    licences,
    penalty,
)
from tests.registers.world import LICENCE, NOON, PENALTY, County, county

pytestmark = pytest.mark.django_db
LIST = f"{ROOT}{PENALTY}/"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def world(tmp_path: Path) -> County:
    """Penalties of two departments, of two years and two kinds of party."""
    found = county()
    brought(tmp_path, found.ju, [penalty(1), penalty(2, decided_on="2025-11-03")], earlier=True)
    household = penalty(
        3, party_kind="个体工商户", party_name="云岭虚构小吃店", party_uscc="", decided_on="2025-10-01"
    )
    brought(tmp_path, found.other, [household], earlier=True)
    return found


def test_home_has_every_register_with_records_by_group(world: County, tmp_path: Path) -> None:
    licences(tmp_path, world.ju, 2)
    html = got(ROOT)
    assert "2 种，共 5 条" in html
    assert f'href="{LIST}"' in html
    assert f'href="{ROOT}{LICENCE}/"' in html
    assert "执法决定" in html
    assert "2026-03-02 更新" in html
    assert f'href="{ROOT}budget/"' not in html
    assert "预算、决算" in html  # named as empty


def test_home_without_records() -> None:
    html = got(ROOT)
    assert "还没有公示的数据" in html
    assert "<form" not in html.partition("<main")[2]


@pytest.mark.usefixtures("world")
def test_home_leads_into_the_register_that_is_chosen() -> None:
    answer = Client().get(f"{ROOT}?djb={PENALTY}&q=虚构 食品")
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{LIST}?q=%E8%99%9A%E6%9E%84+%E9%A3%9F%E5%93%81",
    )
    assert Client().get(f"{ROOT}?djb=https://other.example").status_code == 200


@pytest.mark.usefixtures("world")
def test_lists_show_the_number_of_the_document() -> None:
    assert '<span class="no">云岭罚决〔2026〕1号</span>' in got(LIST)
    assert '<span class="no">云岭罚决〔2026〕2号</span>' in got(f"{LIST}?q=第2件")


@pytest.mark.parametrize("key", definitions())
def test_every_register_has_its_list(key: str) -> None:
    assert "这里还没有公示的记录" in got(f"{ROOT}{key}/")
    assert "没有可以统计的记录" in got(f"{ROOT}{key}/tj/")


def test_what_is_no_register_is_not_found() -> None:
    got(f"{ROOT}nothing/", 404)
    got(f"{ROOT}{PENALTY}/wzx/", 404)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("jg=ting", "第3件", "第1件"),
        ("nf=2026", "第1件", "第2件"),
        ("lb=个体工商户", "第3件", "第1件"),
        ("nf=2025&jg=ju", "第2件", "第3件"),
        ("q=第2件", "第2件", "第1件"),
        ("q=云岭罚决〔2026〕1号", "第1件", "第2件"),
        ("q=第1件&jg=ting", "没有符合条件", "第1件虚构违法行为</a>"),
        ("jg=nobody&nf=1890&lb=什么", "第1件", "没有符合条件"),
        ("before=nonsense", "第1件", "没有符合条件"),
        ("before=2020-01-01_1", "后面没有了", "第1件"),
    ],
)
def test_filters_stand_in_the_address(query: str, shown: str, hidden: str) -> None:
    html = got(f"{LIST}?{query}")
    assert shown in html
    assert hidden not in html


@pytest.mark.usefixtures("world")
def test_the_total_follows_the_filters() -> None:
    assert "共 3 件" in got(LIST)
    assert "共 1 件" in got(f"{LIST}?nf=2026")
    assert "共 " not in got(f"{LIST}?q=虚构").partition('<p class="take">')[2].partition("</p>")[0]


@pytest.mark.usefixtures("world")
def test_a_word_of_one_character_is_said_to_be_left_out() -> None:
    assert "没有计入：食" in got(f"{LIST}?q=食")


def test_pages_follow_each_other_without_gap_or_overlap(tmp_path: Path) -> None:
    world = county()
    licences(tmp_path, world.ju, 45)
    seen, address = list[str](), f"{ROOT}{LICENCE}/?nf=2026"
    for _ in range(5):
        html = got(address)
        seen += [part.partition("号虚构")[0] for part in html.split(">关于第")[1:]]
        mark = html.partition('rel="next" href="')[2].partition('"')[0]
        if not mark:
            break
        address = mark.replace("&amp;", "&")
        assert "nf=2026" in address
    assert sorted(map(int, seen)) == list(range(1, 46))


def test_a_list_costs_the_same_however_long_it_is(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world = county()
    licences(tmp_path, world.ju, 1)
    for many in (0, 60):
        if many:
            licences(tmp_path, world.ju, many, since=100)
        with django_assert_num_queries(2):
            got(f"{ROOT}{LICENCE}/")
        with django_assert_num_queries(3 + is_postgresql()):
            got(f"{ROOT}{LICENCE}/?q=虚构事项")
        with django_assert_num_queries(1):
            got(f"{ROOT}{LICENCE}/tj/")
        with django_assert_num_queries(2):
            got(ROOT)


@pytest.mark.usefixtures("world")
def test_the_file_has_the_same_records_as_the_list() -> None:
    rows = list(csv.reader(StringIO(got(f"{LIST}list.csv?nf=2025").removeprefix("\ufeff"))))
    assert rows[0][:3] == ["公开机关", "行政处罚决定文书号", "行政相对人名称"]
    assert [row[1] for row in rows[1:]] == ["云岭罚决〔2026〕2号", "云岭罚决〔2026〕3号"]
    assert rows[1][-1].startswith("http://testserver/gsgk/")
    told = json.loads(got(f"{LIST}list.json?q=第1件"))
    assert [each["fields"]["violation"] for each in told["records"]] == ["第1件虚构违法行为"]
    assert told["fields"]["violation"] == "违法行为类型"
    assert json.loads(got(f"{LIST}list.json?nf=2025&jg=ju&lb=个体工商户"))["records"] == []


def test_a_file_is_written_in_blocks_and_ends_at_its_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_rows, "BLOCK", 4)
    monkeypatch.setattr(records, "PAGE", 4)
    licences(tmp_path, county().ju, 11)
    address = f"{ROOT}{LICENCE}/list.json"
    assert len(json.loads(got(address))["records"]) == 11
    assert len({each["id"] for each in json.loads(got(f"{address}?q=虚构事项"))["records"]}) == 11
    monkeypatch.setattr(lists, "MOST", 6)
    assert len(json.loads(got(address))["records"]) == 6
    assert len(json.loads(got(f"{address}?q=虚构事项"))["records"]) == 6


def test_a_spreadsheet_runs_nothing(tmp_path: Path) -> None:
    brought(tmp_path, county().ju, [penalty(1, content="-2+3 虚构", facts="－WEBSERVICE")])
    text = got(f"{LIST}list.csv")
    assert ",-2+3" not in text
    assert "'-2+3" in text


@pytest.mark.usefixtures("world")
def test_pages_of_agencies_and_maps_lead_here() -> None:
    html = got("/zfxxgk/ju/")
    assert f'href="{LIST}?jg=ju"' in html
    assert LIST not in got("/zfxxgk/lin/")
    assert ROOT in got("/wzdt/")
    found = got("/sitemap-pages.xml")
    assert f"http://testserver{LIST}</loc>" in found
    assert f"http://testserver{LIST}tj/</loc>" in found
    assert "budget" not in found
