"""Writes: when an approved text goes out, and until when it is shown. Neither is a part of what is approved (decision 0026)."""

from datetime import date, datetime

from django.db import transaction

from gongkai.publication import access
from gongkai.publication.actions.holding import hold, hold_open, subject
from gongkai.publication.models import Edition, Item, Stand
from gongkai.publication.queries.items import State, state_of
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.records.queries.numbers import civil_day

_OVER = "展示的最后一天已经过去，请改为今天或者以后的日期。"


@transaction.atomic
def schedule(
    *,
    edition_id: int,
    publish_after: datetime | None,
    expires_on: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """Say when an edition goes out once it is approved, and on which day it leaves the page; None takes that back.

    By whoever writes for the agency; once it is approved, where this is what puts it out, by whoever publishes for it. What
    was approved stays so. Refused for a time that has passed, and for a last day before it goes out.
    """
    edition = hold_open(edition_id)
    duty = _require_timing(edition, by)
    if publish_after is not None and publish_after <= at:
        raise Refused("定时发布的时间已经过去，请改为今后的时间，或者审签后立即发布。")
    if expires_on is not None and expires_on < civil_day(publish_after or at):
        raise Refused("展示的最后一天早于发布的日期，请核对。" if publish_after else _OVER)
    before = {"publish_after": _said(edition.publish_after), "expires_on": _said(edition.expires_on)}
    edition.publish_after, edition.expires_on = publish_after, expires_on
    edition.save(update_fields=["publish_after", "expires_on"])
    log(
        "publication.schedule",
        subject(edition.item_id),
        by=by,
        at=at,
        duty=duty,
        agency_id=edition.item.agency_id,
        version=f"e{edition.number}r{edition.revision}",
        details={"publish_after": _said(publish_after), "expires_on": _said(expires_on), "before": before},
    )


@transaction.atomic
def set_expiry(*, item_id: int, expires_on: date | None, because: str, by: Actor, at: datetime) -> None:
    """Say until which day the public sees what is public; None shows it without end. The day after, a notice stands there.

    The published edition stays as it was; a new one that is in work keeps the last day of its own. Refused without a reason,
    for a day that has passed, and for what is not public; PermissionDenied for others than those who publish for the agency.
    """
    item = hold(item_id)
    duty = access.require_publishing(by, item.agency_id)
    reason = refuse_without(because, 200, "理由")
    if item.stand != Stand.PUBLIC:
        raise Refused("这条信息没有公开，不能设定展示期限。到期下架的，请另起新版。")
    if expires_on is not None and expires_on < civil_day(at):
        raise Refused(_OVER)
    Item.objects.filter(pk=item.pk).update(expires_on=expires_on, touched_at=at)
    log(
        "publication.set_expiry",
        subject(item_id),
        by=by,
        at=at,
        duty=duty,
        agency_id=item.agency_id,
        reason=reason,
        details={"expires_on": _said(expires_on), "before": _said(item.expires_on)},
    )


def _require_timing(edition: Edition, by: Actor) -> Duty | None:
    """Before it is approved, its time is a proposal that those who approve see; after that, it is what puts it out."""
    may = access.require_publishing if state_of(edition) is State.APPROVED else access.require_writing
    return may(by, edition.item.agency_id)


def _said(when: date | None) -> str:
    return when.isoformat() if when else ""
