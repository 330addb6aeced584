"""What officers print in figure cells, and what it means."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.reading.values import looks_like_value, parse
from gongkai.law.report.schema import Kind

COUNTS = {
    "0": 0,
    " 142 ": 142,
    "１２３": 123,
    "1,234": 1234,
    "１，２３４，５６７": 1234567,
    "22（其中修订16件）": 22,
    "124件": 124,
    "3万": 30000,
    "1.2万件": 12000,
    "5.0": 5,
    "零": 0,
    "共5件": 5,
    "--253": -253,
    "2.5": Decimal("2.5"),
}
CHANGES = {"+18": 18, "-3": -3, "－3": -3, "增加5": 5, "减少3": -3, "增5项": 5, "↓2": -2, "持平": 0, "7": 7}
AMOUNTS = {
    "8.7万": Decimal("8.7"),
    "8.7万元": Decimal("8.7"),
    "8246.37": Decimal("8246.37"),
    "251000元": Decimal("25.1"),
    "3405820元": Decimal("340.582"),
    "1.2亿元": 12000,
    "47593.6663": Decimal("47593.6663"),
    "103.3879万元": Decimal("103.3879"),
}
NOT_UNDERSTOOD = [
    "O",
    "35%",
    "1 2",
    "约100",
    "见附件",
    "3①",
    "12,34",
    "1.2.3",
    "84(29)",
    "增加5项减少2项",
    "两件",
]


@pytest.mark.parametrize(("text", "value"), COUNTS.items())
def test_counts(text: str, value: object) -> None:
    assert parse(text).value == value
    assert not parse(text).why


@pytest.mark.parametrize(("text", "value"), CHANGES.items())
def test_changes(text: str, value: int) -> None:
    assert parse(text, Kind.CHANGE).value == value


@pytest.mark.parametrize(("text", "value"), AMOUNTS.items())
def test_amounts_come_out_in_wan_yuan(text: str, value: object) -> None:
    assert parse(text, Kind.WAN).value == value


def test_amount_under_a_heading_in_yuan() -> None:
    assert parse("251000", Kind.WAN, yuan=True).value == Decimal("25.1")
    assert parse("8.7万", Kind.WAN, yuan=True).value == Decimal("8.7")


@pytest.mark.parametrize("text", ["", " ", "\u3000", "/", "-", "—", "——", "_", "无", "\xa0"])
def test_blank_is_not_zero(text: str) -> None:
    parsed = parse(text)
    assert parsed.value is None
    assert not parsed.why


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_nothing_is_guessed(text: str) -> None:
    parsed = parse(text)
    assert parsed.value is None
    assert parsed.why


def test_amount_where_a_count_belongs_and_the_reverse() -> None:
    assert "金额" in parse("300元").why
    assert "数量" in parse("3件", Kind.WAN).why


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_plain_integers_survive(number: int) -> None:
    assert parse(str(number), Kind.CHANGE).value == number
    assert parse(f"{number:,}", Kind.CHANGE).value == number


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_amounts_survive(number: Decimal) -> None:
    assert parse(f"{number:f}万元", Kind.WAN).value == number
    assert parse(f"{number * 10000:.0f}元", Kind.WAN).value == (number * 10000).to_integral_value() / 10000


@given(st.text(max_size=30))
def test_any_text_is_a_value_a_blank_or_not_understood(text: str) -> None:
    for kind in Kind:
        parsed = parse(text, kind)
        assert parsed.value is None or not parsed.why


@pytest.mark.parametrize("text", ["1.", "一、", "（一）", "1、", "规章", "第5页", "2021年"])
def test_numbering_and_words_are_no_figures(text: str) -> None:
    assert not looks_like_value(text)
