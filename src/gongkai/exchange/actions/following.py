"""Writes: messages are made from the log, in its order, for everybody who asked to be told."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from gongkai.exchange import access
from gongkai.exchange.actions.holding import hold, told
from gongkai.exchange.models import Answer, Delivery, Event, UseOfDay, Webhook
from gongkai.exchange.queries.events import messages, trial, within
from gongkai.records.access import Actor
from gongkai.records.actions.jobs import job, queue
from gongkai.records.queries.numbers import civil_day
from gongkai.records.queries.proofs import head

SEND = "exchange.send"
KEEP_ANSWERS = timedelta(days=7)
KEEP_DELIVERIES = timedelta(days=90)
KEEP_USES = timedelta(days=400)


@job("exchange.follow", label="生成要推送的消息")
@transaction.atomic
def follow(*, at: datetime) -> None:
    """Make the messages of what was done since the last time, and have those sent that are due. What is paused is kept."""
    upto = head()
    for number in Webhook.objects.filter(closed_at__isnull=True).order_by("pk").values_list("pk", flat=True):
        _followed(number, upto, at)
    due = Delivery.objects.filter(
        due_at__lte=at, webhook__paused_at__isnull=True, webhook__closed_at__isnull=True
    )
    for number in due.order_by("webhook").values_list("webhook", flat=True).distinct():
        queue(SEND, key=f"{number}/{at.isoformat(timespec='minutes')}", at=at, webhook_id=number)


@transaction.atomic
def try_out(*, webhook_id: int, by: Actor, at: datetime) -> int:
    """Make a message that says nothing, so that the other side can see that it arrives; its number."""
    held = hold(Webhook, webhook_id)
    duty = access.require_sending(by, held.agency_id)
    made = _delivery(held, 0, Event.TRIED, trial(held.name, at), at)
    made.save(force_insert=True)
    told("exchange.try_webhook", held, by, at, duty, details={"delivery": made.key})
    return made.pk


@job("exchange.forget", label="清理系统对接的旧记录")
@transaction.atomic
def forget(*, at: datetime) -> None:
    """Forget answers that no request will ask for again, messages that ended long ago, and old counts; the log has them."""
    Answer.objects.filter(at__lt=at - KEEP_ANSWERS).delete()
    Delivery.objects.filter(due_at__isnull=True, made_at__lt=at - KEEP_DELIVERIES).delete()
    UseOfDay.objects.filter(on__lt=civil_day(at - KEEP_USES)).delete()


def _followed(number: int, upto: int, at: datetime) -> None:
    """Two who follow at once wait for each other here, so that an entry is told once."""
    Webhook.objects.filter(pk=number).update(after=F("after"))
    held = Webhook.objects.get(pk=number)
    agencies = within(held.agency_id, civil_day(at), below=held.below)
    found, read = messages(held.after, upto, agencies, held.events)
    Delivery.objects.bulk_create(_delivery(held, each.seq, each.event, each.payload, at) for each in found)
    Webhook.objects.filter(pk=number).update(after=max(read, held.after))


def _delivery(held: Webhook, seq: int, event: Event, payload: str, at: datetime) -> Delivery:
    key = f"msg_{uuid4().hex}"
    return Delivery(webhook=held, seq=seq, key=key, event=event, payload=payload, made_at=at, due_at=at)
