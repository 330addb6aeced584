"""Writes: an agency answers a fault, or passes it on to the one whose page it is; how a reader wants to be reached is looked at."""

from datetime import datetime

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.feedback import access
from gongkai.feedback.models import Deed, Fault, FaultEvent, FaultState
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.records.actions.revealing import NoReason, reveal
from gongkai.sealing.box import Unsealable
from gongkai.sealing.keys import KeysMissing

LONGEST = 2_000
NONE = "没有这条反馈，或者您不能查看。"


@transaction.atomic
def answer(*, fault_id: int, text: str, by: Actor, at: datetime) -> None:
    """Say what was done; the reader sees it. Answered once more, the new words stand and the old ones stay in the events."""
    one, duty = _held(fault_id, by)
    words = refuse_without(text, LONGEST, "答复")
    Fault.objects.filter(pk=one.pk).update(answer=words, state=FaultState.ANSWERED, answered_at=at)
    _noted(one, Deed.ANSWERED, one.agency_id, words, by, at, duty)


@transaction.atomic
def pass_on(*, fault_id: int, agency_id: int, text: str, by: Actor, at: datetime) -> None:
    """Give it to another agency; the target stays. Refused after the answer, and for an agency that there is not."""
    one, duty = _held(fault_id, by)
    if one.state != FaultState.OPEN:
        raise Refused("已经答复的不再转办。")
    if agency_id == one.agency_id or not Agency.objects.filter(pk=agency_id, ends_on=None).exists():
        raise Refused("请选择另一个机关。")
    words = refuse_without(text, LONGEST, "说明")
    Fault.objects.filter(pk=one.pk).update(agency_id=agency_id)
    _noted(one, Deed.ASSIGNED, agency_id, words, by, at, duty)


@transaction.atomic
def reveal_contact(*, fault_id: int, reason: str, by: Actor, at: datetime) -> str:
    """How the reader wants to be reached, shown once; the log says who saw it and why."""
    one, duty = _held(fault_id, by)
    if not one.contact:
        raise Refused("读者没有留下联系方式。")
    try:
        return reveal(
            one.contact,
            what="联系方式",
            subject=_subject(one),
            reason=reason,
            by=by,
            at=at,
            duty=duty,
            agency_id=one.agency_id,
        )
    except NoReason as refusal:
        raise Refused(str(refusal)) from refusal
    except (KeysMissing, Unsealable) as error:
        raise Refused("个人信息的加密密钥不可用，请与系统管理员联系。") from error


def _held(fault_id: int, by: Actor) -> tuple[Fault, Duty]:
    one = Fault.objects.select_for_update().filter(access.visible_to(by), pk=fault_id).first()
    if one is None:
        raise Refused(NONE)
    return one, access.require_answerer(by, one.agency_id)


def _subject(one: Fault) -> str:
    return f"site_fault:{one.pk}"


def _noted(one: Fault, deed: Deed, agency_id: int, note: str, by: Actor, at: datetime, duty: Duty) -> None:
    FaultEvent.objects.create(fault=one, deed=deed, agency_id=agency_id, at=at, by=by.username, note=note)
    action = "feedback.answer" if deed is Deed.ANSWERED else "feedback.pass_on"
    log(action, _subject(one), by=by, at=at, duty=duty, agency_id=one.agency_id)
