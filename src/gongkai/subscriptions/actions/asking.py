"""Writes: an address is entered, confirmed from its own mailbox, and taken out again. Nothing tells whether one is known."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import transaction

from gongkai.records.access import OPERATOR
from gongkai.records.actions import outbox
from gongkai.records.actions.log import log
from gongkai.records.queries.addresses import whole
from gongkai.records.queries.numbers import civil_day
from gongkai.subscriptions.models import Rhythm, Subscription
from gongkai.subscriptions.queries.news import Target
from gongkai.subscriptions.queries.rhythms import next_due
from gongkai.subscriptions.queries.tokens import CONFIRM, LEAVE, token

WITHIN = timedelta(days=2)
"""How long the link of a question is good."""
MOST_OPEN, MOST_HELD = 5, 50
"""What one address may have asked for without an answer, and hold in all: more is not entered, and nobody is told."""
PREFIX = "subscriptions:"
"""How the keys of our messages begin."""
_valid = EmailValidator()


class NotAnAddress(ValueError):
    """What was typed cannot be an address of a mailbox."""


@transaction.atomic
def ask(*, email: str, target: Target, rhythm: Rhythm, at: datetime) -> None:
    """Ask the mailbox whether it wants this, in words that nobody chooses but us: the words of a search do not travel.

    The same whether the address is known or not. Known with the same thing: the message says so. NotAnAddress for what is none.
    """
    address = _clean(email)
    theirs = Subscription.objects.filter(email=address, ended_at__isnull=True)
    held = theirs.filter(page=target.page).first()
    if held is None:
        open_ones = theirs.filter(confirmed_at__isnull=True).count()
        if open_ones >= MOST_OPEN or theirs.count() >= MOST_HELD:
            return
        held = _entered(address, target, rhythm, at)
    elif held.confirmed_at is None:
        theirs.filter(pk=held.pk).update(rhythm=rhythm, asked_at=at)
    known = held.confirmed_at is not None
    outbox.post(
        to=address,
        subject=f"{settings.SITE_NAME}：{'您已经订阅' if known else '请确认邮件订阅'}",
        text=_known(held) if known else _question(held),
        key=f"{PREFIX}{'known' if known else 'ask'}:{held.pk}:{civil_day(at)}",
        at=at,
        about=subject(held.pk),
    )


@transaction.atomic
def confirm(*, subscription_id: int, at: datetime) -> bool:
    """Begin to send; False where there is nothing to confirm any more. What came out before is not told."""
    waiting = Subscription.objects.filter(
        pk=subscription_id, confirmed_at=None, ended_at=None, asked_at__gt=at - WITHIN
    )
    held = waiting.select_for_update().first()
    if held is None:
        return Subscription.objects.filter(
            pk=subscription_id, confirmed_at__isnull=False, ended_at=None
        ).exists()
    due_at = next_due(Rhythm(held.rhythm), at, sent=False)
    waiting.update(confirmed_at=at, told_upto=at, due_at=due_at)
    details = {"kind": held.kind, "rhythm": held.rhythm}
    log("subscriptions.confirm", subject(held.pk), by=OPERATOR, at=at, details=details)
    return True


@transaction.atomic
def end(*, subscription_id: int, at: datetime, only: Collection[int] | None = None) -> int:
    """End all that the address of a subscription holds, or `only` these of it; returns how many. The address goes at once,
    out of messages that wait or were sent too.
    """
    held = Subscription.objects.filter(pk=subscription_id, ended_at=None).first()
    if held is None:
        return 0
    theirs = Subscription.objects.filter(email_print=held.email_print, ended_at=None)
    if only is not None:
        theirs = theirs.filter(pk__in=only)
    ids = list(theirs.order_by("pk").values_list("pk", flat=True))
    Subscription.objects.filter(pk__in=ids).update(email="", email_print="", ended_at=at)
    for number in ids:
        outbox.forget(prefix=PREFIX, about=subject(number), at=at)
    for number in ids:
        log("subscriptions.end", subject(number), by=OPERATOR, at=at)
    return len(ids)


def subject(subscription_id: int) -> str:
    """How log and outbox name a subscription."""
    return f"subscription:{subscription_id}"


def _entered(address: str, target: Target, rhythm: Rhythm, at: datetime) -> Subscription:
    return Subscription.objects.create(
        email=address,
        kind=target.kind,
        agency_id=target.agency_id,
        key=target.key,
        asked=target.asked,
        page=target.page,
        title=target.title[:200],
        rhythm=rhythm,
        asked_at=at,
    )


def _clean(email: str) -> str:
    """As it is kept: no two ways to write the same. Mailboxes that tell large letters from small ones are not in use."""
    address = email.strip().lower()
    try:
        _valid(address)
    except ValidationError as wrong:
        raise NotAnAddress from wrong
    if len(address) > 254:
        raise NotAnAddress
    return address


def _question(held: Subscription) -> str:
    return "\n".join(
        [
            "您好：",
            "",
            f"有人在{settings.SITE_NAME}用这个邮箱订阅了新公开的信息（{held.get_kind_display()}）。",
            "是您的，请在两天以内打开下面的网页，点“确认订阅”：",
            whole("subscribe_confirm", token(held.pk, CONFIRM)),
            "",
            "不是您的，不用理会：没有确认的，两天后自动删除。",
            "",
            "本邮件由政府信息公开平台自动发出，请勿直接回复。",
        ]
    )


def _known(held: Subscription) -> str:
    return "\n".join(
        [
            "您好：",
            "",
            f"这个邮箱已经在{settings.SITE_NAME}订阅了同样的内容，不用再订。",
            "",
            f"{outbox.LEAVE}{whole('subscribe_leave', token(held.pk, LEAVE))}",
            "",
            "本邮件由政府信息公开平台自动发出，请勿直接回复。",
        ]
    )
