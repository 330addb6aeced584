"""Writes: an applicant who gave an e-mail is told what happened, in words without content and without personal data.

The address stays sealed here: the job that sends the message opens it, and the log says so.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from gongkai.applications.actions.holding import Held, subject
from gongkai.applications.models import Applicant, Application, Rectification
from gongkai.applications.queries.mailed import TO_APPLICANT
from gongkai.law.wording import day
from gongkai.records.actions.outbox import post
from gongkai.records.queries.addresses import whole
from gongkai.sealing.box import Unsealable
from gongkai.sealing.keys import KeysMissing
from gongkai.sealing.value import Sealed

logger = logging.getLogger(__name__)


class What(StrEnum):
    """What an applicant is told by e-mail."""

    RECEIVED = "received"
    CONFIRMED = "confirmed"
    CORRECTION = "correction"
    REASONS = "reasons"
    EXTENDED = "extended"
    DEFERRED = "deferred"
    FEE = "fee"
    REPLIED = "replied"
    SPLIT = "split"

    @property
    def subject(self) -> str:
        """The subject of the message."""
        return _SUBJECTS[self]

    @property
    def asks(self) -> str:
        """What the applicant is to do or can count on."""
        return _ASKS[self]


_SUBJECTS = {
    What.RECEIVED: "您的政府信息公开申请已提交",
    What.CONFIRMED: "您的政府信息公开申请已确认收到",
    What.CORRECTION: "您的政府信息公开申请需要补正",
    What.REASONS: "您的政府信息公开申请需要说明理由",
    What.EXTENDED: "您的政府信息公开申请延长答复期限",
    What.DEFERRED: "您的政府信息公开申请延迟答复",
    What.FEE: "您的政府信息公开申请需要缴纳信息处理费",
    What.REPLIED: "您的政府信息公开申请已经答复",
    What.SPLIT: "您的政府信息公开申请拆分办理",
}
_ASKS = {
    What.RECEIVED: "您的申请已经提交。",
    What.CONFIRMED: "机关已经确认收到您的申请。",
    What.CORRECTION: "机关请您补充材料或者说明，请在告知的期限内办理。逾期不补正又没有正当理由的，视为放弃申请。",
    What.REASONS: "机关请您说明理由，请在告知的期限内办理。",
    What.EXTENDED: "机关延长了答复期限。",
    What.DEFERRED: "机关告知了延迟答复的日期。",
    What.FEE: "机关发出了收费通知，请在通知的期限内缴纳。逾期不缴纳的，视为放弃申请。",
    What.REPLIED: "机关已经作出答复，请您查收。",
    What.SPLIT: "机关把您申请的部分内容拆出，另行登记为一件申请办理，编号如上，收到日期不变。"
    "新编号有自己的查询码，请向受理机关索取；原申请中留下的内容，仍凭原来的编号和查询码查看。",
}
_WITH_DATE = frozenset({What.RECEIVED, What.CONFIRMED, What.EXTENDED, What.DEFERRED, What.SPLIT})


def told_applicant(held: Held, what: What, *, split_from: str = "") -> None:
    """Tell the applicant who gave an e-mail, in the transaction of what happened; once for each time.

    `split_from`: the number of the application that this one was a part of.
    """
    application = held.application
    lines = [f"受理机关：{application.agency.name}", what.asks]
    if split_from:
        lines.insert(0, f"拆自：{split_from}")
    if what in _WITH_DATE and application.due_on is not None:
        lines.append(f"答复期限到{day(application.due_on)}。")
    tell(
        application,
        Applicant.objects.values_list("email", flat=True).get(pk=application.pk),
        what.subject,
        lines,
        key=f"{TO_APPLICANT}{application.pk}:{what.value}:{application.moves}",
        about=subject(application.pk),
        at=held.at,
    )


def tell(
    one: Application | Rectification,
    to: Sealed | str,
    title: str,
    lines: Iterable[str],
    *,
    key: str,
    about: str,
    at: datetime,
) -> None:
    """Post a message about an application or a request, in the frame that all have, unless nobody gave an address."""
    if not to:
        return
    text = [
        *("您好：", "", f"登记编号：{one.number}", *lines, ""),
        *(f"请凭登记编号和查询码查看办理情况：{whole('apply_query')}", ""),
        "本邮件由政府信息公开平台自动发出，请勿直接回复。",
    ]
    try:
        post(
            to=to,
            subject=f"{title}（{one.number}）",
            text="\n".join(text),
            key=key,
            at=at,
            about=about,
            agency_id=one.agency_id,
        )
    except (KeysMissing, Unsealable):  # what happened to the case stands without the message
        logger.exception("申请人的电子邮箱不能解密，没有发送通知")
