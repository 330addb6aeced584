"""Writes: those who keep the files of cases are told once a month that terms are over. Nothing goes by itself."""

from dataclasses import dataclass
from datetime import datetime

from gongkai.accounts.models import User
from gongkai.agencies.queries import holders
from gongkai.applications.access import OFFICERS
from gongkai.applications.queries.retention import how_many_over
from gongkai.documents.holidays import installed_calendar
from gongkai.records.actions.jobs import job
from gongkai.records.actions.outbox import post
from gongkai.records.queries.addresses import whole
from gongkai.records.queries.numbers import civil_day
from gongkai.records.queries.outbox import posted

PAGE = "desk:application_archives_over"


@dataclass(frozen=True, slots=True)
class Reminder:
    """How many files of an agency have ended terms, and who is to hear of it: e-mails by person."""

    agency_id: int
    many: int
    emails: dict[int, str]


def to_remind(*, at: datetime) -> list[Reminder]:
    """Who is to hear what today; nothing on a day without work."""
    today = civil_day(at)
    if not installed_calendar().works(today):
        return []
    found = []
    for agency_id, many in sorted(how_many_over(today).items()):
        who = holders(roles=OFFICERS, agency_id=agency_id, on=today)
        known = User.objects.filter(pk__in=who, closed_at__isnull=True).exclude(email="")
        found.append(Reminder(agency_id, many, dict(known.values_list("pk", "email"))))
    return found


@job("applications.remind_of_terms", label="提醒保管期限届满的案卷", prepare=to_remind)
def remind_of_terms(*, at: datetime, prepared: list[Reminder]) -> None:
    """Post it to each of them, once in a month.   依据：个人信息保护法第四十七条"""
    for reminder in prepared:
        keys = {person: _key(reminder.agency_id, person, at) for person in reminder.emails}
        known = posted(keys.values())
        for person, key in keys.items():
            if key not in known:
                post(
                    to=reminder.emails[person],
                    subject=f"【提醒】{reminder.many} 件申请的案卷保管期限届满",
                    text=_text(reminder),
                    key=key,
                    at=at,
                    agency_id=reminder.agency_id,
                )


def _key(agency_id: int, person: int, at: datetime) -> str:
    return f"terms:{agency_id}:{civil_day(at):%Y-%m}:{person}"


def _text(reminder: Reminder) -> str:
    return "\n".join(
        [
            "您好：",
            "",
            f"有 {reminder.many} 件申请的案卷保管期限已经届满。请核对没有复议、诉讼，也不必为移交档案馆保留以后，",
            "由一人提出请求、另一位负责人批准，去除其中的个人信息。系统不会自行去除。",
            "",
            f"请登录后查看：{whole(PAGE)}",
            "",
            "本邮件由政府信息公开平台自动发出，请勿直接回复。",
        ]
    )
