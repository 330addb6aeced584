"""All agencies that somebody supervises: lamp, score, what is open; sorted, filtered, as CSV; all examined at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.lamps import Shown
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.law.inspection.indicators import Measure
from gongkai.law.lamps import Light
from gongkai.supervision import actions
from gongkai.supervision.access import SUPERVISORS
from gongkai.supervision.queries.shown import ExaminationRow, before, progress
from gongkai.supervision.queries.shown import board as rows_of

PER_PAGE = 100
BACK = 7
"""So many days before is compared with."""
HEAD = (
    "机关",
    "结论",
    "得分",
    "单项否决",
    "问题",
    "较七天前",
    "临近",
    "体检日期",
    *(each.label for each in Measure),
)
STATES = (("", "全部"), ("red", "不合格"), ("yellow", "有临近的事项"), ("green", "合格"))
_RANK = {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2}


@dataclass(frozen=True, slots=True)
class Line:
    """One agency. `change`: findings more or fewer than a week before, None where nothing is known of then."""

    row: ExaminationRow
    lamp: Shown
    vetoes: int
    change: int | None


ORDERS: dict[str, tuple[str, Callable[[Line], Any]]] = {
    "worst": ("问题重的在前", lambda line: (_RANK[line.row.light], line.row.score, -line.row.faults)),
    "name": ("机关名称", lambda line: line.row.agency),
    "score": ("得分从低到高", lambda line: (line.row.score, line.row.agency)),
    "faults": ("问题多的在前", lambda line: (-line.row.faults, line.row.agency)),
    "change": ("新增多的在前", lambda line: (-(line.change or 0), line.row.agency)),
}


@require_safe
def board(request: DeskRequest) -> HttpResponse:
    """The agencies in the order that is asked for, by name and lamp; what it is limited to stands in its address."""
    every = _lines(request)
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "page": Paginator(_asked(request, every), PER_PAGE).get_page(request.GET.get("page")),
        "counts": [
            (Shown(light, word), sum(line.row.light.value == light for line in every))
            for light, word in STATES[1:]
        ],
        "states": STATES,
        "state": request.GET.get("state", ""),
        "q": request.GET.get("q", ""),
        "orders": [(key, label) for key, (label, _) in ORDERS.items()],
        "order": _order(request),
        "filters": kept.urlencode(),
        "progress": progress(request.actor.reach(SUPERVISORS)),
    }
    return render(request, "desk/health/board.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """The same as CSV, with the number of each kind of finding."""
    return as_csv(f"栏目体检{request.on:%Y%m%d}.csv", _sheet(_asked(request, _lines(request))))


@require_POST
def again(request: DeskRequest) -> HttpResponse:
    """Have all of them examined at once."""
    wanted = request.actor.reach(SUPERVISORS)
    now = progress(wanted)
    if now is None or now.over:
        actions.order(agency_ids=wanted, by=request.actor, at=request.at)
        messages.success(request, "已经排队，稍后刷新本页查看进度。")
    else:
        messages.info(request, f"正在体检：已完成 {now.done} 个，共 {now.wanted} 个。")
    return redirect("desk:health_board")


def _order(request: DeskRequest) -> str:
    asked = request.GET.get("order", "")
    return asked if asked in ORDERS else "worst"


def _lines(request: DeskRequest) -> list[Line]:
    rows = rows_of(request.actor)
    then = before([row.agency_id for row in rows], request.on, BACK)
    return [
        Line(
            row,
            Shown(row.light.value, row.word),
            len(row.vetoes) + row.accounts_failed,
            row.faults - then[row.agency_id] if row.agency_id in then else None,
        )
        for row in rows
    ]


def _asked(request: DeskRequest, lines: list[Line]) -> list[Line]:
    words, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    found = [line for line in lines if words in line.row.agency and state in ("", line.row.light.value)]
    return sorted(found, key=ORDERS[_order(request)][1])


def _sheet(lines: list[Line]) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for line in lines:
        row = line.row
        change = "" if line.change is None else line.change
        yield (
            *(row.agency, row.word, row.score, line.vetoes, row.faults, change, len(row.soon), row.on),
            *(row.counts.get(each, 0) for each in Measure),
        )
