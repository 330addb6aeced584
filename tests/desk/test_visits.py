"""访问统计 and 信息评价 at the desk: by month, column and item, of the agencies in reach, and as files."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.agencies.models import Agency
from gongkai.feedback.models import Rating, Use
from gongkai.law.roles import Role
from gongkai.publication.models import ColumnKind, Item, Stand
from gongkai.visits.actions.counting import add
from tests.channels.world import column
from tests.desk.world import World, browser, world
from tests.portal.pages import words
from tests.supervision.world import put_out

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
OFFICER, SUPERVISOR = Role.DISCLOSURE_OFFICER, Role.SUPERVISOR
JANUARY, MARCH = date(2026, 1, 9), date(2026, 3, 2)


@pytest.fixture
def made() -> World:
    return world(OFFICER, SUPERVISOR)


def items(made: World) -> dict[str, Item]:
    """One of the own agency, one of the agency below."""
    notices = column("tongzhi", ColumnKind.NOTICE)
    return {
        at: put_out(Agency.objects.get(pk=made.agencies[at].id), notices, title=f"{at}的通知")
        for at in ("own", "child")
    }


def read(client: Client, name: str, **asked: str | int) -> str:
    answer = client.get(reverse(f"desk:{name}"), asked)
    assert answer.status_code == 200
    return words(answer.content.decode())


def table(client: Client, name: str, **asked: str | int) -> list[list[str]]:
    answer: Any = client.get(reverse(f"desk:{name}"), {**asked, "as": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


def test_visits_of_the_agencies_in_reach(made: World, settings: Settings) -> None:
    there = items(made)
    own, below = made.agencies["own"].slug, made.agencies["child"].slug
    address = {at: f"/xxgk/{item.index_no}/" for at, item in there.items()}
    add(JANUARY, {address["own"]: 3, f"/zfxxgk/{own}/": 2})
    add(MARCH, {address["own"]: 4, address["child"]: 5, f"/zfxxgk/{own}/fdzdgk/tongzhi/": 6})
    add(MARCH, {f"/zfxxgk/{below}/": 7})
    Item.objects.filter(pk=there["own"].pk).update(stand=Stand.WITHDRAWN)
    officer, supervisor = browser(made.user(OFFICER)), browser(made.user(SUPERVISOR))
    year = read(officer, "visits")
    assert "访问合计 15 信息页 7 栏目页 6 机关首页 2" in year
    assert "1月 5 3 0 2" in year
    assert "own的通知 已撤回" in year  # what was taken back keeps what it had
    assert "child的通知" not in year
    assert "没有开启访问计数" in year
    settings.VISITS = settings.FILES
    month = read(officer, "visits", month=3)
    assert "2026年3月访问统计" in month
    assert "访问合计 10 信息页 4 栏目页 6 机关首页 0" in month
    assert "没有开启访问计数" not in month
    both = read(supervisor, "visits", month="x")
    assert "访问合计 27 信息页 12 栏目页 6 机关首页 9" in both
    rows = table(supervisor, "visits", month=3)
    assert ["3", "9", "6", "7", "22"] in rows
    assert [rows[-2][1], rows[-2][-1], rows[-1][1], rows[-1][4:]] == [
        "child的通知",
        "5",
        "own的通知",
        ["已撤回", "4"],
    ]
    assert ["栏目", "栏目页", "栏目内的信息", "合计"] in rows
    assert any(row[1:] == ["6", "9", "15"] for row in rows)
    one = table(supervisor, "visits", agency=made.agencies["child"].id)
    assert one[-1][1] == "child的通知"
    assert "没有访问记录" in read(officer, "visits", year=2025)


def test_ratings_by_month_and_item(made: World) -> None:
    there = items(made)
    own, below = there["own"], there["child"]
    for item, use, on, says in (
        (own, Use.USEFUL, JANUARY, ""),
        (own, Use.USELESS, MARCH, "=看不懂"),
        (own, Use.USEFUL, MARCH, ""),
        (below, Use.SO_SO, MARCH, "还可以"),
    ):
        Rating.objects.create(agency=item.agency, item=item.index_no, use=use, on=on, says=says)
    Rating.objects.create(agency=own.agency, item="NONE/1", use=Use.USEFUL, on=date(2025, 5, 5))
    officer, supervisor = browser(made.user(OFFICER)), browser(made.user(SUPERVISOR))
    page = read(officer, "ratings")
    assert "有用 2 67% 一般 0 0% 没用 1 33%" in page
    assert "3月 2 1 0 1" in page
    assert "=看不懂" in page
    assert "child的通知" not in page
    assert "还可以" not in page
    rows = table(supervisor, "ratings")
    assert ["1", "1", "0", "0", "1"] in rows
    assert [own.index_no, "own的通知", own.agency.name, "2", "0", "1", "3"] in rows
    assert any(row[-1].endswith("看不懂") and not row[-1].startswith("=") for row in rows if row)
    earlier = read(officer, "ratings", year=2025)
    assert "NONE/1" in earlier  # an item that is not there any more keeps what was said of it
    assert "这一年还没有读者评价" in read(officer, "ratings", year=2024)
