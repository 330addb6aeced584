"""The platform of an agency: its parts, its directory, what it says where there is nothing."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from gongkai.agencies.models import Agency, Succession
from gongkai.portal.pages.maps import SWITCHES
from gongkai.publication.actions.columns import set_column
from gongkai.publication.actions.statements import state_empty
from gongkai.publication.models import Column, Entry
from tests.portal.bodies import BEGIN, below, county, township, tree_of_columns, write_guide
from tests.portal.pages import anchors, page, words
from tests.portal.public import address
from tests.publication.office import NOON, OFFICER, later, published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db

PARTS = ("zn/", "zd/", "fdzdgk/", "nb/", "ysqgk/")


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def at() -> Office:
    tree_of_columns()
    return below(county())


def entry(key: str = "budget-01", field: str = "budget") -> Entry:
    return Entry.objects.create(
        key=key,
        field=field,
        item_l1="政府预算",
        elements=["收支总体情况"],
        basis=["预算法"],
        time_limit="批准后20日内",
        audience="everybody",
        mode="proactive",
        begins_on=BEGIN,
    )


class TestHome:
    """机关主页."""

    @pytest.mark.usefixtures("at")
    def test_it_leads_to_every_part(self) -> None:
        html = page("/zfxxgk/a/")
        for part in PARTS:
            assert f'href="/zfxxgk/a/{part}"' in html
        assert html.count('<input type="hidden" name="jg" value="a">') == 1

    def test_numbers_are_those_of_the_agency(self, at: Office) -> None:
        published(at)
        published(below(Agency.objects.get(slug="xian"), "b"))
        text = words(page("/zfxxgk/a/"))
        assert "累计公开 1 条" in text
        assert "有效的规范性文件 0 件" in text

    def test_contacts_come_from_the_guide(self, at: Office) -> None:
        assert "还没有在本平台公布公开指南" in page("/zfxxgk/a/")
        write_guide(at.agency.pk)
        text = words(page("/zfxxgk/a/"))
        assert "办公时间 工作日 9:00—17:00" in text
        assert "0000-0000001" in text

    @pytest.mark.usefixtures("at")
    def test_who_reviews_comes_from_the_tree(self) -> None:
        text = words(page("/zfxxgk/a/"))
        assert "行政复议机关 云岭县人民政府" in text
        assert "基层人民法院" in text

    def test_one_that_has_ended_names_who_carries_on(self, at: Office) -> None:
        heir = below(Agency.objects.get(slug="xian"), "b").agency
        Agency.objects.filter(pk=at.agency.pk).update(ends_on=date(2026, 3, 1))
        Succession.objects.create(predecessor=at.agency, successor=heir, on=date(2026, 3, 2), reason="合并")
        for path in ("/zfxxgk/a/", "/zfxxgk/a/fdzdgk/"):
            assert "终止。现由 云岭县b局 承接" in words(page(path))


class TestGuide:
    """公开指南."""

    def test_newest_is_shown_and_older_ones_are_kept(self, at: Office) -> None:
        write_guide(at.agency.pk, since=date(2026, 1, 1))
        write_guide(at.agency.pk, since=date(2026, 2, 1), obtaining="到查阅点查阅。")
        html = page("/zfxxgk/a/zn/")
        assert "第 2 版" in html
        assert "到查阅点查阅" in html
        older = page("/zfxxgk/a/zn/?bb=1")
        assert "这是以前的版本" in older
        assert "在本平台查阅。" in older
        page("/zfxxgk/a/zn/?bb=9", status=404)

    def test_what_begins_later_is_not_shown_yet(self, at: Office) -> None:
        write_guide(at.agency.pk, since=date(2999, 1, 1))
        assert "还没有在本平台公布公开指南" in page("/zfxxgk/a/zn/")

    @pytest.mark.usefixtures("at")
    def test_without_one_it_says_what_is_asked(self) -> None:
        assert "编排体系" in page("/zfxxgk/a/zn/")


class TestSystems:
    """公开制度."""

    def test_law_is_there_and_own_rules_are_added(self, at: Office) -> None:
        other = below(Agency.objects.get(slug="xian"), "b")
        local = Column.objects.get(key="zd-bd").pk
        published(at, title="云岭县公开办法", column_id=local)
        published(other, title="别的机关的办法", column_id=local)
        published(at, title="放在上级栏目的办法", column_id=Column.objects.get(key="zd").pk)
        html = page("/zfxxgk/a/zd/")
        assert "国务院令第711号　2019-05-15 起施行" in html
        assert "云岭县公开办法" in html
        assert "放在上级栏目的办法" in html
        assert "别的机关的办法" not in html

    def test_they_are_no_statutory_content(self, at: Office) -> None:
        item_id = published(at, column_id=Column.objects.get(key="zd-bd").pk)
        assert address(item_id) not in page("/zfxxgk/a/fdzdgk/")
        assert address(item_id) in page("/zfxxgk/a/zd/zd-bd/")
        assert Client().get("/zfxxgk/a/fdzdgk/zd-bd/")["Location"] == "/zfxxgk/a/zd/zd-bd/"
        page("/zfxxgk/a/zd/tzgg/", status=404)


class TestStatutory:
    """法定主动公开内容."""

    def test_directory_shows_what_holds_something(self, at: Office) -> None:
        """How much is in a column says its list, and the first page of the agency."""
        published(at)
        directory = page("/zfxxgk/a/fdzdgk/").split('id="directory"')[1].split("</nav>")[0]
        assert "/zfxxgk/a/fdzdgk/tzgg/" in directory
        assert "/zfxxgk/a/fdzdgk/leer/" not in directory
        assert "1 条" in words(page("/zfxxgk/a/fdzdgk/tzgg/"))
        assert "通知公告 1" in words(page("/zfxxgk/a/"))
        page("/zfxxgk/a/fdzdgk/leer/", status=404)

    def test_empty_column_with_a_statement_says_it(self, at: Office) -> None:
        state_empty(
            column_id=Column.objects.get(key="leer").pk,
            agency_id=at.agency.pk,
            text="本机关无此类信息。",
            by=at[OFFICER],
            at=NOON,
        )
        text = words(page("/zfxxgk/a/fdzdgk/leer/"))
        assert "本机关无此类信息。" in text
        assert "2026年3月2日" in text
        assert "空着的栏目 说明" in text

    def test_what_stands_below_belongs_to_a_column(self, at: Office) -> None:
        item_id = published(at, column_id=Column.objects.get(key="zcwj-gfxwj").pk)
        html = page("/zfxxgk/a/fdzdgk/zcwj/")
        assert address(item_id) in html
        below_it = page("/zfxxgk/a/fdzdgk/zcwj-gfxwj/")
        assert '<li><a href="/zfxxgk/a/fdzdgk/zcwj/">政策文件</a></li><li aria-current="page">' in below_it

    def test_column_is_called_as_its_agency_calls_it(self, at: Office) -> None:
        item_id = published(at)
        set_column(
            column_id=Column.objects.get(key="tzgg").pk,
            agency_id=at.agency.pk,
            title="局内通知",
            by=at[OFFICER],
            at=later(6),
        )
        for path in ("/zfxxgk/a/", "/zfxxgk/a/fdzdgk/tzgg/", "/xxgk/", address(item_id)):
            assert "局内通知" in page(path)

    def test_what_is_in_a_column_that_ended_stays_to_be_found(self, at: Office) -> None:
        item_id = published(at)
        Column.objects.filter(key="tzgg").update(ends_on=date(2026, 3, 3))
        html = page("/zfxxgk/a/fdzdgk/tzgg/")
        assert address(item_id) in html
        assert "/zfxxgk/a/fdzdgk/tzgg/" not in html.split('id="directory"')[1].split("</nav>")[0]

    def test_addresses_of_before_lead_to_those_of_today(self, at: Office) -> None:
        published(at)
        answer = Client().get("/zfxxgk/a/tzgg/")
        assert (answer.status_code, answer["Location"]) == (301, "/zfxxgk/a/fdzdgk/tzgg/")
        page("/zfxxgk/a/fdzdgk/fdzdgk/", status=301)


class TestCatalogue:
    """基层政务公开标准目录."""

    def test_fields_show_how_far_they_are(self, at: Office) -> None:
        entry()
        entry("budget-02")
        published(at, entry_key="budget-01")
        text = words(page("/zfxxgk/xian/jczwgk/"))
        assert "财政预决算" in text
        assert "应当主动公开 2 项，已有内容 1 项（50%）" in text

    def test_rows_lead_to_what_is_published_under_them(self, at: Office) -> None:
        entry()
        item_id = published(at, entry_key="budget-01")
        html = page("/zfxxgk/xian/jczwgk/budget/")
        assert "?sx=budget-01" in html
        assert address(item_id) not in html
        assert address(item_id) in page("/zfxxgk/xian/jczwgk/budget/?sx=budget-01")
        assert address(item_id) not in page("/zfxxgk/xian/jczwgk/budget/?sx=nothing")
        page("/zfxxgk/xian/jczwgk/employment/", status=404)

    @pytest.mark.usefixtures("at")
    def test_body_without_a_catalogue_says_so(self) -> None:
        assert "没有编制标准目录" in page("/zfxxgk/a/jczwgk/")
        assert "jczwgk" not in page("/zfxxgk/a/")


class TestApplying:
    """依申请公开."""

    def test_channels_are_those_of_the_guide(self, at: Office) -> None:
        assert "请到机关办公场所当面询问" in page("/zfxxgk/a/ysqgk/")
        write_guide(at.agency.pk)
        text = words(page("/zfxxgk/a/ysqgk/"))
        assert "当面提交 示例路1号（云岭县a局办公室）" in text
        assert "传真 0000-0000002" in text
        assert "互联网 " not in text.partition("怎样写申请")[0]
        assert "在线申请 查询办理进度" in text

    @pytest.mark.usefixtures("at")
    def test_periods_and_fees_are_those_of_the_law(self) -> None:
        text = words(page("/zfxxgk/a/ysqgk/"))
        assert "20个工作日内答复" in text
        assert "7个工作日内一次性告知补正" in text
        assert "11—30件 每件100元" in text
        assert "60日内向云岭县人民政府提出" in text


def test_nobody_has_no_pages() -> None:
    for part in ("", *PARTS, "jczwgk/", "fdzdgk/tzgg/", "fdzdgk/list.csv"):
        page(f"/zfxxgk/nobody/{part}", status=404)


@pytest.mark.parametrize("slug", ["a", "xian", "xiang"])
def test_every_link_answers(at: Office, slug: str) -> None:
    township(Agency.objects.get(slug="xian"))
    entry()
    write_guide(at.agency.pk)
    published(at, entry_key="budget-01")
    published(at, column_id=Column.objects.get(key="zcwj-gfxwj").pk)
    client, seen, waiting = Client(), set[str](), [f"/zfxxgk/{slug}/", "/", "/zfxxgk/", "/wzdt/"]
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith((*map(reverse, SWITCHES), "/static", "/ss/")):
            continue
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code in (200, 301), path
        of_items = path.startswith("/xxgk/") and path != "/xxgk/"
        if answer["Content-Type"].startswith("text/html") and len(seen) < 150 and not of_items:
            html = answer.content.decode()
            ids, targets = anchors(html)
            assert set(targets) <= set(ids), path
            waiting += [_absolute(path, link) for link in _links(html)]
    assert len(seen) > 30


def _links(html: str) -> list[str]:
    found = [part.partition('"')[0] for part in html.split(' href="')[1:]]
    return [link.replace("&amp;", "&") for link in found if not link.startswith(("#", "http"))]


def _absolute(path: str, link: str) -> str:
    return f"{path.partition('?')[0]}{link}" if link.startswith("?") else link.partition("#")[0]


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("", 21),
        ("zn/", 15),
        ("zd/", 10),
        ("fdzdgk/", 14),
        ("fdzdgk/tzgg/", 14),
        ("fdzdgk/tzgg/?nf=2026&tc=notice", 14),
        ("ysqgk/", 16),
    ],
)
def test_more_items_need_no_more_queries(
    at: Office, path: str, most: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published(at)
    with django_assert_num_queries(most):
        page(f"/zfxxgk/a/{path}")
    for _ in range(3):
        published(at)
    with django_assert_num_queries(most):
        page(f"/zfxxgk/a/{path}")


@pytest.mark.parametrize(("path", "most"), [("", 14), ("budget/", 14), ("budget/?sx=budget-01", 18)])
def test_more_rows_of_the_catalogue_need_no_more_queries(
    at: Office, path: str, most: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entry()
    published(at, entry_key="budget-01")
    with django_assert_num_queries(most):
        page(f"/zfxxgk/xian/jczwgk/{path}")
    for number in range(2, 5):
        entry(f"budget-{number:02}")
        published(at, entry_key=f"budget-{number:02}")
    with django_assert_num_queries(most):
        page(f"/zfxxgk/xian/jczwgk/{path}")
