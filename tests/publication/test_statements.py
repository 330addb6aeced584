"""What an agency says of a column in which it has nothing: shown to the public, ended by the first item."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from gongkai.agencies.models import Agency
from gongkai.publication import actions
from gongkai.publication.actions.columns import set_column
from gongkai.publication.actions.statements import end_statement, state_empty
from gongkai.publication.models import Column, ColumnKind, EmptyStatement, Why
from gongkai.publication.queries.columns import columns
from gongkai.publication.queries.feeding import State, feeding
from gongkai.publication.queries.shelves import Shelf, empty_columns, shelves
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from tests.publication.office import HANDLER, HEAD, MONDAY, NOON, OFFICER, later, office, published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db

NOTHING = "本机关无此类信息。"


def column(key: str, parent: Column | None = None) -> Column:
    known: dict[str, Any] = {"kind": ColumnKind.STATUTORY, "begins_on": date(2019, 5, 15)}
    return Column.objects.create(key=key, title=f"栏目{key}", parent=parent, **known)


@pytest.fixture
def at() -> Office:
    return office()


@pytest.fixture
def tree() -> tuple[Column, Column, Column]:
    """A column with two below it."""
    top = column("fd")
    return top, column("xk", top), column("cf", top)


def say(at: Office, held: Column, by: Actor | None = None, text: str = NOTHING) -> int:
    return state_empty(column_id=held.pk, agency_id=at.agency.pk, text=text, by=by or at[OFFICER], at=NOON)


def shown(agency: Agency) -> dict[str, Shelf]:
    return {shelf.key: shelf for shelf in shelves(agency.pk, MONDAY)}


def standing(at: Office) -> set[str]:
    found = EmptyStatement.objects.filter(agency=at.agency, ended_at__isnull=True)
    return set(found.values_list("column__key", flat=True))


def test_public_sees_it_with_its_day_below_the_column_that_holds_it(
    at: Office, tree: tuple[Column, Column, Column]
) -> None:
    assert shown(at.agency) == {}
    say(at, tree[1])
    found = shown(at.agency)
    assert list(found) == ["fd", "xk"]
    assert (found["xk"].statement, found["xk"].stated_on, found["xk"].items) == (NOTHING, MONDAY, 0)
    assert found["fd"].statement == ""
    page = Client().get(reverse("column", args=["a", "xk"]), follow=True).content.decode()
    assert NOTHING in page
    assert "2026年3月2日" in page
    assert Client().get(reverse("column", args=["a", "cf"]), follow=True).status_code == 404
    entry = LogEntry.objects.get(action="publication.state_empty")
    assert (entry.subject, entry.reason) == (f"column:{tree[1].pk}", NOTHING)


def test_checkup_tells_it_from_an_empty_column(at: Office, tree: tuple[Column, Column, Column]) -> None:
    say(at, tree[1])
    states = {row.column.key: row.state for row in feeding(at.agency.pk, MONDAY)}
    assert states == {"xk": State.STATED, "cf": State.EMPTY}


def test_first_item_ends_it_and_those_above(at: Office, tree: tuple[Column, Column, Column]) -> None:
    for each in tree:
        say(at, each)
    other = office("b")
    say(other, tree[1])
    published(at, column_id=tree[1].pk)
    assert standing(at) == {"cf"}
    assert standing(other) == {"xk"}
    found = shown(at.agency)
    assert (found["fd"].items, found["fd"].statement) == (1, "")
    ended = LogEntry.objects.filter(action="publication.end_statement")
    assert set(ended.values_list("subject", "reason")) == {
        (f"column:{each.pk}", "栏目里已有公开的信息") for each in tree[:2]
    }


def test_what_comes_back_ends_it_and_what_goes_does_not_bring_it_back(
    at: Office, tree: tuple[Column, Column, Column]
) -> None:
    item_id = published(at, column_id=tree[1].pk)
    actions.withdraw(item_id=item_id, why=Why.ERROR, told="数据有误。", by=at[OFFICER], at=later(6))
    assert shown(at.agency) == {}
    say(at, tree[1])
    actions.restore(item_id=item_id, because="核对无误", by=at[OFFICER], at=later(7))
    assert standing(at) == set()
    actions.withdraw(item_id=item_id, why=Why.ERROR, told="数据有误。", by=at[OFFICER], at=later(8))
    assert shown(at.agency) == {}


def test_refused_where_something_is_or_nothing_is_shown(
    at: Office, tree: tuple[Column, Column, Column]
) -> None:
    published(at, column_id=tree[1].pk)
    for each in tree[:2]:
        with pytest.raises(Refused, match="已有公开的信息"):
            say(at, each)
    set_column(
        column_id=tree[2].pk, agency_id=at.agency.pk, hidden_because="没有职能", by=at[OFFICER], at=NOON
    )
    with pytest.raises(Refused, match="已经隐藏"):
        say(at, tree[2])
    with pytest.raises(Refused, match="没有这个栏目"):
        state_empty(column_id=10_000, agency_id=at.agency.pk, text=NOTHING, by=at[OFFICER], at=NOON)
    with pytest.raises(Refused, match="说明"):
        say(at, tree[2], text=" ")
    rows = columns(at.agency.pk, MONDAY, hidden=True)
    assert not empty_columns(at.agency.pk, rows) & {each.pk for each in tree}


def test_said_again_it_counts_from_that_day(at: Office, tree: tuple[Column, Column, Column]) -> None:
    say(at, tree[1])
    state_empty(
        column_id=tree[1].pk, agency_id=at.agency.pk, text="仍无此类信息。", by=at[HEAD], at=later(48)
    )
    found = shown(at.agency)["xk"]
    assert (found.statement, found.stated_on) == ("仍无此类信息。", date(2026, 3, 4))
    assert EmptyStatement.objects.filter(ended_at__isnull=False).count() == 1


def test_taken_back_by_those_who_keep_columns(at: Office, tree: tuple[Column, Column, Column]) -> None:
    with pytest.raises(PermissionDenied):
        say(at, tree[1], at[HANDLER])
    say(at, tree[1])
    given: dict[str, Any] = {"column_id": tree[1].pk, "agency_id": at.agency.pk, "at": NOON}
    for by in (at[HANDLER], office("b")[OFFICER]):
        with pytest.raises(PermissionDenied):
            end_statement(**given, by=by)
    end_statement(**given, by=at[HEAD])
    assert shown(at.agency) == {}
    with pytest.raises(Refused, match="没有空栏目说明"):
        end_statement(**given, by=at[HEAD])
