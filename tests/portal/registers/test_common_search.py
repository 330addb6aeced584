"""The common search says in which registers the words are found, and leads there; nothing that is not public is counted."""

from collections.abc import Mapping
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from gongkai.registers import actions
from gongkai.registers.models import Record
from gongkai.registers.queries import public_matches
from tests.portal.pages import words
from tests.portal.test_searching import HOSTILE
from tests.registers.world import (
    LICENCE,
    NOON,
    PENALTY,
    County,
    as_csv,
    county,
    delivered,
    licence,
    penalty,
    source,
)

pytestmark = pytest.mark.django_db
PERSON = {
    "party_name": "甲虚构",
    "party_kind": "自然人",
    "party_uscc": "",
    "party_id_kind": "居民身份证",
    "party_id_number": "110101199003074514",
}


@pytest.fixture(autouse=True)
def made(tmp_path: Path) -> County:
    """Two departments' decisions, of each register one that must not be seen."""
    world = county()
    rows = [licence(1), licence(2), licence(3, open="否")]
    assert delivered(tmp_path, source(world.ju), as_csv(rows)).message == ""
    rows = [penalty(1), penalty(2, **PERSON), penalty(3, status="撤销", status_changed_on="2026-02-27")]
    assert delivered(tmp_path, source(world.ju, PENALTY), as_csv(rows, PENALTY)).message == ""
    return world


def beside(q: str, **more: str) -> str:
    """What the page of the search says beside its hits."""
    answer = Client().get(f"{reverse('search')}?{urlencode({'q': q, **more}, errors='surrogatepass')}")
    assert answer.status_code == 200
    return str(answer.content.decode().partition('class="beside"')[2].partition("</aside>")[0])


def said(q: str, **more: str) -> str:
    return words(beside(q, **more)).replace(" ", "")


def test_registers_with_the_words_are_named_and_lead_to_their_rows() -> None:
    html = beside("虚构商贸")
    assert "行政许可决定（2件）、行政处罚决定（1件）" in said("虚构商贸")
    address = unescape(html.partition('href="')[2].partition('"')[0])
    page = Client().get(address).content.decode()
    assert page.count('class="name" scope="row"') == 2
    assert 'value="虚构商贸"' in page


def test_all_words_must_be_there() -> None:
    assert "行政许可决定（1件）" in said("虚构商贸 第2虚构")
    assert beside("虚构商贸 没有这些字") == ""


def test_a_document_number_however_written() -> None:
    assert "行政处罚决定（1件）" in said("云岭罚[2026]1号")


@pytest.mark.parametrize("secret", ["甲虚构", "110101199003074514", "第3号", "第3虚构商贸", "罚〔2026〕3号"])
def test_what_is_not_public_is_not_counted(secret: str) -> None:
    assert beside(secret) == ""


def test_what_leaves_the_public_view_is_no_longer_counted(made: County) -> None:
    held = Record.objects.get(title__contains="第1号")
    assert "行政许可决定（1件）" in said("第1号虚构事项")
    actions.pull(record_id=held.pk, on=held.dated_on, reason="误", by=made.person(), at=NOON)
    assert beside("第1号虚构事项") == ""


def test_only_words_alone_are_looked_for_there() -> None:
    assert beside("虚构商贸", nf="2026") == ""
    assert beside("虚构商贸", p="2") == ""
    assert beside("") == ""


def test_of_many_it_is_said_that_there_are_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_matches, "MOST", 1)
    assert "行政许可决定（超过1件）、行政处罚决定（1件）" in said("虚构商贸")


@pytest.mark.parametrize("given", [{}, {"more": 20}])
def test_it_takes_two_queries(
    made: County,
    tmp_path: Path,
    given: Mapping[str, int],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    if given:
        rows = [licence(100 + number) for number in range(given["more"])]
        delivered(tmp_path, source(made.ju), as_csv(rows))
    with django_assert_max_num_queries(2):
        found = public_matches.public_matches("虚构商贸")
    assert [(each.made.key, each.many) for each in found] == [
        (LICENCE, 2 + given.get("more", 0)),
        (PENALTY, 1),
    ]
    with django_assert_max_num_queries(0):
        assert public_matches.public_matches("一") == []


@pytest.mark.parametrize("q", HOSTILE)
def test_hostile_words_do_no_harm(q: str) -> None:
    assert "超过" not in beside(q)
