"""Writes: the address by which a person's calendar program reads due days is made, read, ended."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import F, Q

from gongkai.accounts import access
from gongkai.accounts.models import CalendarFeed, User
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused

SECRET = 32
"""Bytes of the secret: 256 bits, so that its plain digest gives nothing away and nobody finds it by trying."""
NONE = "您没有在用的日历订阅地址。"


@dataclass(frozen=True, slots=True)
class FeedUse:
    """Whose address was read, and for which agency it was made."""

    feed_id: int
    user_id: int
    agency_id: int


@transaction.atomic
def make_feed(*, user_id: int, agency_id: int, by: Actor, at: datetime) -> str:
    """Make an address and return its secret, which is told this once; the one of before ends.

    PermissionDenied for anybody but the person.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    access.require_oneself(by, user)
    renewed = end_at_once(user_id, at)
    secret = secrets.token_urlsafe(SECRET)
    CalendarFeed.objects.create(user=user, agency_id=agency_id, digest=_digest(secret), made_at=at)
    details = {"renewed": bool(renewed)}
    log("accounts.make_feed", f"account:{user_id}", by=by, at=at, agency_id=agency_id, details=details)
    return secret


@transaction.atomic
def end_feed(*, user_id: int, by: Actor, at: datetime) -> None:
    """End the address of a person. PermissionDenied for anybody but the person; Refused where there is none."""
    user = User.objects.get(pk=user_id)
    access.require_oneself(by, user)
    if not end_at_once(user_id, at):
        raise Refused(NONE)
    log("accounts.end_feed", f"account:{user_id}", by=by, at=at, agency_id=user.agency_id)


def use_feed(secret: str) -> FeedUse | None:
    """Whose address this is; None for every other text: one that never was, one that ended, one of a closed account."""
    found = CalendarFeed.objects.filter(digest=_digest(secret), ended_at=None, user__closed_at=None).first()
    return FeedUse(found.pk, found.user_id, found.agency_id) if found else None


@transaction.atomic
def note_use(*, feed_id: int, on: date, by: Actor, at: datetime) -> None:
    """Count that an address was read, and log it: once a day, however often the program asks."""
    unseen = Q(used_on=None) | Q(used_on__lt=on)
    found = CalendarFeed.objects.filter(unseen, pk=feed_id, ended_at=None)
    if found.update(used_on=on, days=F("days") + 1):
        feed = CalendarFeed.objects.get(pk=feed_id)
        log("accounts.use_feed", f"account:{feed.user_id}", by=by, at=at, agency_id=feed.agency_id)


@transaction.atomic
def leave_feed(*, feed_id: int, by: Actor, at: datetime) -> None:
    """End an address because its person works for the agency no longer; it stays ended if the person comes back."""
    if CalendarFeed.objects.filter(pk=feed_id, ended_at=None).update(ended_at=at):
        feed = CalendarFeed.objects.get(pk=feed_id)
        log(
            "accounts.end_feed",
            f"account:{feed.user_id}",
            by=by,
            at=at,
            agency_id=feed.agency_id,
            reason="已经不在该机关办理依申请公开",
        )


def end_at_once(user_id: int, at: datetime) -> int:
    """End the address of a person, within an action that says so; how many there were, none or one."""
    return CalendarFeed.objects.filter(user=user_id, ended_at=None).update(ended_at=at)


def _digest(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()
