"""The map of the site for people and for search engines; robots; what is said of the one who runs the site."""

import re
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import get_script_prefix, set_script_prefix
from django.utils.timezone import localtime
from pytest_django import DjangoAssertNumQueries, Settings

from gongkai.compilations.queries import mapping as composed
from gongkai.normative.actions import releasing
from gongkai.normative.models import Question
from gongkai.normative.queries import mapping as register
from gongkai.publication.models import Item
from gongkai.publication.queries import mapping
from tests.compilations.composed import begun, issued, topic
from tests.normative.interpreting import ready
from tests.normative.test_interpreted import asked_of, sign_fit
from tests.portal.bodies import county
from tests.portal.pages import page, words
from tests.portal.public import address
from tests.publication.office import OFFICER, later, office, published

pytestmark = pytest.mark.django_db

HOST = "http://testserver"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


def places(path: str) -> list[str]:
    answer = Client().get(path)
    assert answer["Content-Type"].startswith("application/xml")
    root = ET.fromstring(answer.content)
    return [each.text or "" for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_map_names_every_public_item_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping, "SIZE", 2)
    at = office()
    made = [f"{HOST}{address(published(at))}" for _ in range(5)]
    pages, *parts = places("/sitemap.xml")
    assert pages == f"{HOST}/sitemap-pages.xml"
    assert [place for part in parts for place in places(part.removeprefix(HOST))] == made
    assert len(parts) >= 3


def test_items_stand_in_the_month_in_which_they_first_went_out() -> None:
    """In China: at the end of October in Greenwich it is November. A later edition changes no month, and the time."""
    at = office()
    first, second, third = (published(at) for _ in range(3))
    times = {
        first: (datetime(2026, 10, 31, 15, 59, tzinfo=UTC), datetime(2026, 11, 20, 1, tzinfo=UTC)),
        second: (datetime(2026, 10, 31, 16, 0, tzinfo=UTC),) * 2,
        third: (datetime(2025, 12, 31, 16, 0, tzinfo=UTC),) * 2,
    }
    for pk, (first_at, last_at) in times.items():
        Item.objects.filter(pk=pk).update(first_published_at=first_at, published_at=last_at)
    months = [(202611, second), (202610, first), (202601, third)]
    parts = [f"/sitemap-{month}-{pk // mapping.SIZE}.xml" for month, pk in months]
    index = Client().get("/sitemap.xml").content.decode()
    found = re.findall(r"<loc>http://testserver(/sitemap-\d+-\d+.xml)</loc><lastmod>([^<]+)", index)
    assert [path for path, _ in found] == parts
    assert [datetime.fromisoformat(told) for _, told in found] == [times[pk][1] for _, pk in months]
    before = {path: Client().get(path).content for path in parts}
    for (_, pk), path in zip(months, parts, strict=True):
        assert places(path) == [f"{HOST}{address(pk)}"]
        assert f"<lastmod>{localtime(times[pk][1]).isoformat()}</lastmod>" in before[path].decode()
    fourth = published(at)
    Item.objects.filter(pk=fourth).update(first_published_at=times[second][0], published_at=times[second][0])
    assert [path for path in parts if Client().get(path).content != before[path]] == parts[:1]


def test_map_of_pages_has_the_parts_of_each_body() -> None:
    county()
    found = places("/sitemap-pages.xml")
    assert f"{HOST}/zcwj/" in found
    assert f"{HOST}/zfxxgk/xian/ysqgk/" in found
    for place in found:
        assert Client().get(place.removeprefix(HOST)).status_code == 200, place


@pytest.mark.parametrize(
    "number", ["0", "202611-7", "202611-99999999999999999999999", "99999999999999999999999-0", "0-0"]
)
def test_part_that_is_not_there_is_not_found(number: str) -> None:
    page(f"/sitemap-{number}.xml", status=404)


def test_map_names_what_is_no_item_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (composed, register):
        monkeypatch.setattr(module, "SIZE", 1)
    at = office()
    topic(at)
    topic(at, slug="zhufang", opened=True)
    issued(at)
    begun(at, number=2, total=88)
    document_id, _, _ = ready(at)
    sign_fit(asked_of(at, document_id), at)
    assert parts_of("gfxwj") == parts_of("zcwd") == []
    releasing.release(document_id=document_id, by=at[OFFICER], at=later(8))
    assert parts_of("zt") == [f"{HOST}/zt/zhufang/"]
    assert parts_of("zfgb") == [f"{HOST}/zfgb/a/2026/1/"]
    assert parts_of("gfxwj") == [f"{HOST}/zcwj/gfxwj/{document_id}/"]
    assert parts_of("zcwd") == [f"{HOST}/zcwd/{Question.objects.get().pk}/"]
    for kind in ("zt", "zfgb", "gfxwj", "zcwd"):
        for place in parts_of(kind):
            assert Client().get(place.removeprefix(HOST)).status_code == 200, place


def parts_of(kind: str) -> list[str]:
    """What the parts of the map that are of a kind lead to."""
    found = [part.removeprefix(HOST) for part in places("/sitemap.xml") if f"-{kind}-" in part]
    return [place for part in found for place in places(part)]


