"""Numbers: in order, without a gap, in the form that the office wants, never the same twice."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.records.actions.numbers import NumberTaken, next_number, take_number, take_numbers
from gongkai.records.models import GivenNumber, NumberPattern, NumberSeries
from gongkai.records.queries.numbers import Number, PatternRefused, last_number, rule
from tests.records.entries import NOON
from tests.records.numbered import KINDS, LETTER, ORG, declared, setting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _kinds() -> Iterator[None]:
    with declared():
        yield


def take(kind: str = "letter", /, **more: Any) -> str:
    given: dict[str, Any] = {"agency_id": 7, "at": NOON} | more
    return take_number(kind, **given).text


def test_each_key_counts_from_one() -> None:
    assert [next_number("a"), next_number("a"), next_number("b")] == [1, 2, 1]
    assert (last_number("a"), last_number("c")) == (2, 0)


def test_rolled_back_number_is_given_again() -> None:
    take("application")
    with transaction.atomic():
        assert take("application") == "2026000002"
        transaction.set_rollback(True)
    assert take("application") == "2026000002"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("taking", [lambda: next_number("a"), lambda: take("application")])
def test_outside_a_transaction_no_number_is_taken(taking: Any) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        taking()
    assert not NumberSeries.objects.exists()


def test_agencies_and_kinds_count_for_themselves() -> None:
    made = [take("application"), take("application", agency_id=8), take(code="云"), take("application")]
    assert made == ["2026000001", "2026000001", "云公开告〔2026〕1号", "2026000002"]


def test_block_of_numbers() -> None:
    take("application")
    made = take_numbers("application", agency_id=7, at=NOON, count=3)
    assert made[0] == Number("2026000002", 2026, 2)
    assert [number.n for number in made] == [2, 3, 4]
    assert (take("application"), last_number("agency:7/application/2026")) == ("2026000005", 5)
    with pytest.raises(ValueError, match="at least one"):
        take_numbers("application", agency_id=7, at=NOON, count=0)


def test_block_takes_few_queries(django_assert_max_num_queries: Any) -> None:
    take("application")
    with django_assert_max_num_queries(12):  # SQLite inserts a thousand rows in several statements
        take_numbers("application", agency_id=7, at=NOON, count=1_000)


def test_numbers_begin_anew_with_the_civil_year_in_china() -> None:
    eve = datetime(2026, 12, 31, 15, 59, 59, 999_999, tzinfo=UTC)
    midnight = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
    made = [take("application", at=at) for at in (eve, eve, midnight, eve)]
    assert made == ["2026000001", "2026000002", "2027000001", "2026000003"]


def test_numbers_go_on_through_the_months() -> None:
    setting("index_no", "{year}{month:02}-{n:05}")
    assert [take("index_no", at=NOON + timedelta(days=days)) for days in (0, 40)] == [
        "202603-00001",
        "202604-00002",
    ]


def test_numbers_without_a_year_go_on() -> None:
    setting("letter", "第{n}号")
    made = [take_number("letter", agency_id=7, at=at) for at in (NOON, NOON.replace(year=2027))]
    assert made == [Number("第1号", None, 1), Number("第2号", None, 2)]


def test_what_the_agency_has_set_goes_before_what_comes_with_the_number() -> None:
    assert take("index_no", org=ORG) == "000014349/2026-00001"
    setting("index_no", "{org}/{year}-{n:05}", org="11441700007280420Y")
    assert take("index_no", org=ORG) == "11441700007280420Y/2026-00002"


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({}, "需要\\{org\\}（机关代码）"),
        ({"org": ""}, "需要\\{org\\}（机关代码）"),
        ({"org": "12345"}, "请核对"),
        ({"org": ORG, "kind": "告\n"}, "控制字符"),
    ],
)
def test_part_that_is_not_as_it_should_be_takes_no_number(parts: dict[str, str], why: str) -> None:
    with pytest.raises(PatternRefused, match=why):
        take("index_no", **parts)
    assert not NumberSeries.objects.exists()


def test_kind_that_nobody_declared() -> None:
    with pytest.raises(KeyError):
        take("dream")


def test_two_agencies_of_one_code_cannot_give_the_same_number() -> None:
    """Refused before anything is written; with a code of its own the second one begins with 1."""
    assert take("index_no", org=ORG) == "000014349/2026-00001"
    with pytest.raises(NumberTaken, match="“000014349/2026-00001”以前已经给出"):
        take("index_no", agency_id=8, org=ORG)
    assert last_number("agency:8/index_no/2026") == 0
    setting("index_no", "{code}/{year}-{n:05}", code="云", agency_id=8)
    assert take("index_no", agency_id=8, org=ORG) == "云/2026-00001"


def test_whoever_goes_on_after_a_refusal_has_taken_nothing() -> None:
    with transaction.atomic():
        take("index_no", org=ORG)
        with pytest.raises(NumberTaken, match="之中有的"):
            take_numbers("index_no", agency_id=8, at=NOON, count=3, org=ORG)
        assert take("application", agency_id=8) == "2026000001"
    assert last_number("agency:8/index_no/2026") == 0
    assert GivenNumber.objects.count() == 2


def test_kinds_that_are_counted_by_agency_may_read_alike() -> None:
    assert take(code="云") == take(code="云", agency_id=8)


CHANGES = st.one_of(
    st.tuples(
        st.just("set"),
        st.sampled_from(
            [
                "{code}〔{year}〕{n}号",
                "{code}{year}-{n}",
                "{code}{n}",
                "{code}-{n:02}",
                "{n}-{code}",
                "{code}2026-{n}",
            ]
        ),
        st.sampled_from(["A", "A1", "A-", "A2026-", "1", "11"]),
    ),
    st.tuples(st.just("take"), st.integers(1, 15), st.sampled_from([7, 8])),
    st.tuples(st.just("year"), st.just(0), st.just(0)),
)


@settings(max_examples=150)
@given(st.lists(CHANGES, max_size=25), st.sampled_from(["letter", "index_no"]))
def test_whatever_is_set_in_between_no_number_comes_twice(changes: list[Any], kind: str) -> None:
    """Patterns are changed back and forth; years pass. What may be set never gets stuck at its own agency."""
    at, texts = NOON, dict[int, list[str]]({7: [], 8: []})
    with transaction.atomic():
        setting(kind, "{code}〔{year}〕{n}号", code="A", agency_id=7)
        setting(kind, "{code}〔{year}〕{n}号", code="B", agency_id=8)
        for verb, what, which in changes:
            if verb == "year":
                at = at.replace(year=at.year + 1)
            elif verb == "set":
                change(kind, what, which, at)
            else:
                taken(kind, what, which, at, texts)
        for agency, given_there in texts.items():
            assert len(given_there) == len(set(given_there)), agency
        assert kind == "letter" or not set(texts[7]) & set(texts[8])
        assert_no_gap()
        transaction.set_rollback(True)


def change(kind: str, text: str, code: str, at: datetime) -> None:
    try:
        setting(kind, text, code=code, from_year=at.year, at=at)
    except PatternRefused:
        return


def taken(kind: str, count: int, agency: int, at: datetime, texts: dict[int, list[str]]) -> None:
    made = take_numbers(kind, agency_id=agency, at=at, count=count)
    texts[agency] += [number.text for number in made]


def assert_no_gap() -> None:
    for series in NumberSeries.objects.all():
        places = list(series.given.order_by("n").values_list("n", flat=True))
        assert places == list(range(1, series.last + 1)), series


def test_rule_of_a_year_is_the_last_one_set_before_its_end() -> None:
    for year, text in ((2024, "{n}"), (2026, "第{n}号")):
        NumberPattern.objects.create(
            agency_id=7, kind="letter", from_year=year, text=text, parts={}, set_at=NOON, set_by="x"
        )
    found = {year: rule(LETTER, 7, year).pattern.text for year in range(2023, 2028)}
    assert found == {2023: LETTER.default, 2024: "{n}", 2025: "{n}", 2026: "第{n}号", 2027: "第{n}号"}


def test_every_declared_kind_gives_a_number() -> None:
    """With all its parts, as the default has it."""
    for kind in KINDS:
        parts = {"code": "云", "kind": "告", "org": ORG}
        assert take(kind.name, **parts) == rule(kind, 7, 2026).pattern.write(1, date(2026, 3, 2), parts)
