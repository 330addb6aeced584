"""Writes: each working morning those are reminded by e-mail who owe something in review or suit; once for each level of urgency."""

from datetime import datetime

from gongkai.documents.holidays import installed_calendar
from gongkai.law.wording import day
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job
from gongkai.records.actions.log import log
from gongkai.records.actions.outbox import post
from gongkai.records.queries.addresses import whole
from gongkai.records.queries.numbers import civil_day
from gongkai.records.queries.outbox import posted
from gongkai.remedies.actions.holding import subject
from gongkai.remedies.queries.reminding import Urge, urges


def to_urge(*, at: datetime) -> list[Urge]:
    """What is urgent this morning; nothing on a day without work."""
    today = civil_day(at)
    return list(urges(today)) if installed_calendar().works(today) else []


@job("remedies.remind", label="提醒复议诉讼的期限", prepare=to_urge)
def remind_each(*, at: datetime, prepared: list[Urge]) -> None:
    """Post what nobody has been told yet: once for each dispute, level, due day and person; the log says of whom.

    依据：行政复议法第四十八、五十四条；行政诉讼法第六十七条
    """
    for urge in prepared:
        known = posted(_key(urge, person) for person in urge.emails)
        new = [person for person in urge.emails if _key(urge, person) not in known]
        for person in new:
            post(
                to=urge.emails[person],
                subject=f"【提醒】{urge.level.label}（{urge.number}）",
                text=_text(urge),
                key=_key(urge, person),
                at=at,
                about=subject(urge.chain_id),
                agency_id=urge.agency_id,
            )
        if new:
            log(
                "remedies.urge",
                subject(urge.chain_id),
                by=OPERATOR,
                at=at,
                agency_id=urge.agency_id,
                details={"level": urge.level.value, "people": len(new)},
            )


def _key(urge: Urge, person: int) -> str:
    """A due day that moved is a period of its own."""
    period = urge.due_on.isoformat() if urge.due_on else "-"
    return f"dispute:{urge.chain_id}:{urge.level.value}:{period}:{person}"


def _text(urge: Urge) -> str:
    lines = ["您好：", "", f"登记编号：{urge.number}", f"机关：{urge.agency}"]
    if urge.due_on is None:
        lines.append(f"{urge.what}。")
    else:
        lines += [f"应当办理：{urge.what}", f"期限到{day(urge.due_on)}，{urge.says}。"]
    lines += [
        "",
        f"请登录后办理：{whole('desk:remedy', urge.chain_id)}",
        "",
        "本邮件由政府信息公开平台自动发出，请勿直接回复。",
    ]
    return "\n".join(lines)
