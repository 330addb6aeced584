"""Whether columns are fed as often as they should be."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.agencies.models import Agency
from gongkai.publication.models import Column, ColumnKind
from gongkai.publication.queries.feeding import State, feeding
from tests.publication.bodies import TODAY, county, item

pytestmark = pytest.mark.django_db


@pytest.fixture
def ju() -> Agency:
    return county()["ju"]


def column(kind: ColumnKind, key: str = "c", **more: int) -> int:
    made = Column.objects.create(key=key, title=key, kind=kind, begins_on=date(2019, 5, 15), **more)
    return made.pk


@pytest.mark.parametrize(
    ("kind", "days_ago", "due_on", "state"),
    [
        (ColumnKind.NEWS, 14, TODAY, State.FED),
        (ColumnKind.NEWS, 15, TODAY - timedelta(days=1), State.LATE),
        (ColumnKind.NOTICE, 0, date(2026, 9, 2), State.FED),
        (ColumnKind.POLICY, 182, date(2026, 3, 1), State.LATE),
        (ColumnKind.STATIC, 2000, None, State.UNASKED),
        (ColumnKind.STATUTORY, 2000, None, State.UNASKED),
        (ColumnKind.NEWS, 3000, date(2019, 4, 15), State.LATE),
    ],
)
def test_column_is_late_by_the_clock_of_its_kind(
    ju: Agency, kind: ColumnKind, days_ago: int, due_on: date | None, state: State
) -> None:
    item(ju, column=column(kind), days_ago=days_ago)
    (found,) = feeding(ju.pk, TODAY)
    assert (found.items, found.due_on, found.state) == (1, due_on, state)


def test_own_interval_goes_before_that_of_the_kind(ju: Agency) -> None:
    item(ju, column=column(ColumnKind.NOTICE, every_days=10), days_ago=11)
    (found,) = feeding(ju.pk, TODAY)
    assert (found.due_on, found.state) == (TODAY - timedelta(days=1), State.LATE)


def test_empty_column_is_empty_and_one_above_others_is_not_asked(ju: Agency) -> None:
    above = column(ColumnKind.STATIC, "a")
    Column.objects.create(
        key="b", title="b", kind=ColumnKind.NEWS, begins_on=date(2019, 5, 15), parent_id=above
    )
    (found,) = feeding(ju.pk, TODAY)
    assert (found.column.key, found.items, found.last_on, found.state) == ("b", 0, None, State.EMPTY)


def test_items_of_others_do_not_feed(ju: Agency) -> None:
    news = column(ColumnKind.NEWS)
    assert ju.parent is not None
    item(ju.parent, column=news)
    assert feeding(ju.pk, TODAY)[0].state is State.EMPTY


@pytest.mark.parametrize("count", [1, 20])
def test_feeding_takes_as_many_queries_with_any_number(
    ju: Agency, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        item(ju, column=column(ColumnKind.NEWS, f"c{number}"))
    with django_assert_num_queries(5):
        assert len(feeding(ju.pk, TODAY)) == count
