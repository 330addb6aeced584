"""The list of what goes out and leaves by the clock: its filters and file, and what is changed from it."""

import csv
from datetime import date, datetime
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from gongkai.law.roles import Role
from gongkai.publication import actions
from gongkai.publication.models import Edition, Item
from tests.desk.once import made_once
from tests.desk.papers import drafted, public
from tests.desk.test_items import approve
from tests.desk.test_leaks import text_of
from tests.desk.world import NOW, World, actor, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
STAFF = (Role.DISCLOSURE_OFFICER, Role.SECRECY_REVIEWER, Role.OFFICE_HEAD, Role.LEADER)
LATER = {"publish_after": "2026-04-09T09:00", "expires_on": "2026-05-20"}


once = made_once(*STAFF)


@pytest.fixture
def made(once: World) -> World:
    return once.afresh()


@pytest.fixture
def officer(made: World) -> Client:
    return browser(made.user(Role.DISCLOSURE_OFFICER))


def read(client: Client, name: str = "schedule", **asked: str) -> str:
    return text_of(client.get(reverse(f"desk:{name}"), asked))


def shown(made: World, until: date = date(2026, 3, 20)) -> int:
    """A public item that is shown until a day."""
    item_id = made.papers["own"].item
    public(item_id, NOW, "000014349/2026-00001")
    by = actor(made.user(Role.DISCLOSURE_OFFICER))
    actions.set_expiry(item_id=item_id, expires_on=until, because="公示期满", by=by, at=NOW)
    return item_id


def do(client: Client, item_id: int, what: str, **given: object) -> tuple[int, str]:
    answer = client.post(reverse("desk:item_do", args=[item_id, what]), given)
    return answer.status_code, answer.headers.get("Location", "") or answer.content.decode()


def times(edition: Edition) -> tuple[datetime | None, date | None]:
    edition.refresh_from_db()
    return edition.publish_after, edition.expires_on


def test_both_are_listed_in_their_order_with_a_way_to_the_register(made: World, officer: Client) -> None:
    item_id, ready = shown(made), made.papers["own"].ready
    page = read(officer)
    assert page.index(f'href="/desk/items/{ready}/"') < page.index(f'href="/desk/items/{item_id}/"')
    assert "2026-03-13 10:00" in page
    assert "2026-03-20 止" in page
    assert "草稿，审签完成才发布" in page
    assert "1 件到期应当评估" in page
    assert "共 2 件" in page


def test_filters_and_the_file_agree(made: World, officer: Client) -> None:
    item_id = shown(made, date(2026, 5, 1))
    assert f'href="/desk/items/{item_id}/"' not in read(officer, month="2026-03")
    assert f'href="/desk/items/{item_id}/"' in read(officer, month="2026-05", tab="expire")
    head, *rows = csv.reader(StringIO(read(officer, "schedule_export", month="2026-05").lstrip("\ufeff")))
    assert head[:3] == ["时间", "事项", "标题"]
    assert [row[:2] for row in rows] == [["2026-05-01", "到期下架"]]
    _, *rows = csv.reader(StringIO(read(officer, "schedule_export")))
    assert [row[0] for row in rows] == ["2026-03-13 10:00", "2026-05-01"]


def test_time_is_changed_and_taken_away_from_the_list(made: World, officer: Client) -> None:
    ready = made.papers["own"].ready
    edition = Edition.objects.get(item=ready)
    given = {"edition_id": edition.pk, "back": "tab=publish&month=2026-03"}
    assert do(officer, ready, "schedule", **given, **LATER) == (
        302,
        "/desk/items/schedule/?tab=publish&month=2026-03",
    )
    assert times(edition) == (datetime.fromisoformat("2026-04-09T09:00+08:00"), date(2026, 5, 20))
    assert do(officer, ready, "schedule", **given, expires_on="2026-05-20")[0] == 302
    assert times(edition) == (None, date(2026, 5, 20))


def test_back_leads_nowhere_else(made: World, officer: Client) -> None:
    item_id = shown(made)
    given = {"because": "核实异议", "back": "//evil.example/\r\nX: y"}
    status, where = do(officer, item_id, "expiry", expires_on="2026-03-25", **given)
    assert (status, where.startswith("/desk/items/schedule/?")) == (302, True)
    assert "\r" not in where


def test_last_day_of_a_public_item_is_set_on_its_page(made: World, officer: Client) -> None:
    item_id = shown(made)
    page = text_of(officer.get(reverse("desk:item", args=[item_id])))
    assert "现在展示至 2026-03-20。" in page
    status, page = do(officer, item_id, "expiry", expires_on="2026-03-25")
    assert (status, "理由" in page) == (422, True)
    status, page = do(officer, item_id, "expiry", expires_on="2026-03-01", because="核实")
    assert (status, "已经过去" in page) == (409, True)
    assert do(officer, item_id, "expiry", expires_on="", because="长期有效")[0] == 302
    assert Item.objects.get(pk=item_id).expires_on is None
    assert "没有到期" not in read(officer)


def test_once_approved_it_is_in_the_hands_of_those_who_publish(made: World, officer: Client) -> None:
    item_id = made.papers["own"].sent
    edition_id = approve(made, item_id)
    given = {"edition_id": edition_id, **LATER}
    handler = browser(made.user(Role.HANDLER))
    assert do(handler, item_id, "schedule", **given)[0] == 403
    assert do(officer, item_id, "schedule", **given)[0] == 302
    assert "审签已完成" in read(officer)
    address = reverse("desk:item_do", args=[item_id, "schedule"])
    assert address in read(officer)
    assert address not in read(handler)
    expiry = reverse("desk:item_do", args=[shown(made), "expiry"])
    assert expiry not in read(handler)


@pytest.mark.parametrize("more", [0, 3, 60])
def test_list_costs_the_same_however_long(
    made: World, officer: Client, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    shown(made)
    agency, writer = made.agencies["own"], actor(made.user(Role.HANDLER))
    like = Edition.objects.get(item=made.papers["own"].ready)
    for number in range(more):
        edition_id = drafted(agency, writer, NOW, f"第{number}件", picture="")
        Edition.objects.filter(pk=edition_id).update(publish_after=like.publish_after)
    read(officer)
    with django_assert_num_queries(19):
        page = read(officer)
    assert ("下一页" in page) == (more == 60)
