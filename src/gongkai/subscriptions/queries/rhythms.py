"""Reads: when the next message may go out. Times are those of the day in China."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from gongkai.subscriptions.models import Rhythm

MORNING = time(8, 0)
"""After the quiet hours as they are set without anybody setting them (GONGKAI_MAIL_QUIET)."""
_CHINA = ZoneInfo("Asia/Shanghai")
_HOUR, _SOON = timedelta(hours=1), timedelta(minutes=5)


def next_due(rhythm: Rhythm, at: datetime, *, sent: bool) -> datetime:
    """When to look again. `sent`: a message goes out now; else whoever wants it at once need not wait an hour."""
    if rhythm is Rhythm.AT_ONCE:
        return at + (_HOUR if sent else _SOON)
    here = at.astimezone(_CHINA)
    days = 1 if here.time() >= MORNING else 0
    if rhythm is Rhythm.WEEKLY:
        ahead = (7 - here.weekday()) % 7
        days = ahead if ahead or here.time() < MORNING else 7
    return datetime.combine(here.date() + timedelta(days=days), MORNING, _CHINA)
