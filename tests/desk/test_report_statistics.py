"""Statistics on the desk: any period of a body in reach, beside the one before and a year ago; each figure leads to its cases."""

import csv
import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from gongkai.agencies.models import Agency
from gongkai.law.roles import Role
from tests.annual_reports.year import applied
from tests.desk.world import World, browser, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
NEW = "t3.new_received.total"


@pytest.fixture
def made() -> World:
    found = world(Role.DISCLOSURE_OFFICER, Role.SUPERVISOR)
    own, other = (Agency.objects.get(pk=found.agencies[name].id) for name in ("own", "other"))
    for on in (date(2025, 3, 3), date(2025, 7, 3), date(2025, 8, 4), date(2025, 8, 5)):
        applied(own, on)
    applied(own, date(2024, 8, 5), date(2024, 8, 20), "granted")
    applied(other, date(2025, 8, 6))
    return found


def below(made: World) -> Agency:
    """The body below the own one, which now has an application in August."""
    found = Agency.objects.get(pk=made.agencies["child"].id)
    applied(found, date(2025, 8, 9))
    return found


def page(made: World, role: Role = Role.DISCLOSURE_OFFICER, **asked: Any) -> str:
    return text(browser(made.user(role)).get(reverse("desk:reports_statistics"), asked))


def text(answer: Any) -> str:
    assert answer.status_code == 200
    said: str = answer.content.decode()
    return said


def figure(shown: str, cell: str) -> str:
    """What the official table says in a cell, without its markup."""
    found = re.search(rf'id="c-{re.escape(cell.replace(".", "-"))}"(.*?)</td>', shown, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]*>", " ", found[1].partition(">")[2]).split())


def test_a_period_stands_beside_the_one_before_and_a_year_ago(made: World) -> None:
    shown = page(made, year="2025", part="-08")
    assert "2025年8月统计" in shown
    assert figure(shown, NEW) == "2 上期 1 同期 1"
    assert figure(shown, "t3.new_received.org_business") == "0"
    assert "表三勾稽关系成立" in shown
    half = page(made, year="2025", part="H2")
    assert "2025年下半年统计" in half
    assert figure(half, NEW) == "3 上期 1 同期 1"
    assert figure(page(made, year="2025"), NEW) == "4 上期 1 同期 1"


def test_each_figure_opens_its_cases(made: World) -> None:
    shown = page(made, year="2025", part="-08")
    own = made.agencies["own"].id
    address = f"{reverse('desk:reports_statistics_cell', args=['2025-08', NEW])}?agency={own}&amp;scope=own"
    assert address in shown
    cell = text(browser(made.user(Role.DISCLOSURE_OFFICER)).get(address.replace("&amp;", "&")))
    assert cell.count("号虚构地块的补偿方案") == 2
    assert "2025年8月统计（本级）" in cell


def test_without_a_choice_it_is_the_last_month_that_is_over(made: World) -> None:
    wrong: tuple[dict[str, Any], ...] = (
        {},
        {"year": "2018"},
        {"year": "2025", "part": "H7"},
        {"year": "x"},
        {"agency": "999999999"},
    )
    for asked in wrong:
        assert "云岭县人民政府2026年2月统计" in page(made, **asked)


def test_of_another_body_there_is_nothing_to_see(made: World) -> None:
    other = made.agencies["other"]
    shown = page(made, agency=other.id, year="2025", part="-08")
    assert other.name not in shown
    assert figure(shown, NEW).startswith("2 ")
    place = reverse("desk:reports_statistics_cell", args=["2025-08", NEW])
    cell = text(browser(made.user(Role.DISCLOSURE_OFFICER)).get(place, {"agency": other.id}))
    assert other.name not in cell
    assert cell.count("号虚构地块的补偿方案") == 2


def test_rolled_up_the_bodies_below_are_added_and_each_leads_to_its_own(made: World) -> None:
    inner = below(made)
    shown = page(made, Role.SUPERVISOR, year="2025", part="-08", scope="rolled_up")
    assert "2 个机关逐格相加" in shown
    assert figure(shown, NEW).startswith("3 ")
    place = reverse("desk:reports_statistics_cell", args=["2025-08", NEW])
    mine: dict[str, Any] = {"agency": made.agencies["own"].id, "scope": "rolled_up"}
    cell = text(browser(made.user(Role.SUPERVISOR)).get(place, mine))
    assert f"{place}?agency={inner.pk}&amp;scope=own" in cell
    assert "虚构地块" not in cell
    alone = text(browser(made.user(Role.DISCLOSURE_OFFICER)).get(place, mine))
    assert inner.name in alone
    assert f"agency={inner.pk}" not in alone


def test_what_runs_or_is_to_come_says_so(made: World) -> None:
    assert "2026年3月还没有结束" in page(made, year="2026", part="-03")
    to_come = page(made, year="2026", part="-12")
    assert "还没有开始" in to_come
    assert figure(to_come, NEW) == ""


@pytest.mark.parametrize(
    ("period", "cell"), [("2025-08", "t3.nothing.total"), ("2025H9", NEW), ("2018", NEW), ("上月", NEW)]
)
def test_what_is_no_cell_of_a_period_is_not_there(made: World, period: str, cell: str) -> None:
    place = reverse("desk:reports_statistics_cell", args=[period, cell])
    assert browser(made.user(Role.DISCLOSURE_OFFICER)).get(place).status_code == 404


def test_files_have_every_cell_and_the_months(made: World) -> None:
    client = browser(made.user(Role.DISCLOSURE_OFFICER))
    place, asked = reverse("desk:reports_statistics"), {"year": "2025", "part": "Q3"}
    sheet: Any = client.get(place, {**asked, "as": "csv"})
    lines = list(csv.reader(io.StringIO(b"".join(sheet.streaming_content).decode("utf-8-sig"))))
    rows = {line[0]: line[1:] for line in lines if line}
    assert rows["云岭县人民政府2025年第三季度统计（本级）"] == ["截至2025-09-30"]
    assert rows["表三 一、本年新收政府信息公开申请数量 · 总计"] == ["件", "3", "0", "3", "1", "2"]
    assert rows["2025年8月"] == ["2", "0", "4", "0"]
    book = openpyxl.load_workbook(io.BytesIO(client.get(place, {**asked, "as": "xlsx"}).content))
    assert book.sheetnames == ["表二", "表三", "表四", "按月"]
    cells = {row[0]: row[2:] for row in book["表三"].iter_rows(min_row=3, values_only=True)}
    assert cells["表三 一、本年新收政府信息公开申请数量 · 总计"] == (3, 0, 3, 1, 2)
    assert len(cells) == 175


def test_the_list_of_reports_leads_to_it(made: World) -> None:
    listing = text(browser(made.user(Role.DISCLOSURE_OFFICER)).get(reverse("desk:reports")))
    assert reverse("desk:reports_statistics") in listing
