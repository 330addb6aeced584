"""Percentages recomputed from their counts."""

from decimal import ROUND_FLOOR, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.law.findings import Severity
from gongkai.law.report.narrative.shares import percent, wrong_shares, wrong_sums
from tests.law.report.narrative.prose import passage_of

wholes = st.integers(1, 100_000)
decimals = st.integers(0, 2)


def told(part: int, whole: int, share: Decimal) -> str:
    """A sentence with a whole, a part and its share."""
    return f"共收到申请{whole}件，其中网上申请{part}件，占{share}%。"


@given(wholes, st.data(), decimals)
def test_a_share_rounded_half_up_is_right(whole: int, data: st.DataObject, places: int) -> None:
    part = data.draw(st.integers(0, whole))
    passage = passage_of(told(part, whole, percent(part, whole, places)))
    assert list(wrong_shares(passage)) == []


@given(wholes, st.data(), decimals, st.integers(2, 30))
def test_a_share_that_is_off_is_found(whole: int, data: st.DataObject, places: int, off: int) -> None:
    part = data.draw(st.integers(0, whole))
    right = percent(part, whole, places)
    wrong = right + Decimal(off).scaleb(-places)
    assume(wrong != 100)
    (found,) = wrong_shares(passage_of(told(part, whole, wrong)))
    assert (found.right, found.whole.value, found.severity) == (right, whole, Severity.WARNING)


def test_a_share_that_is_cut_off_is_only_noted() -> None:
    cut = percent(59, 130, 1, ROUND_FLOOR)
    (found,) = wrong_shares(passage_of(told(59, 130, cut)))
    assert (cut, found.right, found.severity) == (Decimal("45.3"), Decimal("45.4"), Severity.INFO)


def test_the_whole_may_stand_in_the_tables() -> None:
    passage = passage_of("其中网上申请30件，占25%。上年网上申请31件。")
    assert list(wrong_shares(passage, known=(120,))) == []


@pytest.mark.parametrize(
    "text",
    [
        "公开信息40条，占全省总量的2.6%。",
        "公开信息100条，其中乡镇公开40条，占全市总量的2.6%。",
        "解读文件7篇，其中图解比例达到86%。",
        "非政府网站发布占总量的70%以上。",
        "予以公开10件，占50%；不予公开10件，占50%。",
    ],
)
def test_without_a_whole_nothing_is_said(text: str) -> None:
    assert list(wrong_shares(passage_of(text))) == []


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("部门占60%、乡镇占30%、其他占20%。", [110]),
        ("部门占60.5%、乡镇占29.5%、其他占10%。", []),
        ("甲占33.3%、乙占33.3%、其他占33.3%。", []),
        ("部门占60%、乡镇占30%。", []),
        ("自然人占60%、网上申请占30%、其他占20%。", []),
        ("甲占70%、乙占30%，丙占60%、其他占40%。", []),
    ],
)
def test_shares_down_to_the_rest_make_a_hundred(text: str, sums: list[int]) -> None:
    assert [found.sum for found in wrong_sums(passage_of(text))] == sums


def test_the_one_larger_count_before_a_share_is_its_whole() -> None:
    (found,) = wrong_shares(passage_of("共收到申请130件。网上申请59件，占总数的60%。"))
    assert (found.whole.value, found.right) == (130, Decimal(45))


@pytest.mark.parametrize(
    "text",
    [
        "收到申请130件，办理申请120件。网上申请59件，占60%。",
        "收到申请130件，其中网上申请150件，占60%。",
    ],
)
def test_with_no_whole_or_more_than_one_a_share_is_not_judged(text: str) -> None:
    assert list(wrong_shares(passage_of(text))) == []
