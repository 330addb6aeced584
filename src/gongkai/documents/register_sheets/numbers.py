"""Numbers of a workbook as texts: which are days says their format, and none is told with more digits than it has.

Excel keeps 15 digits; what is longer was a code or an account once, and has lost its end.
"""

import re
from datetime import date, timedelta
from decimal import Decimal
from zipfile import ZipFile

from gongkai.documents.reading.sources.archive import read_xml, tag

TOO_LONG = "数字超过15位，后面的已经丢失。请在表格里把这一列设为文本，重新填写。"
NO_NUMBER = "不是数，请核对这一格。"

_DIGITS = 15
_PLAIN = re.compile(r"-?\d{1,15}")
_NUMBER = re.compile(r"-?\d{1,400}(?:\.\d{0,400})?(?:[Ee][+-]?\d{1,3})?")
# Formats that the program knows without being told: dates and times (ECMA-376 18.8.30), and those of Chinese editions.
_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_QUOTED = re.compile(r'"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_ZERO, _ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
_SECONDS = 86_400
_LAST_SERIAL = 2_958_465  # 31 December 9999


class BadNumber(ValueError):
    """A number that cannot be told as it was meant; the message says, in Chinese, what to do."""


class Formats:
    """Which styles of cells show days."""

    def __init__(self, dates: frozenset[str] = frozenset(), *, since_1904: bool = False) -> None:
        self._dates = dates
        self._zero = _ZERO_1904 if since_1904 else _ZERO

    def text(self, raw: str, style: str) -> str:
        """A number as the sheet shows it; a day as 2026-03-31, with its time where it has one. BadNumber otherwise."""
        if style in self._dates:
            return self._day(raw)
        if _PLAIN.fullmatch(raw):
            return raw
        if not _NUMBER.fullmatch(raw):
            raise BadNumber(NO_NUMBER)
        number = Decimal(raw)
        if number.adjusted() >= _DIGITS:
            raise BadNumber(TOO_LONG)
        return format(Decimal(f"{float(raw):.15g}"), "f")

    def _day(self, raw: str) -> str:
        if not _NUMBER.fullmatch(raw):
            raise BadNumber(NO_NUMBER)
        serial = float(raw)
        if not 1 <= serial <= _LAST_SERIAL:
            return format(Decimal(raw), "f") if abs(serial) < 1e15 else raw
        days, seconds = divmod(round(serial * _SECONDS), _SECONDS)
        try:
            on = self._zero + timedelta(days=days)
        except OverflowError:
            raise BadNumber(NO_NUMBER) from None
        return f"{on} {timedelta(seconds=seconds)}" if seconds else str(on)


def read_formats(archive: ZipFile, part: str, name: str, *, since_1904: bool) -> Formats:
    """The styles of a workbook that show days; Unreadable where they are broken."""
    root = read_xml(archive, part, name) if part else None
    if root is None:
        return Formats(since_1904=since_1904)
    own = {
        str(each.get("numFmtId")): str(each.get("formatCode", ""))
        for each in root.iter()
        if tag(each) == "numFmt"
    }
    styles = next((each for each in root if tag(each) == "cellXfs"), ())
    dates = frozenset(
        str(place) for place, style in enumerate(styles) if _is_date(str(style.get("numFmtId", "")), own)
    )
    return Formats(dates, since_1904=since_1904)


def _is_date(number: str, own: dict[str, str]) -> bool:
    if number in own:
        code = _QUOTED.sub("", own[number].split(";")[0]).lower()
        return any(sign in code for sign in "ydhs") or ("m" in code and "0" not in code and "#" not in code)
    return number.isdecimal() and int(number) in _DATES
