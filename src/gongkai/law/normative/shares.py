"""A share with its numerator and its denominator; there is none without them."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many. ValueError for more than there are, or fewer than none."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if not 0 <= self.numerator <= self.denominator:
            raise ValueError(f"{self.denominator}件中不能有{self.numerator}件。")

    def percent(self, places: int = 0) -> Decimal | None:
        """In hundredths, rounded half up; None of nothing."""
        if not self.denominator:
            return None
        return rounded(Decimal(100 * self.numerator) / self.denominator, places)

    def __str__(self) -> str:
        of = f"{self.numerator}/{self.denominator}"
        return f"{self.percent()}%（{of}）" if self.denominator else f"—（{of}）"


def rounded(value: Decimal, places: int) -> Decimal:
    """A figure as it is printed, halves up."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def possible(percent: Decimal, denominator: int) -> tuple[int, ...]:
    """The numerators that are printed as this percentage of so many, with as many places as it has.

    A percentage of hundreds of thousands can have many; none means that it cannot come from these.
    """
    places = max(0, -int(percent.normalize().as_tuple().exponent))
    near = int(percent * denominator / 100)
    width = denominator // (100 * 10**places) + 2
    around = range(max(0, near - width), min(denominator, near + width) + 1)
    return tuple(n for n in around if Share(n, denominator).percent(places) == percent)
