"""The pages of annual reports: list, agency, report, comparison, downloads."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from threading import BoundedSemaphore
from unittest.mock import Mock

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gongkai.agencies.actions import rename
from gongkai.agencies.queries import by_slugs
from gongkai.documents.annual.writing import Kind
from gongkai.documents.loading import load_bytes
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.writing.as_json import from_json, loads
from gongkai.law.report.content import Report
from gongkai.portal.reports import papers
from gongkai.records.access import OPERATOR
from tests.annual_reports.stored import NOON, register, several, take_in
from tests.law.report.reports import (
    balanced_2019,
    balanced_2021,
    before_2021,
    with_cells,
    with_text,
    without_sections,
)
from tests.portal.pages import anchors, page, words

pytestmark = pytest.mark.django_db


def faulty() -> Report:
    """Section six is missing, one total is wrong, one channel figure is wrong."""
    report = with_cells(without_sections(balanced_2021(), "s6_other"), {"t3.granted.total": 5547})
    text = report.sections[0].paragraphs[1].text.replace("30200", "30201")
    return with_text(report, "s1_overview/p2", text)


def test_list_shows_agencies_and_years() -> None:
    several(2)
    register("elsewhere", "云外县人民政府")
    text = words(page("/nb/"))
    assert "第0县人民政府" in text
    assert "2019" in text
    assert text.count("未收录") == 2


def test_list_is_filtered() -> None:
    several(1)
    register("zhen", "青禾镇人民政府", level="township")
    assert "青禾镇" not in page("/nb/?level=county")
    assert "第0县" not in page("/nb/?level=township")
    assert "青禾镇" in page("/nb/?level=nonsense&year=abc&region=%00")
    assert "2019 年度" not in words(page("/nb/?year=2020"))
    assert "没有符合条件" in page("/nb/?level=province")


def test_list_of_an_empty_platform_says_so() -> None:
    assert "没有符合条件" in page("/nb/")
    register()
    assert "还没有收录" in page("/nb/")
    assert "还没有收录" in page("/zfxxgk/yunling/nb/")


def test_list_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    several(3)
    monkeypatch.setattr("gongkai.portal.reports.views.PER_PAGE", 2)
    assert "第 1 页，共 2 页" in words(page("/nb/"))
    assert "第2县" in page("/nb/?page=2&level=county")
    assert "page=1" in page("/nb/?page=2&level=county")


def test_list_as_csv() -> None:
    several(1)
    lines = list(csv.reader(io.StringIO(Client().get("/nb/list.csv?year=2020").content.decode("utf-8-sig"))))
    assert lines[0][:4] == ["地区", "机关", "层级", "年度"]
    assert [line[1:4] for line in lines[1:]] == [["第0县人民政府", "县级政府", "2020"]]
    assert lines[1][-1] == "http://testserver/zfxxgk/xian-0/nb/2020/"


@pytest.mark.parametrize(
    "address",
    ["/nb/", "/zfxxgk/xian-0/nb/", "/zfxxgk/xian-0/nb/2020/", "/db/?r=xian-0:2019&r=xian-0:2020", "/"],
)
def test_more_rows_need_no_more_queries(
    address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    limit = {"/nb/": 7, "/zfxxgk/xian-0/nb/": 13, "/zfxxgk/xian-0/nb/2020/": 5, "/": 7}.get(address, 3)
    several(1)
    with django_assert_num_queries(limit):
        page(address)
    for number in (1, 2):
        register(f"more-{number}", f"又{number}县人民政府")
        take_in(balanced_2019(), f"more-{number}")
        take_in(with_cells(replace(balanced_2019(), report_year=2021 + number), {}), "xian-0")
    with django_assert_num_queries(limit):
        page(address)


def test_report_page_shows_text_tables_and_findings() -> None:
    register()
    take_in(faulty(), origin="县政府网站")
    html = page("/zfxxgk/yunling/nb/2025/")
    text = words(html)
    assert "云岭市2025年政府信息公开工作年度报告" in text
    assert "报告中没有这一部分" in text
    assert "县政府网站" in text
    assert '<mark class="error">' in html
    assert 'id="c-t3-granted-total"' in html
    assert "at-error" in html


def test_every_link_on_the_report_page_arrives() -> None:
    register()
    take_in(faulty())
    ids, targets = anchors(page("/zfxxgk/yunling/nb/2025/"))
    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)
    assert {"f1", "f2"} <= set(targets)


def test_findings_link_to_cells_and_back() -> None:
    register()
    take_in(faulty())
    html = page("/zfxxgk/yunling/nb/2025/")
    cell = html[html.index('id="c-t3-granted-total"') :].partition("</td>")[0]
    target = cell.partition('href="#')[2].partition('"')[0]
    note = html[html.index(f'<li id="{target}"') :].partition("</li>")[0]
    assert 'href="#c-t3-granted-total"' in note


def test_correct_report_wears_the_badge() -> None:
    register(level="prefecture")
    take_in(balanced_2021())
    assert "数据勾稽一致，没有发现错误" in page("/zfxxgk/yunling/nb/2025/")


def test_text_of_a_report_is_never_markup() -> None:
    register()
    take_in(with_text(balanced_2021(), "s5_problems/p1", "<script>alert(1)</script>&lt;b&gt;。"))
    html = page("/zfxxgk/yunling/nb/2025/")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;b&amp;gt;" in html


def test_report_page_leads_to_the_years_beside_it() -> None:
    register()
    take_in(before_2021())
    take_in(balanced_2021())
    assert 'rel="next"' in page("/zfxxgk/yunling/nb/2024/")
    assert 'rel="prev"' in page("/zfxxgk/yunling/nb/2025/")


def test_page_says_what_inspectors_look_for() -> None:
    register()
    take_in(balanced_2021())
    html = page("/zfxxgk/yunling/nb/2025/")
    assert '<meta name="ColumnType" content="政府信息公开年报">' in html
    assert '<meta name="ArticleTitle" content="云岭市2025年政府信息公开工作年度报告">' in html
    assert '<meta name="PubDate" content="2026-03-01 12:00">' in html
    assert '<meta name="SiteName"' in html


def test_agency_page_draws_the_trend() -> None:
    register()
    take_in(before_2021())
    take_in(balanced_2021())
    html = page("/zfxxgk/yunling/nb/")
    assert "历年变化" in html
    assert "14069" in html


@pytest.mark.parametrize(
    "address",
    [
        "/zfxxgk/nobody/nb/",
        "/zfxxgk/nobody/nb/2020/",
        "/zfxxgk/yunling/nb/1999/",
        "/zfxxgk/nobody/nb/2020/original",
        "/zfxxgk/yunling/nb/2025/report.exe",
    ],
)
def test_what_is_not_there_is_not_found(address: str) -> None:
    register()
    assert "没有找到这一页" in page(address, status=404)


@pytest.fixture
def _renamed() -> None:
    """A county that reported on 2020, and was called otherwise from July 2025 on."""
    register()
    take_in(balanced_2019())
    take_in(balanced_2021())
    (county,) = by_slugs(["yunling"]).values()
    rename(
        agency_id=county.id,
        name="云岭市人民政府",
        on=date(2025, 7, 1),
        by=OPERATOR,
        at=NOON,
        reason="虚构示例",
    )


@pytest.mark.usefixtures("_renamed")
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/", "云岭县人民政府 2020 年度报告 现名：云岭市人民政府"),
        ("/nb/", "时称：云岭县人民政府"),
        ("/zfxxgk/yunling/nb/", "时称：云岭县人民政府"),
        ("/zfxxgk/yunling/nb/2020/", "云岭县人民政府（县级政府，虚构省） 现名：云岭市人民政府"),
        ("/db/?r=yunling:2020", "云岭县人民政府 2020（现名：云岭市人民政府）"),
    ],
)
def test_report_stands_under_the_name_of_its_time(address: str, shown: str) -> None:
    assert shown in words(page(address))


@pytest.mark.usefixtures("_renamed")
@pytest.mark.parametrize("address", ["/zfxxgk/yunling/nb/2025/", "/db/?r=yunling:2025"])
def test_report_of_today_needs_no_second_name(address: str) -> None:
    text = words(page(address))
    assert "云岭市人民政府" in text
    assert "现名" not in text


@pytest.mark.usefixtures("_renamed")
def test_list_as_csv_has_both_names() -> None:
    lines = list(csv.reader(io.StringIO(Client().get("/nb/list.csv").content.decode("utf-8-sig"))))
    named = {line[3]: (line[1], line[-2]) for line in lines[1:]}
    assert named == {"2025": ("云岭市人民政府", ""), "2020": ("云岭县人民政府", "云岭市人民政府")}


def test_download_json_is_the_report() -> None:
    register()
    take_in(faulty())
    answer = Client().get("/zfxxgk/yunling/nb/2025/report.json")
    assert from_json(json.loads(answer.content)) == faulty()
    assert answer["Content-Type"].startswith("application/json")
    assert "attachment" in answer["Content-Disposition"]


def test_download_csv_and_xlsx() -> None:
    register()
    take_in(balanced_2021())
    lines = list(
        csv.reader(
            io.StringIO(Client().get("/zfxxgk/yunling/nb/2025/report.csv").content.decode("utf-8-sig"))
        )
    )
    assert len(lines) == 1 + 200
    book = Client().get("/zfxxgk/yunling/nb/2025/report.xlsx").content
    assert book.startswith(b"PK")


@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
def test_download_in_the_official_form(kind: str) -> None:
    register()
    take_in(balanced_2021())
    assert f'href="/zfxxgk/yunling/nb/2025/report.{kind}"' in page("/zfxxgk/yunling/nb/2025/")
    answer = Client().get(f"/zfxxgk/yunling/nb/2025/report.{kind}")
    back = load_bytes(answer.content, f"a.{kind}")
    assert {cell: back.value(cell) for cell in back.form.cells} == {
        cell: balanced_2021().value(cell) for cell in back.form.cells
    }
    assert answer["Content-Type"] == Kind(kind).media_type
    assert "attachment" in answer["Content-Disposition"]
    assert Client().get(f"/zfxxgk/yunling/nb/2019/report.{kind}").status_code == 404


def test_busy_machine_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    register()
    take_in(balanced_2021())
    monkeypatch.setattr(papers, "PATIENCE", 0.01)
    taken = BoundedSemaphore(1)
    taken.acquire()
    monkeypatch.setattr(papers, "turns", taken)
    answer = Client().get("/zfxxgk/yunling/nb/2025/report.pdf")
    assert answer.status_code == 503
    assert "正在制作的文件较多" in answer.content.decode()


def test_report_that_cannot_be_printed_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    register()
    take_in(balanced_2021())
    monkeypatch.setattr(papers, "printed", Mock(side_effect=Unreadable("没有安装中文字体")))
    answer = Client().get("/zfxxgk/yunling/nb/2025/report.docx")
    assert answer.status_code == 503
    assert "没有安装中文字体" in answer.content.decode()


def test_original_is_given_back_as_it_came() -> None:
    register()
    take_in(balanced_2021())
    answer = Client().get("/zfxxgk/yunling/nb/2025/original")
    assert loads(answer.content, "年报.json") == balanced_2021()
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_comparison_puts_reports_side_by_side() -> None:
    register()
    take_in(before_2021())
    take_in(balanced_2021())
    html = page("/db/?r=yunling:2025&r=yunling:2024&r=nobody:2020&r=x&r=yunling:20245")
    text = words(html)
    assert "云岭县人民政府 2025" in text
    assert text.index("云岭县人民政府 2025") < text.index("云岭县人民政府 2024")
    assert "14069" in text
    assert "55.87" in text  # (5548 + 2168) / 13810
    assert html.count("<progress") == 2 * 12


def test_comparison_says_what_is_missing() -> None:
    register()
    take_in(with_cells(balanced_2021(), {"t3.handled_total.total": None}))
    assert "无数据" in page("/db/?r=yunling:2025")
    assert "还没有选择报告" in page("/db/")


def test_comparison_has_a_limit() -> None:
    register()
    for year in range(2021, 2031):
        take_in(replace(balanced_2021(), report_year=year))
    chosen = "&".join(f"r=yunling:{year}" for year in range(2021, 2031))
    assert words(page(f"/db/?{chosen}")).count("云岭县人民政府 20") == 8


def test_comparison_as_csv() -> None:
    register()
    take_in(balanced_2021())
    lines = list(
        csv.reader(io.StringIO(Client().get("/db/list.csv?r=yunling:2025").content.decode("utf-8-sig")))
    )
    assert lines[0] == ["指标", "单位", "云岭县人民政府 2025"]
    assert lines[1] == ["本年新收申请", "件", "14069"]


@pytest.mark.parametrize("rest", ["", "2025/", "2025/report.json", "2025/?a=1"])
def test_addresses_of_before_lead_to_those_of_today(rest: str) -> None:
    answer = Client().get(f"/yunling/nb/{rest}")
    assert (answer.status_code, answer["Location"]) == (301, f"/zfxxgk/yunling/nb/{rest}")