@pytest.mark.parametrize("part", ["zt-7", "zt-99999999999999999999999", "weiyou-0"])
def test_part_of_what_is_no_item_that_is_not_there_is_not_found(part: str) -> None:
    page(f"/sitemap-{part}.xml", status=404)


def test_map_costs_the_same_however_much_there_is(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    at = office()
    for slug in ("yi", "er"):
        published(at)
        topic(at, slug=slug, opened=True)
        with django_assert_num_queries(5):
            places("/sitemap.xml")
        with django_assert_num_queries(1):
            places("/sitemap-zt-0.xml")
        part = next(place.removeprefix(HOST) for place in places("/sitemap.xml") if "-20" in place)
        with django_assert_num_queries(1):
            places(part)


@pytest.mark.parametrize("root", ["/", "/zwgk/"])
def test_robots_are_sent_to_the_map_and_away_from_what_only_repeats(root: str, settings: Settings) -> None:
    settings.FORCE_SCRIPT_NAME = root.rstrip("/") or None
    before = get_script_prefix()
    set_script_prefix(root)
    try:
        text = Client().get("/robots.txt").content.decode()
        found = places("/sitemap-pages.xml")
    finally:
        set_script_prefix(before)
    assert text.startswith("User-agent: *\n")
    assert text.endswith(f"\nSitemap: {HOST}{root}sitemap.xml\n")
    refused = re.findall(r"^Disallow: (.+)$", text, re.MULTILINE)
    assert len(refused) == len(set(refused))
    assert all(path.startswith(root) for path in refused)
    for path in ("desk/", "ss/", "api/v1/", "*?", "ysqgk/cx/", "zzms", "m/", "dy/td/", "yz/ws/"):
        assert f"{root}{path}" in refused
    if root == "/":
        held = [path for path in refused if "*" not in path]
        assert [place for place in found if place.removeprefix(HOST).startswith(tuple(held))] == []
        assert not [place for place in found if "?" in place]


def test_map_for_people_leads_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    county()
    html = page("/wzdt/")
    for path in ("/zfxxgk/", "/xxgk/", "/zcwj/", "/nb/", "/tj/", "/qx/", "/wza/", "/ysbh/", "/zfxxgk/xian/"):
        assert f'href="{path}"' in html
    monkeypatch.setattr("gongkai.portal.pages.maps.MOST_ORGANS", 0)
    assert "/zfxxgk/xian/" not in page("/wzdt/")


def test_privacy_statement_names_every_cookie_of_visitors() -> None:
    text = words(page("/ysbh/"))
    assert "长者模式" in text
    assert "Cookie 校验" in text


def test_footer_says_who_runs_the_site(settings: Settings) -> None:
    settings.SITE_OPERATOR, settings.SITE_POLICE, settings.SITE_IPV6 = (
        "云岭县大数据中心",
        "某公网安备1号",
        True,
    )
    settings.SITE_ICP = "某ICP备1号|https://icp.example"
    settings.SITE_ERRORS = "https://errors.example/?site=1"
    settings.SITE_BADGES = [
        "党政机关标识|/badges/dzjg.png|https://mark.example",
        "适老化标识|/badges/slh.png",
    ]
    html = page("/wza/")
    foot = html[html.index('<footer class="site">') :]
    assert "承办：云岭县大数据中心" in foot
    assert re.search(r'<a [^>]*href="https://icp.example" rel="noopener external">某ICP备1号</a>', foot)
    assert re.search(r"<span[^>]*>某公网安备1号</span>", foot)
    assert "本网站支持 IPv6" in foot
    assert '<a href="https://errors.example/?site=1" rel="noopener external">我为政府网站找错</a>' in foot
    assert re.search(
        r'<a href="https://mark.example"[^>]*><img src="/badges/dzjg.png" alt="党政机关标识"', foot
    )
    assert '<img src="/badges/slh.png" alt="适老化标识"' in foot


def test_without_settings_nothing_is_claimed() -> None:
    foot = page("/wza/").partition('<footer class="site">')[2]
    for word in ("承办", "ICP", "IPv6", "我为政府网站找错", "<img"):
        assert word not in foot


@pytest.mark.parametrize(
    "path", ["/", "/zfxxgk/", "/zfxxgk/xian/", "/zfxxgk/xian/zn/", "/zcwj/", "/nothing/"]
)
def test_every_page_can_be_searched_from(path: str) -> None:
    county()
    html = Client().get(path).content.decode()
    assert 'role="search"' in html
    assert 'action="/ss/"' in html
    assert 'name="q"' in html


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/zfxxgk/xian/zn/", "信息公开指南"),
        ("/zfxxgk/xian/zd/", "信息公开制度"),
        ("/zfxxgk/xian/nb/", "信息公开年报"),
        ("/zfxxgk/xian/ysqgk/", "依申请公开"),
        ("/zcwj/", "政策文件"),
    ],
)
def test_lists_carry_the_tags_that_inspectors_look_for(path: str, kind: str, settings: Settings) -> None:
    county()
    settings.SITE_DOMAIN, settings.SITE_CODE = "www.example.gov.cn", "0000000000"
    html = page(path)
    for name in ("SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords"):
        assert re.search(rf'<meta name="{name}" content="[^"]+">', html), name
    assert f'<meta name="ColumnType" content="{kind}">' in html
