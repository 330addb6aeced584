"""Writes: a delivery begins, is confirmed, applied as a whole, dropped. What its rows are is found in `staging`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from gongkai.law.registers import definition
from gongkai.records.access import OPERATOR, Actor, Duty
from gongkai.records.actions.files import Received, store
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.log import log
from gongkai.records.actions.previews import keep, until
from gongkai.records.actions.refused import Refused, refuse_longer
from gongkai.registers import access
from gongkai.registers.actions.applying import Outcome, bring_in, hold_register, outcome
from gongkai.registers.actions.making import made_as, note_older
from gongkai.registers.actions.sources import open_one, refuse_no_list
from gongkai.registers.models import Delivery, Source, Stage
from gongkai.registers.queries.deliveries import much

KINDS = frozenset({"csv", "txt", "xlsx", "jsonl"})
"""The kinds of files that a delivery may be."""
STAGE, APPLY, FOLLOW = "registers.stage", "registers.apply", "registers.follow"
NO_DELIVERY = "没有这次报送，或者它不属于您所在的机关。请刷新后再看。"
TOO_MANY = "这份清单里没有的 {gone} 项将不再公开，现在公开的共 {there} 项。请核对文件是否完整；确实完整的，请确认后再入库。"
NOT_READY = "这次报送已经入库、放弃，或者还没有读完。请刷新后再看。"


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed in: the name and the digest of a file; the file itself where it is kept here (`uploaded`).

    `as_of`: of when its rows are, if they do not say so; `earlier`: they were public elsewhere before; `straight`: apply them
    without a confirmation; `signature`: of a push; `whole`: it is the whole list of each agency that it names.
    """

    name: str
    digest: str
    uploaded: Received | None = None
    as_of: datetime | None = None
    earlier: bool = False
    straight: bool = False
    signature: str = ""
    whole: bool = False


class TooMany(Refused):
    """A whole list that takes so many entries off the public view that somebody has to agree."""


@transaction.atomic
def begin(*, source_id: int, handed: Handed, by: Actor, at: datetime) -> int:
    """Note that a file of a source is to be read; its number. An uploaded one is read by the workers.

    Refused for a closed source, for a moment to come, and for the whole list of what is no list; PermissionDenied for others
    than those who import for the agency.
    """
    source = open_one(source_id)
    duty = access.require_importing(by, source.agency_id)
    if handed.as_of is not None and handed.as_of > at:
        raise Refused("数据截止时间在现在之后，请核对。")
    refuse_no_list(definition(source.register), whole=handed.whole)
    delivery = Delivery.objects.create(
        source=source,
        file_id=_kept(handed, source.agency_id, by, at),
        name=handed.name[:200],
        digest=handed.digest,
        signature=handed.signature,
        as_of=handed.as_of or at,
        earlier=handed.earlier,
        straight=handed.straight,
        whole=handed.whole,
        made_as=made_as(source.register),
        stage=Stage.STAGING,
        at=at,
        by=by.username,
    )
    if delivery.file_id:
        queue_stage(delivery, at)
    details = {
        "register": source.register,
        "straight": handed.straight,
        "pushed": bool(handed.signature),
        "whole": handed.whole,
    }
    _told("registers.deliver", delivery, by, at, duty, details=details)
    return delivery.pk


@transaction.atomic
def confirm(*, delivery_id: int, by: Actor, at: datetime, agreed: bool = False) -> None:
    """Have a delivery applied by the workers whose preview somebody has seen. Refused unless it is ready.

    `agreed`: that a whole list takes so many entries off; TooMany without it where they are many.
    """
    delivery = _delivery(delivery_id)
    duty = access.require_importing(by, delivery.source.agency_id)
    if much(delivery.gone, delivery.there) and not agreed:
        raise TooMany(TOO_MANY.format(gone=delivery.gone, there=delivery.there))
    ready = Delivery.objects.filter(pk=delivery_id, stage=Stage.READY, confirmed_at__isnull=True)
    if not ready.update(confirmed_at=at, confirmed_by=by.username, agreed=delivery.gone if agreed else None):
        raise Refused(NOT_READY)
    if delivery.file_id:
        keep(file_id=delivery.file_id)
    queue(APPLY, key=str(delivery_id), at=at, delivery_id=delivery_id)
    _told("registers.confirm", delivery, by, at, duty, details={"gone": delivery.gone, "agreed": agreed})


