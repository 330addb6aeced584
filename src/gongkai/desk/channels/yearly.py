"""The figures of a year that a yearly report can take over: by the channels that it names, each leading to its list."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.channels.access import READERS
from gongkai.channels.queries.carriers import MediaCount, media_on
from gongkai.channels.queries.statistics import ALL, FIRST, Table, yearly
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.channels.figures import XLSX
from gongkai.desk.channels.forms import YearForm
from gongkai.desk.tables import as_csv, attachment, few_an_hour
from gongkai.documents.figure_sheets import Sheet, to_xlsx

HEAD = ("渠道（年报口径）", ALL, FIRST)
MEDIA = ("政务新媒体", "在用账号", "其中已备案")


@require_safe
def figures(request: DeskRequest) -> HttpResponseBase:
    """A year of one agency, or of all in reach; `as=csv` and `as=xlsx` the same as a file."""
    agencies = list(rows(request.actor, READERS).values())
    form = YearForm(request.GET if "year" in request.GET else None, agencies=agencies, today=request.on)
    kept = form.cleaned_data if form.is_bound and form.is_valid() else {}
    year, chosen = kept.get("year") or form.usual, kept.get("agency")
    ids = frozenset({chosen} if chosen else {row.id for row in agencies})
    table = yearly(ids, year)
    media = media_on(ids, min(date(year, 12, 31), request.on))
    name = f"{_named(agencies, chosen)}{year}年"
    match request.GET.get("as"):
        case "csv":
            return _csv(request, name, table, media)
        case "xlsx":
            return _xlsx(request, name, table, media)
    asked = {"since": f"{year}-01-01", "until": f"{year}-12-31", **({"agency": chosen} if chosen else {})}
    place = reverse("desk:posts")
    context = {
        "form": form,
        "name": name,
        "year": year,
        "running": year >= request.on.year,
        "table": table,
        "rows": [
            (
                line,
                f"{place}?{urlencode({**asked, **line.asks})}",
                f"{place}?{urlencode({**asked, **line.asks, 'first': 1})}",
            )
            for line in table.lines
        ],
        "parts": [line for line in table.lines if line.all],
        "firsts": [line for line in table.lines if line.first],
        "media": media,
        "labels": (ALL, FIRST),
        "whole": f"{place}?{urlencode(asked)}",
        "whole_first": f"{place}?{urlencode({**asked, 'first': 1})}",
        "asked": urlencode({"year": year, **({"agency": chosen} if chosen else {})}),
        "stated": f"{reverse('desk:channel_stated')}?{urlencode(asked)}",
    }
    return render(request, "desk/channels/yearly.html", context, status=422 if form.errors else 200)


def _named(agencies: list[AgencyRow], chosen: int | None) -> str:
    if chosen is None and len(agencies) > 1:
        return f"所辖 {len(agencies)} 个机关合计"
    return next((row.name for row in agencies if chosen in (None, row.id)), "")


@few_an_hour
def _csv(request: DeskRequest, name: str, table: Table, media: list[MediaCount]) -> HttpResponseBase:
    return as_csv(f"发布渠道年报用数{request.on:%Y%m%d}.csv", _lines(name, table, media))


@few_an_hour
def _xlsx(request: DeskRequest, name: str, table: Table, media: list[MediaCount]) -> HttpResponseBase:
    sheets = [Sheet("发布渠道", HEAD, _of_table(table)), Sheet("政务新媒体", MEDIA, _of_media(media))]
    return attachment(f"发布渠道年报用数{request.on:%Y%m%d}.xlsx", to_xlsx(name, sheets), XLSX)


def _lines(name: str, table: Table, media: list[MediaCount]) -> Iterator[tuple[object, ...]]:
    yield (name,)
    yield HEAD
    yield from _of_table(table)
    yield ()
    yield MEDIA
    yield from _of_media(media)


def _of_table(table: Table) -> list[tuple[object, ...]]:
    return [*((line.label, line.all, line.first) for line in table.lines), ("合计", table.all, table.first)]


def _of_media(media: list[MediaCount]) -> list[tuple[object, ...]]:
    total = ("合计", sum(each.open for each in media), sum(each.filed for each in media))
    return [*((each.kind.label, each.open, each.filed) for each in media), total]
