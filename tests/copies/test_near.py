"""What is looked at around one item is all that changes, and says the same as a walk over everything."""

from datetime import date
from random import Random

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from gongkai.copies.queries.items import agencies_with_items, items_of
from gongkai.copies.queries.near import items_near
from gongkai.normative.actions import link_item
from gongkai.records.access import OPERATOR
from tests.copies.acts import one_act
from tests.normative.register import entered
from tests.publication.office import NOON, office, published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db

ACTS = 24


@pytest.fixture
def at() -> Office:
    return office()


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few items have others beyond their reach."""
    for module in ("publication.queries.around", "copies.queries.items", "copies.queries.near"):
        monkeypatch.setattr(f"gongkai.{module}.NEAR", 2)
    for module in ("publication.queries.around", "copies.queries.items"):
        monkeypatch.setattr(f"gongkai.{module}.RELATED", 2)


def walked() -> dict[str, str]:
    """The fingerprint of everything, by walks."""
    return {
        each.key: each.fingerprint
        for agency in agencies_with_items()
        for each in items_of(agency, on=localdate(), stamp="")
    }


def near(item_id: int) -> dict[str, str]:
    return {each.key: each.fingerprint for each in items_near(item_id, on=localdate(), stamp="")}


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_changes_beyond_what_is_looked_at(at: Office, seed: int) -> None:
    chance, before = Random(seed), walked()
    for number in range(ACTS):
        item_id = one_act(at, chance, 10 + number)
        now, looked = walked(), near(item_id)
        changed = {key for key in now.keys() | before.keys() if now.get(key) != before.get(key)}
        assert changed <= looked.keys(), number
        assert looked == {key: now[key] for key in looked}, number
        before = now


def test_what_the_register_knows_is_looked_at_beside_what_it_knows(at: Office) -> None:
    known = [published(at, document_no=f"云政发〔2020〕{n}号", hours=10 + n) for n in (1, 2)]
    for n, item_id in enumerate(known, 1):
        document_id = entered(at, f"云政发〔2020〕{n}号", date(2020, 3, n))
        link_item(document_id=document_id, item_id=item_id, by=OPERATOR, at=NOON)
    for n in range(4):
        published(at, hours=20 + n)
    assert {f"item:{each}" for each in known} <= near(known[1]).keys()
    assert near(known[1]).items() <= walked().items()


def test_cost_does_not_grow_with_what_there_is(
    at: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made = [published(at, hours=10 + n, topic="finance") for n in range(12)]
    with django_assert_max_num_queries(30):
        assert len(near(made[6])) < 12


def test_many_are_walked_over(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [published(at, hours=10 + n, topic="finance") for n in range(4)]
    before = near(made[1])
    monkeypatch.setattr("gongkai.copies.queries.near.FEW", 0)
    assert near(made[1]) == before
