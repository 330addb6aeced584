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

    NotOpen for a number that is unknown, fixed, or below zero.
    """

    numbers: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, number in self.numbers.items():
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
        return replace(known, value=self.numbers.get(name, known.value))


AS_SHIPPED = Settings()
