"""Reads: what stands beside a public item: the next ones in its column, and others on its topic."""

from dataclasses import dataclass

from django.db.models import JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from gongkai.publication.models import Item, Stand

RELATED = 5
RECENT = 200
"""Among so many of an agency's newest items others on the same topic are looked for: the cost does not grow with the rest."""
NO_TOPIC = frozenset({"", "other"})


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


def related(item_id: int, agency_id: int, topic: str) -> tuple[Beside, ...]:
    """The newest items of an agency on a topic, among its newest of all: one query, none without a topic."""
    if topic in NO_TOPIC:
        return ()
    newest = Item.objects.filter(agency=agency_id, stand=Stand.PUBLIC).order_by("-published_at", "-pk")
    found = Item.objects.filter(pk__in=newest.values("pk")[:RECENT], public__topic=topic).exclude(pk=item_id)
    rows = found.order_by("-published_at", "-pk").values_list("index_no", "title")
    return tuple(Beside(*row) for row in rows[:RELATED])


def _in_its_column() -> QuerySet[Item]:
    return Item.objects.filter(stand=Stand.PUBLIC, agency=OuterRef("agency"), column=OuterRef("column"))


def _first(found: QuerySet[Item], *order: str) -> Subquery:
    told = found.order_by(*order).values(told=JSONObject(index_no="index_no", title="title"))
    return Subquery(told[:1], output_field=JSONField())
