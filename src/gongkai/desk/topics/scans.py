"""How often the QR codes of a topic were scanned: as a chart, as tables, as a file."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.compilations.queries.scans import Scanned, lines, scanned
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.desk.topics.topic import seen

HEAD = ("日期", "短网址代码", "对应内容", "扫码次数")
HEIGHT, WIDTH = 60, 10


@dataclass(frozen=True, slots=True)
class Bar:
    """A day in the chart."""

    day: date
    count: int
    left: int
    top: int
    high: int


@require_safe
def scans(request: DeskRequest, topic_id: int) -> HttpResponse:
    """The last thirty days, and each code."""
    held = seen(request, topic_id)
    found = scanned(topic_id, request.actor, last=request.on)
    if found is None:
        raise Http404
    context = {
        "topic": held,
        "scans": found,
        "bars": bars(found),
        "wide": len(found.by_day) * WIDTH,
        "high": HEIGHT,
    }
    return render(request, "desk/topics/scans.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest, topic_id: int) -> HttpResponseBase:
    """Every day of every code as CSV."""
    held = seen(request, topic_id)
    return as_csv(f"{held.title}扫码{request.on:%Y%m%d}.csv", [HEAD, *lines(topic_id, request.actor)])


def bars(found: Scanned) -> list[Bar]:
    """The days as bars; the highest one fills the chart."""
    most = max((count for _, count in found.by_day), default=0) or 1
    made = []
    for place, (day, count) in enumerate(found.by_day):
        high = -(-count * HEIGHT // most)
        made.append(Bar(day, count, place * WIDTH + 1, HEIGHT - high, high))
    return made
