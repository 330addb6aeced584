"""Writes: messages are sent, and what came of each attempt is noted.

A message is sent first and noted then: whoever is killed in between sends it once more, under the same id, and none is lost. At
most one worker sends to an address at a time. A turn ends with the first attempt that nobody answered, so that an address that is
silent keeps nobody from other work.
"""

from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from gongkai.exchange.actions.following import SEND
from gongkai.exchange.actions.holding import told
from gongkai.exchange.actions.signing import heads, secrets_of
from gongkai.exchange.models import Attempt, Delivery, Webhook
from gongkai.guard.http.outward import Manner, Outcome, Reply, post
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job, pause

SECONDS = 10.0
"""In which the other side has to answer."""
TURN = 40.0
"""Seconds of one turn; what is left waits for the next."""
HELD = timedelta(seconds=TURN + 2 * SECONDS)
GIVE_UP = timedelta(days=3)
"""So long a message is tried; an address that took nothing for so long is paused."""
AGENT = "Gongkai-Webhook"
_TRY_LATER = frozenset({408, 425, 429})
_GONE = 410
PAUSED = "连续{days}天没有送达，已自动暂停。请与对方核对接收地址，修好后恢复推送。"
REFUSES = "对方答复不再接收（410），已自动暂停。"
TROUBLE = {
    Outcome.NAMELESS: "域名不能解析",
    Outcome.INNER: "是内部网络的地址，没有发送",
    Outcome.ODD: "接收地址不能使用",
    Outcome.SILENT: "没有应答，或者证书有问题",
}


def send_due(*, webhook_id: int, at: datetime | None = None, manner: Manner | None = None) -> int:
    """Send what is due of a webhook, in its order, for one turn; how many arrived. Nothing while another worker does.

    `at`: the time of a test; the clock tells it otherwise, for each attempt anew.
    """
    if settings.DEMO or not _claimed(webhook_id, at or timezone.now()):
        return 0
    arrived, until = 0, monotonic() + TURN
    try:
        for number in _due(webhook_id, at or timezone.now()):
            reply = _sent(number, at or timezone.now(), manner or _manner())
            if reply is None or monotonic() > until:
                break
            arrived += reply.outcome is Outcome.OPENS
            if reply.outcome is not Outcome.OPENS and _silent(reply):
                break
    finally:
        Webhook.objects.filter(pk=webhook_id).update(sending_until=None)
    return arrived


def _turn(*, at: datetime, webhook_id: int) -> None:  # noqa: ARG001 - each attempt has its own time
    send_due(webhook_id=webhook_id)


@job(SEND, label="推送消息", limit=timedelta(minutes=3), prepare=_turn)
def sent(*, at: datetime, webhook_id: int, prepared: None) -> None:
    """Nothing is left to do: each message was noted by itself."""


def _manner() -> Manner:
    return Manner(AGENT, inner=frozenset(settings.WEBHOOKS_INNER), seconds=SECONDS)


def _claimed(webhook_id: int, at: datetime) -> bool:
    free = Q(sending_until__isnull=True) | Q(sending_until__lte=at)
    ready = Webhook.objects.filter(free, pk=webhook_id, paused_at__isnull=True, closed_at__isnull=True)
    return bool(ready.update(sending_until=at + HELD))


def _due(webhook_id: int, at: datetime) -> list[int]:
    found = Delivery.objects.filter(webhook=webhook_id, due_at__lte=at).order_by("pk")
    return list(found.values_list("pk", flat=True))


def _sent(number: int, at: datetime, manner: Manner) -> Reply | None:
    """Send one message and note what came of it; None if the webhook was paused or closed meanwhile."""
    row = Delivery.objects.select_related("webhook").get(pk=number)
    webhook = row.webhook
    if webhook.paused_at is not None or webhook.closed_at is not None or row.due_at is None:
        return None
    body = row.payload.encode()
    named = {"Content-Type": "application/json; charset=utf-8"}
    signed = heads(row.key, body, secrets_of(webhook, at), at)
    began = monotonic()
    reply = post(webhook.address, body, {**named, **signed}, manner)
    _noted(row, reply, int((monotonic() - began) * 1000), at)
    return reply


@transaction.atomic
def _noted(row: Delivery, reply: Reply, milliseconds: int, at: datetime) -> None:
    Attempt.objects.create(
        delivery=row, at=at, status=reply.status, milliseconds=milliseconds, trouble=_trouble(reply)
    )
    held = Delivery.objects.filter(pk=row.pk, due_at__isnull=False)
    begun = row.begun_at or at
    if reply.outcome is Outcome.OPENS:
        held.update(tries=F("tries") + 1, begun_at=begun, due_at=None, arrived_at=at)
        Webhook.objects.filter(pk=row.webhook_id).update(failing_since=None)
        return
    if at - begun >= GIVE_UP:
        held.update(tries=F("tries") + 1, begun_at=begun, due_at=None, given_up_at=at)
    else:
        held.update(tries=F("tries") + 1, begun_at=begun, due_at=at + pause(row.tries + 1))
    Webhook.objects.filter(pk=row.webhook_id, failing_since__isnull=True).update(failing_since=at)
    _pause_failing(row.webhook_id, reply, at)


def _pause_failing(webhook_id: int, reply: Reply, at: datetime) -> None:
    """An address that took nothing for days, or says that it is gone, is paused: whoever keeps it reads why at the desk."""
    held = Webhook.objects.get(pk=webhook_id)
    failed = held.failing_since is not None and at - held.failing_since >= GIVE_UP
    if not failed and reply.status != _GONE:
        return
    why = REFUSES if reply.status == _GONE else PAUSED.format(days=GIVE_UP.days)
    if Webhook.objects.filter(pk=webhook_id, paused_at__isnull=True).update(paused_at=at, paused_because=why):
        told("exchange.pause_webhook", held, OPERATOR, at, reason=why)


def _silent(reply: Reply) -> bool:
    """Whether the next message would fare no better."""
    return reply.status == 0 or reply.status >= 500 or reply.status in _TRY_LATER or reply.status == _GONE


def _trouble(reply: Reply) -> str:
    if reply.outcome is Outcome.OPENS:
        return ""
    if reply.status == 0:
        return TROUBLE.get(reply.outcome, reply.outcome.label)
    return "对方要求转到别的地址，没有跟随" if 300 <= reply.status < 400 else f"对方答复 {reply.status}"
