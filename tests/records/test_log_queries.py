"""The log as auditors look through it: what they may see and nothing else, page by page, in a constant number of queries."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor, Duty
from gongkai.records.queries.log import Page, Wanted, entries, history
from gongkai.records.queries.wording import LABELS, label
from tests.records.entries import HANDLER, NOON, write

pytestmark = pytest.mark.django_db
AUDITOR = Actor("shen-ji", "审计甲（虚构示例）", duties=(Duty(Role.SECURITY_AUDITOR, 7, frozenset({7, 8})),))


def seqs(page: Page) -> list[int]:
    return [row.seq for row in page.rows]


def test_auditor_sees_the_agencies_in_reach_and_their_people() -> None:
    write(agency_id=7)
    write(agency_id=8)
    write(agency_id=9)
    write(by=Actor("mei-you-ji-guan", "某人（虚构示例）"))
    assert seqs(entries(AUDITOR)) == [2, 1]
    assert seqs(entries(AUDITOR, people={"mei-you-ji-guan"})) == [4, 2, 1]
    assert seqs(entries(OPERATOR)) == [4, 3, 2, 1]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SECURITY_AUDITOR])
def test_nobody_else_looks_through_the_log(role: Role) -> None:
    with pytest.raises(PermissionDenied):
        entries(Actor("a", "甲（虚构示例）", duties=(Duty(role, 7, frozenset({7})),)))


def test_pages_follow_each_other_without_a_gap(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    write(7)
    pages: list[list[int]] = []
    before = None
    while True:
        with django_assert_num_queries(1):
            page = entries(OPERATOR, before=before, size=3)
        pages.append(seqs(page))
        before = page.older
        if before is None:
            break
    assert pages == [[7, 6, 5], [4, 3, 2], [1]]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [4, 3, 2, 1]),
        (Wanted(subject="application:2"), [2]),
        (Wanted(agency_id=8), [3]),
        (Wanted(actor="operator"), [4]),
        (Wanted(action="files.open"), [2]),
        (Wanted(action="files"), [2]),
        (Wanted(action="file"), []),
        (Wanted(since=NOON + timedelta(days=1)), [4, 3]),
        (Wanted(until=NOON + timedelta(days=1)), [2, 1]),
        (Wanted(since=NOON + timedelta(days=1), until=NOON + timedelta(days=2)), [3]),
    ],
)
def test_what_an_auditor_looks_for(wanted: Wanted, found: list[int]) -> None:
    write()
    write(subject="application:2", action="files.open")
    write(agency_id=8, at=NOON + timedelta(days=1))
    write(by=OPERATOR, at=NOON + timedelta(days=2))
    assert seqs(entries(OPERATOR, wanted)) == found


def test_history_of_one_thing() -> None:
    write(2, subject="application:1")
    write(subject="application:12")
    assert seqs(history("application:1")) == [2, 1]


def test_rows_speak_in_words() -> None:
    write(duty=HANDLER, action="files.open")
    [row] = entries(OPERATOR).rows
    assert (row.role_label, row.action_label, row.at) == ("业务承办人", "打开文件", NOON)
    assert label("unknown.action") == "unknown.action"
    assert all(LABELS.values())
