"""Due times by the clock on the wall in China."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


class When(Protocol):
    """When something is due."""

    def latest(self, at: datetime) -> datetime | None:
        """The last due time that is not after this moment; None before the first."""
        ...


@dataclass(frozen=True, slots=True)
class Every:
    """Again after so many minutes, counted from midnight; a divisor of the day."""

    minutes: int

    def latest(self, at: datetime) -> datetime:
        """The last due time that is not after this moment."""
        here = at.astimezone(CHINA)
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + (here - midnight) // timedelta(minutes=self.minutes) * timedelta(
            minutes=self.minutes
        )


@dataclass(frozen=True, slots=True)
class Daily:
    """Each day at a civil time."""

    clock: time

    def latest(self, at: datetime) -> datetime:
        """The last due time that is not after this moment."""
        here = at.astimezone(CHINA)
        today = datetime.combine(here.date(), self.clock, CHINA)
        return today if today <= here else today - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Weekly:
    """Each week from one day of the year to its end, at a civil time."""

    month: int
    day: int
    clock: time

    def latest(self, at: datetime) -> datetime | None:
        """The last due time of this year that is not after this moment; None before the first."""
        here = at.astimezone(CHINA)
        first = datetime.combine(date(here.year, self.month, self.day), self.clock, CHINA)
        return first + (here - first) // timedelta(weeks=1) * timedelta(weeks=1) if first <= here else None
