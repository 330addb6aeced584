"""How the figures of several bodies are spread: percentiles by the nearest rank, and no ranks of bodies.

A percentile by the nearest rank is a figure that one of the bodies has reported; nothing is interpolated. Of few bodies
none is given: it would tell of single bodies, and nothing of the group.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Figure = int | Decimal | Fraction
FEWEST = 5
"""Bodies with a figure; with fewer there are no percentiles."""
METHOD = "最近序位法：把各机关的数从小到大排列，第 p 百分位是第 ⌈n×p÷100⌉ 个数，是某个机关实际的数，不作插值"
LOW, MIDDLE, HIGH = 25, 50, 75


@dataclass(frozen=True, slots=True)
class Spread:
    """How figures are spread. `many`: bodies with a figure, `without`: those without; the rest None with fewer than FEWEST."""

    many: int
    without: int
    lowest: Figure | None = None
    low: Figure | None = None
    middle: Figure | None = None
    high: Figure | None = None
    highest: Figure | None = None

    @property
    def told(self) -> bool:
        """Whether there are enough bodies for percentiles."""
        return self.many >= FEWEST


def spread(values: Iterable[Figure | None]) -> Spread:
    """How these figures are spread, one for each body; None for a body without."""
    listed = list(values)
    held = sorted(value for value in listed if value is not None)
    without = len(listed) - len(held)
    if len(held) < FEWEST:
        return Spread(len(held), without)
    low, middle, high = (percentile(held, per) for per in (LOW, MIDDLE, HIGH))
    return Spread(len(held), without, held[0], low, middle, high, held[-1])


def percentile(ordered: list[Figure], per: int) -> Figure:
    """The figure at a percentile (1 to 100) of figures in order, by the nearest rank. IndexError without any."""
    return ordered[-(-len(ordered) * per // 100) - 1]


def lies(value: Figure | None, among: Spread) -> str:
    """Where a figure lies among others, in words; "" where that cannot be said."""
    if value is None or among.low is None or among.high is None:
        return ""
    if value < among.low:
        return "低于第 25 百分位"
    return "高于第 75 百分位" if value > among.high else "在第 25 至第 75 百分位之间"
