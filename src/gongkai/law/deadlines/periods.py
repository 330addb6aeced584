"""Counting within an application: the nth day that counts, with days taken out, and the lengths in force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.params import param

ONE_DAY = timedelta(days=1)
# Days taken out of a period: first and last of each stretch, in order, without overlap.
Stretches = Sequence[tuple[date, date]]


@dataclass(frozen=True, slots=True)
class Lengths:
    """The periods in working days that apply to an application received on a day."""

    reply: int
    extension: int
    correction_notice: int
    third_party: int
    organ: int


@cache
def lengths(received_on: date) -> Lengths:
    """The periods for an application; NotInForce before the Regulation of 2019."""
    return Lengths(
        reply=param("reply_working_days").on(received_on).value,
        extension=param("extension_working_days").on(received_on).value,
        correction_notice=param("correction_notice_working_days").on(received_on).value,
        third_party=param("third_party_working_days").on(received_on).value,
        organ=param("organ_working_days").on(received_on).value,
    )


def merged(stretches: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """The same days as stretches that are in order and apart; an empty stretch (last before first) vanishes."""
    apart: list[tuple[date, date]] = []
    for first, last in sorted(stretches):
        if last < first:
            continue
        if apart and first <= apart[-1][1] + ONE_DAY:
            apart[-1] = (apart[-1][0], max(apart[-1][1], last))
        else:
            apart.append((first, last))
    return apart


def nth_day(calendar: Calendar, start: date, number: int, out: Stretches = ()) -> date:
    """The nth working day after `start` (itself not counted) that does not lie in a stretch taken out."""
    for first, last in out:
        if last <= start:
            continue
        before = max(calendar.between(start, first - ONE_DAY), 0)
        if before >= number:
            break
        number -= before
        start = last
    return calendar.after(start, number)


def counted(calendar: Calendar, start: date, end: date, out: Stretches = ()) -> int:
    """How many working days after `start` up to and with `end` do not lie in a stretch taken out; 0 if end is earlier."""
    if end <= start:
        return 0
    return calendar.between(start, end) - sum(
        calendar.between(max(first - ONE_DAY, start), min(last, end))
        for first, last in out
        if last > start and first <= end
    )
