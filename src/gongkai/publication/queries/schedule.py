"""Reads: what goes out and what leaves the page by the clock, in the order of its time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.timezone import make_aware

from gongkai.publication import access
from gongkai.publication.models import Edition, Item, Stand
from gongkai.publication.queries.items import State, state_of
from gongkai.records.access import Actor
from gongkai.records.queries.numbers import civil_day

_READ = 1_000


class What(StrEnum):
    """What happens."""

    PUBLISH = "publish"
    EXPIRE = "expire"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"publish": "定时发布", "expire": "到期下架"}[self.value]


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing to come. `at` is None for what leaves the page after `on`, its last day; `expires_on` is that of both.

    `edition_id`: the edition that goes out, 0 for what leaves; `state`: where that edition stands, None for what leaves.
    """

    what: What
    on: date
    at: datetime | None
    item_id: int
    edition_id: int
    agency_id: int
    agency: str
    title: str
    column: str
    index_no: str
    state: State | None
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is limited to; None does not limit. `month`: its first day."""

    agency_id: int | None = None
    what: What | None = None
    month: date | None = None


def schedule(viewer: Actor, wanted: Filter, *, first: int, most: int) -> list[DueRow]:
    """A part of what is to come for the agencies that somebody reaches, soonest first; two queries.

    Editions that are not approved yet are among them: they go out once they are, from that time on.
    """
    end = first + most
    going = map(_going, _editions(viewer, wanted).select_related("item__agency", "column", "round")[:end])
    leaving = map(_leaving, _items(viewer, wanted).select_related("agency", "column")[:end])
    return list(islice(_merged(going, leaving), first, end))


def whole_schedule(viewer: Actor, wanted: Filter) -> Iterator[DueRow]:
    """All of it, read little by little."""
    editions = _editions(viewer, wanted).select_related("item__agency", "column", "round")
    items = _items(viewer, wanted).select_related("agency", "column")
    return _merged(map(_going, editions.iterator(_READ)), map(_leaving, items.iterator(_READ)))


def months(viewer: Actor, wanted: Filter) -> dict[date, int]:
    """How much is to come in each month that has something, whichever month is wanted; two queries."""
    anytime = Filter(wanted.agency_id, wanted.what)
    found: dict[date, int] = {}
    for rows, moment in (
        (_editions(viewer, anytime), "publish_after"),
        (_items(viewer, anytime), "expires_on"),
    ):
        by_month: QuerySet[Any, tuple[date, int]] = (
            rows.order_by().values_list(TruncMonth(moment)).annotate(many=Count("pk"))
        )
        for begin, many in by_month:
            month = date(begin.year, begin.month, 1)
            found[month] = found.get(month, 0) + many
    return dict(sorted(found.items()))


def _editions(viewer: Actor, wanted: Filter) -> QuerySet[Edition]:
    """Open editions with a time. Whose they are is asked of each: with a join, SQLite would begin with all items of an agency."""
    reached = Item.objects.filter(access.listed_for(viewer), pk=OuterRef("item"))
    if wanted.agency_id is not None:
        reached = reached.filter(agency=wanted.agency_id)
    found = Edition.objects.filter(
        Exists(reached), published_at__isnull=True, ended_at__isnull=True, publish_after__isnull=False
    )
    if wanted.what is What.EXPIRE:
        return found.none()
    if wanted.month is not None:
        begin, end = (_midnight(day) for day in (wanted.month, _next(wanted.month)))
        found = found.filter(publish_after__gte=begin, publish_after__lt=end)
    return found.order_by("publish_after", "pk").defer("body", "text")


def _items(viewer: Actor, wanted: Filter) -> QuerySet[Item]:
    found = Item.objects.filter(access.listed_for(viewer), stand=Stand.PUBLIC, expires_on__isnull=False)
    if wanted.what is What.PUBLISH:
        return found.none()
    if wanted.agency_id is not None:
        found = found.filter(agency=wanted.agency_id)
    if wanted.month is not None:
        found = found.filter(expires_on__gte=wanted.month, expires_on__lt=_next(wanted.month))
    return found.order_by(F("expires_on"), "pk")


def _merged(*sources: Iterable[DueRow]) -> Iterator[DueRow]:
    """By time; what leaves does so at the end of its last day."""
    return merge(*sources, key=lambda row: row.at or make_aware(datetime.combine(row.on, time.max)))


def _going(edition: Edition) -> DueRow:
    item, at = edition.item, edition.publish_after
    if at is None:
        raise ValueError("an edition without a time")
    return DueRow(
        what=What.PUBLISH,
        on=civil_day(at),
        at=at,
        item_id=item.pk,
        edition_id=edition.pk,
        agency_id=item.agency_id,
        agency=item.agency.name,
        title=edition.title,
        column=edition.column.title if edition.column else "",
        index_no=item.index_no,
        state=state_of(edition),
        expires_on=edition.expires_on,
    )


def _leaving(item: Item) -> DueRow:
    if item.expires_on is None:
        raise ValueError("an item without an end")
    return DueRow(
        what=What.EXPIRE,
        on=item.expires_on,
        at=None,
        item_id=item.pk,
        edition_id=0,
        agency_id=item.agency_id,
        agency=item.agency.name,
        title=item.title,
        column=item.column.title if item.column else "",
        index_no=item.index_no,
        state=None,
        expires_on=item.expires_on,
    )


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
