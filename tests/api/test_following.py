"""A mirror: everything page by page, then each change in its order, while others go on publishing; in the end it is the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from gongkai.publication import actions
from gongkai.publication.models import Item, Stand, Why
from gongkai.records.queries.turns import Turn
from tests.api.world import MARK, replace
from tests.portal.public import data_of, got, index_of, with_files
from tests.publication.importing import brought_in, listed, old
from tests.publication.office import (
    OFFICER,
    draft,
    edition,
    later,
    office,
    published,
    sign_off,
    withheld,
)
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


class Mirror:
    """Another platform that holds what is public here: items by index number, files by digest."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}
        self.after = 0
        self.seen: list[tuple[str, str]] = []

    def take(self, *, size: int = 2, until: int | None = None) -> str:
        """Pages of everything, from the first one on; where it stopped."""
        cursor, pages = "", 0
        while True:
            page = asked(f"harvest/items?limit={size}&cursor={cursor}")
            if not pages:
                self.after = page["sequence"]
            for row in page["rows"]:
                self._keep(row)
            pages, cursor = pages + 1, page["next"]
            if not cursor or pages == until:
                return cursor or ""

    def go_on(self, cursor: str) -> None:
        """The rest of the pages."""
        while cursor:
            page = asked(f"harvest/items?limit=2&cursor={cursor}")
            for row in page["rows"]:
                self._keep(row)
            cursor = page["next"]

    def follow(self, size: int = 2) -> None:
        """Every change behind the last one."""
        more = True
        while more:
            page = asked(f"changes?after={self.after}&limit={size}")
            for row in page["rows"]:
                self.seen.append((row["change"], row["index_no"]))
                answer = Client().get(row["url"])
                if answer.status_code == 200:
                    self._keep(answer.json())
                else:
                    assert answer.status_code in (404, 410)
                    self.items.pop(row["index_no"], None)
            assert page["next"] >= self.after
            self.after, more = page["next"], page["more"]

    def _keep(self, row: dict[str, Any]) -> None:
        self.items[row["index_no"]] = row
        for file in row["attachments"]:
            self.files[file["sha256"]] = data_of(got(f"{ROOT}files/{file['sha256']}"))


def asked(path: str) -> Any:
    answer = Client().get(f"{ROOT}{path}")
    assert answer.status_code == 200, answer.content
    assert MARK not in answer.content.decode()
    return json.loads(answer.content)


def here() -> dict[str, Any]:
    """What is public here, as the pages of the items say it."""
    numbers = Item.objects.filter(stand=Stand.PUBLIC).values_list("index_no", flat=True)
    return {number: Client().get(f"/xxgk/{number}/item.json").json() for number in numbers}


def take_back(at: Office, item_id: int, hours: float, why: Why = Why.ERROR) -> None:
    actions.withdraw(item_id=item_id, why=why, told="有误。", by=at[OFFICER], at=later(hours))


def test_a_mirror_that_follows_is_the_same_as_what_is_public(tmp_path: Path) -> None:
    at, other = office(), office("b")
    first = [published(at) for _ in range(4)]
    with_file = with_files(at)
    draft(at, title=f"{MARK}草稿")
    late = draft(at, title="先起草后公开的通知")
    held = Mirror()
    place = held.take(until=2)
    # While it reads, others go on: what it has is replaced and taken back, what is to come too, and something old comes in between.
    replace(at, first[0], "换版的通知")
    take_back(at, first[1], 7)
    take_back(at, first[3], 7)
    sign_off(late, at)
    actions.publish(edition_id=late, by=at[OFFICER], at=later(8))
    held.go_on(place)
    held.follow()
    assert held.items == here()
    assert set(held.files) == {file["sha256"] for row in here().values() for file in row["attachments"]}
    # A stream of acts of every kind, in no order that helps.
    held.seen.clear()
    actions.restore(item_id=first[1], because="核对无误", by=at[OFFICER], at=later(9))
    take_back(at, with_file, 9, Why.HARMFUL)
    replace(at, first[0], "再次换版的通知", hours=10)
    brought_in(listed(tmp_path, old(1), old(2), old(3), old(4), old(5)), other.agency.pk)
    new = published(other, hours=11)
    take_back(other, new, 12)
    actions.restore(item_id=new, because="核对无误", by=other[OFFICER], at=later(13))
    withheld(at, title=f"{MARK}不公开")
    expiring = edition(late).item
    Item.objects.filter(pk=expiring.pk).update(expires_on=later(0).date())
    actions.expire_due(at=later(100))
    held.follow()
    assert held.items == here()
    assert held.seen[:4] == [
        (Turn.RESTORED, index_of(first[1])),
        (Turn.WITHDRAWN, Item.objects.get(pk=with_file).index_no),
        (Turn.REPLACED, index_of(first[0])),
        (Turn.PUBLISHED, Item.objects.get(imported_from="旧站:1").index_no),
    ]
    assert [turn for turn, number in held.seen if number == index_of(new)] == [
        Turn.PUBLISHED,
        Turn.WITHDRAWN,
        Turn.RESTORED,
    ]
    assert held.seen[-1][0] == Turn.EXPIRED
    held.seen.clear()
    held.follow()
    assert not held.seen, "nothing is told twice"


def test_pages_of_changes_lose_nothing_however_small_they_are(tmp_path: Path) -> None:
    at = office()
    published(at)
    brought_in(listed(tmp_path, *(old(number) for number in range(7))), at.agency.pk)
    published(at)
    whole = asked("changes?limit=100")
    assert [row["change"] for row in whole["rows"]] == ["published"] * 9
    assert not whole["more"]
    assert asked(f"changes?after={whole['next']}")["rows"] == []
    small, after, more = [], 0, True
    while more:
        page = asked(f"changes?limit=1&after={after}")
        small += page["rows"]
        after, more = page["next"], page["more"]
    assert [row["index_no"] for row in small] == [row["index_no"] for row in whole["rows"]]
    assert len({row["sequence"] for row in small}) == 3, "an import is not cut in two"
