"""Who is told of what, what is to be told, and what came of it."""

from typing import Any

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.exchange.models.kinds import Event
from gongkai.sealing import masks
from gongkai.sealing.field import SealedField


class Webhook(models.Model):
    """An address that is told what changes at an agency, and, with `below`, at those below it.

    `secret`: with which messages are signed; `former`: the one of before, with which they are signed too until `former_until`.
    `after`: the entry of the log up to which deliveries were made. `failing_since`: since when nothing arrives. `sending_until`:
    a worker is sending until then at most. `paused_at`: nothing is sent, what happens is kept for later.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    below = models.BooleanField(default=False)
    name = models.CharField(max_length=40)
    address = models.CharField(max_length=500)
    events = models.JSONField(default=list)
    secret: Any = SealedField(mask=masks.hidden)
    former: Any = SealedField(blank=True, default="", mask=masks.hidden)
    former_until = models.DateTimeField(null=True, blank=True)
    after = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=60)
    failing_since = models.DateTimeField(null=True, blank=True)
    sending_until = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_because = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                condition=models.Q(closed_at__isnull=True),
                name="an_open_webhook_of_a_name_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One message to one address. `key` is the same at each attempt, so that whoever is told twice can tell.

    `seq`: the entry of the log that it is about, 0 for a trial. `payload`: exactly the bytes that are sent, as text. `due_at`:
    when it is tried next, None once it has arrived or was given up. `begun_at`: when it was tried first, since it was last asked
    for by somebody.
    """

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries")
    seq = models.BigIntegerField()
    key = models.CharField(max_length=40, unique=True)
    event = models.CharField(max_length=20, choices=[(each.value, each.label) for each in Event])
    payload = models.TextField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["webhook", "-id"], name="deliveries_of_a_webhook"),
            models.Index(
                fields=["webhook", "id"],
                condition=models.Q(due_at__isnull=False),
                name="deliveries_to_send",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "seq"], condition=models.Q(seq__gt=0), name="an_entry_is_told_once"
            ),
            models.CheckConstraint(
                condition=models.Q(due_at__isnull=False, arrived_at__isnull=True, given_up_at__isnull=True)
                | models.Q(due_at__isnull=True),
                name="a_delivery_waits_or_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Attempt(models.Model):
    """One attempt: what the other side answered, 0 for nothing, and what went wrong, "" where it arrived."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(default=0)
    milliseconds = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.status}"
