"""Which days are working days, and counting by them.

A period does not count the day on which it begins (民法典第201条). Working days are Monday to Friday without holidays,
plus make-up working days (调休); a year without a notice yet has its statutory holidays and weekends, and is provisional.
"""

from array import array
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache, lru_cache
from itertools import accumulate, compress, count

from gongkai.law.basis import Basis
from gongkai.law.calendar.grounds import MADE_UP, NO_NOTICE, WORKING_DAYS
from gongkai.law.calendar.notices import Notice, cited, in_order, shipped
from gongkai.law.calendar.statutory import FIRST_YEAR, LAST_YEAR, statutory_days
from gongkai.law.rules import Rule
from gongkai.law.wording import day as in_words

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
MONTHS_IN_YEAR = 12
# From this day of December on the next year's notice has been known to arrange days (2007: 29 December), or might.
NEW_YEAR_OPEN_FROM = (12, 26)

_FIRST = date(FIRST_YEAR, 1, 1).toordinal()
_LAST = date(LAST_YEAR, 12, 31).toordinal()


class OutOfCalendar(ValueError):
    """A day that the calendar does not reach; the message says from when to when it does, in Chinese."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day: whether it is worked, why in Chinese, by which notice if one says so, whether that is settled."""

    on: date
    works: bool
    why: str
    notice: Notice | None
    settled: bool

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules by which it is worked or off."""
        kind = MADE_UP if self.works and self.notice else WORKING_DAYS
        return (kind,) if self.settled else (kind, NO_NOTICE)

    @property
    def bases(self) -> tuple[Basis, ...]:
        """The articles of its rules, each once, and the notice that arranges it."""
        return cited(self.rules, self.notice, self.on)


class Calendar:
    """All days from FIRST_YEAR to LAST_YEAR under some notices. Two calendars of the same notices are equal."""

    def __init__(self, notices: Iterable[Notice] = ()) -> None:
        self.notices = in_order(notices)
        self.settled_years = frozenset(notice.year for notice in self.notices if notice.year is not None)
        self.first = date.fromordinal(_FIRST)
        self.last = date.fromordinal(_LAST)
        self._hash = hash(self.notices)
        # Whether each day is worked: by its weekday (ordinal 1 was a Monday), then as arranged.
        self._works = bytearray((ordinal - 1) % 7 < 5 for ordinal in range(_FIRST, _LAST + 1))
        self._arranged: dict[int, tuple[str, Notice | None]] = {}
        for ordinal, works, holiday, notice in self._arrange():
            if _FIRST <= ordinal <= _LAST:
                self._works[ordinal - _FIRST] = works
                self._arranged[ordinal] = holiday, notice
        # Ordinals of all working days, in order.
        self._worked = array("i", compress(count(_FIRST), self._works))
        # For each day, how many working days there are up to and with it.
        self._up_to = array("i", accumulate(self._works))

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Calendar) and self.notices == other.notices)

    def __hash__(self) -> int:
        return self._hash

    def works(self, on: date) -> bool:
        """Whether a day is a working day; OutOfCalendar for a day beyond the calendar."""
        return self._works[self._index(on)] == 1

    def day(self, on: date) -> Day:
        """What a day is and why; OutOfCalendar for a day beyond the calendar."""
        works, settled = self.works(on), on.year in self.settled_years
        holiday, notice = self._arranged.get(on.toordinal(), ("", None))
        return Day(on, works, _why(on, works, holiday, notice, settled), notice, settled)

    def after(self, on: date, working_days: int) -> date:
        """The nth working day after a day, that day not counted; before it if negative; the day itself for 0."""
        at = self._index(on)
        if working_days == 0:
            return on
        before = self._up_to[at] if working_days > 0 else self._up_to[at] - self._works[at] + 1
        nth = before + working_days - 1
        if not 0 <= nth < len(self._worked):
            raise OutOfCalendar(_reach())
        return date.fromordinal(self._worked[nth])

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and with `end`; negative the other way round."""
        return self._up_to[self._index(end)] - self._up_to[self._index(start)]

    def next_working_day(self, on: date) -> date:
        """The day itself if it is worked, else the next working day.   依据：民法典第203条"""
        return on if self.works(on) else self.after(on, 1)

    def days_after(self, on: date, days: int) -> date:
        """The end of a period of calendar days: a last day that is off moves to the next working day.   依据：民法典第201、203条"""
        return self.next_working_day(_within(on, days))

    def months_after(self, on: date, months: int) -> date:
        """The end of a period of months: the same day of the month, or its last day; a day off moves on.   依据：民法典第202、203条"""
        return self.next_working_day(same_day(on, months))

    def settled(self, start: date, end: date) -> bool:
        """Whether all years from one day to another, in either order, have their notice: no later one is awaited."""
        if end < start:
            start, end = end, start
        return self.settled_years.issuperset(range(start.year, end.year + 1))

    def new_year_open(self, on: date) -> bool:
        """Whether a day at the end of a settled year can still be arranged by the next year's notice, not yet known."""
        return (
            (on.month, on.day) >= NEW_YEAR_OPEN_FROM
            and on.year in self.settled_years
            and on.year + 1 not in self.settled_years
        )

    def known_on(self, on: date) -> "Calendar":
        """The calendar as it could be known on a day: only with notices published by then."""
        return _calendar(tuple(notice for notice in self.notices if notice.published_on <= on))

    def with_notices(self, extra: Iterable[Notice]) -> "Calendar":
        """This calendar with further notices; one whose number is here already is left out.

        The later published prevails, day by day, whatever the order in which they come.
        """
        numbers = {notice.number for notice in self.notices if notice.number}
        added = tuple(notice for notice in extra if notice.number not in numbers)
        return _calendar(in_order(self.notices + added))

    def _index(self, on: date) -> int:
        index = on.toordinal() - _FIRST
        if not 0 <= index < len(self._works):
            raise OutOfCalendar(_reach())
        return index

    def _arrange(self) -> Iterator[tuple[int, bool, str, Notice | None]]:
        """Each day that is arranged: its ordinal, whether it is worked, for which holiday, by which notice."""
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            if year not in self.settled_years:
                yield from ((on.toordinal(), False, name, None) for on, name in statutory_days(year).items())
        for notice in self.notices:
            for holiday in notice.arrangements:
                yield from ((on.toordinal(), False, holiday.name, notice) for on in holiday.off)
                yield from ((on.toordinal(), True, holiday.name, notice) for on in holiday.work)


