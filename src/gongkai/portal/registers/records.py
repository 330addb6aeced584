"""The page of a record: its fields, by when it had to be public and why, what became of it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.agencies import queries as agencies
from gongkai.documents.holidays import installed_calendar
from gongkai.law.calendar.workdays import OutOfCalendar
from gongkai.law.duties.clocks import PublicationClock
from gongkai.law.registers import Definition, Kind, definition, due_on
from gongkai.law.registers.identity import restored
from gongkai.portal.freshness import kept
from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.portal.registers.lists import provable, told
from gongkai.registers.queries.public_history import Gone, gone, history
from gongkai.registers.queries.public_rows import PublicRow
from gongkai.registers.queries.records import Detail, public_record

UNKNOWN = Trouble(404, "没有找到这条记录", "网址可能写错了，或者这条记录没有公开。请从公示数据查找。")
_PROSE = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A field as the page shows it. `long`: it takes the whole width; `link`: it leads there."""

    label: str
    text: str
    masked: bool
    long: bool
    link: str = ""


@require_safe
@kept
def record(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A record that everybody may read; of one that left the public view only that it did."""
    shown = found(key, number)
    if shown is None:
        return missing(request, key, number)
    made = definition(key)
    context = {
        "made": made,
        "record": shown.row,
        "slug": _slug(shown.row.agency_id),
        "lines": [_line(made, one.key, one.label, one.text, one.masked) for one in shown.fields],
        "masked": any(one.masked for one in shown.fields),
        "clock": _clock(made, shown),
        "has_clock": bool(made.clocks),
        "past": history(shown),
        "provable": provable(made),
        "address": request.build_absolute_uri(reverse("register_record", args=[key, number])),
    }
    return render(request, "portal/registers/record.html", context)


@require_safe
@kept
def as_json(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A record as JSON."""
    shown = found(key, number)
    if shown is None:
        return missing(request, key, number)
    row = shown.row
    texts = {one.key: one.text for one in shown.fields}
    said = told(request, key, PublicRow(row.id, row.agency, row.dated_on, row.out_on, texts))
    said |= {"register": key, "due_on": row.due_on.isoformat() if row.due_on else None, "late": row.late}
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})


def found(key: str, number: int) -> Detail | None:
    """A public record of a register; None for all others."""
    shown = public_record(number) if number < 2**63 else None
    return shown if shown and shown.row.register == key else None


def missing(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """What is told of a record that is not shown: that it left the public view, or that there is none."""
    notice = gone(number) if number < 2**63 else None
    if notice is None or notice.register != key:
        return trouble(request, UNKNOWN)
    return _gone(request, notice)


def _gone(request: HttpRequest, notice: Gone) -> HttpResponse:
    made = definition(notice.register)
    context = {"notice": notice, "made": made}
    response = render(request, "portal/registers/gone.html", context, status=410)
    response["Cache-Control"] = "no-store"
    return response


def _line(made: Definition, key: str, label: str, text: str, masked: bool) -> Line:
    kind = made.field(key).kind
    return Line(
        label,
        f"{text} 元" if kind is Kind.MONEY and not masked else text,
        masked,
        kind in (Kind.LONG, Kind.URL) or len(text) > _PROSE,
        text if kind is Kind.URL and not masked else "",
    )


def _slug(agency_id: int) -> str:
    return agencies.as_of_all([agency_id], localdate())[agency_id].slug


def _clock(made: Definition, shown: Detail) -> PublicationClock | None:
    """How the last day was worked out; None where none is, or where the calendar says something else by now."""
    plain = {one.key: one.text for one in shown.fields if not one.masked}
    try:
        clock = due_on(made, restored(made, plain), installed_calendar())
    except OutOfCalendar:
        return None
    return clock if clock and clock.due_on == shown.row.due_on else None
