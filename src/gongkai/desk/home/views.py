"""工作台: the lamps with their counts, what waits, the next working days, what to do."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.applications.queries import listing as applications
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.lamps import shown
from gongkai.desk.rights import may_open
from gongkai.documents.holidays import installed_calendar as installed
from gongkai.exchange.queries.notices import notices
from gongkai.law.lamps import Light
from gongkai.signoff import queries
from gongkai.signoff.queries import Row

COUNTED = 200
"""So many of what waits, the nearest first, are counted by lamp and day."""
LISTED = 10
AHEAD = 7
LAMPS = (
    ("red", "到期或超期"),
    ("yellow", "五个工作日以内"),
    ("green", "超过五个工作日"),
    ("none", "不限时"),
)
CASE_LAMPS = {
    Light.RED: ("红灯", "到期或超期"),
    Light.YELLOW: ("黄灯", "临近到期"),
    Light.GREEN: ("绿灯", "时间充裕"),
    Light.PAUSED: ("暂停", "等待期间不计"),
}
"""Of applications under way."""
SHORTCUTS = (
    ("watch", "督办：超期的和紧急的"),
    ("application_proposals", "建议主动公开：多人申请的、申请人建议的"),
    ("agencies", "机构"),
    ("people", "人员和代理"),
    ("chains", "审签流程"),
    ("calendar", "工作日历"),
    ("jobs", "后台任务"),
    ("audit", "操作日志"),
)


@dataclass(frozen=True, slots=True)
class Day:
    """One of the next working days: how much is due."""

    on: date
    due: int
    why: str
    settled: bool

    @property
    def weekday(self) -> str:
        """The day of the week, short."""
        return f"周{'一二三四五六日'[self.on.weekday()]}"


@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """What waits for whoever is logged in, the nearest first."""
    waiting = queries.inbox(request.actor, on=request.on, size=COUNTED)
    colours = Counter(row.lamp.value for row in waiting.rows)
    context = {
        "works": bool(request.actor.duties),
        "lamps": [(colour, words, colours[colour]) for colour, words in LAMPS],
        "cases": _cases(request),
        "waiting": waiting,
        "rows": [(row, shown(row, request.on)) for row in waiting.rows[:LISTED]],
        "exchange": notices(request.actor, request.at)[:LISTED],
        "days": _days(request.on, waiting.rows),
        "shortcuts": [
            (reverse(f"desk:{name}"), label) for name, label in SHORTCUTS if may_open(request.actor, name)
        ],
        "today": request.on,
    }
    return render(request, "desk/home/home.html", context)


def _cases(request: DeskRequest) -> list[tuple[str, str, str, int]]:
    """The lamps of the applications that the viewer sees; none for whoever has nothing to do with applications."""
    if not may_open(request.actor, "applications"):
        return []
    counts = applications.lamps(request.actor, request.on)
    return [(light.value, name, words, counts[light]) for light, (name, words) in CASE_LAMPS.items()]


def _days(today: date, rows: Iterable[Row]) -> list[Day]:
    """The next working days, today included if it is one, with how much of what waits is due on each."""
    calendar = installed()
    due = Counter(row.due_on for row in rows if row.due_on)
    first = calendar.next_working_day(today)
    days = [calendar.day(calendar.after(first, step)) for step in range(AHEAD)]
    return [Day(day.on, due[day.on], _why(day.on, day.why), day.settled) for day in days]


def _why(on: date, why: str) -> str:
    """What is unusual about a working day: a make-up day, the last one before days off."""
    if "调休" in why:
        return "调休上班"
    tomorrow = installed().day(on + timedelta(days=1))
    name = tomorrow.why.partition("，")[2].removesuffix("放假")
    return f"明天起{name}放假" if not tomorrow.works and name else ""
