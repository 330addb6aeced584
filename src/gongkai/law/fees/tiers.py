"""The tiers of the fee through time, read from data/fees.toml and nowhere else."""

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from gongkai.law.basis import Basis, instrument
from gongkai.law.params import NotInForce
from gongkai.law.wording import day as in_words


class Method(StrEnum):
    """What a fee is counted by.   依据：信息处理费管理办法第三条"""

    BY_ITEM = "by_item"
    BY_PAGE = "by_page"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return str(_table()[self]["title"])

    @property
    def unit(self) -> str:
        """What one unit is called."""
        return str(_table()[self]["unit"])


@dataclass(frozen=True, slots=True)
class Tier:
    """From the unit `first` on one costs `rate_yuan`; with `block`, `raise_yuan` more after every so many units.

    `evidence` says how well it is known, as in `gongkai.law.params.Value`.
    """

    first: int
    rate_yuan: int
    evidence: str
    block: int | None = None
    raise_yuan: int = 0


@dataclass(frozen=True, slots=True)
class Schedule:
    """The tiers that were in force from `since` on, the first one first, and their article."""

    since: date
    basis: Basis
    tiers: tuple[Tier, ...]


def schedule(method: Method, on: date) -> Schedule:
    """The tiers in force on a day; NotInForce, in Chinese, before the fee was introduced."""
    known = schedules()[method]
    after = bisect_right(known, on, key=lambda entry: entry.since)
    if not after:
        raise NotInForce(
            f"{in_words(on)}还没有信息处理费：《{known[0].basis.instrument.title}》自{in_words(known[0].since)}起施行，"
            "此前收到的申请不收取。"
        )
    return known[after - 1]


@cache
def schedules() -> Mapping[Method, tuple[Schedule, ...]]:
    """All schedules of each method, oldest first."""
    return MappingProxyType(
        {
            method: tuple(sorted(map(_read, _table()[method]["schedule"]), key=lambda entry: entry.since))
            for method in Method
        }
    )


def _read(entry: dict[str, Any]) -> Schedule:
    basis = instrument(entry["instrument"]).article(entry["article"])
    return Schedule(entry["since"], basis, tuple(Tier(**tier) for tier in entry["tiers"]))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("gongkai.law").joinpath("data/fees.toml").read_text("utf-8"))
