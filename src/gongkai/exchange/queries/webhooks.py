"""Reads: who is told of what, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from gongkai.exchange import access
from gongkai.exchange.models import Attempt, Delivery, Event, Webhook
from gongkai.records.access import OPERATOR, Actor

PAGE = 50


@dataclass(frozen=True, slots=True)
class WebhookRow:
    """A webhook. `waiting`: messages that have not arrived yet; `given_up`: that never did; `two`: two secrets count now."""

    id: int
    agency_id: int
    agency: str
    below: bool
    name: str
    address: str
    events: tuple[Event, ...]
    opened_at: datetime
    failing_since: datetime | None
    paused_at: datetime | None
    paused_because: str
    closed_at: datetime | None
    closed_because: str
    former_until: datetime | None
    waiting: int
    given_up: int

    @property
    def host(self) -> str:
        """The host of the address: the rest may be long, and may be a secret of the other side."""
        return self.address.partition("://")[2].partition("/")[0]


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One attempt of a delivery."""

    at: datetime
    status: int
    milliseconds: int
    trouble: str


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One message, and how it went. `attempts`: newest first, empty in a list."""

    id: int
    key: str
    seq: int
    event: Event
    payload: str
    made_at: datetime
    due_at: datetime | None
    tries: int
    arrived_at: datetime | None
    given_up_at: datetime | None
    last: AttemptRow | None
    attempts: tuple[AttemptRow, ...] = ()


def webhooks(viewer: Actor, at: datetime, *, closed: bool = False) -> tuple[WebhookRow, ...]:
    """The webhooks of the agencies in reach, those in use unless `closed`. One query."""
    found = _seen(viewer).filter(closed_at__isnull=not closed)
    return tuple(_rows(found.order_by("agency__slug", "name", "pk"), at))


def webhook(viewer: Actor, webhook_id: int, at: datetime) -> WebhookRow | None:
    """A webhook in reach; None if there is none."""
    return next(iter(_rows(_seen(viewer).filter(pk=webhook_id), at)), None)


def deliveries(webhook_id: int, *, before: int = 0, only: str = "") -> tuple[DeliveryRow, ...]:
    """The messages of a webhook, newest first, a page of them below a number. `only`: "waiting" or "given_up"."""
    found = Delivery.objects.filter(webhook=webhook_id)
    if before:
        found = found.filter(pk__lt=before)
    if only == "waiting":
        found = found.filter(due_at__isnull=False)
    if only == "given_up":
        found = found.filter(given_up_at__isnull=False)
    rows = list(found.order_by("-pk")[: PAGE + 1])
    last: dict[int, Attempt] = {}
    for one in Attempt.objects.filter(delivery__in=rows).order_by("pk"):
        last[one.delivery_id] = one
    return tuple(_delivery(row, last.get(row.pk)) for row in rows)


def delivery(webhook_id: int, delivery_id: int) -> DeliveryRow | None:
    """One message with all its attempts; None if there is none at this webhook."""
    row = Delivery.objects.filter(webhook=webhook_id, pk=delivery_id).first()
    if row is None:
        return None
    tried = [_attempt(one) for one in row.attempts.order_by("-pk")]
    return _delivery(row, None, tuple(tried))


def _seen(viewer: Actor):  # type: ignore[no-untyped-def] # a query set of rows with counts
    counted = Webhook.objects.select_related("agency").annotate(
        waiting=Count("deliveries", filter=Q(deliveries__due_at__isnull=False)),
        lost=Count("deliveries", filter=Q(deliveries__given_up_at__isnull=False)),
    )
    return counted if viewer is OPERATOR else counted.filter(agency__in=viewer.reach(access.READERS))


def _rows(found: Iterable[Webhook], at: datetime) -> Iterable[WebhookRow]:
    for one in found:
        yield WebhookRow(
            one.pk,
            one.agency_id,
            one.agency.name,
            one.below,
            one.name,
            one.address,
            tuple(Event(each) for each in one.events),
            one.opened_at,
            one.failing_since,
            one.paused_at,
            one.paused_because,
            one.closed_at,
            one.closed_because,
            one.former_until if one.former_until and one.former_until > at else None,
            one.waiting,  # type: ignore[attr-defined] # annotated
            one.lost,  # type: ignore[attr-defined] # annotated
        )


def _delivery(row: Delivery, last: Attempt | None, attempts: tuple[AttemptRow, ...] = ()) -> DeliveryRow:
    return DeliveryRow(
        row.pk,
        row.key,
        row.seq,
        Event(row.event),
        row.payload,
        row.made_at,
        row.due_at,
        row.tries,
        row.arrived_at,
        row.given_up_at,
        _attempt(last) if last else next(iter(attempts), None),
        attempts,
    )


def _attempt(one: Attempt) -> AttemptRow:
    return AttemptRow(one.at, one.status, one.milliseconds, one.trouble)
