"""Days and times as spreadsheets and old platforms write them."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
_DAY = re.compile(
    r"(?P<year>\d{4})(?:[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?|(?P<month2>\d\d)(?P<day2>\d\d))"
    r"(?:[T ]+(?P<rest>\S.*))?"
)
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?")


def day(text: str) -> date | None:
    """2026-03-02, 2026/3/2, 2026.3.2, 2026年3月2日, 20260302, also with a time behind it; None for anything else."""
    found = moment(text)
    return found.date() if found else None


def moment(text: str) -> datetime | None:
    """A day as `day` takes it, with a time or without (then its beginning): in China, unless it says otherwise."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    clock = _TIME.fullmatch((found["rest"] or "0:00").strip())
    if clock is None:
        return None
    month, day_of_month = found["month"] or found["month2"], found["day"] or found["day2"]
    try:
        on = date(int(found["year"]), int(month), int(day_of_month))
        at = time(int(clock[1]), int(clock[2]), int(clock[3] or 0))
        zone = datetime.strptime(clock[4], "%z").tzinfo if clock[4] else CHINA
        return datetime.combine(on, at, zone).astimezone(CHINA)
    except (ValueError, OverflowError):
        return None
