"""Writes: holiday notices are entered by one person, put in force by another, taken back; each step is kept."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from gongkai.documents.holidays import put_in_place
from gongkai.records import access
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.records.models import HolidayNotice, NoticeStep, Stage
from gongkai.records.queries.notices import checked, file_name
from gongkai.records.queries.numbers import civil_day

REASON = 500
TWICE = "这一年度或者这个文号的通知刚刚由他人录入，请先看那一份。"
DECIDED = "这份通知已经有人处理，请刷新后查看。"
OWN = "录入和批准必须由不同的人办理：这份通知是您录入的，请由另一位有权的人批准。"


@transaction.atomic
def enter_notice(*, text: str, by: Actor, at: datetime) -> int:
    """Enter a notice as a TOML text, for somebody else to approve, and return its number. Nothing moves yet.

    PermissionDenied for whoever may not; Refused with everything that is wrong with it.   依据：放假办法第七条
    """
    user_id, duty = access.require_notice_keeper(by)
    found = checked(text, civil_day(at))
    if found.notice is None or found.faults:
        raise Refused(*found.faults)
    try:
        with transaction.atomic():
            made = HolidayNotice.objects.create(
                title=found.notice.title,
                number=found.notice.number,
                published_on=found.notice.published_on,
                year=found.notice.year,
                text=text,
                entered_by=by.username,
                entered_by_id=user_id,
                entered_at=at,
            )
    except IntegrityError:
        raise Refused(TWICE) from None
    _note("records.notices.enter", made, by=by, at=at, duty=duty)
    return made.pk


@transaction.atomic
def approve_notice(*, notice_id: int, by: Actor, at: datetime) -> None:
    """Put a waiting notice in force: from now on all days are counted by it.

    PermissionDenied for whoever may not, and for whoever entered it, also when acting for somebody else; Refused where it
    was decided already, and where it has become wrong since it was entered.
    """
    user_id, duty = access.require_notice_keeper(by)
    held = _taken(notice_id, Stage.WAITING, Stage.IN_FORCE)
    if held.entered_by_id == user_id or held.entered_by == duty.acting_for:
        raise PermissionDenied(OWN)
    if faults := checked(held.text, civil_day(at)).faults:
        raise Refused(*faults)
    _step(held, Stage.IN_FORCE, "records.notices.approve", "", by=by, at=at, duty=duty)
    _spread(notice_id, Stage.IN_FORCE, at)


@transaction.atomic
def decline_notice(*, notice_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Leave a waiting notice aside; whoever entered it may do so too. Errors as for `approve_notice`."""
    _, duty = access.require_notice_keeper(by)
    reason = refuse_without(reason, REASON, "理由")
    held = _taken(notice_id, Stage.WAITING, Stage.DECLINED)
    _step(held, Stage.DECLINED, "records.notices.decline", reason, by=by, at=at, duty=duty)


@transaction.atomic
def take_back_notice(*, notice_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Take a notice out of force again: days are counted as if it had never been. Errors as for `approve_notice`."""
    _, duty = access.require_notice_keeper(by)
    reason = refuse_without(reason, REASON, "理由")
    held = _taken(notice_id, Stage.IN_FORCE, Stage.TAKEN_BACK)
    _step(held, Stage.TAKEN_BACK, "records.notices.take_back", reason, by=by, at=at, duty=duty)
    _spread(notice_id, Stage.TAKEN_BACK, at)


@transaction.atomic
def install_notices() -> None:
    """Have the notices in force, and no others of the desk, in the folder that all processes look at. OSError if it fails.

    All rows are held meanwhile: whoever decides at this moment waits, and writes what is right then.
    """
    held = list(HolidayNotice.objects.select_for_update().order_by("pk"))
    put_in_place({file_name(one.pk): one.text for one in held if one.stage == Stage.IN_FORCE})


def _install(*, at: datetime) -> None:  # noqa: ARG001 - as jobs are called
    install_notices()


@job("records.install_notices", label="放假安排写入日历", prepare=_install)
def installed_daily(*, at: datetime, prepared: None) -> None:
    """Nothing is left to do in the transaction of the job: the folder is no part of it."""


def _taken(notice_id: int, before: Stage, after: Stage) -> HolidayNotice:
    """Move a notice on, so that the second of two who decide at once is told; Refused where it stands elsewhere."""
    if not HolidayNotice.objects.filter(pk=notice_id, stage=before).update(stage=after):
        raise Refused(DECIDED)
    return HolidayNotice.objects.get(pk=notice_id)


def _step(
    held: HolidayNotice, stage: Stage, action: str, reason: str, *, by: Actor, at: datetime, duty: Duty
) -> None:
    NoticeStep.objects.create(notice=held, stage=stage, by=by.username, at=at, reason=reason)
    _note(action, held, by=by, at=at, duty=duty, reason=reason)


def _spread(notice_id: int, stage: Stage, at: datetime) -> None:
    """Into the folder as soon as it is committed; and by a job, where this process dies before or the disk is full."""
    queue("records.install_notices", key=f"notice:{notice_id}:{stage}", at=at)
    transaction.on_commit(install_notices, robust=True)


def _note(action: str, held: HolidayNotice, *, by: Actor, at: datetime, duty: Duty, reason: str = "") -> None:
    log(
        action,
        f"notice:{held.pk}",
        by=by,
        at=at,
        duty=duty,
        reason=reason,
        details={"year": held.year or 0, "number": held.number},
    )
