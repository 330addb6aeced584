"""One agency: the verdict, the findings worst first with the way to put each right, the last months, a new examination."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.catalogue.around import choice, to_own
from gongkai.desk.health.fixes import fixes, item_of
from gongkai.desk.health.trend import trend
from gongkai.desk.lamps import Shown
from gongkai.desk.rights import may_open
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.publication.access import WRITERS
from gongkai.supervision import actions
from gongkai.supervision.queries.shown import ExaminationRow, Group, Health, health, opened, progress

HEAD = ("类别", "问题", "位置", "情况", "超期自", "首次发现", "依据", "怎样改正")
SHOWN = 20
"""So many findings of a kind on a page; the others are a click away."""


@require_safe
def own(request: DeskRequest) -> HttpResponse:
    """On to the viewer's agency."""
    return to_own(request, "health_agency")


@require_safe
def agency(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """What the newest examination found, as it stands today."""
    found = health(agency.id, request.on)
    chosen = request.GET.get("all", "")
    context: dict[str, Any] = {
        "agency": agency,
        "choice": choice(request.actor, agency),
        "health": found,
        "groups": _groups(request, agency, found, chosen),
        "progress": progress([agency.id]),
        "trend": trend(found.days),
        "may_ask": may_open(request.actor, "health_again", agency.id),
        **(_verdict(found.row) if found.row else {}),
    }
    return render(request, "desk/health/agency.html", context)


def _verdict(row: ExaminationRow) -> dict[str, Any]:
    return {
        "row": row,
        "lamp": Shown(row.light.value, row.word),
        "vetoes": [each for each in row.standings if each.reached],
        "unjudged": [each for each in row.standings if not each.judged],
        "lost": [each for each in row.standings if each.lost],
    }


def _groups(request: DeskRequest, agency: AgencyRow, found: Health, chosen: str) -> list[dict[str, Any]]:
    """The groups with as many rows as are shown, each with its ways on."""
    writes = request.actor.holds(WRITERS, agency.id) is not None
    in_work = opened({item_of(row.key) for group in found.groups for row in group.rows})
    return [
        {
            "measure": group.measure,
            "many": group.many,
            "standings": group.standings,
            "rows": [
                (row, fixes(row, agency, in_work) if writes else ())
                for row in (group.rows if chosen == group.measure.value else group.rows[:SHOWN])
            ],
            "more": 0 if chosen == group.measure.value else max(len(group.rows) - SHOWN, 0),
            "unkept": max(group.many - len(group.rows), 0),
        }
        for group in found.groups
    ]


@require_safe
@few_an_hour
def export(request: DeskRequest, agency: AgencyRow) -> HttpResponseBase:
    """The findings as CSV."""
    found = health(agency.id, request.on)
    return as_csv(f"{agency.name}栏目体检问题{request.on:%Y%m%d}.csv", _lines(found.groups))


def _lines(groups: tuple[Group, ...]) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for group in groups:
        bases = "；".join(dict.fromkeys(str(each.indicator.basis) for each in group.standings))
        for row in group.rows:
            yield (
                *("、".join(dict.fromkeys(each.indicator.part.label for each in group.standings)),),
                *(group.measure.label, row.where, row.what, row.since or "", row.first_on),
                *(bases, group.measure.todo),
            )


@require_POST
def again(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """Have the agency examined at once."""
    now = progress([agency.id])
    if now is None or now.over:
        actions.order(agency_ids=[agency.id], by=request.actor, at=request.at)
        messages.success(request, "已经排队，稍后刷新本页查看新的结果。")
    else:
        messages.info(request, "上一次还没有完成，请稍后刷新。")
    return redirect("desk:health_agency", agency.slug)
