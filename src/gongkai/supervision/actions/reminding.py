"""Writes: each working morning those hear by e-mail in whose agency something leads to a veto within days; each thing once."""

from datetime import datetime

from gongkai.documents.holidays import installed_calendar
from gongkai.law.wording import day
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job
from gongkai.records.actions.log import log
from gongkai.records.actions.outbox import post
from gongkai.records.queries.addresses import whole
from gongkai.records.queries.numbers import civil_day
from gongkai.supervision.models import Reminder
from gongkai.supervision.queries.reminding import Near, near

PAGE = "desk:health"
_SHOWN = 20


def to_remind(*, at: datetime) -> list[Near]:
    """What is near this morning; nothing on a day without work."""
    today = civil_day(at)
    return list(near(today)) if installed_calendar().works(today) else []


@job("supervision.remind", label="提醒临近单项否决的栏目", prepare=to_remind)
def remind_each(*, at: datetime, prepared: list[Near]) -> None:
    """Post one message to each person for each agency; note of what, so that nobody hears of it twice."""
    today = civil_day(at)
    for found in prepared:
        rows = [
            Reminder(agency_id=found.agency_id, measure=one.measure, key=one.key, due_on=one.due_on, on=today)
            for one in found.soon
        ]
        Reminder.objects.bulk_create(rows, ignore_conflicts=True)
        for person, email in found.emails.items():
            post(
                to=email,
                subject=f"【提醒】栏目体检：{len(found.soon)}处即将超期",
                text=_text(found),
                key=f"supervision:{today}:{found.agency_id}:{person}",
                at=at,
                agency_id=found.agency_id,
            )
        details = {"near": len(found.soon), "people": len(found.emails)}
        log("supervision.remind", "health", by=OPERATOR, at=at, agency_id=found.agency_id, details=details)


def _text(found: Near) -> str:
    lines = ["您好：", "", f"{found.agency}以下各处再不更新，就达到或者接近检查指标单项否决的情形：", ""]
    lines += [
        f"“{each.where}”，{each.measure.label}，请在{day(each.due_on)}以前更新。"
        for each in found.soon[:_SHOWN]
    ]
    if len(found.soon) > _SHOWN:
        lines.append(f"另有 {len(found.soon) - _SHOWN} 处。")
    lines += [
        "",
        f"请登录后查看：{whole(PAGE)}",
        "",
        "本邮件由政府信息公开平台自动发出，请勿直接回复。",
    ]
    return "\n".join(lines)
