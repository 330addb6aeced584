"""Writes: who is told of what is entered, changed, paused, ended; secrets are made and told once."""

from collections.abc import Collection
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction

from gongkai.exchange import access
from gongkai.exchange.actions.holding import hold, told
from gongkai.exchange.actions.signing import new_secret, renewed
from gongkai.exchange.models import Delivery, Event, Webhook
from gongkai.exchange.models.kinds import CHOSEN
from gongkai.guard.http.outward import is_open
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.proofs import head

OVERLAP = timedelta(days=7)
"""So long messages are signed with the secret of before too, when a new one is made."""
NO_DELIVERY = "没有这条消息。请刷新后再看。"
TWICE = "本机关已有同名的推送。请核对；原来的不再使用的，请先停用。"
ODD = "接收地址要以 https:// 开头，不带用户名、密码和 # 后面的部分。"
INNER = "接收地址不能是内部网络的地址。确有需要的，请运行人员在 GONGKAI_WEBHOOKS_INNER 中登记。"


@transaction.atomic
def open_webhook(
    *,
    agency_id: int,
    name: str,
    address: str,
    events: Collection[Event],
    by: Actor,
    at: datetime,
    below: bool = False,
) -> tuple[int, str]:
    """Tell an address what changes at an agency from now on; its number and its secret, which is told this once.

    `below`: and at the agencies below. Refused for an address that is none, one of an inner network, without anything to tell, and
    for a second open one of the same name; PermissionDenied for others than those who give rights there.
    """
    duty = access.require_keeping(by, agency_id)
    wanted = _wanted(address, events)
    secret = new_secret()
    try:
        with transaction.atomic():
            made = Webhook.objects.create(
                agency_id=agency_id,
                below=below,
                name=refuse_without(name, 40, "推送名称"),
                secret=secret,
                after=head(),
                opened_at=at,
                opened_by=by.username,
                **wanted,
            )
    except IntegrityError:
        raise Refused(TWICE) from None
    told("exchange.open_webhook", made, by, at, duty, details={"events": wanted["events"], "below": below})
    return made.pk, secret


@transaction.atomic
def alter_webhook(
    *, webhook_id: int, address: str, events: Collection[Event], below: bool, by: Actor, at: datetime
) -> None:
    """Set where and of what is told, from the next message on. Refused as `open_webhook`."""
    held = hold(Webhook, webhook_id)
    duty = access.require_keeping(by, held.agency_id)
    wanted = _wanted(address, events)
    Webhook.objects.filter(pk=webhook_id).update(below=below, **wanted)
    details = {"events": wanted["events"], "below": below, "moved": wanted["address"] != held.address}
    told("exchange.alter_webhook", held, by, at, duty, details=details)


@transaction.atomic
def renew_secret(*, webhook_id: int, by: Actor, at: datetime, overlap: timedelta = OVERLAP) -> str:
    """Make another secret and return it: it is told this once. For `overlap`, messages are signed with both."""
    held = hold(Webhook, webhook_id)
    duty = access.require_keeping(by, held.agency_id)
    secret = renewed(held, at + overlap)
    held.save(update_fields=["secret", "former", "former_until"])
    told("exchange.renew_secret", held, by, at, duty)
    return secret


@transaction.atomic
def pause_webhook(*, webhook_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Send nothing for the time being; what happens meanwhile is kept and sent later. Refused without a reason."""
    held = hold(Webhook, webhook_id)
    duty = access.require_ending(by, held.agency_id)
    why = refuse_without(reason, 200, "暂停原因")
    if held.paused_at is not None:
        raise Refused("这个推送已经暂停。")
    Webhook.objects.filter(pk=webhook_id).update(paused_at=at, paused_because=why)
    told("exchange.pause_webhook", held, by, at, duty, reason=why)


@transaction.atomic
def resume_webhook(*, webhook_id: int, by: Actor, at: datetime) -> None:
    """Send again, what was kept first. Refused where nothing is paused."""
    held = hold(Webhook, webhook_id)
    duty = access.require_sending(by, held.agency_id)
    if held.paused_at is None:
        raise Refused("这个推送没有暂停。")
    Webhook.objects.filter(pk=webhook_id).update(paused_at=None, paused_because="", failing_since=None)
    Delivery.objects.filter(webhook=webhook_id, due_at__isnull=False).update(
        due_at=at, begun_at=None, tries=0
    )
    told("exchange.resume_webhook", held, by, at, duty)


@transaction.atomic
def close_webhook(*, webhook_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Tell an address nothing more; what waits is given up. Refused without a reason."""
    held = hold(Webhook, webhook_id)
    duty = access.require_ending(by, held.agency_id)
    why = refuse_without(reason, 200, "停用原因")
    Webhook.objects.filter(pk=webhook_id).update(closed_at=at, closed_because=why, secret="", former="")
    Delivery.objects.filter(webhook=webhook_id, due_at__isnull=False).update(due_at=None, given_up_at=at)
    told("exchange.close_webhook", held, by, at, duty, reason=why)


@transaction.atomic
def send_again(*, delivery_id: int, by: Actor, at: datetime) -> None:
    """Have a message sent once more, under the same id, whether it arrived or was given up."""
    found = Delivery.objects.filter(pk=delivery_id).first()
    if found is None:
        raise Refused(NO_DELIVERY)
    held = hold(Webhook, found.webhook_id)
    duty = access.require_sending(by, held.agency_id)
    Delivery.objects.filter(pk=delivery_id).update(
        due_at=at, begun_at=None, tries=0, arrived_at=None, given_up_at=None
    )
    told("exchange.send_again", held, by, at, duty, details={"delivery": found.key})


def _wanted(address: str, events: Collection[Event]) -> dict[str, object]:
    if not events or not set(events) <= set(CHOSEN):
        raise Refused("请至少勾选一种要推送的事。")
    refuse_longer(address, 500, "接收地址")
    return {"address": _address(address.strip()), "events": sorted(Event(each).value for each in events)}


def _address(given: str) -> str:
    """An address that may be told; whether its host is one of the open internet is looked at again at each message."""
    try:
        parts = urlsplit(given)
        host, port = parts.hostname or "", parts.port
        host.encode("idna")
    except (ValueError, UnicodeError):
        raise Refused(ODD) from None
    inner = {host, f"{host}:{port}"} & set(settings.WEBHOOKS_INNER)
    bare = not given.isprintable() or " " in given or "@" in parts.netloc or "#" in given
    if bare or not host or parts.scheme not in (("https", "http") if inner else ("https",)):
        raise Refused(ODD)
    if not inner and _is_literal(host) and not is_open(host):
        raise Refused(INNER)
    return given


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return True