@transaction.atomic
def drop(*, delivery_id: int, by: Actor, at: datetime, reason: str = "") -> None:
    """Give a delivery up that is not applied; nothing of it stays but its log. Refused once it was confirmed."""
    delivery = _delivery(delivery_id)
    duty = access.require_importing(by, delivery.source.agency_id)
    refuse_longer(reason, 200, "原因")
    open_ones = Delivery.objects.filter(
        pk=delivery_id, stage__in=(Stage.STAGING, Stage.READY), confirmed_at__isnull=True
    )
    if not open_ones.update(stage=Stage.DROPPED, ended_at=at, message=reason.strip()):
        raise Refused(NOT_READY)
    queue_follow(delivery, at)
    _told("registers.drop", delivery, by, at, duty, reason=reason.strip())


@transaction.atomic
def apply(*, delivery_id: int, by: Actor, at: datetime, agreed: bool = False) -> Outcome:
    """Make records of a delivery that is ready: all of its rows, in this transaction.

    Deliveries of one register are applied one after the other. Refused unless it is ready; TooMany for a whole list that
    takes off more than was agreed to, or much without that anybody did (`agreed`: who calls does); PermissionDenied for
    others than those who import for the agency.
    """
    delivery = _delivery(delivery_id)
    duty = access.require_importing(by, delivery.source.agency_id)
    hold_register(delivery.source.register)
    ready = Delivery.objects.filter(pk=delivery_id, stage=Stage.READY)
    if not ready.update(stage=Stage.APPLIED, ended_at=at, sought=0):
        raise Refused(NOT_READY)
    came_to = bring_in(delivery, at, delivery.confirmed_by or by.username)
    if much(came_to.gone, came_to.there) and not agreed and came_to.gone > (delivery.agreed or 0):
        raise TooMany(TOO_MANY.format(gone=came_to.gone, there=came_to.there))
    note_older(delivery.source.register, delivery.made_as)
    Delivery.objects.filter(pk=delivery_id).update(**asdict(came_to))
    queue_follow(delivery, at)
    details = {"register": delivery.source.register, **asdict(came_to)}
    _told("registers.apply", delivery, by, at, duty, details=details)
    return came_to


@job(APPLY, label="登记簿数据入库")
@transaction.atomic
def apply_confirmed(*, at: datetime, delivery_id: int) -> None:
    """Apply what was confirmed; what has ended meanwhile is left alone, what takes off more by now waits for somebody again."""
    if not Delivery.objects.filter(pk=delivery_id, stage=Stage.READY).exists():
        return
    try:
        apply(delivery_id=delivery_id, by=OPERATOR, at=at)
    except TooMany:
        delivery = _delivery(delivery_id)
        Delivery.objects.filter(pk=delivery_id, stage=Stage.READY).update(
            **asdict(outcome(delivery)), confirmed_at=None, confirmed_by="", agreed=None, straight=False
        )


def queue_stage(delivery: Delivery, at: datetime) -> None:
    """Queue what a worker reads next of a delivery."""
    queue(STAGE, key=f"{delivery.pk}/{delivery.turns}/{delivery.rows}", at=at, delivery_id=delivery.pk)


def queue_follow(delivery: Delivery, at: datetime, after: int = 0) -> None:
    """Queue what comes after a delivery ended: its words into the index, its staged rows away."""
    queue(FOLLOW, key=f"{delivery.pk}/{after}", at=at, delivery_id=delivery.pk)


@transaction.atomic
def read_again(*, delivery_id: int, by: Actor, at: datetime) -> None:
    """Have the workers go on reading a delivery whose job failed for good. Refused unless it is being read."""
    delivery = _delivery(delivery_id)
    duty = access.require_importing(by, delivery.source.agency_id)
    if not Delivery.objects.filter(pk=delivery_id, stage=Stage.STAGING).update(turns=F("turns") + 1):
        raise Refused(NOT_READY)
    delivery.refresh_from_db()
    queue_stage(delivery, at)
    _told("registers.read_again", delivery, by, at, duty, details={"row": delivery.rows})


def _kept(handed: Handed, agency_id: int, by: Actor, at: datetime) -> int | None:
    """The stored file; what waits for a confirmation is dropped if none comes."""
    if handed.uploaded is None:
        return None
    waits = None if handed.straight else until(at)
    return store(data=handed.uploaded, agency_id=agency_id, by=by, at=at, kinds=KINDS, until=waits).id


def _delivery(delivery_id: int) -> Delivery:
    delivery = Delivery.objects.select_related("source").filter(pk=delivery_id).first()
    if delivery is None:
        raise Refused(NO_DELIVERY)
    return delivery


def _told(
    action: str,
    delivery: Delivery,
    by: Actor,
    at: datetime,
    duty: Duty | None,
    *,
    details: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    source: Source = delivery.source
    log(
        action,
        f"register_delivery:{delivery.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=source.agency_id,
        version=delivery.digest,
        reason=reason,
        details=details,
    )
