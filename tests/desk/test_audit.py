"""The check of the log on its page: asked for once, told while it goes on, kept with its time when it is over."""

from datetime import timedelta
from threading import Event

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.jobs.worker import work
from gongkai.law.roles import Role
from gongkai.records.actions import checks
from gongkai.records.models import LogCheck, LogEntry
from gongkai.records.queries.checks import STILL
from tests.desk.world import browser, world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_desk")]


@pytest.fixture
def auditor() -> Client:
    return browser(world(Role.SECURITY_AUDITOR).user(Role.SECURITY_AUDITOR))


@pytest.fixture
def _long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Already the log of these tests is too long to be read at once."""
    monkeypatch.setattr(checks, "STRETCH", 5)


def read(client: Client, name: str = "audit_check") -> str:
    return client.get(reverse(f"desk:{name}")).content.decode()


def ask(client: Client) -> str:
    return client.post(reverse("desk:audit_verify"), follow=True).content.decode()


def test_nothing_was_checked_yet(auditor: Client) -> None:
    assert "还没有校验过" in read(auditor)


def test_short_log_is_checked_while_one_waits(auditor: Client) -> None:
    assert "没有被改动、删除或插入" in ask(auditor)
    assert "上次校验通过" in read(auditor, "audit")


def test_faults_are_told_and_stay(auditor: Client) -> None:
    LogEntry.objects.filter(seq=2).update(reason="改过")
    for page in (ask(auditor), read(auditor)):
        assert "校验没有通过" in page
        assert "第 2 条：" in page
    assert "上次校验没有通过" in read(auditor, "audit")


@pytest.mark.usefixtures("_long")
def test_long_log_is_checked_in_the_background(auditor: Client) -> None:
    page = ask(auditor)
    assert "已读到第 0 条" in page
    assert "重新校验" not in page
    assert "正在校验日志链" in read(auditor, "audit")
    work(worker="甲", hold=timedelta(seconds=60), stop=Event(), once=True)
    assert "没有被改动、删除或插入" in read(auditor)
    assert "重新校验" in read(auditor)


@pytest.mark.usefixtures("_long")
def test_check_that_nobody_works_on_says_so(auditor: Client) -> None:
    ask(auditor)
    check = LogCheck.objects.get()
    LogCheck.objects.update(moved_at=check.moved_at - STILL)
    assert "没有进展" in read(auditor)
    ask(auditor)
    assert LogCheck.objects.count() == 2
