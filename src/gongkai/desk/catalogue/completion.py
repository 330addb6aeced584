"""How far the catalogues of all agencies below have come, for whoever supervises them (照单监督)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.forms import AgencyFilter
from gongkai.desk.agencies.reach import reached
from gongkai.desk.tables import as_csv
from gongkai.law.roles import Role
from gongkai.publication.queries.completion import AgencyCompletion, completions

HEAD = ("机关", "层级", "应公开事项", "已有信息的事项", "没有信息的事项", "完成率", "信息数", "最近更新")
PER_PAGE = 100
SUPERVISING = frozenset({Role.SUPERVISOR})
Key = Callable[[AgencyCompletion], Any]
ORDERS: dict[str, tuple[str, Key]] = {
    "name": ("机关名称", lambda row: row.name),
    "share": ("完成率从低到高", lambda row: (not row.done.rows, row.done.percent, row.name)),
    "-share": ("完成率从高到低", lambda row: (not row.done.rows, -row.done.percent, row.name)),
    "missing": ("缺得多的在前", lambda row: (-row.done.missing, row.name)),
    "last": ("久未更新的在前", lambda row: (row.last_on or date.min, row.name)),
}


@require_safe
def completion(request: DeskRequest) -> HttpResponse:
    """Every agency that the viewer supervises, in the order that is asked for; what it is limited to stands in its address."""
    order = request.GET.get("order", "")
    kept = request.GET.copy()
    kept.pop("page", None)
    page = Paginator(_rows(request), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": AgencyFilter(request.GET),
        "page": page,
        "orders": [(key, label) for key, (label, _) in ORDERS.items()],
        "order": order if order in ORDERS else "name",
        "filters": kept.urlencode(),
    }
    return render(request, "desk/catalogue/completion.html", context)


@require_safe
def export(request: DeskRequest) -> HttpResponseBase:
    """The same as CSV."""
    return as_csv(f"公开目录完成情况{request.on:%Y%m%d}.csv", [HEAD, *map(_line, _rows(request))])


def _rows(request: DeskRequest) -> list[AgencyCompletion]:
    q, level, state = AgencyFilter(request.GET).chosen()
    found = reached(request.actor, SUPERVISING)
    ended = found.filter(ends_on__lt=request.on)
    if state != "all":
        found = ended if state == "ended" else found.exclude(ends_on__lt=request.on)
    if level:
        found = found.filter(level=level)
    if q:
        found = found.filter(name__contains=q)
    _, key = ORDERS.get(request.GET.get("order", ""), ORDERS["name"])
    return sorted(completions(list(found.values_list("pk", flat=True)), request.on), key=key)


def _line(row: AgencyCompletion) -> tuple[object, ...]:
    done = row.done
    share = f"{done.percent}%" if done.rows else ""
    return (
        row.name,
        row.level.label,
        done.rows,
        done.filled,
        done.missing,
        share,
        row.items,
        row.last_on or "",
    )
