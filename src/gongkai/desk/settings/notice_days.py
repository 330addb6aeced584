"""What a holiday notice does, for a page: the days that change, months as pictures, the applications that move."""

from calendar import monthcalendar
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.agencies import queries as agencies
from gongkai.applications.access import READERS
from gongkai.applications.queries.moving import Moved, moved_between, would_move
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import reached
from gongkai.documents.holidays import installed_calendar
from gongkai.law.calendar.comparing import ChangedDay, changed_days, reach_of
from gongkai.law.calendar.notices import Notice
from gongkai.law.calendar.workdays import Calendar, Day
from gongkai.law.wording import day as in_words
from gongkai.records.access import NOTICE_KEEPERS
from gongkai.records.queries.notices import NoticeRow, Stage, next_change

LISTED = 200


@dataclass(frozen=True, slots=True)
class Box:
    """One day of a picture; `n` is for the template, which counts days elsewhere."""

    on: date
    look: str
    corner: str
    sign: str
    says: str
    n: None = None


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from Monday on, None outside the month."""

    boxes: tuple[Box | None, ...]

    @property
    def matters(self) -> bool:
        """Whether anything is arranged in it; small screens leave out the others."""
        return any(box is not None and (box.corner or box.sign) for box in self.boxes)


@dataclass(frozen=True, slots=True)
class MonthPage:
    """One month, week by week."""

    title: str
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    """The applications that move: how many at each agency, and those that the viewer may open."""

    total: int
    by_agency: tuple[tuple[str, int], ...]
    listed: tuple[Moved, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Effect:
    """All of it. `past` are the changed days before today."""

    days: tuple[ChangedDay, ...]
    past: int
    months: tuple[MonthPage, ...]
    moves: Moves


def previewed(request: DeskRequest, notice: Notice) -> Effect:
    """What a notice would do that is not in force."""
    now = installed_calendar()
    then = now.with_notices([notice])
    found = would_move(then, request.on, _seen(request)) if then != now else []
    return _effect(request, notice, (now, then), found)


def effect_of(request: DeskRequest, row: NoticeRow) -> Effect:
    """What an entered notice does: if it is in force what it did, else what it would do."""
    if row.stage is Stage.WAITING:
        return previewed(request, row.stands)
    now = installed_calendar()
    without = Calendar(notice for notice in now.notices if notice != row.stands)
    found: list[Moved] = []
    if row.stage is not Stage.DECLINED:
        found = moved_between(row.steps[-1].at, next_change(row), _seen(request))
    return _effect(request, row.stands, (without, without.with_notices([row.stands])), found)


def _seen(request: DeskRequest) -> frozenset[int]:
    return request.actor.reach(NOTICE_KEEPERS | READERS)


def _effect(
    request: DeskRequest, notice: Notice, both: tuple[Calendar, Calendar], found: Sequence[Moved]
) -> Effect:
    days = changed_days(*both, *reach_of(notice))
    past = sum(1 for changed in days if changed.on < request.on)
    return Effect(days, past, _months(notice, days, both[1]), _moves(request, found))


def _moves(request: DeskRequest, found: Sequence[Moved]) -> Moves:
    """Applications themselves are for those alone who may read them; who runs the system sees how many there are."""
    counts = Counter(one.agency_id for one in found)
    names = {
        agency.pk: agencies.row(agency).name for agency in reached(request.actor).filter(pk__in=list(counts))
    }
    readable = request.actor.reach(READERS)
    shown = [one for one in found if one.agency_id in readable]
    by_agency = tuple((names.get(pk, ""), many) for pk, many in counts.most_common())
    return Moves(len(found), by_agency, tuple(shown[:LISTED]), max(len(shown) - LISTED, 0))


def _months(notice: Notice, days: Iterable[ChangedDay], calendar: Calendar) -> tuple[MonthPage, ...]:
    """Each month in which the notice arranges a day or changes one."""
    changed = {one.on for one in days}
    arranged = {on for holiday in notice.arrangements for on in (*holiday.off, *holiday.work)}
    firsts = sorted({on.replace(day=1) for on in changed | arranged})
    return tuple(_page(first, calendar, changed) for first in firsts)


def _page(first: date, calendar: Calendar, changed: set[date]) -> MonthPage:
    weeks = monthcalendar(first.year, first.month)
    return MonthPage(
        f"{first.year}年{first.month}月",
        tuple(
            Week(
                tuple(
                    _box(
                        calendar.day(first.replace(day=number)), changed=first.replace(day=number) in changed
                    )
                    if number
                    else None
                    for number in week
                )
            )
            for week in weeks
        ),
    )


def _box(known: Day, *, changed: bool) -> Box:
    corner = ("班" if known.on.weekday() >= 5 else "") if known.works else ("休" if known.notice else "")
    look = ["counted"] if known.works and corner else [] if known.works else ["off"]
    return Box(
        known.on,
        " ".join([*look, "due"] if changed else look),
        corner,
        "改变" if changed else "",
        f"{in_words(known.on)}，{known.why}{'，与现在不同' if changed else ''}",
    )
