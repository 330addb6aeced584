"""What the law leaves to places: numbers of data/params/duties.toml that an installation may set."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files

from gongkai.law.params import Param, Value, param


class NotOpen(ValueError):
    """A number that cannot be set: unknown, fixed, or below zero; the message says which, in Chinese."""


@cache
def numbers() -> dict[str, Param]:
    """All numbers of proactive disclosure by name."""
    text = files("gongkai.law").joinpath("data/params/duties.toml").read_text("utf-8")
    return {name: param(name) for name in tomllib.loads(text)}


@cache
def settable() -> dict[str, Param]:
    """The numbers that an installation may set: lengths whose newest value was not read in the law itself."""
    return {
        name: number
        for name, number in numbers().items()
        if number.values[-1].evidence != "V" and number.unit != "月日"
    }


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers that a place has set, by name; what it has not set is as data/params/duties.toml says.

    `dated`: what it set from a day on, each row in the place of those before it; `numbers` before the first of them. NotOpen
    for a number that is unknown, fixed, or below zero.
    """

    numbers: Mapping[str, int] = field(default_factory=dict)
    dated: tuple[tuple[date, Mapping[str, int]], ...] = ()

    def __post_init__(self) -> None:
        every = [self.numbers, *(chosen for _, chosen in self.dated)]
        for name, number in (pair for chosen in every for pair in chosen.items()):
            if name not in numbers():
                raise NotOpen(f"没有名为“{name}”的设置项。")
            if name not in settable():
                raise NotOpen(f"“{param(name).title}”已有统一规定，不能另行设置。")
            if number < 0:
                raise NotOpen(f"“{param(name).title}”不能小于0。")

    def value(self, name: str, on: date) -> Value:
        """A number as it applies on a day: what the place has set, else what data says.

        NotInForce before the first day for which it is known.
        """
        known = param(name).on(on)
        return replace(known, value=self._chosen(on).get(name, known.value))

    def _chosen(self, on: date) -> Mapping[str, int]:
        """What counts on a day; of two rows of one day the later one."""
        begun = [row for row in self.dated if row[0] <= on]
        return max(reversed(begun), key=lambda row: row[0])[1] if begun else self.numbers


AS_SHIPPED = Settings()
