"""Reads: what somebody has to see to before another system is cut off: tokens that end, messages that do not arrive."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Max, Q

from gongkai.exchange import access
from gongkai.exchange.models import System, Webhook
from gongkai.exchange.queries.systems import SOON
from gongkai.law.roles import Role
from gongkai.records.access import Actor

PAST = timedelta(days=30)
"""So long it is said of a token that it has ended; whose system asks no more after that is not waited for."""


class Matter(StrEnum):
    """What there is to see to."""

    TOKEN_ENDS = "token_ends"
    TOKEN_ENDED = "token_ended"
    FAILING = "failing"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to see to. `id`: of the system or webhook; `at`: when the token ends or ended, since when nothing arrives."""

    matter: Matter
    id: int
    name: str
    agency: str
    at: datetime
    because: str = ""


def notices(viewer: Actor, at: datetime, roles: Collection[Role] = access.SENDERS) -> tuple[Notice, ...]:
    """What there is to see to at the agencies that somebody reaches in one of these roles, the nearest first.

    Two queries; none for whoever reaches no agency.
    """
    reach = viewer.reach(frozenset(roles))
    if not reach:
        return ()
    return tuple(sorted((*_of_systems(reach, at), *_of_webhooks(reach)), key=lambda each: (each.at, each.id)))


def _of_systems(reach: Collection[int], at: datetime) -> list[Notice]:
    until = Max("tokens__expires_at", filter=Q(tokens__ended_at__isnull=True))
    held = System.objects.filter(closed_at__isnull=True, agency__in=reach).annotate(until=until)
    rows = held.filter(until__gt=at - PAST, until__lt=at + SOON)
    return [
        Notice(Matter.TOKEN_ENDS if until > at else Matter.TOKEN_ENDED, pk, name, agency, until)
        for pk, name, agency, until in rows.values_list("pk", "name", "agency__name", "until")
    ]


def _of_webhooks(reach: Collection[int]) -> list[Notice]:
    stuck = Q(paused_at__isnull=False) | Q(failing_since__isnull=False)
    rows = Webhook.objects.filter(stuck, closed_at__isnull=True, agency__in=reach)
    fields = ("pk", "name", "agency__name", "paused_at", "paused_because", "failing_since")
    return [
        Notice(Matter.PAUSED if paused else Matter.FAILING, pk, name, agency, paused or failing, because)
        for pk, name, agency, paused, because, failing in rows.values_list(*fields)
    ]
