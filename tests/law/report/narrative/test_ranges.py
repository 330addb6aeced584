"""What approximations leave open."""

from decimal import Decimal

import pytest

from gongkai.law.report.narrative.ranges import Bounds, added, apart, bounds, exceeds, meet, sum_of
from tests.law.report.narrative.prose import figures_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开300条", (300, 300)),
        ("公开7800余条", (7800, 7900)),
        ("访问13.9万余次", (139000, 140000)),
        ("公开52余条", (52, 62)),
        ("公开近300条", (225, 300)),
        ("公开约300条", (240, 360)),
        ("公开不足20条", (0, 20)),
        ("公开100条以上", (100, None)),
        ("公开超100条", (100, None)),
        ("公开数十条", (20, 100)),
        ("公开3至5条", (3, 5)),
        ("公开26.8万条", (267500, 268500)),
    ],
)
def test_bounds(text: str, expected: Bounds) -> None:
    low, high = bounds(figures_of(text)[0])
    assert (Decimal(low), None if high is None else Decimal(high)) == expected


def test_sums_of_ranges() -> None:
    parts = figures_of("网站6300余条，微博110余条，微信230余条，其他1200余条")
    assert added(map(bounds, parts)) == (7840, 7840 + 100 + 10 + 10 + 100)
    assert added([(1, 2), (3, None)]) == (4, None)
    assert sum_of(parts) == 7840


def test_comparing_ranges() -> None:
    assert meet((1, 5), (5, 9))
    assert not meet((1, 4), (5, None))
    assert exceeds((5, None), (1, 4))
    assert not exceeds((5, 6), (1, None))
    assert apart(3, 5) == apart(5, 3) == 2
