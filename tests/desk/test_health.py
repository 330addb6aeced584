"""栏目体检 at the desk: the conclusion, the way from each finding to where it is put right, all agencies side by side."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.agencies.models import Agency, Guide
from gongkai.channels.queries import CarrierKind
from gongkai.law.roles import Role
from gongkai.publication.models import ColumnKind, Edition
from gongkai.supervision.actions.examining import make
from gongkai.supervision.models import Order
from gongkai.supervision.queries.examining import assessments
from tests.channels.world import carrier, column
from tests.desk.world import NOW, TODAY, World, browser, world
from tests.supervision.world import put_out

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
OFFICER, SUPERVISOR, LEADER = Role.DISCLOSURE_OFFICER, Role.SUPERVISOR, Role.LEADER


@pytest.fixture
def made() -> World:
    return world(OFFICER, SUPERVISOR, LEADER)


def examine(made: World, *at: str, days: int = 0) -> None:
    on = TODAY + timedelta(days=days)
    ids = [made.agencies[one].id for one in at or made.agencies]
    make(assessments(ids, on), on=on, at=NOW + timedelta(days=days))


def agency(made: World, at: str = "own") -> Agency:
    return Agency.objects.get(pk=made.agencies[at].id)


def read(client: Client, name: str, *parts: object, query: str = "") -> str:
    answer = client.get(reverse(f"desk:{name}", args=parts) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_the_first_examination_the_page_says_so(made: World) -> None:
    page = read(browser(made.user(OFFICER)), "health_agency", "xian")
    assert "还没有体检过" in page
    assert "立即重新体检" in page
    assert "立即重新体检" not in read(browser(made.user(LEADER)), "health_agency", "xian")


def test_each_finding_leads_to_where_it_is_put_right(made: World) -> None:
    own = agency(made)
    bare, stale = column("kong", ColumnKind.STATUTORY), column("dt", ColumnKind.NEWS)
    put_out(own, stale, at=NOW - timedelta(days=60))
    item = put_out(own, None, summary="")
    wechat = carrier(own, CarrierKind.WECHAT)
    examine(made, "own")
    client = browser(made.user(OFFICER))
    page = read(client, "health_agency", "xian")
    assert page.index("栏目更新超期") < page.index("信息要素缺失")
    for address in (
        reverse("desk:column_empty", args=["xian", bare.pk]),
        f"{reverse('desk:item_new')}?agency={own.pk}&amp;column={stale.pk}",
        reverse("desk:item_do", args=[item.pk, "reopen"]),
        reverse("desk:post_new", args=[wechat]),
        reverse("desk:guide_write", args=["xian"]),
    ):
        assert f'"{address}"' in page, address
        assert f'"{address}"' not in read(browser(made.user(LEADER)), "health_agency", "xian")
    begun = client.post(reverse("desk:item_do", args=[item.pk, "reopen"]))
    assert begun["Location"] == reverse("desk:item_edit", args=[item.pk])
    assert f'"{reverse("desk:item_edit", args=[item.pk])}"' in read(client, "health_agency", "xian")


def test_a_new_item_begins_in_the_column_that_lacks_one(made: World) -> None:
    own, other = agency(made), agency(made, "other")
    held = column("kong", ColumnKind.STATUTORY)
    foreign = column("wai")
    foreign.owner = other
    foreign.save()
    client = browser(made.user(OFFICER))
    for asked, found in ((held.pk, held.pk), (foreign.pk, None), ("x", None)):
        address = f"{reverse('desk:item_new')}?agency={own.pk}&column={asked}"
        assert client.get(address).status_code == 200
        assert client.post(address, {"agency": own.pk, "empty": "1"}).status_code == 302
        assert Edition.objects.latest("pk").column_id == found


def test_the_conclusion_names_what_is_reached_and_what_cannot_be_judged(made: World) -> None:
    own = agency(made)
    for number in range(5):
        column(f"kong{number}", ColumnKind.STATUTORY)
        put_out(own, column(f"dt{number}", ColumnKind.NEWS), at=NOW - timedelta(days=60))
    examine(made, "own", days=-1)
    examine(made, "own")
    page = read(browser(made.user(OFFICER)), "health_agency", "xian")
    assert 'lamp-red"' in page
    assert "栏目不更新：动态要闻、通知公告、政策文件（" in page
    assert "达到单项否决" in page
    assert page.index("达到单项否决") < page.index("提示，不计入结论")
    assert "不向公众显示" in page
    assert "站点无法访问" in page
    assert page.count("<rect") == 2


def test_many_findings_are_shown_in_part_and_whole_when_asked(made: World) -> None:
    own = agency(made)
    for number in range(23):
        put_out(own, None, summary="", title=f"第{number}号通知")
    examine(made, "own")
    client = browser(made.user(OFFICER))
    page = read(client, "health_agency", "xian")
    assert "还有 3 个" in page
    assert page.count("没有内容概述。") == 20
    whole = read(client, "health_agency", "xian", query="?all=metadata_missing")
    assert whole.count("没有内容概述。") == 23
    sheet = b"".join(client.get(reverse("desk:health_export", args=["xian"])))
    assert sheet.decode().count("没有内容概述。") == 23


def test_an_examination_is_asked_for_once(made: World) -> None:
    client = browser(made.user(OFFICER))
    address = reverse("desk:health_again", args=["xian"])
    client.post(address)
    client.post(address)
    assert Order.objects.count() == 1
    page = read(client, "health_agency", "xian")
    assert "正在体检" in page
    order = Order.objects.get()
    own = made.agencies["own"].id
    make(assessments([own], TODAY), on=TODAY, at=NOW, order_id=order.pk)
    assert "正在体检" not in read(client, "health_agency", "xian")


def test_the_board_sorts_filters_and_tells_how_far_it_is(made: World) -> None:
    client = browser(made.user(SUPERVISOR))
    child = agency(made, "child")
    examine(made, days=-7)
    Guide.objects.filter(agency=child).delete()
    put_out(child, column("dt", ColumnKind.NEWS))
    put_out(child, None, summary="")
    examine(made)
    rows = re.findall(
        r'class="main" href="/desk/agencies/(\w+)/', read(client, "health_board", query="?order=score")
    )
    assert set(rows) == {"xian", "zhen"}
    by_name = re.findall(
        r'class="main" href="/desk/agencies/(\w+)/', read(client, "health_board", query="?order=name")
    )
    assert by_name == ["xian", "zhen"]
    assert "xian" not in re.findall(
        r'class="main" href="/desk/agencies/(\w+)/', read(client, "health_board", query="?q=青禾")
    )
    assert "没有符合条件" in read(client, "health_board", query="?q=没有的机关")
    client.post(reverse("desk:health_board_again"))
    client.post(reverse("desk:health_board_again"))
    assert Order.objects.count() == 1
    assert "已完成 0 个，共 2 个" in read(client, "health_board")
    sheet = b"".join(client.get(reverse("desk:health_board_export"))).decode()
    assert "云岭县青禾镇人民政府" in sheet
    assert "云外县" not in sheet


def test_whoever_has_one_agency_comes_to_it(made: World) -> None:
    answer = browser(made.user(OFFICER)).get(reverse("desk:health"))
    assert answer["Location"] == reverse("desk:health_agency", args=["xian"])
