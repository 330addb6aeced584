"""Topics and issues are found while the public sees them, by what the public sees of them, from the moment in which that changes."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from gongkai.compilations import actions
from gongkai.compilations.actions import Way
from gongkai.compilations.queries.entries import issued as read_key
from gongkai.compilations.queries.kinds import Origin
from gongkai.jobs.indexed import Stray, Wrong, mend, strays
from gongkai.publication import actions as publication
from gongkai.publication.models import Item, Why
from gongkai.search.actions.putting import drop
from gongkai.search.actions.reindexing import reindex
from gongkai.search.models import Entry, EntryKind, EntryText
from gongkai.search.queries import Asked, find, suggest
from tests.compilations.composed import (
    EARLIER,
    LATER,
    add,
    begun,
    document,
    issued,
    put,
    section_of,
    sign_off,
    topic,
)
from tests.publication.office import HANDLER, OFFICER, altered, edition, later, office, published
from tests.publication.office import sign_off as sign_edition
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
NOW = later(48)
KEY = "a/2026/1"


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path
    return office()


def found(words: str, kind: EntryKind) -> list[str]:
    """The keys of the hits of a kind."""
    return [hit.key for hit in find(Asked(words)).hits if hit.kind is kind]


def topics(words: str) -> list[str]:
    return found(words, EntryKind.TOPIC)


def issues(words: str) -> list[str]:
    return found(words, EntryKind.GAZETTE)


def whole() -> bool:
    """Whether the index has what is public and nothing else."""
    return list(strays(NOW)) == []


def again(at: Office, item_id: int, title: str) -> None:
    """The item has another title from now on."""
    opened = publication.reopen(item_id=item_id, by=at[HANDLER], at=later(6))
    content = altered(edition(opened), title=title)
    publication.save(
        edition_id=opened, revision=edition(opened).revision, content=content, by=at[HANDLER], at=later(6)
    )
    sign_edition(opened, at)
    publication.publish(edition_id=opened, by=at[OFFICER], at=later(7))


class TestTopics:
    """专题."""

    def test_one_is_found_from_its_opening_on_by_all_that_stands_in_it(self, at: Office) -> None:
        made = topic(at, cover="一码查到底", introduction="汇集各级政策。")
        put(at, made, section_of(made), published(at, title="关于引才奖励的虚构通知"))
        assert topics("人才政策专题") == []
        assert whole()
        actions.open_topic(topic_id=made, by=at[OFFICER], at=LATER)
        for words in ("人才政策专题", "一码查到底", "汇集各级政策", "补贴", "关于引才奖励的虚构通知"):
            assert topics(words) == ["rencai"], words
        assert whole()
        assert "人才政策专题" in [one.text for one in suggest("人才政")]

    def test_each_change_is_found_at_once(self, at: Office) -> None:
        made = topic(at, opened=True)
        section = actions.add_section(
            topic_id=made, title="住房安居", by=at[OFFICER], at=LATER, note="分三步。"
        )
        assert topics("住房安居 分三步") == ["rencai"]
        place = actions.put_in_address(
            topic_id=made,
            section_id=section,
            title="外部住房意见（虚构）",
            address="https://www.gov.cn/zhengce/1.htm",
            origin=Origin.NATION,
            by=at[OFFICER],
            at=LATER,
        )
        assert topics("外部住房意见") == ["rencai"]
        actions.take_out(topic_id=made, place_id=place, by=at[OFFICER], at=LATER)
        assert topics("外部住房意见") == []
        actions.move_section(topic_id=made, section_id=section, way=Way.UP, by=at[OFFICER], at=LATER)
        actions.close_topic(topic_id=made, because="到期", by=at[OFFICER], at=LATER)
        assert topics("人才政策专题") == ["rencai"]
        assert whole()

    def test_what_is_taken_back_is_found_in_no_topic(self, at: Office) -> None:
        made = topic(at, opened=True)
        item = published(at, title="关于人才公寓的虚构通知")
        put(at, made, section_of(made), item)
        assert topics("人才公寓的虚构") == ["rencai"]
        publication.withdraw(item_id=item, why=Why.HARMFUL, told="有害。", by=at[OFFICER], at=later(8))
        assert topics("人才公寓的虚构") == []
        assert whole()

    def test_what_comes_back_or_is_called_otherwise_is_found_so(self, at: Office) -> None:
        made = topic(at, opened=True)
        item = published(at, title="关于人才公寓的虚构通知")
        put(at, made, section_of(made), item)
        again(at, item, "关于青年驿站的虚构通知")
        assert (topics("人才公寓的虚构"), topics("青年驿站的虚构")) == ([], ["rencai"])
        publication.withdraw(item_id=item, why=Why.ERROR, told="有误。", by=at[OFFICER], at=later(8))
        assert topics("青年驿站的虚构") == []
        publication.restore(item_id=item, because="核对无误", by=at[OFFICER], at=later(9))
        assert topics("青年驿站的虚构") == ["rencai"]
        assert whole()


class TestIssues:
    """政府公报."""

    def test_one_is_found_from_the_day_on_which_it_comes_out(self, at: Office) -> None:
        made = begun(at)
        add(at, made, document(at, 5, title="关于山塘整治的虚构通知"))
        sign_off(at, made)
        assert issues("山塘整治") == []
        assert whole()
        actions.issue(issue_id=made, by=at[OFFICER], at=LATER)
        for words in ("云岭县a局公报2026年第1期", "总第87期", "山塘整治", "云政发〔2026〕5号"):
            assert issues(words) == [KEY], words
        assert whole()

    def test_a_number_leads_to_the_document_first(self, at: Office) -> None:
        item = document(at, 5)
        issued(at, item)
        first = find(Asked("云政发〔2026〕5号")).hits[0]
        assert (first.kind, first.key) == (EntryKind.ITEM, Item.objects.get(pk=item).index_no)

    def test_what_was_removed_is_found_in_no_issue(self, at: Office) -> None:
        kept, gone = (
            document(at, 5, title="关于山塘整治的虚构通知"),
            document(at, 6, title="关于渡口的虚构通知"),
        )
        issued(at, kept, gone)
        publication.withdraw(item_id=gone, why=Why.HARMFUL, told="有害。", by=at[OFFICER], at=later(8))
        assert (issues("渡口的虚构"), issues("云政发〔2026〕6号"), issues("山塘整治")) == ([], [], [KEY])
        assert whole()

    def test_what_was_withdrawn_keeps_its_name_there_as_on_its_page(self, at: Office) -> None:
        item = document(at, 5, title="关于山塘整治的虚构通知")
        issued(at, item)
        publication.withdraw(item_id=item, why=Why.ERROR, told="有误。", by=at[OFFICER], at=later(8))
        assert issues("山塘整治") == [KEY]
        assert "关于山塘整治的虚构通知" in Client().get(f"/zfgb/{KEY}/").content.decode()
        assert whole()

    def test_one_that_was_given_up_was_never_found(self, at: Office) -> None:
        made = begun(at)
        item = document(at, 5)
        add(at, made, item)
        actions.drop_issue(issue_id=made, because="编错", by=at[HANDLER], at=EARLIER)
        publication.withdraw(item_id=item, why=Why.ERROR, told="有误。", by=at[OFFICER], at=later(8))
        assert Entry.objects.filter(kind=EntryKind.GAZETTE).count() == 0
        assert whole()

    @pytest.mark.parametrize(
        "key", ["", "a", "a/2026", "a/2026/x", "a/2026/1/2", "a/٢٠٢٦/1", "a/2026/999999"]
    )
    def test_keys_that_say_nothing(self, key: str) -> None:
        assert read_key(key) is None


@pytest.mark.parametrize(
    ("kind", "key"),
    [(EntryKind.TOPIC, "rencai"), (EntryKind.GAZETTE, KEY)],
)
class TestProof:
    """`gongkai search verify` and `reindex`."""

    @pytest.fixture(autouse=True)
    def _out(self, at: Office) -> None:
        topic(at, opened=True)
        issued(at)

    def test_what_is_missing_is_seen_and_mended(self, kind: EntryKind, key: str) -> None:
        drop(kind, key)
        assert list(strays(NOW)) == [Stray(kind, key, Wrong.MISSING)]
        assert mend(list(strays(NOW)), at=NOW) == 1
        assert whole()

    def test_what_is_left_is_seen_and_mended(self, kind: EntryKind, key: str) -> None:
        other = "weiyou" if kind is EntryKind.TOPIC else "a/2025/3"
        Entry.objects.filter(kind=kind).update(key=other)
        assert {(each.key, each.wrong) for each in strays(NOW)} == {(key, Wrong.MISSING), (other, Wrong.LEFT)}
        mend(list(strays(NOW)), at=NOW)
        assert whole()

    def test_what_says_something_else_is_seen_and_mended(self, kind: EntryKind, key: str) -> None:
        EntryText.objects.filter(entry__kind=kind).update(written="别的")
        assert list(strays(NOW)) == [Stray(kind, key, Wrong.OTHER)]
        mend(list(strays(NOW)), at=NOW)
        assert whole()

    def test_it_is_found_after_the_index_was_made_anew(self, kind: EntryKind, key: str) -> None:
        reindex(at=NOW)
        assert found("专题" if kind is EntryKind.TOPIC else "公报", kind) == [key]


def test_pages_of_hits_lead_to_them(at: Office) -> None:
    topic(at, opened=True)
    issued(at)
    shown = Client().get("/ss/", {"tc": "topic"}).content.decode()
    assert '<span class="tag kind">专题</span> <a href="/zt/rencai/">人才政策专题</a>' in shown
    assert '<span class="tag kind">政府公报</span>' not in shown
    shown = Client().get("/ss/", {"tc": "gazette"}).content.decode()
    assert f'href="/zfgb/{KEY}/"' in shown
    facets = Client().get("/api/v1/search").json()["facets"]["tc"]
    assert {(each["value"], each["name"]) for each in facets} >= {("topic", "专题"), ("gazette", "政府公报")}


def test_first_publication_asks_neither_topics_nor_issues(at: Office) -> None:
    """What was never public stands in nothing that consists of public items."""
    with CaptureQueriesContext(connection) as asked:
        published(at)
    assert len(asked) > 10
    assert not [each for each in asked if "compilations_" in each["sql"]]
