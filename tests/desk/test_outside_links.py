"""外部链接 on the pages: the panel beside the checks, the list of those that are dead, asking once more."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.guard.http.outward import Outcome
from gongkai.law.roles import Role
from gongkai.publication import actions
from gongkai.publication.models import Edition, OutsideAddress, OutsideLink
from gongkai.publication.queries.links import digest
from gongkai.records.models import LogEntry
from tests.desk.papers import drafted, public
from tests.desk.world import NOW, World, actor, browser, world
from tests.publication.office import altered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
ADDRESS = "https://www.example.gov.cn/tongzhi"


@pytest.fixture(autouse=True)
def _on(settings: Settings) -> None:
    settings.CHECK_LINKS = True


@pytest.fixture
def made() -> World:
    return world(Role.DISCLOSURE_OFFICER, Role.LEADER)


@pytest.fixture
def officer(made: World) -> Client:
    return browser(made.user(Role.DISCLOSURE_OFFICER))


def linked(made: World, at: str = "own", address: str = ADDRESS) -> Edition:
    """A draft with a link outside."""
    writer = actor(made.user(Role.HANDLER, at))
    agency = made.agencies[at]
    edition = Edition.objects.get(pk=drafted(agency, writer, NOW, f"{agency.name}关于虚构链接的通知"))
    content = altered(edition, body=f'<p>各单位：</p><p>详见<a href="{address}">通知</a>。</p>')
    actions.save(edition_id=edition.pk, revision=edition.revision, content=content, by=writer, at=NOW)
    edition.refresh_from_db()
    return edition


def answered(address: str, outcome: Outcome, status: int = 0) -> OutsideAddress:
    row, _ = OutsideAddress.objects.update_or_create(
        digest=digest(address),
        defaults={
            "address": address,
            "outcome": outcome,
            "status": status,
            "asked_at": NOW - timedelta(days=1),
            "wanted_at": None,
            "failures": 2 if outcome.dead else 0,
            "failing_since": NOW - timedelta(days=8) if outcome.dead else None,
        },
    )
    return row


def dead(made: World, at: str = "own") -> Edition:
    """A public item whose link does not open."""
    edition = linked(made, at)
    public(edition.item_id, NOW, f"000014349/2026-{edition.pk:05}")
    OutsideLink.objects.create(edition=edition, address=answered(ADDRESS, Outcome.GONE, 404))
    return edition


def said(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(f"desk:{name}", args=args)).content.decode()


def test_links_of_a_draft_are_asked_from_the_page_of_its_checks(made: World, officer: Client) -> None:
    edition = linked(made)
    page = said(officer, "item_checks", edition.item_id)
    assert "外部链接（1）" in page
    assert "还没有检查" in page
    address = reverse("desk:item_checks", args=[edition.item_id])
    page = officer.post(address, {"links": "1", "revision": edition.revision}).content.decode()
    assert "已安排检查 1 个外部链接" in page
    assert "正在检查，请稍后刷新" in page
    assert LogEntry.objects.filter(action="publication.ask_links").count() == 1
    assert "不必再来一次" in officer.post(address, {"links": "1"}).content.decode()
    answered(ADDRESS, Outcome.GONE, 404)
    page = said(officer, "item_checks", edition.item_id)
    assert "页面不存在（404）" in page
    assert "链接打不开（页面不存在（404）），请核对网址，或者删去。" in page


def test_without_links_or_way_out_there_is_no_panel(made: World, officer: Client, settings: Settings) -> None:
    assert "外部链接（" not in said(officer, "item_checks", made.papers["own"].ready)
    settings.CHECK_LINKS = False
    edition = linked(made)
    assert "外部链接（" not in said(officer, "item_checks", edition.item_id)
    address = reverse("desk:item_checks", args=[edition.item_id])
    answer = officer.post(address, {"links": "1"})
    assert answer.status_code == 422
    assert "没有开启外部链接检查" in answer.content.decode()


def test_list_of_dead_links(made: World, officer: Client) -> None:
    assert "没有打不开的外部链接" in said(officer, "dead_links")
    own, other = dead(made), dead(made, "other")
    page = said(officer, "dead_links")
    assert f'href="{ADDRESS}"' in page
    assert "2026-02-24 起，连续 2 次" in page
    assert own.title in page
    assert other.title not in page
    assert "再检查一次" in page
    assert "再检查一次" not in said(browser(made.user(Role.LEADER)), "dead_links")
    sheet = b"".join(officer.get(reverse("desk:dead_links_export"))).decode("utf-8-sig")
    assert f"{ADDRESS},页面不存在（404）,2,2026-02-24,2026-03-03,{own.title}" in sheet
    assert other.title not in sheet


def test_one_is_asked_once_more(made: World, officer: Client) -> None:
    item_id = dead(made).item_id
    address = reverse("desk:item_links", args=[item_id])
    assert "已安排检查这条信息的 1 个外部链接" in officer.post(address, follow=True).content.decode()
    page = officer.post(address, follow=True).content.decode()
    assert "刚检查过，或者正在检查" in page
    assert "正在检查，请稍后刷新" in page


def test_menu_has_the_list_where_links_are_asked(officer: Client, settings: Settings) -> None:
    assert "失效链接" in said(officer, "home")
    settings.CHECK_LINKS = False
    assert "失效链接" not in said(officer, "home")
    assert "没有开启外部链接检查" in said(officer, "dead_links")


def test_address_is_only_text(made: World, officer: Client) -> None:
    address = "https://www.example.gov.cn/?a=<script>1</script>&b=%22"
    edition = linked(made, address="https://www.example.gov.cn/?a=&lt;script&gt;1&lt;/script&gt;&amp;b=%22")
    public(edition.item_id, NOW, "000014349/2026-00099")
    OutsideLink.objects.create(edition=edition, address=answered(address, Outcome.SILENT))
    for page in (said(officer, "dead_links"), said(officer, "item_edit", edition.item_id)):
        assert "<script>1" not in page
