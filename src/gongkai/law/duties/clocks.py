"""One engine for all clocks of publication, participation and document life; the clocks are data.

依据：条例第二十六、四十九条及 data/duties/clocks.toml 所列各条
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law.basis import Basis
from gongkai.law.calendar.workdays import MONTHS_IN_YEAR, Calendar, OutOfCalendar, same_day
from gongkai.law.duties import grounds
from gongkai.law.duties.items import DutyItem
from gongkai.law.duties.settings import AS_SHIPPED, Settings, settable
from gongkai.law.params import NotInForce, param
from gongkai.law.report.due import annual_report_due, annual_report_value
from gongkai.law.report.schema import Level
from gongkai.law.rules import DECLARED, Rule
from gongkai.law.wording import day as in_words


class Way(StrEnum):
    """What the end of a clock means: done by then, not done before then, or done so long ahead."""

    BY = "by"
    AT_LEAST = "at_least"
    AHEAD = "ahead"


class Unit(StrEnum):
    """What a clock counts; the value is the word of data/params."""

    WORKING_DAYS = "工作日"
    DAYS = "日"
    MONTHS = "个月"
    YEARS = "年"
    HOURS = "小时"
    DATE = "月日"


class Start(StrEnum):
    """Dates of an item of information that a period of publication can count from."""

    CHANGED = "changed"
    FORMED = "formed"
    DECIDED = "decided"
    REPLIED = "replied"
    APPROVED = "approved"
    ENDORSED = "endorsed"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "changed": "变更",
            "formed": "形成",
            "decided": "作出决定",
            "replied": "答复",
            "approved": "批准",
            "endorsed": "批复",
        }[self.value]


@dataclass(frozen=True, slots=True)
class ClockSpec:
    """A clock as data/duties/clocks.toml describes it; `param` names its length."""

    id: str
    title: str
    rule: Rule
    param: str
    start: str
    act: str
    way: Way
    plain: bool
    dates: tuple[Start, ...]
    prevails: bool


@dataclass(frozen=True, slots=True)
class PublicationClock:
    """What is due, when and why.

    `due_on`: the last day (`way` by, ahead) or the first day (at_least) for the act; None where it counts hours, whose
    number is `hours`. `evidence` as in data/params. `provisional`: a coming holiday notice can still move the day.
    """

    id: str
    title: str
    act: str
    way: Way
    started_on: date
    length: int
    unit: Unit
    due_on: date | None
    hours: int | None
    rule: Rule
    basis: Basis
    evidence: str
    explanation: str
    provisional: bool


@cache
def clocks() -> dict[str, ClockSpec]:
    """All clocks by id."""
    text = files("gongkai.law").joinpath("data/duties/clocks.toml").read_text("utf-8")
    return {key: _read(key, entry) for key, entry in tomllib.loads(text).items()}


def _read(key: str, entry: dict[str, Any]) -> ClockSpec:
    return ClockSpec(
        id=key,
        title=entry["title"],
        rule=DECLARED[entry["rule"]],
        param=entry["param"],
        start=entry["start"],
        act=entry["act"],
        way=Way(entry.get("way", "by")),
        plain=entry.get("plain", False),
        dates=tuple(Start(start) for start in entry.get("dates", ())),
        prevails=entry.get("prevails", False),
    )


def run(clock_id: str, on: date, calendar: Calendar, settings: Settings = AS_SHIPPED) -> PublicationClock:
    """The clock that starts on a day (`ahead`: that leads to it); that day is not counted.

    KeyError if there is no such clock, NotInForce before its rule, OutOfCalendar beyond the calendar.
    依据：民法典第二百零一至二百零三条
    """
    spec = clocks()[clock_id]
    value = settings.value(spec.param, on)
    unit = Unit(param(spec.param).unit)
    length = f"{value.value}{'个工作日' if unit is Unit.WORKING_DAYS else unit}"
    started = f"{spec.start}之日为{in_words(on)}"
    due_on, provisional = None, False
    if unit is Unit.HOURS:
        told = f"应在{spec.start}后{length}内{spec.act}。"
    else:
        nominal = _nominal(spec.way, on, value.value, unit, calendar)
        moves = unit is not Unit.WORKING_DAYS and spec.way is not Way.AHEAD and not spec.plain
        due_on = calendar.next_working_day(nominal) if moves else nominal
        told = _told(spec, length, nominal, due_on)
        if moves or unit is Unit.WORKING_DAYS:
            provisional = not calendar.settled(on, due_on)
            told += _open(calendar, on, due_on)
    return PublicationClock(
        id=spec.id,
        title=spec.title,
        act=spec.act,
        way=spec.way,
        started_on=on,
        length=value.value,
        unit=unit,
        due_on=due_on,
        hours=value.value if unit is Unit.HOURS else None,
        rule=spec.rule,
        basis=value.basis,
        evidence=value.evidence,
        explanation=f"{started}，{told}{_standing(spec.param)}",
        provisional=provisional,
    )


def _nominal(way: Way, on: date, length: int, unit: Unit, calendar: Calendar) -> date:
    """The end before a day off moves it."""
    steps = -length if way is Way.AHEAD else length
    match unit:
        case Unit.WORKING_DAYS:
            return calendar.after(on, steps)
        case Unit.DAYS:
            return _days_away(on, steps)
        case _:
            return same_day(on, steps * (MONTHS_IN_YEAR if unit is Unit.YEARS else 1))


def _days_away(on: date, days: int) -> date:
    try:
        return on + timedelta(days=days)
    except OverflowError:
        raise OutOfCalendar("天数超出历法范围。") from None


def _told(spec: ClockSpec, length: str, nominal: date, due_on: date) -> str:
    if spec.way is Way.AHEAD:
        return f"{length}以前为{in_words(nominal)}，最迟应在这一天{spec.act}。"
    end = f"自次日起算，{length}届满于{in_words(nominal)}"
    if due_on != nominal:
        end += f"；这一天是休息日，顺延至下一个工作日{in_words(due_on)}"
    if spec.way is Way.AT_LEAST:
        return f"{end}，不得早于{in_words(due_on)}{spec.act}。"
    return f"{end}，最迟应在{in_words(due_on)}{spec.act}。"


def _standing(name: str) -> str:
    return "这一期限不出自法律原文，可以按本地规定设置。" if name in settable() else ""


def _open(calendar: Calendar, on: date, due_on: date) -> str:
    if not calendar.settled(on, due_on):
        return "期间涉及尚未公布放假安排的年份，日期暂定。"
    return "这一天临近元旦，下一年放假安排公布后请再核对。" if calendar.new_year_open(due_on) else ""


def run_if_in_force(
    clock_id: str, on: date, calendar: Calendar, settings: Settings = AS_SHIPPED
) -> PublicationClock | None:
    """As `run`, but None before its rule."""
    try:
        return run(clock_id, on, calendar, settings)
    except NotInForce:
        return None


def dues(
    item: DutyItem, dates: Mapping[Start, date], calendar: Calendar, settings: Settings = AS_SHIPPED
) -> tuple[PublicationClock, ...]:
    """All periods within which an item of information with these dates is to be published.

    A period that another law sets takes the place of the 20 working days; without any date there is no period.
    NotInForce where none of the periods was law yet; OutOfCalendar as `run`.   依据：条例第二十六条
    """
    specs = [clocks()[clock_id] for clock_id in item.clocks]
    started = [
        (spec, on)
        for spec in specs
        if (on := next((dates[start] for start in spec.dates if start in dates), None))
    ]
    running = [
        (spec, clock)
        for spec, on in started
        if (clock := run_if_in_force(spec.id, on, calendar, settings)) is not None
    ]
    if started and not running:
        raise NotInForce(f"{in_words(started[0][1])}还没有公开期限的规定。")
    prevailing = [clock for spec, clock in running if spec.prevails]
    return tuple(prevailing or (clock for _, clock in running))


def due(
    item: DutyItem, dates: Mapping[Start, date], calendar: Calendar, settings: Settings = AS_SHIPPED
) -> PublicationClock | None:
    """The period that ends first, None where no date starts one; errors as `dues`.   依据：条例第二十六条"""
    return min(
        dues(item, dates, calendar, settings), key=lambda clock: clock.due_on or date.max, default=None
    )


def annual_report_clock(year: int, level: Level) -> PublicationClock:
    """By when the report on a year is published; a fixed date, which a day off does not move.

    NotInForce for a year before the duty.   依据：条例第四十九条
    """
    value, last = annual_report_value(year, level), annual_report_due(year, level)
    return PublicationClock(
        id="annual_report",
        title="公布年度报告",
        act="公布年度报告",
        way=Way.BY,
        started_on=date(year, 12, 31),
        length=value.value,
        unit=Unit.DATE,
        due_on=last,
        hours=None,
        rule=grounds.REPORT_DUE,
        basis=value.basis,
        evidence=value.evidence,
        explanation=f"{year}年度的报告，{level.label}应在{in_words(last)}以前公布。"
        + ("" if value.evidence == "V" else "条例没有规定这一日期，按通行做法确定。"),
        provisional=False,
    )
