"""Lists of public items: filters in the address, pages without a gap, CSV and RSS, the policy library."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from gongkai.law.duties.publication import Validity, validity_on
from gongkai.portal.lists import listing
from gongkai.publication.models import Column, Edition, Item
from gongkai.publication.queries.lists import Wanted, amount_new, every, latest
from tests.portal.bodies import tree_of_columns
from tests.portal.pages import page, words
from tests.portal.public import address, got
from tests.publication.office import MONDAY, office, published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def at() -> Office:
    tree_of_columns()
    return office()


def policy(at: Office, **changes: Any) -> int:
    return published(at, column_id=column_id("zcwj-gfxwj"), **changes)


def column_id(key: str) -> int:
    return Column.objects.get(key=key).pk


def table(path: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(Client().get(path).content.decode("utf-8-sig"))))


class TestAllOfThem:
    """信息公开目录."""

    def test_newest_stand_first_and_are_filtered_by_agency(self, at: Office) -> None:
        other = office("b")
        first = published(at, hours=5, title="甲件通知")
        second = published(other, hours=6, title="乙件通知")
        html = page("/xxgk/")
        assert html.index(address(second)) < html.index(address(first))
        assert "共 2 条" in words(html)
        assert "乙件通知" not in page("/xxgk/?jg=a")

    @pytest.mark.parametrize(
        "query", ["jg=nobody", "nf=1066", "nf=9999999999999", "zt=x", "tc=%00", "yx=%27", "jg=%00&before=%00"]
    )
    def test_unknown_choices_count_as_none(self, at: Office, query: str) -> None:
        item_id = published(at)
        assert address(item_id) in page(f"/xxgk/?{query}")

    @pytest.mark.parametrize(
        "before",
        [
            "2026-03-01",
            "2026-03-01T00:00:00_1",
            f"2026-03-01T00:00:00+00:00_{10**30}",
            "0001-01-01T00:00:00+23:59_1",
            "2026-03-01T00:00:00+00:00_-1",
            "_",
        ],
    )
    def test_marks_that_nobody_gave_do_no_harm(self, at: Office, before: str) -> None:
        published(at)
        assert Client().get("/xxgk/", {"before": before}).status_code == 200

    def test_pages_follow_each_other_without_a_gap(self, at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(listing, "latest", partial(latest, page=2))
        made = [address(published(at)) for _ in range(5)]
        for path in ("/xxgk/?jg=a&nf=2026", "/zfxxgk/a/fdzdgk/tzgg/", "/zfxxgk/a/fdzdgk/"):
            assert list(walked(path)) == made[::-1]

    def test_what_was_chosen_is_shown_and_can_be_taken_back(self, at: Office) -> None:
        published(at)
        html = page("/xxgk/?nf=2026&tc=notice")
        assert 'href="/xxgk/?tc=notice"><span class="vh">去掉条件：</span>发布年份：2026年' in html
        assert "没有符合条件的信息" in page("/xxgk/?zt=finance")

    def test_empty_platform_says_so(self) -> None:
        office()
        for path in ("/xxgk/", "/zcwj/", "/zfxxgk/a/fdzdgk/", "/zfxxgk/a/"):
            assert "还没有公开的信息" in page(path)

    def test_home_leads_there(self, at: Office) -> None:
        item_id = published(at)
        html = page("/")
        assert f'href="{address(item_id)}"' in html
        assert 'href="/xxgk/"' in html


class TestPolicies:
    """政策文件库."""

    def test_it_holds_policies_alone_with_number_date_and_validity(self, at: Office) -> None:
        published(at, title="一件通知")
        policy(at, title="云岭县供水管理办法", document_no="云水规〔2026〕1号", validity="valid")
        text = words(page("/zcwj/"))
        assert "一件通知" not in text
        assert "云岭县供水管理办法 云水规〔2026〕1号 云岭县a局 2026-02-27 2026-03-02 有效" in text

    def test_register_holds_normative_documents_alone(self, at: Office) -> None:
        policy(at, title="云岭县供水管理办法")
        published(at, column_id=column_id("zcwj"), title="云岭县节水通知")
        assert "云岭县节水通知" in page("/zcwj/")
        assert "云岭县节水通知" not in page("/zcwj/gfxwj/")
        assert "云岭县供水管理办法" in page("/zcwj/gfxwj/")

    def test_validity_is_that_of_the_day(self, at: Office) -> None:
        policy(at, validity="valid", valid_until=date(2026, 3, 31))
        assert "没有符合条件" in page("/zcwj/?yx=valid")
        assert "失效" in words(page("/zcwj/?yx=expired"))

    def test_database_and_law_agree_on_validity(self, at: Office) -> None:
        days = (None, date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3))
        edition_id = Item.objects.values_list("public", flat=True).get(pk=policy(at))
        for stated, begins, ends in product(Validity, days, days):
            Edition.objects.filter(pk=edition_id or 0).update(
                validity=stated, effective_on=begins, valid_until=ends
            )
            found = [v for v in Validity if latest(Wanted(validity=v), on=MONDAY).rows]
            assert found == [validity_on(stated, begins, ends, MONDAY)], (stated, begins, ends)


class TestTakenAway:
    """The same list as CSV and RSS."""

    @pytest.mark.parametrize(
        "path", ["/xxgk/", "/zcwj/", "/zcwj/gfxwj/", "/zfxxgk/a/fdzdgk/", "/zfxxgk/a/fdzdgk/zcwj/"]
    )
    def test_as_table(self, at: Office, path: str) -> None:
        item_id = policy(at, title="云岭县供水管理办法", document_no="云水规〔2026〕1号", topic="finance")
        head, line = table(f"{path}list.csv?zt=finance")
        said = dict(zip(head, line, strict=True))
        assert (said["名称"], said["发文字号"]) == ("云岭县供水管理办法", "云水规〔2026〕1号")
        assert said["地址"] == f"http://testserver{address(item_id)}"
        assert table(f"{path}list.csv?zt=agriculture") == [head]

    def test_long_tables_are_read_in_parts(self, at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("gongkai.publication.queries.lists.CHUNK", 2)
        made = [published(at) for _ in range(5)]
        assert [row.id for row in every(Wanted(), on=MONDAY, most=4)] == made[:0:-1]

    def test_as_feed(self, at: Office) -> None:
        item_id = published(at, title="一件<通知>")
        answer = Client().get("/zfxxgk/a/fdzdgk/tzgg/rss.xml")
        assert answer["Content-Type"].startswith("application/rss+xml")
        channel = ET.fromstring(answer.content)[0]
        entry = channel.find("item")
        assert entry is not None
        assert entry.findtext("title") == "一件<通知>"
        assert entry.findtext("link") == f"http://testserver{address(item_id)}"
        assert channel.findtext("link") == "http://testserver/zfxxgk/a/fdzdgk/tzgg/"

    def test_pages_name_their_feed(self, at: Office) -> None:
        published(at)
        assert 'type="application/rss+xml"' in page("/xxgk/")
        assert 'href="/zfxxgk/a/fdzdgk/tzgg/rss.xml?nf=2026"' in page("/zfxxgk/a/fdzdgk/tzgg/?nf=2026")


def walked(path: str) -> Iterator[str]:
    """The addresses of items on a list and the pages after it."""
    while path:
        html = page(path)
        for part in html.split("item-list")[1].split("</ul>")[0].split('href="')[1:]:
            yield part.split('"')[0]
        path = html.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", 8),
        ("/xxgk/", 5),
        ("/xxgk/?jg=a&nf=2026&zt=other&tc=notice", 5),
        ("/xxgk/list.csv", 5),
        ("/xxgk/rss.xml", 5),
        ("/zcwj/", 5),
        ("/zcwj/gfxwj/?yx=valid", 6),
    ],
)
def test_more_items_need_no_more_queries(
    at: Office, path: str, most: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _several(at)
    with django_assert_num_queries(most):
        page(path)
    _several(at)
    with django_assert_num_queries(most):
        page(path)


def _several(at: Office) -> None:
    for _ in range(2):
        published(at)
        policy(at, validity="valid")


def test_what_went_out_first_in_a_year_is_counted_in_it(at: Office) -> None:
    item_id = published(at)
    assert amount_new(Wanted(), year=2026, on=MONDAY) == (1, False)
    before = Item.objects.get(pk=item_id)
    assert before.first_published_at is not None
    Item.objects.update(first_published_at=before.first_published_at.replace(year=2025))
    assert amount_new(Wanted(), year=2026, on=MONDAY) == (0, False)


@pytest.mark.parametrize("path", ["/xxgk/", "/zcwj/", "/zfxxgk/", "/zfxxgk/a/", "/zfxxgk/a/fdzdgk/tzgg/"])
def test_what_has_not_changed_is_not_sent_again(at: Office, path: str) -> None:
    published(at)
    answer = got(path)
    assert got(path, if_none_match=answer["ETag"]).status_code == 304
    for language in ("hant", "en"):
        reader = Client(headers={"if-none-match": answer["ETag"]})
        reader.cookies["yuyan"] = language
        assert reader.get(path).status_code == 200
    assert "Cookie" in answer["Vary"]
    assert not answer.cookies
