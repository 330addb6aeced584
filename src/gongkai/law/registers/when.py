"""Dates and years as tables have them: written in any usual way, or as the serial number of a spreadsheet."""

import re
import unicodedata
from datetime import date, timedelta

from gongkai.law.registers.refused import Refused

FIRST_YEAR, LAST_YEAR = 1949, 2099
"""Between them lie all dates of registers; 31 December of the last year says: without end."""

_TIME = r"(?:[T ]+\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_WRITTEN = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_CHINESE = re.compile(rf"(\d{{4}}) ?年 ?(\d{{1,2}}) ?月 ?(\d{{1,2}}) ?日?{_TIME}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0)?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_YEAR = re.compile(r"(\d{4})(?:\.0)?(?:年度?)?")
# Serial 0 of a spreadsheet, once its mistake about 1900 is past.
_ZERO = date(1899, 12, 30)


def day(text: str) -> date:
    """A civil date: 2021-03-01, 2021/3/1, 2021.3.1, 2021年3月1日, 20210301, 44256; a time of day behind it is left aside.

    Refused for a day that is not, and for years out of reach.
    """
    plain = (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()
    if found := _WRITTEN.fullmatch(plain):
        parts = found[1], found[3], found[4]
    elif found := (_CHINESE.fullmatch(plain) or _COMPACT.fullmatch(plain)):
        parts = found[1], found[2], found[3]
    elif found := _SERIAL.fullmatch(plain):
        return _within(_ZERO + timedelta(days=int(found[1])))
    else:
        raise Refused("不是日期，请写成2026-03-31这样。")
    try:
        return _within(date(*map(int, parts)))
    except ValueError as error:
        if isinstance(error, Refused):
            raise
        raise Refused("没有这一天，请核对。") from error


def year(text: str) -> int:
    """A year: 2021, 2021年, 2021年度."""
    found = _YEAR.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise Refused("不是年度，请写成2026这样。")
    return int(found[1])


def _within(on: date) -> date:
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise Refused(f"不在{FIRST_YEAR}年至{LAST_YEAR}年之间，请核对；长期有效的填{LAST_YEAR}-12-31。")
    return on
