"""Writes: each working morning bodies are reminded of lists that they owe to a clean-up; once for each level."""

from datetime import datetime

from gongkai.law.wording import day
from gongkai.normative.models import CleanupBody, CleanupTurn, Stage, Turn
from gongkai.normative.queries.cleanup.owed import Owed, owed
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job
from gongkai.records.actions.log import log
from gongkai.records.actions.outbox import post
from gongkai.records.queries.addresses import whole
from gongkai.records.queries.numbers import civil_day

PAGE = "desk:cleanup_body"


def to_remind(*, at: datetime) -> list[Owed]:
    """Who is to be reminded this morning."""
    return list(owed(civil_day(at)))


@job("normative.remind_cleanups", label="提醒清理清单的报送", prepare=to_remind)
def remind_each(*, at: datetime, prepared: list[Owed]) -> None:
    """Record each reminder on the list, and post it to those who keep the register and have an e-mail.

    What was handed in meanwhile is left alone.
    """
    for each in prepared:
        found = CleanupBody.objects.filter(pk=each.body_id, stage__in=[one for one in Stage if one.owed])
        if not found.update(reminded_at=at):
            continue
        CleanupTurn.objects.create(
            body_id=each.body_id, turn=Turn.REMINDED, reason=each.near.label, at=at, by=OPERATOR.username
        )
        for person, email in each.emails.items():
            post(
                to=email,
                subject=f"【提醒】{each.near.label}（{each.title}）",
                text=_text(each),
                key=f"cleanup:{each.body_id}:{each.near.value}:{civil_day(at)}:{person}",
                at=at,
                about=f"cleanup:{each.cleanup_id}",
                agency_id=each.agency_id,
            )
        log(
            "normative.remind_cleanup",
            f"cleanup:{each.cleanup_id}",
            by=OPERATOR,
            at=at,
            agency_id=each.agency_id,
            details={"body": each.body_id, "level": each.near.value, "people": len(each.emails)},
        )


def _text(each: Owed) -> str:
    return "\n".join(
        [
            "您好：",
            "",
            f"{each.title}：{each.agency}的清理清单还没有报送，报送的最后一天是{day(each.due_on)}。",
            "",
            f"请登录后填报：{whole(PAGE, each.cleanup_id, each.body_id)}",
            "",
            "本邮件由政府信息公开平台自动发出，请勿直接回复。",
        ]
    )
