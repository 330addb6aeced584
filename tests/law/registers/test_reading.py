"""Cells become values exactly, or faults that say what to do; nothing is guessed."""

import sys
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.registers import definition, read
from gongkai.law.registers.amounts import money, number, whole
from gongkai.law.registers.marks import code, credit_code, identity, phone, url
from gongkai.law.registers.reading import NOTHING, RUNS
from gongkai.law.registers.refused import Refused
from gongkai.law.registers.when import day, year
from tests.law.registers.rows import penalty

PENALTY = definition("administrative_penalty")
DAYS = st.dates(date(1949, 1, 1), date(2099, 12, 31))
CENTS = st.integers(0, 10**14)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("500", "500.00"),
        ("1,234.5", "1234.50"),
        ("１２３４．５", "1234.50"),
        ("¥ 12元", "12.00"),
        ("0.05万元", "500.00"),
        ("47593.6663 万元", "475936663.00"),
        ("0.000001万元", "0.01"),
        ("1.2亿元", "120000000.00"),
        ("0", "0.00"),
    ],
)
def test_money(text: str, amount: str) -> None:
    assert str(money(text)) == amount


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("-1", "不能是负数"),
        ("−1", "不能是负数"),
        ("(1.00)", "不能是负数"),
        ("-1万元", "不能是负数"),
        ("0.001", "最多到分"),
        ("0.0000001万元", "最多到分"),
        ("1.5E+5", "科学计数法"),
        ("1,23", "不是金额"),
        ("五百", "不是金额"),
        ("12件", "不是金额"),
        ("1000000000000000", "异常大"),
        ("元", "不是金额"),
    ],
)
def test_money_refused(text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        money(text)


@given(CENTS)
def test_money_comes_back_in_yuan_and_in_wan(cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    assert money(format(amount, "f")) == amount
    assert money(f"{amount:,.2f}元") == amount
    assert money(f"{format(amount / 10_000, 'f')}万元") == amount


def test_numbers() -> None:
    assert number("12.50") == Decimal("12.50")
    assert whole("12.0") == 12
    assert whole("1,200") == 1200
    with pytest.raises(Refused, match="整数"):
        whole("1.5")
    with pytest.raises(Refused, match="不能是负数"):
        whole("-3")


@given(DAYS)
def test_a_day_is_read_however_it_is_written(on: date) -> None:
    serial = (on - date(1899, 12, 30)).days
    written = [
        on.isoformat(),
        f"{on.year}/{on.month}/{on.day}",
        f"{on.year}.{on.month:02}.{on.day:02}",
        f"{on.year}年{on.month}月{on.day}日",
        f"{on:%Y%m%d}",
        f"{on}T08:30:00",
        f"{on} 8:30",
    ]
    if serial >= 10_000:
        written += [str(serial), f"{serial}.0", f"{serial}.5"]
    for text in written:
        assert day(text) == on, text
        assert day("".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)) == on


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2021-02-29", "没有这一天"),
        ("2021-13-01", "没有这一天"),
        ("1900-01-01", "长期有效的填2099-12-31"),
        ("9999-12-31", "长期有效的填2099-12-31"),
        ("99999", "长期有效的填2099-12-31"),
        ("2021-3/1", "不是日期"),
        ("21-3-1", "不是日期"),
        ("长期", "不是日期"),
        ("2021-3", "不是日期"),
    ],
)
def test_days_refused(text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        day(text)


def test_a_serial_number_goes_on_from_day_to_day() -> None:
    assert day("44256") == date(2021, 3, 1)
    assert day("44257") - day("44256") == timedelta(days=1)


@pytest.mark.parametrize("text", ["2021", "2021年", "2021年度", "２０２１", "2021.0"])
def test_years(text: str) -> None:
    assert year(text) == 2021


@pytest.mark.parametrize("text", ["21", "1948", "2100", "今年", "2021-01-01"])
def test_years_refused(text: str) -> None:
    with pytest.raises(Refused, match="不是年度"):
        year(text)


def test_marks() -> None:
    assert code(" Ａ－001 ") == "A-001"
    assert credit_code("91350100m000100y43") == "91350100M000100Y43"
    assert identity("11010519491231002x") == "11010519491231002X"
    assert identity("6301**********1234") == "6301**********1234"
    assert phone("+86 138-0000-1234") == "+86 138-0000-1234"
    assert url("https://example.org/a?b=1") == "https://example.org/a?b=1"


@pytest.mark.parametrize("text", ["9.1350100E+17", "9.1350100e17", "9E17"])
def test_what_a_table_made_of_a_code_is_told_apart(text: str) -> None:
    for reader in (code, credit_code, identity):
        with pytest.raises(Refused, match="科学计数法"):
            reader(text)


@pytest.mark.parametrize(
    "text",
    [
        *("javascript:alert(1)", "ftp://example.org/", "//example.org/", "https://user@example.org/"),
        *("https://exa mple.org/", "example.org", 'https://example.org/"><script>', "https://"),
    ],
)
def test_addresses_of_pages_refused(text: str) -> None:
    with pytest.raises(Refused, match="不是网页地址"):
        url(text)


@pytest.mark.parametrize(("reader", "text"), [(identity, "无身份证"), (phone, "请致电总机")])
def test_other_marks_refused(reader: object, text: str) -> None:
    with pytest.raises(Refused, match="不是"):
        reader(text)  # type: ignore[operator]


def faults(**cells: str) -> dict[str, str]:
    """What is wrong with a penalty whose cells are changed."""
    return {fault.field: fault.message for fault in read(PENALTY, {**penalty(), **cells}).faults}


def test_a_blank_and_a_dash_are_nothing_where_a_text_cannot_stand() -> None:
    reading = read(
        PENALTY, {**penalty(), "fine": "-", "shown_until": "/", "confiscated": "无", "facts": "无"}
    )
    assert not reading.faults
    assert reading.values["facts"] == "无"
    assert not {"fine", "shown_until", "confiscated"} & reading.values.keys()


def test_every_fault_of_a_row_is_told_at_once() -> None:
    assert faults(fine="-1", decided_on="?", category="", content="#REF!").keys() == {
        *("fine", "decided_on", "category", "content"),
    }


def test_lines_and_paragraphs() -> None:
    reading = read(PENALTY, {**penalty(), "violation": "甲\n乙", "facts": "甲\r\n乙\r丙"})
    assert reading.values["violation"] == "甲 乙"
    assert reading.values["facts"] == "甲\n乙\n丙"


def test_a_text_that_is_too_long_is_not_cut() -> None:
    assert faults(document_no="长" * 64) == {}
    assert "有65个字，最多64个字" in faults(document_no="长" * 65)["document_no"]


@pytest.mark.parametrize("broken", ["\udcff", "\x00", "\x1b"])
@pytest.mark.parametrize("field", ["content", "document_no", "decided_by"])
def test_half_characters_are_told(field: str, broken: str) -> None:
    assert "UTF-8" in faults(**{field: f"文{broken}字"})[field]


def test_what_a_broken_encoding_leaves_is_told() -> None:
    assert "UTF-8" in faults(content="文\ufffd字")["content"]


def test_choices_in_other_words_and_widths() -> None:
    reading = read(definition("power_item"), {"kind": "其他", "list_level": "１"})
    assert reading.values["kind"] == "其他行政权力"
    assert reading.values["list_level"] == "一级"
    reading = read(definition("administrative_coercion"), {"category": "查封场所､设施或者财物"})
    assert reading.values["category"] == "查封场所、设施或者财物"
    reading = read(definition("budget"), {"unit_kind": "乡镇(街道)"})
    assert reading.values["unit_kind"] == "乡镇"
    reading = read(definition("inspection_result"), {"party_kind": "个体工商户\u3000"})
    assert reading.values["party_kind"] == "个体工商户"


def test_every_sign_that_begins_a_formula_is_known() -> None:
    signs = {
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.normalize("NFKC", chr(code)) in ("=", "+", "@")
    }
    assert signs == RUNS


@pytest.mark.parametrize("sign", sorted(RUNS))
def test_what_a_table_would_run_is_refused(sign: str) -> None:
    assert "公式符号" in faults(content=f"{sign}1+1")["content"]


def test_a_telephone_may_begin_with_a_plus() -> None:
    assert read(definition("service_item"), {"phone": "+8613800001234"}).values["phone"] == "+8613800001234"


@given(st.dictionaries(st.sampled_from(sorted(PENALTY.by_key)), st.text(max_size=40)))
def test_whatever_stands_in_the_cells_is_a_value_or_a_fault(cells: dict[str, str]) -> None:
    reading = read(PENALTY, cells, date(2022, 1, 1))
    faulty = {fault.field for fault in reading.faults}
    for key, text in cells.items():
        empty = not text.strip() or text.strip() in NOTHING
        assert key in reading.values or key in faulty or empty
    assert all(fault.message.endswith("。") for fault in reading.faults)
