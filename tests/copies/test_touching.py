"""On which pages what is done may show."""

import pytest

from gongkai.copies.queries import touching
from gongkai.copies.queries.things import named
from gongkai.copies.queries.touching import EVERYTHING, Done, touched
from gongkai.publication.models import Item, Mention
from gongkai.records.queries.wording import LABELS
from tests.portal.public import shown_edition
from tests.publication.office import office, published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Office:
    return office()


def test_what_nobody_knows_may_show_everywhere() -> None:
    assert touched([Done(7, "another.thing", 1, None)]) == {EVERYTHING: 7}
    assert touched([Done(7, "agencies.rename", 1, None)]) == {EVERYTHING: 7}


def test_item_shows_on_its_page_its_lists_and_the_map(at: Office) -> None:
    item_id, agency = published(at), at.agency.pk
    found = touched(
        [Done(3, "publication.publish", agency, item_id), Done(9, "publication.withdraw", agency, item_id)]
    )
    assert found == dict.fromkeys(
        (f"near:{item_id}", f"shelves:{agency}", "news", f"map:{item_id // 5000}"), 9
    )


def test_many_items_are_found_by_a_walk_over_all_of_their_agencies(
    at: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of what they mention too."""
    monkeypatch.setattr(touching, "FEW", 1)
    other = published(office("b"))
    first, second = published(at), published(at, hours=6)
    Mention.objects.create(edition=shown_edition(second), item_id=other)
    found = touched(
        [Done(seq, "publication.publish", at.agency.pk, pk) for seq, pk in ((3, first), (5, second))]
    )
    walked = {f"items:{agency}": 5 for agency in Item.objects.values_list("agency", flat=True)}
    assert {name: seq for name, seq in found.items() if name.startswith(("items:", "near:"))} == walked
    assert len(walked) == 2


def test_report_shows_on_pages_of_its_agency_and_where_it_is_compared(at: Office) -> None:
    agency = at.agency.pk
    assert set(touched([Done(3, "annual_reports.import", agency, None)])) == {
        "observatory",
        "news",
        "site",
        *(f"{begin}:{agency}" for begin in ("reports", "agency", "years")),
    }


def test_more_than_can_be_read_is_everything(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    published(at)
    monkeypatch.setattr(touching, "MOST", 0)
    assert touching.since(0, 10**9) is None


@pytest.mark.parametrize("action", sorted(touching._NAMED))
def test_named_actions_are_ones_that_there_are(action: str) -> None:
    assert action in LABELS


def test_every_action_leads_somewhere_or_stays_inside(at: Office) -> None:
    """No action that shows is dropped by mistake: each leads to a scope that has a place in the order."""
    item_id = published(at)
    for action in LABELS:
        found = touched(
            [Done(1, action, at.agency.pk, item_id if action.startswith("publication.") else None)]
        )
        assert found or action == "publication.open_ticket", action
        assert all(name == EVERYTHING or name in named(list(found)) for name in found)


def test_newest_things_come_first() -> None:
    told = named(["registers", "agency:2", "site", "items:2", "near:9", "map:0", "shelves:2", "news"])
    assert told == ["near:9", "items:2", "news", "shelves:2", "map:0", "site", "agency:2", "registers"]