def same_day(on: date, months: int) -> date:
    """The same day some months later, or the last day of that month where it has none.   依据：民法典第202条"""
    years, month = divmod(on.month - 1 + months, MONTHS_IN_YEAR)
    year = on.year + years
    if not MINYEAR <= year <= MAXYEAR:
        raise OutOfCalendar(_reach())
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _why(on: date, works: bool, holiday: str, notice: Notice | None, settled: bool) -> str:
    weekday = WEEKDAYS[on.weekday()]
    if notice:
        return f"{weekday}，{holiday}{'调休上班' if works else '放假'}"
    if holiday:
        return f"{weekday}，{holiday}（按法定节日暂定）"
    return weekday if settled else f"{weekday}（该年放假通知尚未公布，暂定）"


def _within(on: date, days: int) -> date:
    try:
        return on + timedelta(days=days)
    except OverflowError:
        raise OutOfCalendar(_reach()) from None


def _reach() -> str:
    first, last = date.fromordinal(_FIRST), date.fromordinal(_LAST)
    return f"工作日历只到{in_words(first)}至{in_words(last)}，不能推算这个范围以外的日期。"


@lru_cache(maxsize=64)
def _calendar(notices: tuple[Notice, ...]) -> Calendar:
    """One calendar for the same notices: it is costly to make, and many ask for the same one."""
    return Calendar(notices)


@cache
def official() -> Calendar:
    """The calendar of the shipped notices."""
    return _calendar(shipped())
