"""The working calendar as officers look it up: which notices are in force, which years are settled, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.rights import may_open
from gongkai.documents.holidays import installed_calendar
from gongkai.law.calendar.notices import Notice
from gongkai.law.calendar.workdays import Calendar
from gongkai.records.queries.notices import notices as entered_notices

ANNOUNCED = 10
"""The month from which on the notice for the next year is usually out."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days one after the other."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday of a year: the spans that are off, the weekend days that are worked instead."""

    name: str
    off: tuple[Span, ...]
    work: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """One year as the page shows it. `notices` are those that arrange its days."""

    year: int
    settled: bool
    notices: tuple[Notice, ...]
    holidays: tuple[Holiday, ...]


@require_safe
def calendar(request: DeskRequest) -> HttpResponse:
    """This year and the next, and the notices by which all others were arranged."""
    known = installed_calendar()
    context = {
        "years": [_year(known, request.on.year + step) for step in (0, 1)],
        "settled_years": sorted(known.settled_years, reverse=True),
        "notices": sorted(known.notices, key=lambda notice: notice.published_on, reverse=True),
        "awaited": request.on.year + 1 if request.on.year + 1 not in known.settled_years else None,
        "late": request.on.month >= ANNOUNCED,
        "entered": entered_notices(),
        "enters": may_open(request.actor, "notice_new"),
    }
    return render(request, "desk/settings/calendar.html", context)


def _year(known: Calendar, year: int) -> Year:
    notices = tuple(notice for notice in known.notices if _arranges(notice, year))
    holidays = tuple(
        Holiday(
            each.name,
            _spans(on for on in each.off if on.year == year),
            tuple(on for on in each.work if on.year == year),
        )
        for notice in notices
        for each in notice.arrangements
        if any(on.year == year for on in (*each.off, *each.work))
    )
    return Year(year, year in known.settled_years, notices, holidays)


def _arranges(notice: Notice, year: int) -> bool:
    return notice.year == year or any(
        on.year == year for each in notice.arrangements for on in (*each.off, *each.work)
    )


def _spans(days: Iterable[date]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for on in sorted(days):
        if spans and on - spans[-1].last == timedelta(days=1):
            spans[-1] = Span(spans[-1].first, on)
        else:
            spans.append(Span(on, on))
    return tuple(spans)
