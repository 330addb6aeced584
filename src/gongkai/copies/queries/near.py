"""Reads: the items on whose pages something may show that was done with one, without a walk over all of its agency.

An item stands beside the one before and after it in its column, beside others on its topic that went out near to it, and with what it
mentions; what the register of documents knows tells of everything else that it knows. All of that follows from the places that it has, or
had, in the order in which items go out, and from its texts, which stay.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from gongkai.copies.queries.items import Order, Row, around_of, ever, items_of, read, registered, thing
from gongkai.copies.queries.things import ITEM, Thing
from gongkai.publication.models import Edition, Item, Mention, Stand
from gongkai.publication.queries.around import NEAR, NO_TOPIC, beside, newer, older

FEW = 200
"""Items that are looked for one by one; where one shows on more pages of an agency, all of that agency are walked over."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an item stands, or stood, in the order of its agency. It is bounded by its moment alone, too, as in `around.related`."""

    agency: int
    at: datetime
    id: int

    def before(self) -> QuerySet[Item]:
        """Public items that went out before, the nearest first."""
        found = self._public().filter(Q(published_at__lt=self.at) | Q(pk__lt=self.id))
        return found.filter(published_at__lte=self.at).order_by("-published_at", "-pk")

    def after(self) -> QuerySet[Item]:
        """Those that went out after, the nearest first."""
        found = self._public().filter(Q(published_at__gt=self.at) | Q(pk__gt=self.id))
        return found.filter(published_at__gte=self.at).order_by("published_at", "pk")

    def here(self) -> QuerySet[Item]:
        """Itself, if it stands there now."""
        return self._public().filter(pk=self.id, published_at=self.at)

    def _public(self) -> QuerySet[Item]:
        return Item.objects.filter(agency=self.agency, stand=Stand.PUBLIC)


def items_near(item_id: int, *, on: date, stamp: str) -> Iterator[Thing]:
    """What `items_of` says of this item, and of all others on whose pages something may show that was done with it."""
    held = Item.objects.filter(pk=item_id).values_list(
        "agency", "column", "published_at", "first_published_at"
    )
    for agency_id, column, *times in held:
        texts = Edition.objects.filter(item=item_id, published_at__isnull=False)
        known = list(texts.values_list("published_at", "column"))
        spots = [
            _Spot(agency_id, at, item_id)
            for at in dict.fromkeys((*times, *(each for each, _ in known)))
            if at
        ]
        columns = {each for each in (column, *(one for _, one in known)) if each}
        elsewhere = _elsewhere(item_id)
        elsewhere[agency_id] |= {item_id, *_in_columns(spots, columns)}
        for other, ids in elsewhere.items():
            near = _on_topics(spots) if other == agency_id else {}
            yield from _told(other, near, ids, on, stamp)


def _on_topics(spots: Iterable[_Spot]) -> dict[int, tuple[object, ...]]:
    """What stands on its topic beside each item among which one is, or was, when others are looked for."""
    found: dict[int, tuple[object, ...]] = {}
    reach = NEAR + 1  # the item itself may stand between
    for spot in spots:
        before, after = read(spot.before()[: 2 * reach]), read(spot.after()[: 2 * reach])
        here = read(spot.here())
        order = Order([*before[::-1], *here, *after])
        beside_it = (*before[:reach], *here, *after[:reach])
        found |= {row.id: order.related(row) for row in beside_it if (row.topic or "") not in NO_TOPIC}
    return found


def _in_columns(spots: Iterable[_Spot], columns: Iterable[int]) -> Iterator[int]:
    """The items before and after each place in each column."""
    columns = tuple(columns)
    for spot in spots:
        for column in columns:
            for side in (spot.before(), spot.after()):
                yield from side.filter(column=column).exclude(pk=spot.id).values_list("pk", flat=True)[:1]


def _elsewhere(item_id: int) -> dict[int, set[int]]:
    """What it mentions, and what the register knows beside it, wherever these stand: by agency."""
    found = defaultdict[int, set[int]](set)
    mentioned = Mention.objects.filter(edition__item=item_id).values("item")
    some = Q(pk__in=mentioned)
    if registered().filter(pk=item_id).exists():
        some |= Q(pk__in=registered().values("pk"))
    for agency_id, pk in ever().filter(some).values_list("agency", "pk"):
        found[agency_id].add(pk)
    return found


def _told(
    agency_id: int, near: dict[int, tuple[object, ...]], ids: set[int], on: date, stamp: str
) -> Iterator[Thing]:
    """Items of an agency: those of which it is known what stands on their topics, and others."""
    wanted = ids | near.keys()
    if len(ids) > FEW:
        keys = {f"{ITEM}{each}" for each in wanted}
        yield from (each for each in items_of(agency_id, on=on, stamp=stamp) if each.key in keys)
        return
    rows = read(ever().filter(agency=agency_id, pk__in=wanted))
    neighbours, around = _neighbours(wanted), around_of(agency_id, on, wanted)
    for row in rows:
        stands: object = ()
        if row.stand == Stand.PUBLIC:
            stands = (neighbours[row.id], near[row.id] if row.id in near else _related(agency_id, row))
        yield thing(agency_id, row, around, stands, on=on, stamp=stamp)


def _neighbours(ids: Iterable[int]) -> dict[int, tuple[object, ...]]:
    found = Item.objects.filter(pk__in=list(ids)).annotate(before=older(), after=newer())
    return {
        pk: tuple((each.index_no, each.title) if each else None for each in map(beside, sides))
        for pk, *sides in found.values_list("pk", "before", "after")
    }


def _related(agency_id: int, row: Row) -> tuple[object, ...]:
    if (row.topic or "") in NO_TOPIC or row.published_at is None:
        return ()
    spot = _Spot(agency_id, row.published_at, row.id)
    order = Order([*read(spot.before()[:NEAR])[::-1], row, *read(spot.after()[:NEAR])])
    return order.related(row)
