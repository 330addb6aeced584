"""Periods in which things are counted: a year, its halves, quarters and months; their days, names, neighbours.

The annual report is on a year. What stands between two reports is counted the same way in a shorter period.   依据：条例第四十九条
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from gongkai.law.report.schema import Form, form_for


class Length(StrEnum):
    """How long a period is."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def months(self) -> int:
        """So many months."""
        return {"year": 12, "half": 6, "quarter": 3, "month": 1}[self.value]

    @property
    def many(self) -> int:
        """So many of them make a year."""
        return 12 // self.months


EARLIEST = 1900
_HALVES = ("上半年", "下半年")
_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
_WRITTEN = re.compile(r"(\d{4})(?:H([12])|Q([1-4])|-(0[1-9]|1[0-2]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or a part of it: `number` counts the parts of this length from 1.

    ValueError for a part that no year has, and for years before 1900.
    """

    year: int
    length: Length = Length.YEAR
    number: int = 1

    def __post_init__(self) -> None:
        """Refuse what is no period."""
        if not EARLIEST <= self.year <= date.max.year or not 1 <= self.number <= self.length.many:
            raise ValueError(f"没有这个时段：{self.year}年，{self.length}，{self.number}。")

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `key` wrote: 2025, 2025H1, 2025Q3, 2025-07. ValueError, for a person, for anything else."""
        found = _WRITTEN.fullmatch(text.strip().upper())
        if found is None:
            raise ValueError(
                f"看不懂时段“{text}”。请写成2025、2025H1（上半年）、2025Q3（第三季度）或者2025-07。"
            )
        year, half, quarter, month = found.groups()
        for length, number in ((Length.HALF, half), (Length.QUARTER, quarter), (Length.MONTH, month)):
            if number:
                return cls(int(year), length, int(number))
        return cls(int(year))

    @classmethod
    def of(cls, day: date, length: Length) -> Self:
        """The period of this length in which a day lies."""
        return cls(day.year, length, (day.month - 1) // length.months + 1)

    @property
    def key(self) -> str:
        """As addresses and commands write it: 2025, 2025H1, 2025Q3, 2025-07."""
        return f"{self.year}{self.part}"

    @property
    def part(self) -> str:
        """What its key says after the year; "" for the whole year."""
        match self.length:
            case Length.YEAR:
                return ""
            case Length.HALF:
                return f"H{self.number}"
            case Length.QUARTER:
                return f"Q{self.number}"
            case _:
                return f"-{self.number:02}"

    @property
    def name(self) -> str:
        """Its name: 2025年, 2025年上半年, 2025年第三季度, 2025年7月."""
        return f"{self.year}年{'' if self.whole else self.short}"

    @property
    def short(self) -> str:
        """Its name within the year: 全年, 上半年, 第三季度, 7月."""
        match self.length:
            case Length.YEAR:
                return "全年"
            case Length.HALF:
                return _HALVES[self.number - 1]
            case Length.QUARTER:
                return _QUARTERS[self.number - 1]
            case _:
                return f"{self.number}月"

    @property
    def whole(self) -> bool:
        """Whether it is a whole year."""
        return self.length is Length.YEAR

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.number - 1) * self.length.months + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = self.number * self.length.months
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def eve(self) -> date:
        """The day before its first: what was open on that evening is carried in."""
        return self.first - timedelta(days=1)

    @property
    def form(self) -> Form:
        """The form of its year. LookupError for a year without one."""
        return form_for(self.year)

    @property
    def before(self) -> "Period":
        """The period of the same length before it: 上期."""
        if self.number > 1:
            return Period(self.year, self.length, self.number - 1)
        return Period(self.year - 1, self.length, self.length.many)

    @property
    def after(self) -> "Period":
        """The period of the same length after it."""
        if self.number < self.length.many:
            return Period(self.year, self.length, self.number + 1)
        return Period(self.year + 1, self.length)

    @property
    def a_year_ago(self) -> "Period":
        """The same period of the year before: 上年同期."""
        return Period(self.year - 1, self.length, self.number)

    def parts(self, length: Length) -> tuple["Period", ...]:
        """The periods of this length that make it up, in order; ValueError if they are longer than it."""
        each = self.length.months // length.months
        if not each:
            raise ValueError(f"{self.name}不能分成更长的时段。")
        return tuple(
            Period(self.year, length, number)
            for number in range((self.number - 1) * each + 1, self.number * each + 1)
        )

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it; None does not."""
        return day is not None and self.first <= day <= self.last


def periods_of(year: int) -> tuple[Period, ...]:
    """A year and all its parts, the longest first."""
    return tuple(each for length in Length for each in Period(year).parts(length))
