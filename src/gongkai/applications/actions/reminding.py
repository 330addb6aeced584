"""Writes: each working morning those are reminded by e-mail who handle what is urgent; once for each level of urgency."""

from datetime import datetime

from gongkai.applications.actions.holding import subject
from gongkai.applications.queries.urging import Urge, urges
from gongkai.documents.holidays import installed_calendar
from gongkai.law.wording import day
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job
from gongkai.records.actions.log import log
from gongkai.records.actions.outbox import post
from gongkai.records.queries.addresses import whole
from gongkai.records.queries.numbers import civil_day
from gongkai.records.queries.outbox import posted


def to_urge(*, at: datetime) -> list[Urge]:
    """What is urgent this morning; nothing on a day without work."""
    today = civil_day(at)
    return list(urges(today)) if installed_calendar().works(today) else []


@job("applications.remind", label="提醒临近期限的申请", prepare=to_urge)
def remind_each(*, at: datetime, prepared: list[Urge]) -> None:
    """Post what nobody has been told yet: once for each application, level, due day and person; the log says of whom.

    依据：条例第三十一、三十三条
    """
    for urge in prepared:
        known = posted(_key(urge, person) for person in urge.emails)
        new = [person for person in urge.emails if _key(urge, person) not in known]
        for person in new:
            _post(urge, person, at)
        if new:
            log(
                "applications.urge",
                subject(urge.application_id),
                by=OPERATOR,
                at=at,
                agency_id=urge.agency_id,
                details={"level": urge.level.value, "people": len(new)},
            )


def _post(urge: Urge, person: int, at: datetime) -> None:
    post(
        to=urge.emails[person],
        subject=f"【提醒】{urge.level.label}（{urge.number}）",
        text=_text(urge),
        key=_key(urge, person),
        at=at,
        about=subject(urge.application_id),
        agency_id=urge.agency_id,
    )


def _key(urge: Urge, person: int) -> str:
    """A due day that moved is a period of its own: its levels are told anew."""
    period = urge.due_on.isoformat() if urge.due_on and not urge.level.of_receipt else "-"
    return f"urge:{urge.application_id}:{urge.level.value}:{period}:{person}"


def _text(urge: Urge) -> str:
    lines = ["您好：", "", f"登记编号：{urge.number}", f"受理机关：{urge.agency}", f"{urge.says}。"]
    if urge.due_on is not None and not urge.level.of_receipt:
        lines.append(f"答复期限到{day(urge.due_on)}。")
    lines += [
        "",
        f"请登录后办理：{whole('desk:application', urge.application_id)}",
        "",
        "本邮件由政府信息公开平台自动发出，请勿直接回复。",
    ]
    return "\n".join(lines)
