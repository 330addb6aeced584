"""`gongkai workdays`: working days from a day on, or between two days."""

import re
from collections.abc import Iterator
from typing import Any

import click

from gongkai.cli import batch, machine
from gongkai.cli.answers import basis_text, columns, folded, print_json, print_lines
from gongkai.cli.chinese import Command, Refused
from gongkai.cli.words import DAY, with_weekday
from gongkai.law.calendar.counting import Counted, CountedDay, count, span
from gongkai.law.calendar.workdays import OutOfCalendar

_NUMBER = re.compile(r"[+-]\d{1,6}", re.ASCII)


@click.command(
    cls=Command, options_metavar="[选项]", context_settings={"ignore_unknown_options": True}
)  # -5 is a number here, no option
@click.argument("start", metavar="日期")
@click.argument("other", metavar="日期|+N|-N")
@click.option("--days", is_flag=True, help="逐日列出哪天计入、为什么。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def workdays(start: str, other: str, days: bool, as_json: bool) -> int:
    """推算工作日：某日之后第几个工作日是哪天，或者两个日期之间有几个工作日。

    期间开始的当日不计入。日期写成 2026-09-20，天数写成 +20（之后）或 -5（之前）。
    """
    counted = _counted(start, other)
    if as_json:
        print_json(_to_json(counted, days=days))
    else:
        print_lines(_told(counted, forward=_NUMBER.fullmatch(other) is not None, days=days))
    return batch.CLEAN


def _counted(start: str, other: str) -> Counted:
    calendar, context = machine.calendar(), click.get_current_context()
    first = DAY.convert(start, None, context)
    if re.fullmatch(r"\d{1,6}", other, re.ASCII):
        raise click.UsageError(f"天数请带上正负号，写成 +{other} 或 -{other}", context)
    try:
        if _NUMBER.fullmatch(other):
            return count(calendar, first, int(other))
        return span(calendar, first, DAY.convert(other, None, context))
    except OutOfCalendar as beyond:
        raise Refused(str(beyond)) from None


def _to_json(counted: Counted, *, days: bool) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "start": counted.start.isoformat(),
        "end": counted.end.isoformat(),
        "working_days": counted.total,
        "provisional": counted.provisional,
    }
    if days:
        answer["days"] = [_day_json(day) for day in counted.days]
    return answer


def _day_json(day: CountedDay) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "counted": day.counted,
        "n": day.n,
        "why": day.why,
        "basis": basis_text(day.bases),
    }


def _told(counted: Counted, *, forward: bool, days: bool) -> Iterator[str]:
    start, end, total = with_weekday(counted.start), with_weekday(counted.end), counted.total
    if forward:
        where = "当日" if total == 0 else f"{'之后' if total > 0 else '之前'}第 {abs(total)} 个工作日"
        yield click.style(f"{start}{where}：{end}", bold=True)
    else:
        backwards = "（后一个日期较早，所以是负数）" if total < 0 else ""
        yield click.style(f"{start}至{end}：{total} 个工作日{backwards}", bold=True)
    yield "期间开始的当日不计入。"
    if counted.provisional:
        text = "结果暂定：其中有的年份还没有公布放假安排，只按法定节假日和周末推算，公布后可能变动。"
        yield from (click.style(line, fg="yellow") for line in folded(text))
    elif counted.new_year_open:
        text = "年末几天可能因下一年的放假安排而调整，公布后请再核对。"
        yield from (click.style(line, fg="yellow") for line in folded(text))
    if days:
        yield ""
        rows = [(f"{day.day}", str(day.n) if day.counted else "—", day.why) for day in counted.days]
        yield from columns([("日期", "第几日", "说明"), *rows])
