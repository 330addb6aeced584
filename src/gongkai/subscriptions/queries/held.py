"""Reads: the subscriptions of whoever holds a link, how many there are, and those that a message is due to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, QuerySet

from gongkai.sealing.value import Sealed
from gongkai.subscriptions.models import Kind, Rhythm, Subscription
from gongkai.subscriptions.queries.news import Target


@dataclass(frozen=True, slots=True)
class Held:
    """One subscription as its page shows it: never the address."""

    id: int
    title: str
    kind: Kind
    page: str
    rhythm: Rhythm
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Due:
    """Whose message is due, and for what: the subscriptions of one address. `after`: by number, until when it was told."""

    email: Sealed
    targets: dict[int, Target]
    after: dict[int, datetime]
    rhythms: dict[int, Rhythm]


def mails() -> bool:
    """Whether this installation sends mail."""
    return settings.SMTP is not None


def one(subscription_id: int) -> Held | None:
    """A subscription that was not ended; None where there is none."""
    found = _open().filter(pk=subscription_id).first()
    return _held(found) if found else None


def beside(subscription_id: int) -> list[Held]:
    """All confirmed ones of the same address, in the order in which they were asked for; none once this one is over."""
    found = _open().filter(pk=subscription_id, confirmed_at__isnull=False).first()
    if found is None:
        return []
    same = _open().filter(email_print=found.email_print, confirmed_at__isnull=False)
    return [_held(each) for each in same.order_by("pk")]


def by_kind() -> dict[Kind, int]:
    """How many confirmed subscriptions there are of each kind; no address is read."""
    counted = _open().filter(confirmed_at__isnull=False).order_by().values_list("kind").annotate(Count("pk"))
    found = dict(counted)
    return {kind: found.get(kind, 0) for kind in Kind}


def due(at: datetime, *, most: int) -> list[Due]:
    """Those to whom a message is due, so many addresses at most; each with all that is due of it."""
    waiting = _open().filter(confirmed_at__isnull=False, due_at__lte=at)
    prints = list(waiting.order_by("email_print").values_list("email_print", flat=True).distinct()[:most])
    found: defaultdict[str, list[Subscription]] = defaultdict(list)
    for each in waiting.filter(email_print__in=prints).order_by("email_print", "pk"):
        found[each.email_print].append(each)
    return [_due(rows) for rows in found.values()]


def target_of(row: Subscription) -> Target:
    """Of what a subscription is."""
    return Target(Kind(row.kind), row.page, row.title, row.agency_id, row.key, row.asked)


def _due(rows: Iterable[Subscription]) -> Due:
    rows = list(rows)
    return Due(
        rows[0].email,
        {row.pk: target_of(row) for row in rows},
        {row.pk: row.told_upto for row in rows if row.told_upto},
        {row.pk: Rhythm(row.rhythm) for row in rows},
    )


def _open() -> QuerySet[Subscription]:
    return Subscription.objects.filter(ended_at__isnull=True)


def _held(row: Subscription) -> Held:
    return Held(row.pk, row.title, Kind(row.kind), row.page, Rhythm(row.rhythm), row.confirmed_at is not None)
