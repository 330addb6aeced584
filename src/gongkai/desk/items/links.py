"""Links of public items that do not open any more (失效链接), and asking them once more."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.publication.access import WRITERS
from gongkai.publication.actions import Refused
from gongkai.publication.actions.asking import ask_links
from gongkai.publication.queries import links
from gongkai.publication.queries.links import DeadLink

PER_PAGE = 50
HEAD = ("网址", "结果", "连续几次打不开", "从何时起", "最近检查", "所在信息", "机关")


@require_safe
def dead(request: DeskRequest) -> HttpResponse:
    """One page of them, what failed longest first."""
    total = links.how_many_dead(request.actor)
    number = min(max(_number(request.GET.get("page", "")), 1), max(-(-total // PER_PAGE), 1))
    rows = links.dead_links(request.actor, request.at, first=(number - 1) * PER_PAGE, most=PER_PAGE)
    context = {
        "rows": [(row, request.actor.holds(WRITERS, row.agency_id) is not None) for row in rows],
        "on": settings.CHECK_LINKS,
        "total": total,
        "number": number,
        "more": number * PER_PAGE < total,
    }
    return render(request, "desk/items/dead_links.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """All of them as CSV; only so many such files in an hour."""
    rows = links.dead_links(request.actor, request.at)
    return as_csv(f"失效链接{request.on:%Y%m%d}.csv", _lines(rows))


@require_POST
def ask_again(request: DeskRequest, item_id: int) -> HttpResponse:
    """Have the links of one item asked once more."""
    try:
        asked = ask_links(item_id=item_id, by=request.actor, at=request.at)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("desk:dead_links")
    said = f"已安排检查这条信息的 {asked} 个外部链接，请稍后刷新。" if asked else "刚检查过，或者正在检查。"
    messages.success(request, said)
    return redirect("desk:dead_links")


def _lines(rows: Iterable[DeadLink]) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for row in rows:
        since, asked = localtime(row.since).date(), localtime(row.asked_at).date()
        yield row.address, row.said, row.failures, since, asked, row.title, row.agency


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
