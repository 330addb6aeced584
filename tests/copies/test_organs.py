"""On the pages of an agency nothing changes by what is done with items while their fingerprints stay."""

from collections.abc import Mapping
from hashlib import sha256
from random import Random

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from gongkai.agencies.models import Agency
from gongkai.copies.backends.rendering import render
from gongkai.copies.queries.organs import pages_of, shelves_of, years_of
from gongkai.copies.queries.things import Thing
from gongkai.law.report.schema import Level
from gongkai.publication.models import Column
from tests.copies.acts import one_act
from tests.portal.bodies import tree_of_columns
from tests.publication.bodies import entry
from tests.publication.office import office, published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db

ACTS = 8
COLUMNS = ("tzgg", "zcwj-gfxwj", "zd-bd")


@pytest.fixture
def at() -> Office:
    return office()


@pytest.fixture
def columns() -> list[int]:
    tree_of_columns()
    return [Column.objects.get(key=key).pk for key in COLUMNS]


def shelves(at: Office) -> dict[str, Thing]:
    return {each.key: each for each in shelves_of(at.agency.pk, on=localdate(), stamp="")}


def shown(things: dict[str, Thing]) -> dict[str, str]:
    """What every page says now."""
    return {key: sha256(render(each.addresses[0]).content).hexdigest() for key, each in things.items()}


def changed(before: Mapping[str, object], now: Mapping[str, object]) -> set[str]:
    return {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}


def marked(things: dict[str, Thing]) -> dict[str, str]:
    return {key: each.fingerprint for key, each in things.items()}


def test_page_changes_only_with_its_fingerprint(at: Office, columns: list[int]) -> None:
    chance, seen = Random(3), set[str]()
    things = shelves(at)
    pages = shown(things)
    for number in range(ACTS):
        one_act(at, chance, 10 + number, columns)
        told, things = things, shelves(at)
        said, pages = pages, shown(things)
        assert changed(said, pages) <= changed(marked(told), marked(things)), number
        seen |= changed(said, pages)
    assert {f"/zfxxgk/a/fdzdgk/{key}/" for key in COLUMNS[:2]} < seen
    assert {"/zfxxgk/a/", "/zfxxgk/a/zd/", "/zfxxgk/a/fdzdgk/rss.xml", "/zfxxgk/a/nb/"} < seen


def test_few_pages_are_others_after_a_publication(at: Office, columns: list[int]) -> None:
    for number, column in enumerate(columns):
        published(at, hours=5 + number, column_id=column)
    before = shelves(at)
    published(at, hours=9, column_id=columns[0], title="又一件")
    list_of = ("", "rss.xml", "atom.xml")
    assert changed(marked(before), marked(shelves(at))) == {
        "/zfxxgk/a/",
        *(f"/zfxxgk/a/fdzdgk/{file}" for file in list_of),
        *(f"/zfxxgk/a/fdzdgk/tzgg/{file}" for file in list_of),
    }


def test_first_item_of_a_column_brings_it_into_every_directory(at: Office, columns: list[int]) -> None:
    published(at, column_id=columns[0])
    before = shelves(at)
    published(at, hours=6, column_id=columns[1])
    assert before.keys() <= changed(marked(before), marked(shelves(at)))


def test_catalogue_is_another_by_what_stands_in_its_rows(at: Office) -> None:
    Agency.objects.filter(pk=at.agency.pk).update(level=Level.COUNTY)
    for field in ("budget", "employment"):
        entry(f"{field}-01", field=field)
    published(at)
    before = shelves(at)
    published(at, hours=6, entry_key="budget-01")
    after = changed(marked(before), marked(shelves(at)))
    fields = {key for key in before if "/jczwgk/" in key}
    assert fields == {f"/zfxxgk/a/jczwgk/{field}" for field in ("", "budget/", "employment/")}
    assert fields - after == {"/zfxxgk/a/jczwgk/employment/"}


def test_of_what_else_shows_nothing_is_sure(at: Office) -> None:
    published(at)
    walks = (pages_of, years_of)
    made = [each for walk in walks for each in walk(at.agency.pk, on=localdate(), stamp="")]
    assert not any(each.sure for each in made)
    assert {each.key for each in made} == shelves(at).keys()
    assert all(each.sure for each in shelves(at).values())


def test_cost_does_not_grow_with_what_there_is(
    at: Office, columns: list[int], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        published(at, hours=5 + number, column_id=columns[0])
    with django_assert_max_num_queries(60):
        shelves(at)
