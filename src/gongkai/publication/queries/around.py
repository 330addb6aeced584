"""Reads: what stands beside a public item: the next ones in its column, and others on its topic."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from gongkai.publication.models import Item, Stand

RELATED, NEWER = 5, 2
"""So many others on the same topic stand beside an item; so many of them that went out after it, if there are enough before it."""
NEAR = 100
"""Among so many of an agency's items before and after one others on the same topic are looked for: the cost does not grow with the rest."""
NO_TOPIC = frozenset({"", "other"})

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Beside:
    """Another public item."""

    index_no: str
    title: str


def newer() -> Subquery:
    """The next item of the same agency and column, for a query of items; see `beside`."""
    found = _in_its_column().filter(published_at__gte=OuterRef("published_at"))
    return _first(
        found.filter(Q(published_at__gt=OuterRef("published_at")) | Q(pk__gt=OuterRef("pk"))),
        "published_at",
        "pk",
    )


def older() -> Subquery:
    """The one before."""
    found = _in_its_column().filter(published_at__lte=OuterRef("published_at"))
    return _first(
        found.filter(Q(published_at__lt=OuterRef("published_at")) | Q(pk__lt=OuterRef("pk"))),
        "-published_at",
        "-pk",
    )


def beside(told: dict[str, str] | None) -> Beside | None:
    """What such a subquery found."""
    return Beside(**told) if told else None


def related(item_id: int, agency_id: int, topic: str, at: datetime) -> tuple[Beside, ...]:
    """The items of an agency on a topic that went out nearest to one, the newest first: one query, none without a topic.

    What goes out changes what stands beside a few others, never beside all on its topic (decision 0048).
    """
    if topic in NO_TOPIC:
        return ()
    public = Item.objects.filter(agency=agency_id, stand=Stand.PUBLIC)
    # The first bound says nothing new, but by it alone SQLite begins in the middle of its index.
    after = public.filter(Q(published_at__gt=at) | Q(pk__gt=item_id), published_at__gte=at)
    before = public.filter(Q(published_at__lt=at) | Q(pk__lt=item_id), published_at__lte=at)
    found = Item.objects.filter(
        Q(pk__in=after.order_by("published_at", "pk").values("pk")[:NEAR])
        | Q(pk__in=before.order_by("-published_at", "-pk").values("pk")[:NEAR]),
        public__topic=topic,
    )
    rows = list(found.order_by("-published_at", "-pk").values_list("index_no", "title", "published_at", "pk"))
    newer = [row for row in rows if row[2:] > (at, item_id)]
    return tuple(Beside(*row[:2]) for row in nearest(newer[::-1], rows[len(newer) :]))


def nearest(newer: Sequence[Thing], older: Sequence[Thing]) -> list[Thing]:
    """What of these stands beside an item, the newest first; of both sides the nearest comes first."""
    more = list(newer[: max(NEWER, RELATED - len(older))])
    return [*more[::-1], *older[: RELATED - len(more)]]


def _in_its_column() -> QuerySet[Item]:
    return Item.objects.filter(stand=Stand.PUBLIC, agency=OuterRef("agency"), column=OuterRef("column"))


def _first(found: QuerySet[Item], *order: str) -> Subquery:
    told = found.order_by(*order).values(told=JSONObject(index_no="index_no", title="title"))
    return Subquery(told[:1], output_field=JSONField())
