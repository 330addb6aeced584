"""Writes: each working morning those are reminded by e-mail who have something to pass on: one message, each level once."""

from collections import defaultdict
from datetime import datetime

from gongkai.channels.models import Level, Reminder
from gongkai.channels.queries.reminding import Urgent, urgent
from gongkai.documents.holidays import installed_calendar
from gongkai.law.wording import day
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job
from gongkai.records.actions.log import log
from gongkai.records.actions.outbox import post
from gongkai.records.queries.addresses import whole
from gongkai.records.queries.numbers import civil_day

PAGE = "desk:channel_tasks"
_SHOWN = 20


def to_remind(*, at: datetime) -> list[Urgent]:
    """What is urgent this morning; nothing on a day without work."""
    today = civil_day(at)
    return list(urgent(today)) if installed_calendar().works(today) else []


@job("channels.remind", label="提醒临近期限的转发任务", prepare=to_remind)
def remind_each(*, at: datetime, prepared: list[Urgent]) -> None:
    """Post one message to each person for each agency, of all that is new on its level; the log says of what."""
    told = _note(prepared, at)
    messages: defaultdict[tuple[int, int], list[Urgent]] = defaultdict(list)
    for each in told:
        for person in each.emails:
            messages[each.agency_id, person].append(each)
    for (agency_id, person), found in messages.items():
        post(
            to=found[0].emails[person],
            subject=f"【提醒】转发任务：{_counted(found)}",
            text=_text(found),
            key=f"channels:{civil_day(at)}:{agency_id}:{person}",
            at=at,
            agency_id=agency_id,
        )


def _note(prepared: list[Urgent], at: datetime) -> list[Urgent]:
    """Those of which nobody has been told on their level: noted, so that nobody is again."""
    known = set(
        Reminder.objects.filter(task__in=[each.task_id for each in prepared]).values_list("task", "level")
    )
    new = [each for each in prepared if (each.task_id, each.level.value) not in known]
    Reminder.objects.bulk_create(
        Reminder(task_id=each.task_id, level=each.level, on=civil_day(at)) for each in new
    )
    by_agency: defaultdict[int, list[Urgent]] = defaultdict(list)
    for each in new:
        by_agency[each.agency_id].append(each)
    for agency_id, found in by_agency.items():
        details = {level.value: sum(each.level is level for each in found) for level in Level}
        log("channels.remind", "tasks", by=OPERATOR, at=at, agency_id=agency_id, details=details)
    return new


def _counted(found: list[Urgent]) -> str:
    many = [(level, sum(each.level is level for each in found)) for level in Level]
    return "，".join(f"{level.label} {count} 件" for level, count in many if count)


def _text(found: list[Urgent]) -> str:
    lines = ["您好：", "", f"{found[0].agency}有信息需要转发：", ""]
    lines += [
        f"《{each.title}》转发到“{each.carrier}”，期限到{day(each.due_on)}，{each.level.label}。"
        for each in found[:_SHOWN]
    ]
    if len(found) > _SHOWN:
        lines.append(f"另有 {len(found) - _SHOWN} 件。")
    lines += [
        "",
        "登记发布以后，任务自动办结；不适合转发的，请写明理由。",
        f"请登录后办理：{whole(PAGE)}",
        "",
        "本邮件由政府信息公开平台自动发出，请勿直接回复。",
    ]
    return "\n".join(lines)
