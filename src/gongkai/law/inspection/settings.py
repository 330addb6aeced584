"""What the indicators leave open: numbers and points that no text fixes, as a place has set them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from gongkai.law.inspection.indicators import Indicator, Points, indicators
from gongkai.law.params import param, params

OPEN = frozenset({"M", "?"})
"""Evidence that leaves a number to the place: practice, or not looked up."""


class NotOpen(ValueError):
    """A number that cannot be set; the message says which, in Chinese."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers (by name) and points (by indicator: each, at most) that a place has set; else as data says.

    NotOpen for what is unknown, fixed by a text, or below zero.
    """

    numbers: Mapping[str, int] = field(default_factory=dict)
    points: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, number in self.numbers.items():
            if name not in params() or param(name).values[-1].evidence not in OPEN:
                raise NotOpen(f"“{name}”不是可以设置的数。")
            if number < 1:
                raise NotOpen(f"“{param(name).title}”应当大于0。")
        for key, (each, cap) in self.points.items():
            known = indicators().get(key)
            if known is None or not known.points or known.points[-1].evidence not in OPEN:
                raise NotOpen(f"“{key}”不是可以设置分值的指标。")
            if not 0 <= each <= cap:
                raise NotOpen(f"“{known.title}”的分值应当不小于0，不超过上限。")

    def number(self, name: str, on: date) -> int:
        """A number as it applies on a day; NotInForce before the first known value."""
        return self.numbers.get(name) or param(name).on(on).value

    def points_of(self, indicator: Indicator, on: date) -> Points | None:
        """What the faults of an indicator cost on a day; None for a veto."""
        known = indicator.points_on(on)
        if known is None or indicator.id not in self.points:
            return known
        each, cap = self.points[indicator.id]
        return Points(known.since, each, cap, known.evidence)


DEFAULT = Settings()


def read(text: str) -> Settings:
    """Settings from TOML: [numbers] name = 6; [points] id = ["0.2", "4"]. NotOpen for what cannot be read or set."""
    try:
        told: dict[str, Any] = tomllib.loads(text)
        points = {
            key: (Decimal(str(each)), Decimal(str(cap)))
            for key, (each, cap) in told.get("points", {}).items()
        }
        numbers = {name: int(number) for name, number in told.get("numbers", {}).items()}
    except (tomllib.TOMLDecodeError, InvalidOperation, ValueError, TypeError, AttributeError) as error:
        raise NotOpen("设置文件不能读取：要有 [numbers] 和 [points]，分值写成 [每件, 上限]。") from error
    return Settings(numbers, points)
