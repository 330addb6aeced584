"""Reads: the systems that are let in, their tokens, how much they ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max

from gongkai.exchange import access
from gongkai.exchange.models import HandedIn, Scope, System, Token, UseOfDay
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.queries.numbers import civil_day

SOON = timedelta(days=14)
_DAYS = 14
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token by its beginning. `ends_soon`: within two weeks."""

    id: int
    prefix: str
    made_at: datetime
    made_by: str
    expires_at: datetime
    ended_at: datetime | None
    used_at: datetime | None
    live: bool
    ends_soon: bool


@dataclass(frozen=True, slots=True)
class SystemRow:
    """A system. `live`: how many tokens count; `used_at`: when any of them was used last."""

    id: int
    agency_id: int
    agency: str
    name: str
    scopes: tuple[Scope, ...]
    networks: tuple[str, ...]
    per_hour: int
    per_day: int
    opened_at: datetime
    closed_at: datetime | None
    closed_because: str
    tokens: tuple[TokenRow, ...]
    handed_in: int
    used_at: datetime | None

    @property
    def live(self) -> int:
        """How many tokens count."""
        return sum(one.live for one in self.tokens)

    @property
    def ends_soon(self) -> bool:
        """Whether the last token that counts will end within two weeks."""
        return self.live > 0 and all(one.ends_soon for one in self.tokens if one.live)


@dataclass(frozen=True, slots=True)
class DayRow:
    """How often a system asked on a day."""

    on: date
    asked: int
    refused: int


@dataclass(frozen=True, slots=True)
class HandedRow:
    """An item that a system handed in."""

    item_id: int
    title: str
    number: str
    at: datetime


def systems(viewer: Actor, at: datetime, *, closed: bool = False) -> tuple[SystemRow, ...]:
    """The systems of the agencies in reach, those in use unless `closed`. Three queries."""
    found = System.objects.filter(closed_at__isnull=not closed).select_related("agency")
    if viewer is not OPERATOR:
        found = found.filter(agency__in=viewer.reach(access.READERS))
    return _rows(found.order_by("agency__slug", "name", "pk"), at)


def system(viewer: Actor, system_id: int, at: datetime) -> SystemRow | None:
    """A system in reach, with every token that it had; None if there is none."""
    found = System.objects.filter(pk=system_id).select_related("agency")
    if viewer is not OPERATOR:
        found = found.filter(agency__in=viewer.reach(access.READERS))
    return next(iter(_rows(found, at)), None)


def token(viewer: Actor, prefix: str) -> int | None:
    """The number of a token by its beginning, for whoever reaches its agency; None if there is none."""
    found = Token.objects.filter(prefix=prefix)
    if viewer is not OPERATOR:
        found = found.filter(system__agency__in=viewer.reach(access.READERS))
    return found.values_list("pk", flat=True).first()


def days(system_id: int, at: datetime) -> tuple[DayRow, ...]:
    """How often a system asked on each of the last days on which it did, newest first."""
    since = civil_day(at) - timedelta(days=_DAYS)
    found = UseOfDay.objects.filter(system=system_id, on__gt=since).order_by("-on")
    return tuple(DayRow(*row) for row in found.values_list("on", "asked", "refused"))


def handed_in(system_id: int) -> tuple[HandedRow, ...]:
    """The last items that a system handed in."""
    found = HandedIn.objects.filter(system=system_id).order_by("-pk")
    rows = found.values_list("item", "item__title", "number", "at")[:_SHOWN]
    return tuple(HandedRow(*row) for row in rows)


def _rows(found: Iterable[System], at: datetime) -> tuple[SystemRow, ...]:
    held = list(found)
    tokens: dict[int, list[TokenRow]] = {one.pk: [] for one in held}
    for row in Token.objects.filter(system__in=held).order_by("-pk"):
        tokens[row.system_id].append(_token(row, at))
    counts = {
        row["system"]: row["n"]
        for row in HandedIn.objects.filter(system__in=held).values("system").annotate(n=Count("pk"))
    }
    used = dict(Token.objects.filter(system__in=held).values_list("system").annotate(last=Max("used_at")))
    return tuple(
        SystemRow(
            one.pk,
            one.agency_id,
            one.agency.name,
            one.name,
            tuple(Scope(each) for each in one.scopes),
            tuple(one.networks),
            one.per_hour,
            one.per_day,
            one.opened_at,
            one.closed_at,
            one.closed_because,
            tuple(tokens[one.pk]),
            counts.get(one.pk, 0),
            used.get(one.pk),
        )
        for one in held
    )


def _token(row: Token, at: datetime) -> TokenRow:
    live = row.ended_at is None and row.expires_at > at
    return TokenRow(
        row.pk,
        row.prefix,
        row.made_at,
        row.made_by,
        row.expires_at,
        row.ended_at,
        row.used_at,
        live,
        live and row.expires_at - at < SOON,
    )
