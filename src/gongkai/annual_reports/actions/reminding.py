"""Writes: those who are to publish an annual report hear of it by e-mail before its date, and each week after it."""

from datetime import date, datetime

from gongkai.annual_reports.queries.board import BoardRow, Standing
from gongkai.annual_reports.queries.reminding import Reminded, to_tell
from gongkai.documents.holidays import installed_calendar
from gongkai.law.wording import day
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job
from gongkai.records.actions.log import log
from gongkai.records.actions.outbox import post
from gongkai.records.queries.addresses import whole
from gongkai.records.queries.numbers import civil_day

PAGE = "desk:reports_board"
_SHOWN = 30


def to_remind(*, at: datetime) -> list[Reminded]:
    """Who is to hear of what this morning; nobody on a day without work."""
    today = civil_day(at)
    return to_tell(today) if installed_calendar().works(today) else []


@job("annual_reports.remind", label="提醒编制和发布年度报告", prepare=to_remind)
def remind_each(*, at: datetime, prepared: list[Reminded]) -> None:
    """One message a week to each person for what is near, for what is late, and for what is late below: the key says which."""
    today = civil_day(at)
    for each in prepared:
        post(
            to=each.email,
            subject=f"【提醒】{_head(each)}",
            text=_text(each, today),
            key=_key(each, today),
            at=at,
            agency_id=each.agency_id,
        )
    if prepared:
        late = {row.agency.id for each in prepared for row in each.rows if row.standing is Standing.OVERDUE}
        told = {row.agency.id for each in prepared for row in each.rows}
        details = {"bodies": len(told), "overdue": len(late), "year": today.year - 1}
        log("annual_reports.remind", "reports", by=OPERATOR, at=at, details=details)


def _key(each: Reminded, today: date) -> str:
    """The same through a week; a body that becomes late within one is told of at once."""
    week = today.isocalendar()
    what = "above" if each.above else each.rows[0].standing.value
    return f"annual_reports:{week.year}-{week.week}:{what}:{each.agency_id}:{each.person}"


def _head(each: Reminded) -> str:
    if each.above:
        return f"{len(each.rows)} 个机关逾期没有发布年度报告"
    row = each.rows[0]
    return f"{row.agency.name}年度报告{row.standing.label}"


def _text(each: Reminded, today: date) -> str:
    lines = ["您好：", "", *(_line(row, today) for row in each.rows[:_SHOWN])]
    if len(each.rows) > _SHOWN:
        lines.append(f"另有 {len(each.rows) - _SHOWN} 个机关。")
    lines += [
        "",
        f"请登录后办理：{whole(PAGE)}",
        "",
        "本邮件由政府信息公开平台自动发出，请勿直接回复。",
    ]
    return "\n".join(lines)


def _line(row: BoardRow, today: date) -> str:
    stands = f"现在是“{row.state.label}”" if row.state else "还没有开始编制"
    late = row.days_late(today)
    how = f"已经逾期 {late} 天" if late else f"还有 {(row.due_on - today).days} 天"
    return f"{row.agency.name}：年度报告应当在{day(row.due_on)}前发布，{how}，{stands}。"
