"""What a fee is made of: edges, properties, a second reckoning unit by unit, what is refused."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.basis import instrument
from gongkai.law.fees import tiers
from gongkai.law.fees.charge import (
    MOST,
    Charge,
    FeeSettings,
    FirstBlock,
    Uncountable,
    by_item,
    by_month,
    by_page,
)
from gongkai.law.fees.tiers import Method, Schedule, Tier, schedule, schedules
from gongkai.law.params import NotInForce

ON = date(2024, 3, 1)
BASIS = instrument("FEE").article("5")
FIRST_DAY = date(2021, 1, 1)
SAME = FeeSettings(FirstBlock.SAME)
many = st.integers(0, 400)


def item_rate(k: int) -> int:
    """What the k-th item of a month costs, written down independently."""
    if k <= 10:
        return 0
    return 100 if k <= 30 else 100 * ((k - 31) // 10 + 2)


def page_rate(k: int) -> int:
    """What the k-th page of an application costs."""
    return 0 if k <= 30 else 10 if k <= 100 else 20 if k <= 200 else 40


def rates(charge: Charge) -> dict[int, int]:
    """Each unit with what it costs."""
    return {unit: step.rate_yuan for step in charge.steps for unit in range(step.first, step.last + 1)}


@given(many, many)
def test_items_as_reckoned_one_by_one(earlier: int, items: int) -> None:
    charge = by_item(earlier, items, ON)
    assert rates(charge) == {k: item_rate(k) for k in range(earlier + 1, earlier + items + 1)}
    assert charge.amount_yuan == sum(rates(charge).values())


@given(many, many)
def test_items_where_the_first_block_costs_the_same(earlier: int, items: int) -> None:
    ours = {k: item_rate(k) - 100 * (k > 30) for k in range(earlier + 1, earlier + items + 1)}
    assert rates(by_item(earlier, items, ON, SAME)) == ours


@given(many)
def test_pages_as_reckoned_one_by_one(pages: int) -> None:
    assert rates(by_page(pages, ON)) == {k: page_rate(k) for k in range(1, pages + 1)}


@given(many, many, many)
def test_a_batch_costs_what_its_parts_cost(earlier: int, some: int, more: int) -> None:
    parts = by_item(earlier, some, ON).amount_yuan + by_item(earlier + some, more, ON).amount_yuan
    assert by_item(earlier, some + more, ON).amount_yuan == parts


@given(many, st.integers(0, 40))
def test_more_never_costs_less(units: int, more: int) -> None:
    assert by_item(0, units + more, ON).amount_yuan >= by_item(0, units, ON).amount_yuan
    assert by_page(units + more, ON).amount_yuan >= by_page(units, ON).amount_yuan


@given(many, many)
def test_steps_follow_each_other(earlier: int, items: int) -> None:
    steps = by_item(earlier, items, ON).steps
    assert [step.units for step in steps] == [step.last - step.first + 1 for step in steps]
    assert sum(step.units for step in steps) == items
    assert all(before.last + 1 == after.first for before, after in pairwise(steps))


@given(st.lists(st.dates(date(2023, 1, 1), date(2023, 3, 31)), max_size=120))
def test_months_are_reckoned_apart(days: list[date]) -> None:
    made = by_month(days)
    months = sorted({day.month for day in days})
    assert [charge.on.month for charge in made] == months
    assert [charge.amount_yuan for charge in made] == [
        by_item(0, sum(day.month == month for day in days), ON).amount_yuan for month in months
    ]


def test_months_are_reckoned_as_set() -> None:
    [charge] = by_month([ON] * 40, SAME)
    assert charge.amount_yuan == 3000


def test_month_begins_with_its_first_receipt() -> None:
    [charge] = by_month([date(2023, 3, 9), date(2023, 3, 2), date(2023, 3, 5)])
    assert charge.on == date(2023, 3, 2)


def test_words() -> None:
    assert [step.why for step in by_item(9, 3, ON).steps] == [
        "当月第10件，不收费",
        "当月第11至12件，每件100元",
    ]
    assert [step.why for step in by_page(31, ON).steps] == ["第1至30页，不收费", "第31页，每页10元"]
    assert [(m.label, m.unit) for m in Method] == [("按件计收", "件"), ("按量计收", "页")]
    assert [block.label for block in FirstBlock] == ["第31至40件每件200元", "第31至40件每件100元"]


def test_labels_say_what_the_settings_do() -> None:
    for block in FirstBlock:
        [step] = by_item(30, 1, ON, FeeSettings(block)).steps
        assert f"每件{step.rate_yuan}元" in block.label


def test_charge_tells_method_and_day() -> None:
    assert (by_item(0, 1, ON).method, by_page(1, ON).method) == (Method.BY_ITEM, Method.BY_PAGE)
    assert (by_item(0, 1, ON).on, by_page(1, ON).on) == (ON, ON)


def test_each_rule_is_named_once() -> None:
    assert [rule.id for rule in by_item(0, 61, ON).rules] == ["F010", "F011", "F012"]
    assert [rule.id for rule in by_page(250, ON).rules] == ["F020", "F021"]


def test_nothing_costs_nothing() -> None:
    assert (by_item(12, 0, ON).steps, by_page(0, ON).steps) == ((), ())
    assert by_item(12, 0, ON).amount_yuan == 0
    assert by_month([]) == ()


@pytest.mark.parametrize(
    ("earlier", "items", "says"),
    [
        (-1, 5, "当月此前的件数不能是负数，现为-1，请核对后重新填写。"),
        (0, -1, "本次的件数不能是负数，现为-1，请核对后重新填写。"),
        (MOST + 1, 0, "当月此前的件数为100001，超过了能够计算的100000，请核对是否多写了数字。"),
        (0, MOST + 1, "本次的件数为100001，超过了能够计算的100000，请核对是否多写了数字。"),
        (1, MOST, "当月累计的件数为100001，超过了能够计算的100000，请核对是否多写了数字。"),
    ],
)
def test_items_that_cannot_be(earlier: int, items: int, says: str) -> None:
    with pytest.raises(Uncountable) as refused:
        by_item(earlier, items, ON)
    assert str(refused.value) == says


@pytest.mark.parametrize(
    ("pages", "says"), [(-1, "页数不能是负数，现为-1"), (MOST + 1, "页数为100001，超过")]
)
def test_pages_that_cannot_be(pages: int, says: str) -> None:
    with pytest.raises(Uncountable, match=says):
        by_page(pages, ON)


def test_most_can_still_be_counted() -> None:
    assert by_page(MOST, ON).amount_yuan == 2700 + 40 * (MOST - 200)
    assert rates(by_item(MOST - 1, 1, ON)) == {MOST: item_rate(MOST)}
    assert by_item(0, MOST, ON).amount_yuan == sum(map(item_rate, range(1, MOST + 1)))


def test_no_fee_before_the_fee() -> None:
    with pytest.raises(NotInForce) as refused:
        by_item(0, 11, FIRST_DAY - timedelta(days=1))
    assert str(refused.value) == (
        "2020年12月31日还没有信息处理费：《政府信息公开信息处理费管理办法》自2021年1月1日起施行，"
        "此前收到的申请不收取。"
    )
    with pytest.raises(NotInForce):
        by_page(31, FIRST_DAY - timedelta(days=1))
    assert by_page(31, FIRST_DAY).amount_yuan == 10
    assert by_item(0, 11, FIRST_DAY).amount_yuan == 100


def test_every_schedule_starts_with_its_first_unit_and_rises() -> None:
    assert set(schedules()) == set(Method)
    for method, known in schedules().items():
        assert [entry.since for entry in known] == sorted({entry.since for entry in known})
        for entry in known:
            firsts = [tier.first for tier in entry.tiers]
            assert firsts[0] == 1
            assert firsts == sorted(set(firsts))
            assert all(tier.evidence in {"V", "V*", "M", "?"} for tier in entry.tiers)
            assert all(tier.block is None for tier in entry.tiers[:-1])
            assert schedule(method, entry.since) == entry


def test_later_schedule_is_in_force_from_its_day_on(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = (Schedule(since, BASIS, (Tier(1, 7, "V"),)) for since in (FIRST_DAY, ON))
    monkeypatch.setattr(tiers, "schedules", lambda: {Method.BY_PAGE: (old, new)})
    assert schedule(Method.BY_PAGE, FIRST_DAY) is old
    assert schedule(Method.BY_PAGE, ON - timedelta(days=1)) is old
    assert schedule(Method.BY_PAGE, ON) is new


def test_schedule_names_its_article() -> None:
    schedules.cache_clear()
    assert (
        str(schedule(Method.BY_ITEM, ON).basis)
        == "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第4条"
    )
    assert schedule(Method.BY_PAGE, ON).basis.article == "5"
