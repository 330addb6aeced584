"""Statutory holidays of a year whose notice is not published yet.   依据：全国年节及纪念日放假办法第二条"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law.basis import Instrument, instrument

# The years of data/statutory_holidays.toml, and so of every calendar.
FIRST_YEAR = 2004
LAST_YEAR = 2060


@cache
def statutory_days(year: int) -> Mapping[date, str]:
    """The days on which everybody is off in a year, with their names; KeyError for a year without data.

    A holiday on a weekend is made up for on a working day (第六条), but on which one only the notice says.
    """
    return dict(_days(year))


def _days(year: int) -> Iterator[tuple[date, str]]:
    moving = data()["dates"][str(year)]
    for holiday in _version(year)["holidays"]:
        first = moving[holiday["moving"]] if "moving" in holiday else date(year, *holiday["on"])
        for step in range(holiday["from"], holiday["to"] + 1):
            yield first + timedelta(days=step), holiday["name"]


def _version(year: int) -> dict[str, Any]:
    """The version in force at the beginning of a year: each took effect on a 1 January."""
    versions: list[dict[str, Any]] = data()["version"]
    return max((v for v in versions if v["since"].year <= year), key=lambda v: v["since"])


@cache
def law_of(year: int) -> Instrument:
    """The version of the law in force in a year."""
    return instrument(_version(year)["instrument"])


@cache
def data() -> dict[str, Any]:
    """The versions of the law, and the dates of the holidays that move, by year as text."""
    return tomllib.loads(files("gongkai.law").joinpath("data/statutory_holidays.toml").read_text("utf-8"))
