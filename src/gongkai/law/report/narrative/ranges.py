"""What an approximation leaves open: 近300条 is somewhat less than 300, 7800余条 lies between 7800 and 7900."""

from collections.abc import Iterable
from decimal import Decimal

from gongkai.law.report.narrative.figures import Figure
from gongkai.law.report.narrative.numbers import Value

Bounds = tuple[Value, Value | None]
# How far below a round number writers still say 近, and how far around it 约.
_NEARLY = Decimal("0.75")
_ABOUT = Decimal("0.2")
_ROUGH = 10


def bounds(figure: Figure) -> Bounds:
    """The least and the greatest value that a figure may stand for; None where it has no upper end."""
    value = figure.value
    if figure.exact:
        return value, value
    if figure.high is not None:
        return value, figure.high
    if figure.approx in ("余", "多"):
        return value, value + (max(figure.step, 10) if figure.decimals == 0 else figure.step)
    half = Decimal(figure.place) / 2
    ranges: dict[str, Bounds] = {
        "": (value - half, value + half),
        "近": (value * _NEARLY, value),
        "约": (value * (1 - _ABOUT), value * (1 + _ABOUT)),
        "成": (value * (1 - _ABOUT), value * (1 + _ABOUT)),
        "不足": (0, value),
        "以内": (0, value),
        "数": (value * 2, value * _ROUGH),
    }
    return ranges.get(figure.approx, (value, None))


def sum_of(figures: Iterable[Figure]) -> Value:
    """The sum of figures as printed, approximations taken at their word."""
    total: Value = 0
    for figure in figures:
        total += figure.value
    return total


def apart(one: Value, other: Value) -> Value:
    """How far two values are apart."""
    return one - other if one > other else other - one


def added(parts: Iterable[Bounds]) -> Bounds:
    """The range of a sum."""
    least: Value = 0
    most: Value | None = 0
    for low, high in parts:
        least += low
        most = None if most is None or high is None else most + high
    return least, most


def meet(one: Bounds, other: Bounds) -> bool:
    """Whether two ranges have a value in common."""
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])


def exceeds(one: Bounds, other: Bounds) -> bool:
    """Whether all of the first range lies above the second."""
    return other[1] is not None and one[0] > other[1]
