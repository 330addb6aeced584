"""Numbers through time: the value in force on a day, and nothing before the first one."""

from datetime import date

import pytest

from gongkai.law.basis import instrument
from gongkai.law.params import NotInForce, Param, Value, param, params

OLD = Value(15, date(2008, 5, 1), instrument("REG").article("24"), "V")
NEW = Value(20, date(2019, 5, 15), instrument("REG").article("33"), "V")
PERIOD = Param("period", "答复期限", "工作日", (OLD, NEW))


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2008, 5, 1), OLD),
        (date(2019, 5, 14), OLD),
        (date(2019, 5, 15), NEW),
        (date(2026, 1, 1), NEW),
    ],
)
def test_a_value_holds_from_its_day_until_the_next_one(on: date, value: Value) -> None:
    assert PERIOD.on(on) == value


def test_before_the_first_value_there_is_none() -> None:
    with pytest.raises(NotInForce, match="“答复期限”自2008-05-01起才有规定"):
        PERIOD.on(date(2008, 4, 30))


def test_a_number_is_read_with_its_article() -> None:
    number = param("reply_working_days")
    assert (number.name, number.title, number.unit) == ("reply_working_days", "答复期限", "工作日")
    assert number.values == (Value(20, date(2019, 5, 15), instrument("REG").article("33"), "V"),)


def test_a_number_may_rest_on_a_document_as_a_whole() -> None:
    assert param("annual_report_township").values[-1].basis == instrument("PUBLISHING").article()


def test_values_are_in_the_order_of_time() -> None:
    assert any(len(number.values) > 1 for number in params().values())
    for number in params().values():
        assert list(number.values) == sorted(number.values, key=lambda value: value.since)


def test_what_nobody_has_written_down_is_no_number() -> None:
    with pytest.raises(KeyError, match="no_such_number"):
        param("no_such_number")
