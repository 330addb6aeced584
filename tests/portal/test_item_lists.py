"""Lists of public items: of all agencies, of one, of a column; they cost the same however long they are."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from gongkai.publication.actions.columns import set_column
from gongkai.publication.models import Column, ColumnKind
from gongkai.publication.queries import public
from tests.portal.pages import page, words
from tests.portal.public import address, got
from tests.publication.office import (
    OFFICER,
    column,
    later,
    office,
    published,
)
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def at() -> Office:
    return office()


class TestLists:
    """The lists of all agencies, of one, of a column."""

    def test_newest_stand_first_and_are_filtered_by_agency(self, at: Office) -> None:
        other = office("b")
        first = published(at, hours=5, title="甲件通知")
        second = published(other, hours=6, title="乙件通知")
        html = page("/xxgk/")
        assert html.index(address(second)) < html.index(address(first))
        assert "共 2 条" in words(html)
        assert "乙件通知" not in page("/xxgk/?jg=a")
        assert "乙件通知" in page("/xxgk/?jg=nobody&before=x_y")
        assert "乙件通知" in page("/xxgk/?jg=%00&before=%00")

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
        monkeypatch.setattr(public, "latest", partial(public.latest, page=2))
        made = [address(published(at)) for _ in range(5)]
        assert list(walked("/xxgk/?jg=a")) == made[::-1]
        assert list(walked("/zfxxgk/a/tzgg/")) == made[::-1]

    def test_organ_shows_the_columns_that_hold_something(self, at: Office) -> None:
        top = Column.objects.create(
            key="fd", title="法定主动公开内容", kind=ColumnKind.STATUTORY, begins_on=date(2019, 5, 15)
        )
        notices = column()
        notices.parent = top
        notices.save()
        Column.objects.create(
            key="leer", title="空着的栏目", kind=ColumnKind.NOTICE, begins_on=date(2019, 5, 15)
        )
        published(at)
        html = page("/zfxxgk/a/")
        text = words(html)
        assert "法定主动公开内容 1 条" in text
        assert "通知公告 1 条" in text
        assert "空着的栏目" not in text
        page("/zfxxgk/a/leer/", status=404)
        assert "关于开展" in page("/zfxxgk/a/fd/"), "what stands below belongs to it"

    def test_column_is_called_as_its_agency_calls_it(self, at: Office) -> None:
        item_id = published(at)
        set_column(
            column_id=column().pk, agency_id=at.agency.pk, title="局内通知", by=at[OFFICER], at=later(6)
        )
        for path in ("/zfxxgk/a/", "/zfxxgk/a/tzgg/", "/xxgk/", address(item_id)):
            assert "局内通知" in page(path)

    def test_what_is_in_a_column_that_ended_stays_to_be_found(self, at: Office) -> None:
        item_id = published(at)
        Column.objects.update(ends_on=date(2026, 3, 3))
        assert "通知公告" not in page("/zfxxgk/a/").split("</nav>")[2]
        assert address(item_id) in page("/zfxxgk/a/tzgg/")

    def test_empty_platform_says_so(self) -> None:
        office()
        for path in ("/xxgk/", "/zfxxgk/", "/zfxxgk/a/"):
            assert "还没有公开的信息" in page(path)
        page("/zfxxgk/nobody/", status=404)

    def test_home_leads_there(self, at: Office) -> None:
        item_id = published(at)
        html = page("/")
        assert f'href="{address(item_id)}"' in html
        assert 'href="/xxgk/"' in html


def walked(path: str) -> Iterator[str]:
    """The addresses of items on a list and the pages after it."""
    while path:
        html = page(path)
        for part in html.split("item-list")[1].split("</ul>")[0].split('href="')[1:]:
            yield part.split('"')[0]
        later_page = html.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
        path = path.partition("?")[0] + later_page if later_page else ""


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/xxgk/", 4),
        ("/xxgk/?jg=a", 4),
        ("/zfxxgk/", 1),
        ("/zfxxgk/a/", 11),
        ("/zfxxgk/a/tzgg/", 11),
        ("", 5),
    ],
)
def test_more_items_need_no_more_queries(
    at: Office, path: str, most: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = published(at)
    with django_assert_num_queries(most):
        page(path or address(first))
    for _ in range(3):
        published(at)
    with django_assert_num_queries(most):
        page(path or address(first))


@pytest.mark.parametrize("path", ["/xxgk/", "/zfxxgk/", "/zfxxgk/a/", "/zfxxgk/a/tzgg/", ""])
def test_what_has_not_changed_is_not_sent_again(at: Office, path: str) -> None:
    path = path or address(published(at))
    published(at)
    answer = got(path)
    assert got(path, if_none_match=answer["ETag"]).status_code == 304
    elder = Client(headers={"if-none-match": answer["ETag"]})
    elder.cookies["zzms"] = "1"
    assert elder.get(path).status_code == 200
    assert "Cookie" in answer["Vary"]
    assert not answer.cookies


def test_item_says_when_it_changed(at: Office) -> None:
    assert got(address(published(at)))["Last-Modified"] == "Mon, 02 Mar 2026 09:00:00 GMT"
