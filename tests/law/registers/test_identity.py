"""A row is the same row however it is written, and has changed only if it says something else."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.registers import Value, business_key, definition, fingerprint, restored, stated

PENALTY = definition("administrative_penalty")
VALUES = st.dictionaries(
    st.sampled_from(["document_no", "party_name", "content", "fine", "decided_on"]),
    st.text(max_size=20),
    max_size=5,
)


@given(VALUES)
def test_the_fingerprint_does_not_depend_on_the_order(values: dict[str, str]) -> None:
    assert fingerprint(values) == fingerprint(dict(reversed(values.items())))


@given(VALUES, VALUES)
def test_two_rows_have_one_fingerprint_only_if_they_say_the_same(
    one: dict[str, str], other: dict[str, str]
) -> None:
    assert (fingerprint(one) == fingerprint(other)) is (one == other)


@given(VALUES)
def test_the_business_key_asks_only_for_its_fields(values: dict[str, str]) -> None:
    known = {key: value for key, value in values.items() if key in PENALTY.business_key}
    assert business_key(PENALTY, values) == business_key(PENALTY, known)
    assert len(business_key(PENALTY, values)) == 32


def test_where_one_field_ends_is_part_of_the_key() -> None:
    one = business_key(PENALTY, {"document_no": "甲乙", "party_name": "丙"})
    other = business_key(PENALTY, {"document_no": "甲", "party_name": "乙丙"})
    assert one != other


def test_registers_do_not_share_keys() -> None:
    values = {"document_no": "云〔2021〕1号", "party_name": "云岭商贸有限公司"}
    assert business_key(PENALTY, values) != business_key(definition("administrative_coercion"), values)


def test_numbers_and_days_are_part_of_keys() -> None:
    budget = definition("budget")
    values: dict[str, Value] = {"unit": "云岭县教育局", "year": 2022, "kind": "预算"}
    assert business_key(budget, values) != business_key(budget, {**values, "year": 2023})


@given(st.dates(date(1949, 1, 1), date(2099, 12, 31)), st.integers(0, 10**15))
def test_values_come_back_as_they_were(on: date, cents: int) -> None:
    values: dict[str, Value] = {"decided_on": on, "fine": Decimal(cents).scaleb(-2), "content": "甲\n乙"}
    assert restored(PENALTY, stated(values)) == values


def test_sums_are_kept_in_plain_digits() -> None:
    assert stated({"fine": Decimal("1E+9").quantize(Decimal("0.01"))}) == {"fine": "1000000000.00"}
    assert restored(definition("fee_amount"), {"year": "2021"}) == {"year": 2021}
