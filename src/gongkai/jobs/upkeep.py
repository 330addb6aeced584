"""Jobs that look after the installation itself and belong to no app."""

import logging
from datetime import datetime
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from gongkai.accounts.actions import forget_sessions
from gongkai.documents.holidays import BadHolidays, installed_calendar
from gongkai.guard.actions import forget
from gongkai.records.access import OPERATOR
from gongkai.records.actions.anchors import NothingToAnchor, anchor
from gongkai.records.actions.jobs import Hopeless, job
from gongkai.records.queries import chain
from gongkai.sealing.anchors import KeyUnreadable

logger = logging.getLogger(__name__)


@job("jobs.clear_sessions", label="清理已结束的登录会话")
def clear_sessions(*, at: datetime) -> None:
    """Remove the rows of sessions that have run out, and what the lists of own sessions hold of them."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    forget_sessions(at=at)


@job("jobs.forget_tallies", label="清理访问次数的计数")
def forget_tallies(*, at: datetime) -> None:
    """Remove the counts by which visitors were limited in hours long past."""
    forget(at=at)


@job("jobs.anchor_log", label="签名操作日志")
def anchor_log(*, at: datetime) -> None:
    """Sign the end of the log, where this installation keeps a key for it. A fault of key or log is not tried again."""
    ends = chain.ends()
    if not settings.AUDIT_KEY or ends.head.seq == ends.last.seq == 0:
        return
    try:
        anchor(key=Path(settings.AUDIT_KEY), by=OPERATOR, at=at)
    except (NothingToAnchor, KeyUnreadable) as error:
        raise Hopeless(str(error)) from error


@job("jobs.remind_of_holiday_notice", label="提醒更新节假日安排")
def remind_of_holiday_notice(*, at: datetime) -> None:
    """Say in the log of the service that next year's holiday notice is missing; without it deadlines are provisional."""
    following = timezone.localtime(at).year + 1
    try:
        settled = installed_calendar().settled_years
    except BadHolidays as error:
        raise Hopeless(str(error)) from error
    if following not in settled:
        logger.warning(
            "没有%d年节假日安排的数据，该年的期限只能暂算。"
            "国务院办公厅发布通知后，请升级程序，或者把通知放入 GONGKAI_HOLIDAYS 文件夹。",
            following,
        )
