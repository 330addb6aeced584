"""Reads: when messages may go out, and what became of them; addresses masked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count

from gongkai.documents.holidays import installed_calendar
from gongkai.records.models import Fate, Message

_CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message as pages show it: `to` is masked."""

    key: str
    to: str
    subject: str
    posted_at: datetime
    not_before: datetime
    fate: Fate
    ended_at: datetime | None


def messages_about(about: str) -> list[MessageRow]:
    """What was written to whom about a thing, in the order in which it was written."""
    return [
        MessageRow(
            row.key, str(row.to), row.subject, row.posted_at, row.not_before, Fate(row.fate), row.ended_at
        )
        for row in Message.objects.filter(about=about).order_by("pk")
    ]


def posted(keys: Iterable[str]) -> set[str]:
    """Which of these messages are there."""
    return set(Message.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def outbox() -> dict[Fate, int]:
    """How many messages there are of each fate: counts only."""
    found = Message.objects.values("fate").annotate(many=Count("pk")).order_by()
    counts = {row["fate"]: int(row["many"]) for row in found}
    return {fate: counts.get(fate, 0) for fate in Fate}


def awake(at: datetime) -> datetime:
    """The first moment from `at` on that is not in the quiet hours, nor, where it is set so, on a day without work.

    Hours are those of the day in China.
    """
    first, last = settings.MAIL_QUIET
    here = at.astimezone(_CHINA)
    if _within(here.hour, first, last):
        morning = here.replace(hour=last % 24, minute=0, second=0, microsecond=0)
        here = morning if morning > here else morning + timedelta(days=1)
    calendar = installed_calendar()
    while settings.MAIL_WORKDAYS and not calendar.works(here.date()):
        here = (here + timedelta(days=1)).replace(hour=last % 24, minute=0, second=0, microsecond=0)
    return here


def _within(hour: int, first: int, last: int) -> bool:
    return first <= hour < last if first <= last else hour >= first or hour < last
