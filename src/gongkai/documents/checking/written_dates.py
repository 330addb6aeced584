"""Dates as they are written in a text: where they stand, and which day they mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.report.narrative.numbers import han_value

_HAN = "〇零○一二三四五六七八九十"
_DATE = re.compile(
    r"(?<![\d.])(?:(?P<year>(?:1[89]|20)\d\d)\s*年\s*)?(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]"
    rf"|(?P<hanyear>[一二][{_HAN}]{{3}})年(?P<hanmonth>[{_HAN}]{{1,3}})月(?P<handay>[{_HAN}]{{1,3}})日"
    r"|(?<![\d./-])(?P<shortyear>(?:19|20)\d\d)(?P<mark>[-./])(?P<shortmonth>\d{1,2})(?P=mark)(?P<shortday>\d{1,2})(?![\d./-])"
    r"|(?<![\d.])(?P<onlyyear>(?:19|20)\d\d)\s*年\s*(?P<onlymonth>\d{1,2})\s*月(?!\s*\d)"
)
_ZEROS = str.maketrans("○零", "〇〇")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text. `year` is 0 where none is written, `day` 0 where only a month is."""

    start: int
    end: int
    year: int
    month: int
    day: int

    @property
    def on(self) -> date | None:
        """The day; None if there is no such day, or if year or day are not written."""
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def written_dates(text: str) -> Iterator[WrittenDate]:
    """All dates of a text that name at least month and day, or year and month."""
    for match in _DATE.finditer(text):
        yield WrittenDate(match.start(), match.end(), *_numbers(match))


def _numbers(match: "re.Match[str]") -> tuple[int, int, int]:
    if match["hanyear"]:
        year, month, day = (match[name].translate(_ZEROS) for name in ("hanyear", "hanmonth", "handay"))
        digits = "".join(str("〇一二三四五六七八九".find(char)) for char in year)
        return int(digits) if digits.isdigit() else 0, _han(month), _han(day)
    if match["shortyear"]:
        return int(match["shortyear"]), int(match["shortmonth"]), int(match["shortday"])
    if match["onlyyear"]:
        return int(match["onlyyear"]), int(match["onlymonth"]), 0
    return int(match["year"] or 0), int(match["month"]), int(match["day"])


def _han(written: str) -> int:
    return han_value(written.replace("〇", "零"))
