"""Links that lead outside: asked by jobs, told by the checks, looked over in what is public; a real site answers."""

import socket
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from gongkai.guard.http.outward import Outcome
from gongkai.jobs.worker import do_next
from gongkai.publication import actions
from gongkai.publication.actions import asking, gathering
from gongkai.publication.actions.asking import ask_links
from gongkai.publication.models import Item, OutsideAddress, OutsideLink, Why
from gongkai.publication.queries.checks import check_edition
from gongkai.publication.queries.links import DeadLink, dead_links, how_many_dead, links_of
from gongkai.records.actions.jobs import queue
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from tests.publication.office import (
    HANDLER,
    NOON,
    OFFICER,
    SECRECY,
    altered,
    another,
    draft,
    edition,
    later,
    office,
    over,
    published,
    sign_off,
)
from tests.records.jobs.sample import HOLD
from tests.security.answering import Site, site
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
NAME = "www.yunling.gov.cn"


@pytest.fixture(scope="module")
def there() -> Iterator[Site]:
    with site() as running:
        yield running


@pytest.fixture(autouse=True)
def _on(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A county's site whose name leads into the inner network, as it does in many offices."""
    resolve = socket.getaddrinfo

    def resolved(host: str, *given: Any, **more: Any) -> Any:
        return resolve("127.0.0.1" if host == NAME else host, *given, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    settings.CHECK_LINKS = True
    settings.CHECK_LINKS_INNER = [NAME]
    settings.SITE_DOMAIN = "www.example.gov.cn"


@pytest.fixture
def at() -> Office:
    return office()


def url(there: Site, path: str) -> str:
    return there.at(path, NAME)


def body(*addresses: str) -> str:
    links = "".join(f'<p>详见<a href="{each}">第{n}个网页</a>。</p>' for n, each in enumerate(addresses, 1))
    return f"<p>各单位：</p><p>现开展虚构检查，请做好准备。</p>{links}"


def work(at: datetime = NOON) -> int:
    """All that is due at this time; how many jobs that were."""
    done = 0
    while do_next(worker="甲", hold=HOLD, clock=lambda: at):
        done += 1
    return done


def ask(edition_id: int, at: Office, when: datetime = NOON) -> int:
    return ask_links(item_id=edition(edition_id).item_id, by=at[HANDLER], at=when)


def remarks(edition_id: int) -> list[str]:
    return [each.message for each in check_edition(edition(edition_id), NOON) if each.rule == "K008"]


def outcomes() -> dict[str, str]:
    """What each path answered."""
    rows = OutsideAddress.objects.values_list("address", "outcome")
    return {urlsplit(address).path.lstrip("/"): outcome for address, outcome in rows}


class TestDraft:
    """An officer has the links of a draft asked."""

    def test_checks_tell_what_was_asked(self, at: Office, there: Site) -> None:
        paths = ("ok", "status/404", "status/500", "status/403", "to/http%3A%2F%2F127.0.0.1%2F")
        edition_id = draft(
            at, body=body(*(url(there, path) for path in paths), "http://no-such-name.invalid/", "/xxgk/1/")
        )
        before = links_of(edition_id, at[HANDLER], NOON)
        assert [(row.said, row.waits) for row in before] == [("还没有检查", False)] * 6
        assert remarks(edition_id) == []
        assert ask(edition_id, at) == 6
        assert all(row.waits for row in links_of(edition_id, at[HANDLER], NOON))
        work()
        after = links_of(edition_id, at[HANDLER], NOON)
        assert [(row.said, row.waits) for row in after] == [
            ("能打开", False),
            ("页面不存在（404）", False),
            ("对方网站出错（500）", False),
            ("对方不让程序查看，请自行打开核对（403）", False),
            ("内部网络的地址，没有检查", False),
            ("域名不能解析", False),
        ]
        assert remarks(edition_id) == [
            "链接打不开（页面不存在（404）），请核对网址，或者删去。",
            "链接打不开（对方网站出错（500）），请核对网址，或者删去。",
            "链接打不开（域名不能解析），请核对网址，或者删去。",
        ]
        entry = LogEntry.objects.get(action="publication.ask_links")
        assert (entry.actor, entry.details) == ("a-handler", {"links": 6})
        assert "Gongkai-LinkCheck (+https://www.example.gov.cn/)" in str(there.asked())

    def test_same_is_not_asked_again_at_once(self, at: Office, there: Site) -> None:
        edition_id = draft(at, body=body(url(there, "ok/once"), url(there, "ok/once#part")))
        assert ask(edition_id, at) == 1
        assert ask(edition_id, at) == 0  # it is queued
        work()
        assert ask(edition_id, at, later(0.1)) == 0  # it was asked just now
        assert ask(edition_id, at, later(1)) == 1
        work(later(1))
        assert there.paths().count("HEAD /ok/once") == 2

    def test_question_that_was_lost_is_asked_again(self, at: Office, there: Site) -> None:
        edition_id = draft(at, body=body(url(there, "ok/lost")))
        ask(edition_id, at)
        assert ask(edition_id, at, later(7)) == 1

    def test_what_opens_again_is_no_dead_link(self, at: Office, there: Site) -> None:
        edition_id = draft(at, body=body(url(there, "ok/back")))
        ask(edition_id, at)
        OutsideAddress.objects.update(outcome=Outcome.SILENT, asked_at=NOON, failures=3, failing_since=NOON)
        assert len(remarks(edition_id)) == 1
        work()
        row = OutsideAddress.objects.get()
        assert (row.outcome, row.failures, row.failing_since) == (Outcome.OPENS, 0, None)
        assert remarks(edition_id) == []

    def test_there_is_a_turn_for_other_jobs(
        self, at: Office, there: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(asking, "BATCH", 3)
        calls = iter(range(1_000))
        monkeypatch.setattr(asking, "monotonic", lambda: next(calls) * asking.SLICE)  # time for one each
        edition_id = draft(at, body=body(*(url(there, f"ok/turn/{n}") for n in range(7))))
        assert ask(edition_id, at) == 7
        assert work() == 7
        assert set(outcomes().values()) == {Outcome.OPENS}

    def test_for_those_who_write_alone(self, at: Office, there: Site) -> None:
        item_id = edition(draft(at, body=body(url(there, "ok")))).item_id
        for by in (at[SECRECY], office("b")[HANDLER]):
            with pytest.raises(PermissionDenied):
                ask_links(item_id=item_id, by=by, at=NOON)
        with pytest.raises(PermissionDenied):
            ask_links(item_id=item_id + 1, by=at[HANDLER], at=NOON)
        assert links_of(item_id, another(office("c"), HANDLER), NOON) == ()

    def test_nothing_to_ask(self, at: Office) -> None:
        with pytest.raises(Refused, match="没有指向其他网站的链接"):
            ask(draft(at), at)


class TestOff:
    """An installation that has no way out asks nothing."""

    @pytest.fixture(autouse=True)
    def _off(self, settings: Settings) -> None:
        settings.CHECK_LINKS = False

    def test_nothing_is_asked(self, at: Office, there: Site) -> None:
        edition_id = draft(at, body=body(url(there, "ok/off")))
        with pytest.raises(Refused, match="没有开启"):
            ask(edition_id, at)
        look_over(NOON)
        assert not OutsideAddress.objects.exists()

    def test_what_was_queued_before_is_left(self, at: Office, there: Site, settings: Settings) -> None:
        settings.CHECK_LINKS = True
        edition_id = draft(at, body=body(url(there, "ok/off")))
        ask(edition_id, at)
        settings.CHECK_LINKS = False
        work()
        row = OutsideAddress.objects.get()
        assert (row.outcome, row.wanted_at) == ("", None)
        assert "HEAD /ok/off" not in there.paths()

    def test_checks_do_not_look(self, at: Office, there: Site) -> None:
        edition_id = draft(at, body=body(url(there, "gone")))
        with CaptureQueriesContext(connection) as asked:
            check_edition(edition(edition_id), NOON)
        assert not any("outsideaddress" in query["sql"] for query in asked.captured_queries)


def look_over(when: datetime) -> None:
    """The nightly pass, to its end."""
    with transaction.atomic():
        queue(gathering.JOB, key=when.isoformat(), at=when)
    work(when)


def month(first: datetime = NOON) -> list[datetime]:
    return [first + timedelta(days=n) for n in range(gathering.CYCLE)]


def dead(at: Office, *below: Office) -> list[DeadLink]:
    return dead_links(over(at, *below), NOON)


class TestPublic:
    """What is public is looked over once a month."""

    def test_each_address_is_asked_once_a_month(
        self, at: Office, there: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(gathering, "PAGE", 1)
        everywhere = url(there, "ok/monthly/everywhere")
        for n in range(4):
            published(at, body=body(url(there, f"ok/monthly/{n}"), everywhere))
        for when in month():
            look_over(when)
        counted = Counter(path for path in there.paths() if "monthly" in path)
        assert counted == {f"HEAD /ok/monthly/{n}": 1 for n in (0, 1, 2, 3, "everywhere")}
        for when in month(NOON + timedelta(days=gathering.CYCLE)):
            look_over(when)
        counted = Counter(path for path in there.paths() if "monthly" in path)
        assert set(counted.values()) == {2}

    def test_pages_of_one_day(self, at: Office, there: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(gathering, "PAGE", 2)
        monkeypatch.setattr(gathering, "CYCLE", 1)
        for n in range(5):
            published(at, body=body(url(there, f"ok/page/{n}")))
        look_over(NOON)
        assert OutsideLink.objects.count() == 5
        assert set(outcomes().values()) == {Outcome.OPENS}

    def test_dead_links_are_listed_for_whoever_reaches_the_agency(
        self, at: Office, there: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(gathering, "CYCLE", 1)
        below = office("b", at.agency)
        item_id = published(below, body=body(url(there, "ok"), url(there, "status/410")))
        draft(below, body=body(url(there, "status/404")))
        look_over(NOON)
        [found] = dead(at, below)
        assert (found.item_id, found.said, found.failures) == (item_id, "页面不存在（410）", 1)
        assert (found.agency, found.since, found.asked_at) == (below.agency.name, NOON, NOON)
        assert [dead(office("c")), dead(at)] == [[], []]
        assert how_many_dead(over(at, below)) == 1

    def test_new_edition_without_the_link_takes_it_off_the_list(
        self, at: Office, there: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(gathering, "CYCLE", 1)
        item_id = published(at, body=body(url(there, "status/404/a")))
        look_over(NOON)
        assert len(dead(at)) == 1
        again = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(6))
        held = edition(again)
        actions.save(
            edition_id=again,
            revision=held.revision,
            content=altered(held, body=body(url(there, "ok"))),
            by=at[HANDLER],
            at=later(6),
        )
        sign_off(again, at)
        actions.publish(edition_id=again, by=at[OFFICER], at=later(7))
        assert dead(at) == []
        look_over(later(8))
        assert [link.address.address for link in OutsideLink.objects.select_related("address")] == [
            url(there, "ok")
        ]

    def test_withdrawn_items_are_not_listed(
        self, at: Office, there: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(gathering, "CYCLE", 1)
        item_id = published(at, body=body(url(there, "status/404/b")))
        look_over(NOON)
        actions.withdraw(item_id=item_id, why=Why.ERROR, told="内容有误。", by=at[OFFICER], at=later(6))
        assert dead(at) == []

    def test_what_failed_is_asked_again_after_a_week(
        self, at: Office, there: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(gathering, "CYCLE", 1)
        published(at, body=body(url(there, "status/500/week")))
        look_over(NOON)
        monkeypatch.setattr(gathering, "_share", lambda *_: Item.objects.none())
        for days in (3, 7):
            look_over(NOON + timedelta(days=days))
        [found] = dead(at)
        assert (found.failures, found.since) == (2, NOON)

    def test_addresses_of_old_drafts_are_forgotten(self, at: Office, there: Site) -> None:
        ask(draft(at, body=body(url(there, "ok/draft"))), at)
        work()
        look_over(NOON + timedelta(days=89))
        assert OutsideAddress.objects.exists()
        look_over(NOON + timedelta(days=91))
        assert not OutsideAddress.objects.exists()

    def test_list_takes_one_query(self, at: Office, there: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(gathering, "CYCLE", 1)
        for n in range(3):
            published(at, body=body(url(there, f"status/404/{n}")))
            look_over(later(n))
            with CaptureQueriesContext(connection) as asked:
                assert len(dead(at)) == n + 1
            assert len(asked) == 1
