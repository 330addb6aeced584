"""The observatory: a group over the years, one figure over its bodies, one body over the years."""

import csv
import io
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gongkai.portal.observatory import bodies
from tests.annual_reports.stored import register, take_in
from tests.law.report.reports import balanced_2021
from tests.portal.observed import COUNTY, GROUP, county_years, departments, small
from tests.portal.pages import anchors, page, words
from tests.portal.public import data_of

pytestmark = pytest.mark.django_db

OVERVIEW = f"/nb/gc/?zu={GROUP}"
FIGURE = f"/nb/gc/zb/?zu={GROUP}&zb=t3.new_received.total"
YEARS = f"/zfxxgk/{COUNTY}/nb/ln/"


def row(html: str, head: str) -> str:
    """The words of the table row with this head."""
    found = next(part for part in re.findall(r"<tr>.*?</tr>", html, re.DOTALL) if f">{head}<" in part)
    return words(found).strip()


def lines_of(address: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(Client().get(address).content.decode("utf-8-sig"))))


def test_empty_platform_says_so() -> None:
    for address in ("/nb/gc/", "/nb/gc/zb/", "/nb/sj/"):
        assert "还没有收录年度报告" in page(address)
    assert lines_of("/nb/gc/zb/list.csv")[1:] == []
    register()
    assert "还没有收录" in page(YEARS)
    assert lines_of(f"{YEARS}list.csv")[1:] == []


def test_body_that_is_not_there_is_not_found() -> None:
    page("/zfxxgk/nobody/nb/ln/", status=404)
    page("/zfxxgk/nobody/nb/ln/list.csv", status=404)


def test_overview_tells_who_reported_in_time() -> None:
    departments()
    html = page(OVERVIEW)
    came = html[html.index('id="s-came"') :]
    assert row(came, "2025") == "2025 7 6 6 0 1 0"
    assert row(came, "2024") == "2024 7 6 5 1 1 0"


def test_overview_adds_up_and_says_of_how_many() -> None:
    departments()
    html = page(OVERVIEW)
    assert "本年新收申请 （件） 41 6 个机关 84 6 个机关" in words(html)
    assert "2025 年度的分布" in html
    spreads = html[html.index('id="s-spread"') :]
    assert row(spreads, "本年新收申请").endswith("6 3 5 8 20 40")


def test_largest_group_is_shown_first_and_unknown_choices_count_as_none() -> None:
    departments()
    take_in(balanced_2021())
    for address in ("/nb/gc/", "/nb/gc/?zu=nonsense&dq=%00", "/nb/gc/?dq=虚构省"):
        assert "云岭县人民政府所属 · 政府部门" in words(page(address))
    assert "少于 5 个机关，不列百分位" in page("/nb/gc/?zu=.county.government.虚构省")


def test_figure_shows_every_body_by_name() -> None:
    departments()
    html = page(f"{FIGURE}&nd=2025")
    names = re.findall(r"云岭县第\d局", html[html.index('id="s-bodies"') :])
    assert names == [f"云岭县第{place}局" for place in range(7)]
    rows = html[html.index('id="s-bodies"') :]
    assert row(rows, "云岭县第0局") == "云岭县第0局 3 1 低于第 25 百分位"
    assert row(rows, "云岭县第2局") == "云岭县第2局 8 4 在第 25 至第 75 百分位之间"
    assert "未收录" in row(rows, "云岭县第6局")
    assert "第 1 名" not in html


def test_figure_of_a_share_shows_what_was_divided() -> None:
    departments()
    html = page(f"/nb/gc/zb/?zu={GROUP}&zb=share_granted&nd=2025")
    rows = html[html.index('id="s-bodies"') :]
    assert "75.00% 30／40" in row(rows, "云岭县第5局")
    assert "予以公开 ÷ 办结总数" in words(html)


def test_chart_says_in_words_what_it_shows() -> None:
    departments()
    html = page(FIGURE)
    assert "2025 年：6 个机关，最小 3，第 25 百分位 5，中位数 8，第 75 百分位 20，最大 40" in html
    assert html.count("<circle") == 2 * 2 * 6  # two sizes, two years, six bodies


def test_figure_as_csv_has_every_year() -> None:
    departments()
    lines = lines_of(f"/nb/gc/zb/list.csv?zu={GROUP}&zb=share_granted")
    assert lines[0][:6] == ["指标", "单位", "年度", "机关代号", "机关", "数值"]
    assert len(lines) == 1 + 2 * 6
    assert ["予以公开率", "%", "2025", "ju-5", "云岭县第5局", "75.00%", "30", "40"] in [
        line[:8] for line in lines
    ]


