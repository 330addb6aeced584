"""Changes against last year: what can be, and what cannot."""

from decimal import ROUND_FLOOR, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.report.narrative.changes import Doubt, changes, previous_values, wrong_changes
from gongkai.law.report.narrative.shares import percent
from tests.law.report.narrative.prose import passage_of

counts = st.integers(1, 1_000_000)
decimals = st.integers(0, 2)


@given(counts, counts, decimals, st.booleans())
def test_what_was_computed_from_a_whole_number_is_possible(
    one: int, other: int, places: int, cut: bool
) -> None:
    base, count = one, other
    sign = 1 if count >= base else -1
    rounding = ROUND_FLOOR if cut else "ROUND_HALF_UP"
    rate = percent(sign * (count - base), base, places, rounding)
    if sign < 0 and rate >= 100:
        return
    right, _ = previous_values(count, rate, places, sign)
    assert right


def test_what_no_whole_number_gives_is_impossible() -> None:
    right, near = previous_values(148, Decimal("20.86"), 2, 1)
    assert right == []
    assert near == [(122, Decimal("21.31")), (123, Decimal("20.33"))]


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("收到申请148件（含新收142件、上年结转6件），同比增加20.86%。", [Doubt.IMPOSSIBLE]),
        ("收到申请148件，同比增加21.31%。", []),
        ("收到申请148件，同比增加约20%。", []),
        ("公开信息99031条，同比增长12.34%。", []),
        ("收到申请148件，较上年增加26件，增长21.31%。", []),
        ("收到申请148件，较上年增加26件，增长20.86%。", [Doubt.AMOUNT]),
        ("收到申请148件，较上年增加150件。", [Doubt.TOO_MUCH]),
        ("收到申请148件，比上年下降120%。", [Doubt.TOO_MUCH]),
        ("收到申请5件，同比增长100%。", []),
        ("办结率98.5%，同比提高2.3个百分点。", []),
        ("收到申请148件，办结率同比提高20.86%。", []),
        ("收到267件，答复263件，申请量同比上升1.52%。", []),
        ("账号由122个增加到118个。", [Doubt.SIGN]),
        ("账号由122个减少到118个。", []),
        ("账号由122个增加到148个，增长21.31%。", []),
        ("账号由122个增加到148个，增长20.86%。", [Doubt.RATE]),
        ("时限由20个工作日提升至5个工作日。", []),
        ("经费从5万元提高到3万元。", [Doubt.SIGN]),
        ("收到申请148件。经统计，同比增加20.86%。", []),
        ("收到申请148件，较上年增加26件，增长约30%。", []),
        ("投入经费12.5万元，同比增长3%。", []),
        ("收到申请148件，同比下降100%。", []),
        ("账号由122个增加到148个，办结5件。", []),
        ("账号由122个增加到148个，增长约30%。", []),
        ("账号由122个增加到148个，办结率20.86%。", []),
    ],
)
def test_doubts(text: str, doubts: list[Doubt]) -> None:
    assert [found.doubt for found in wrong_changes(passage_of(text))] == doubts


def test_a_sibling_that_fits_is_named() -> None:
    (found,) = wrong_changes(passage_of("发布解读142篇，图解148篇，同比增加20.34%。"))
    assert found.fits is not None
    assert found.fits.value == 142


def test_count_amount_and_percentage_are_told_apart() -> None:
    (change,) = changes(passage_of("收到申请148件，比2020年减少26件，下降14.94%。"))
    assert change.percentage is not None
    assert change.amount is not None
    assert (change.count.value, change.amount.value, change.percentage.value) == (148, 26, Decimal("14.94"))
    assert change.down
