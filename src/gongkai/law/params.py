"""Numbers from regulations: dated, with article, read from data/params/*.toml and nowhere else."""

import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law.basis import Basis, instrument


class NotInForce(LookupError):
    """A day before the first known value of a number; the message says from when on it is known, in Chinese."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a number was from `since` on, by which article.

    `evidence` says how well it is known: "V" the text was read, "V*" a secondary source, "M" practice, "?" disputed.
    """

    value: int
    since: date
    basis: Basis
    evidence: str


@dataclass(frozen=True, slots=True)
class Param:
    """A number of the law through time, oldest value first; `unit` is what it counts, in Chinese."""

    name: str
    title: str
    unit: str
    values: tuple[Value, ...]

    def on(self, day: date) -> Value:
        """The value in force on a day; NotInForce before the first one."""
        after = bisect_right(self.values, day, key=lambda value: value.since)
        if not after:
            raise NotInForce(f"“{self.title}”自{self.values[0].since}起才有规定。")
        return self.values[after - 1]


def param(name: str) -> Param:
    """The number with this name; KeyError if there is none."""
    return params()[name]


@cache
def params() -> dict[str, Param]:
    """All numbers by name."""
    folder = files("gongkai.law").joinpath("data/params")
    tables = [
        tomllib.loads(file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".toml")
    ]
    return {name: _read(name, entry) for table in tables for name, entry in table.items()}


def _read(name: str, entry: dict[str, Any]) -> Param:
    values = (
        Value(
            at["value"],
            at["since"],
            instrument(at["instrument"]).article(at.get("article", "")),
            at["evidence"],
        )
        for at in entry["values"]
    )
    return Param(name, entry["title"], entry["unit"], tuple(sorted(values, key=lambda value: value.since)))
