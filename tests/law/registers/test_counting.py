"""Table two from rows: what it counts adds up however the rows are dealt out, and the published samples come out."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.registers import (
    Asked,
    Tally,
    Value,
    asked,
    definition,
    feeds,
    in_wan,
    table_two,
    tally,
)
from gongkai.law.registers.counting import asked_in
from gongkai.law.registers.definition import Measure
from gongkai.law.report.periods import Length, Period
from gongkai.law.report.schema import forms

FEES = definition("fee_amount")
FORM_2019, FORM_2021 = forms()["format_2019"], forms()["format_2021"]
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "year": st.integers(2019, 2022),
            "amount": st.integers(0, 10**12).map(lambda cents: Decimal(cents).scaleb(-2)),
        }
    ),
    max_size=12,
)


@given(ROWS, st.integers(0, 12))
def test_what_is_counted_in_two_parts_is_what_is_counted_at_once(
    rows: list[dict[str, Value]], cut: int
) -> None:
    assert tally(FEES, rows[:cut], Period(2021)) + tally(FEES, rows[cut:], Period(2021)) == tally(
        FEES, rows, Period(2021)
    )


@given(ROWS)
def test_the_sum_is_exact(rows: list[dict[str, Value]]) -> None:
    cents = sum(int(Decimal(str(row["amount"])) * 100) for row in rows if row["year"] == 2021)
    counted = tally(FEES, rows, Period(2021))
    assert counted.sums["amount"] * 100 == cents
    assert counted.rows == sum(row["year"] == 2021 for row in rows)
    assert counted.stock_before == len(rows) == counted.stock


@pytest.mark.parametrize(
    ("yuan", "wan"),
    [("475936663.00", "47593.6663"), ("0.50", "0.0001"), ("0.49", "0.0000"), ("82463700", "8246.3700")],
)
def test_yuan_as_wan(yuan: str, wan: str) -> None:
    assert str(in_wan(Decimal(yuan))) == wan


@given(st.lists(st.dates(date(2024, 10, 1), date(2026, 3, 31)), max_size=20), st.sampled_from(Length))
def test_what_is_dated_in_the_parts_of_a_year_is_what_is_dated_in_it(
    days: list[date], length: Length
) -> None:
    licences = definition("administrative_licence")
    rows: list[dict[str, Value]] = [{"decided_on": day} for day in days]
    parts = [tally(licences, rows, part).rows for part in Period(2025).parts(length)]
    assert sum(parts) == tally(licences, rows, Period(2025)).rows == sum(day.year == 2025 for day in days)


def test_what_is_dated_by_year_belongs_to_no_part_of_it() -> None:
    rows: list[dict[str, Value]] = [{"year": 2025, "amount": Decimal(7)}, {"amount": Decimal(8)}]
    assert tally(FEES, rows, Period(2025)).sums == {"amount": Decimal(7)}
    assert all(tally(FEES, rows, part).rows == 0 for part in Period(2025).parts(Length.MONTH))
    assert {each.register for each in asked(FORM_2021)} - {
        each.register for each in asked_in(FORM_2021, Period.parse("2025H1"))
    } == {"fee_amount"}
    assert asked_in(FORM_2021, Period(2025)) == asked(FORM_2021)


def test_entries_of_a_list_are_counted_on_the_eve_and_on_the_last_day() -> None:
    fees = definition("fee_item")
    rows: list[dict[str, Value]] = [
        {"effective_on": date(2020, 1, 1), "ended_on": date(2020, 5, 1)},
        {"effective_on": date(2020, 4, 30)},
    ]
    counted = tally(fees, rows, Period.parse("2020-05"))
    assert (counted.stock_before, counted.stock) == (2, 1)


def test_a_sum_without_rows_is_zero_and_what_nobody_counted_is_blank() -> None:
    (fee,) = [count.asked for count in feeds(FORM_2021) if count.measure is Measure.SUM]
    assert table_two(FORM_2021, {fee: Tally()}) == {"t2.art20_8.admin_fee.fee_amount_wan": Decimal("0.0000")}
    assert table_two(FORM_2021, {Asked("nothing"): Tally(rows=3)}) == {}


# Table two as the sample reports print it: items of last year, more or less this year, decisions; projects, 万元.
PRINTED: dict[str, dict[str, tuple[int | str, ...]]] = {
    "乐都区 2020": {
        "art20_5.admin_license": (95, 4, 99),
        "art20_5.other_external_service": (0, 14, 14),
        "art20_6.admin_penalty": (10, 1, 11),
        "art20_6.admin_coercion": (6, 0, 6),
        "art20_8.admin_fee": (2, 0),
        "art20_9.central_procurement": (9, "8.7000"),
    },
    "原州区 2020": {
        "art20_5.admin_license": (578, 18, 1161),
        "art20_5.other_external_service": (801, 2, 1692),
        "art20_6.admin_penalty": (174, 1, 249),
        "art20_6.admin_coercion": (0, 1, 20),
        "art20_8.admin_fee": (10, 0),
        "art20_9.central_procurement": (34, "8246.3700"),
    },
    "青山乡 2020": {
        "art20_5.admin_license": (0, 0, 0),
        "art20_5.other_external_service": (0, 0, 0),
        "art20_6.admin_penalty": (0, 0, 0),
        "art20_6.admin_coercion": (0, 0, 0),
        "art20_8.admin_fee": (0, 0),
        "art20_9.central_procurement": (0, "0.0000"),
    },
    "偃师市政府办 2020": {
        "art20_5.admin_license": (0, 0, 0),
        "art20_5.other_external_service": (0, 0, 0),
        "art20_6.admin_penalty": (0, 0, 0),
        "art20_6.admin_coercion": (0, 0, 0),
        "art20_8.admin_fee": (0, 0),
        "art20_9.central_procurement": (36, "7.0000"),
    },
}
COLUMNS = {
    3: ("items_last_year", "items_change", "decisions"),
    2: ("items_last_year", "items_change"),
}
KINDS = {
    "art20_5.admin_license": ("行政许可", "administrative_licence"),
    "art20_5.other_external_service": ("行政确认", "case_result"),
    "art20_6.admin_penalty": ("行政处罚", "administrative_penalty"),
    "art20_6.admin_coercion": ("行政强制", "administrative_coercion"),
}
Rows = dict[str, list[dict[str, Value]]]


def entries(before: int, change: int, **values: Value) -> list[dict[str, Value]]:
    """So many entries at the end of 2019, and so many more or less at the end of 2020; some that left earlier."""
    kept: dict[str, Value] = {**values, "effective_on": date(2018, 1, 1)}
    added = {**kept, "effective_on": date(2020, 5, 1)}
    gone: dict[str, Value] = {**kept, "ended_on": date(2019, 12, 31)}
    return [*[kept] * before, *[added] * change, *[gone] * 3]


def year_2020(printed: dict[str, tuple[int | str, ...]]) -> Rows:
    """Rows of a body whose report printed this."""
    rows: Rows = {"power_item": [], "case_result": [], "central_procurement": []}
    for row, (before, change, *decided) in printed.items():
        if row in KINDS:
            kind, register = KINDS[row]
            rows["power_item"] += entries(int(before), int(change), kind=kind, list_level="一级")
            rows["power_item"] += entries(5, 0, kind=kind, list_level="二级")
            of_2020: dict[str, Value] = {
                "kind": kind,
                "decided_on": date(2020, 7, 1),
                "closed_on": date(2020, 7, 1),
            }
            of_2019: dict[str, Value] = {
                "kind": kind,
                "decided_on": date(2019, 7, 1),
                "closed_on": date(2019, 7, 1),
            }
            rows.setdefault(register, []).extend([*[of_2020] * int(decided[0]), *[of_2019] * 2])
        elif row.endswith("fee"):
            rows["fee_item"] = entries(int(before), int(change))
        elif before:
            share = Decimal(change) * 10_000 / int(before)
            paid = [share.quantize(Decimal("0.01"))] * (int(before) - 1)
            paid.append(Decimal(change) * 10_000 - sum(paid))
            rows["central_procurement"] = [
                {"contracted_on": date(2020, 3, 1), "amount": amount} for amount in paid
            ]
    return rows


@pytest.mark.parametrize("name", PRINTED)
def test_samples_of_the_form_of_2019(name: str) -> None:
    rows = year_2020(PRINTED[name])
    tallies = {
        each: tally(definition(each.register), rows[each.register], Period(2020), each)
        for each in asked(FORM_2019)
    }
    wanted: dict[str, str] = {}
    for row, printed in PRINTED[name].items():
        procured = row.endswith("procurement")
        columns = ("procurement_projects", "procurement_amount_wan") if procured else COLUMNS[len(printed)]
        wanted |= {f"t2.{row}.{column}": str(each) for column, each in zip(columns, printed, strict=True)}
    assert {cell: str(figure) for cell, figure in table_two(FORM_2019, tallies).items()} == wanted


def test_the_sample_of_the_form_of_2021() -> None:
    """庆阳市 2021, from 538,450 decisions and two sums of fees."""
    rows: Rows = {
        "administrative_licence": [{"decided_on": date(2021, 7, 1)}] * 360_560,
        "administrative_penalty": [{"decided_on": date(2021, 1, 1)}] * 172_926,
        "administrative_coercion": [{"decided_on": date(2021, 12, 31)}] * 4_964,
        "fee_amount": [
            {"year": 2021, "amount": Decimal("475936600.55")},
            {"year": 2021, "amount": Decimal("62.45")},
        ],
    }
    tallies = {
        each: tally(definition(each.register), rows[each.register], Period(2021), each)
        for each in asked(FORM_2021)
    }
    assert {cell: str(figure) for cell, figure in table_two(FORM_2021, tallies).items()} == {
        "t2.art20_5.admin_license.decisions_this_year": "360560",
        "t2.art20_6.admin_penalty.decisions_this_year": "172926",
        "t2.art20_6.admin_coercion.decisions_this_year": "4964",
        "t2.art20_8.admin_fee.fee_amount_wan": "47593.6663",
    }
