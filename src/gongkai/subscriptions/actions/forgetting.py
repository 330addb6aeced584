"""Writes: what nobody confirmed is removed, with its address; nothing stays of it but how many there were."""

from datetime import datetime

from gongkai.records.access import OPERATOR
from gongkai.records.actions import outbox
from gongkai.records.actions.jobs import job
from gongkai.records.actions.log import log
from gongkai.subscriptions.actions.asking import PREFIX, WITHIN, subject
from gongkai.subscriptions.models import Subscription


@job("subscriptions.forget", label="清理没有确认的邮件订阅")
def forget(*, at: datetime) -> None:
    """Remove subscriptions whose link is no longer good, and their addresses from the messages that asked."""
    old = Subscription.objects.filter(confirmed_at=None, asked_at__lte=at - WITHIN)
    ids = list(old.values_list("pk", flat=True))
    for number in ids:
        outbox.forget(prefix=PREFIX, about=subject(number), at=at)
    old.filter(pk__in=ids).delete()
    if ids:
        log("subscriptions.forget", "subscriptions", by=OPERATOR, at=at, details={"subscriptions": len(ids)})