def test_bodies_are_listed_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "PER_PAGE", 4)
    departments()
    assert "第 1 页，共 2 页" in words(page(FIGURE))
    second = page(f"{FIGURE}&page=2")
    assert "云岭县第6局" in second
    assert "云岭县第3局" not in second[second.index('id="s-bodies"') :]


def test_body_over_the_years_has_gaps_with_reasons() -> None:
    county_years()
    text = words(page(YEARS))
    assert "2019 2020 2021 换表式 2022 2023" in text
    assert "没有收录这一年的报告" in text
    assert "2021 年起表式不再设此项" in text
    assert "2021 年起表式新设此项" in text
    assert "与“现行有效件数”含义不同" in text
    assert "其他处理（合计）" in text
    html = page(YEARS)
    assert row(html[html.index('id="h-t2"') :], "行政规范性文件 · 本年制发件数").count("6") >= 2


def test_shares_of_a_year_without_report_are_left_out() -> None:
    county_years()
    html = page(YEARS)
    shares = row(html[html.index('id="rates"') :], "予以公开率")
    assert "未收录" in shares
    assert "40.17% 5548／13810" in shares


def test_what_to_look_at_is_explained_without_verdict() -> None:
    county_years({2024: {"t2.art20_6.admin_penalty.decisions_this_year": 100}})
    html = page(YEARS)
    told = words(html[html.index('id="changes"') : html.index('id="tables"')])
    assert "2024 年 100 件，2023 年 6937489 件" in told
    assert "不表示数字有误" in told
    assert not re.search("异常|错误|造假|违规", told)


def test_peers_are_shown_with_their_percentiles() -> None:
    departments()
    html = page("/zfxxgk/ju-5/nb/ln/")
    peers = html[html.index('id="peers"') :]
    assert row(peers, "本年新收申请").endswith("40 6 5 8 20 高于第 75 百分位")
    assert "不排名，不打分" in peers


def test_few_peers_have_no_percentiles() -> None:
    county_years()
    assert "少于 5 个，不列百分位" in page(YEARS)


def test_over_the_years_as_csv() -> None:
    county_years()
    lines = lines_of(f"{YEARS}list.csv")
    issued = [line for line in lines if line[0] == "t2.art20_1.normative_document.issued_this_year"]
    assert [(line[3], line[4]) for line in issued] == [
        ("2019", "6"),
        ("2020", "6"),
        ("2021", "564"),
        ("2022", ""),
        ("2023", "564"),
        ("2024", "564"),
        ("2025", "564"),
    ]
    assert issued[3][5] == "没有收录这一年的报告"
    shares = [line for line in lines if line[0] == "share_granted" and line[3] == "2025"]
    assert shares[0][4:8] == ["40.17%", "", "5548", "13810"]


def test_pages_lead_to_each_other() -> None:
    departments()
    assert 'href="/zfxxgk/ju-1/nb/ln/"' in page("/zfxxgk/ju-1/nb/")
    assert 'href="/nb/gc/"' in page("/nb/")
    assert 'href="/nb/sj/"' in page("/nb/")
    for address in (OVERVIEW, FIGURE, "/zfxxgk/ju-1/nb/ln/", "/nb/sj/"):
        html = page(address)
        ids, targets = anchors(html)
        assert len(ids) == len(set(ids)), address
        for target in set(re.findall(r'href="(/(?:nb|zfxxgk)/[^"#]*)"', html)):
            answer = Client().get(target.replace("&amp;", "&"))
            assert answer.status_code == 200, target
            assert not answer.streaming or data_of(answer)
        assert set(targets) <= set(ids)


@pytest.mark.parametrize("address", [OVERVIEW, FIGURE, "/zfxxgk/ju-1/nb/ln/"])
def test_more_rows_need_no_more_queries(
    address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    limit = {OVERVIEW: 6, FIGURE: 5}.get(address, 16)
    departments()
    with django_assert_num_queries(limit):
        page(address)
    register("more", "云岭县又一局", level="department", parent=COUNTY)
    for year in (2023, 2024, 2025):
        take_in(small("云岭县又一局", year, 7), "more")
        take_in(small("云岭县第1局", year, 9), "ju-1")
    with django_assert_num_queries(limit):
        page(address)
