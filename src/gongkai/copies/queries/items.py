"""Reads: the public items of an agency, each with a fingerprint of all that its page shows.

Some queries for an agency, however many items it has: what stands beside an item is found by walking over all of them in their
order, in the way of `publication.queries.around`. Some of them without the rest: `near`.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b

from django.db.models import Count, F, Max, Q, QuerySet
from django.urls import reverse

from gongkai.agencies.models import Agency
from gongkai.copies.queries.things import ITEM, ITEMS, Thing
from gongkai.law.duties.publication import Validity, validity_on
from gongkai.normative.models import Document, Rendering
from gongkai.publication.models import Attachment, Column, ColumnChange, Edition, Item, Mention, Stand
from gongkai.publication.queries.around import NEAR, NO_TOPIC, RELATED, nearest
from gongkai.records.models import LogEntry
from gongkai.records.queries.files import held_digests

_FIELDS = (
    *("pk", "index_no", "stand", "title", "column_id", "public_id", "published_at", "first_published_at"),
    *("touched_at", "public__topic", "public__validity", "public__effective_on", "public__valid_until"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """What is read of an item to know what its page shows."""

    id: int
    index_no: str
    stand: str
    title: str
    column: int | None
    edition: int | None
    published_at: datetime | None
    first_published_at: datetime | None
    touched_at: datetime
    topic: str | None
    validity: str | None
    effective_on: date | None
    valid_until: date | None

    @property
    def told(self) -> tuple[str, str]:
        return self.index_no, self.title


@dataclass(frozen=True, slots=True)
class Around:
    """What pages of an agency's items show beside their editions and other items, by the numbers of items."""

    body: object
    mentions: dict[int, list[object]]
    held: frozenset[int]
    registered: frozenset[int]
    titles: dict[int, tuple[str, str]]
    replaced: dict[int, int]
    """How many published editions were replaced by later ones, where some were."""
    normative: object


class Order:
    """Public items of an agency in the order in which they went out: all of them, or some that follow each other without a gap."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.places = {row.id: place for place, row in enumerate(rows)}
        self._topics: dict[str, list[int]] = defaultdict(list)
        self._columns: dict[int, list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            self._topics[row.topic or ""].append(place)
            if row.column is not None:
                self._columns[row.column].append(place)

    def neighbours(self, row: Row) -> tuple[object, ...]:
        """The item before and the one after in its column, None where there is none. Right among all items only."""
        if row.column is None:
            return (None, None)
        shelf = self._columns[row.column]
        at = bisect_left(shelf, self.places[row.id])
        older = self.rows[shelf[at - 1]].told if at else None
        return older, self.rows[shelf[at + 1]].told if at + 1 < len(shelf) else None

    def related(self, row: Row) -> tuple[object, ...]:
        """Others on its topic. Right where so many items before and after it are among these."""
        if (row.topic or "") in NO_TOPIC:
            return ()
        place, same = self.places[row.id], self._topics[row.topic or ""]
        at = bisect_left(same, place)
        newer = [each for each in same[at + 1 : at + 1 + RELATED] if each <= place + NEAR]
        older = [each for each in same[max(0, at - RELATED) : at][::-1] if each >= place - NEAR]
        return tuple(self.rows[each].told for each in nearest(newer, older))


def agencies_with_items() -> list[int]:
    """The agencies of which something is, or was, public."""
    found = Item.objects.exclude(index_no="").order_by("agency").values_list("agency", flat=True)
    return list(found.distinct())


def items_of(agency_id: int, *, on: date, stamp: str) -> Iterator[Thing]:
    """What has, or had, a page of an agency. `stamp`: of the program and its settings."""
    rows = read(ever().filter(agency=agency_id))
    around = around_of(agency_id, on)
    order = Order([row for row in rows if row.stand == Stand.PUBLIC])
    for row in rows:
        beside = (order.neighbours(row), order.related(row)) if row.id in order.places else ()
        yield thing(agency_id, row, around, beside, on=on, stamp=stamp)


def ever() -> QuerySet[Item]:
    """The items that have, or had, a page, in the order in which they went out."""
    found = Item.objects.exclude(index_no="").exclude(stand=Stand.UNPUBLISHED)
    return found.order_by("published_at", "pk")


def read(found: QuerySet[Item]) -> list[Row]:
    """What is read of items; one query."""
    return [Row(*row) for row in found.values_list(*_FIELDS)]


def thing(agency_id: int, row: Row, around: Around, beside: object, *, on: date, stamp: str) -> Thing:
    """An item as the files know it. `beside`: which items stand beside it, and how they are called."""
    shown = _shown(row, around, beside, on) if row.stand == Stand.PUBLIC else (row.stand, row.touched_at)
    made = blake2b(repr((stamp, around.body, row.id, row.title, shown)).encode(), digest_size=16)
    addresses = tuple(_addresses(row.index_no, around.replaced.get(row.id, 0)))
    return Thing(
        f"{ITEMS}{agency_id}", f"{ITEM}{row.id}", addresses, made.hexdigest(), row.index_no, sure=True
    )


def _addresses(index_no: str, replaced: int) -> Iterator[str]:
    """As `reverse` says, for a tenth of its time: the page of an item, the list of its editions, those that were replaced."""
    page = f"{reverse('items')}{index_no}/"
    yield page
    if replaced:
        yield f"{page}banben/"
    yield from (f"{page}banben/{number}/" for number in range(1, replaced + 1))


def _shown(row: Row, around: Around, beside: object, on: date) -> tuple[object, ...]:
    """All that the page of a public item shows which may change while its edition stays."""
    stated = Validity(row.validity) if row.validity else None
    return (
        *(row.edition, row.published_at, row.first_published_at, row.id in around.held),
        around.titles.get(row.column or 0),
        validity_on(stated, row.effective_on, row.valid_until, on) if stated else None,
        beside,
        around.mentions.get(row.id),
        around.normative if row.id in around.registered else None,
    )


def around_of(agency_id: int, on: date, ids: Collection[int] | None = None) -> Around:
    """What stands around the items of an agency, or around some of them; nine queries."""
    last = LogEntry.objects.filter(action__startswith="normative.").order_by("-seq")
    some = Item.objects.filter(agency=agency_id)
    if ids is not None:
        some = some.filter(pk__in=ids)
    return Around(
        Agency.objects.filter(pk=agency_id).values_list("name", "slug", "remark").first(),
        _mentions(some),
        _held(some),
        frozenset(registered().filter(pk__in=some.values("pk")).values_list("pk", flat=True)),
        _titles(agency_id),
        _replaced(some),
        (
            on,
            last.values_list("seq", flat=True).first(),
            registered().aggregate(last=Max("touched_at"))["last"],
        ),
    )


def _mentions(some: QuerySet[Item]) -> dict[int, list[object]]:
    """By which public items each is mentioned. An edition never changes, its item may be called otherwise."""
    by = Mention.objects.filter(item__in=some.values("pk"), edition=F("edition__item__public"))
    rows = by.order_by("item", "edition").values_list(
        "item", "edition__item__stand", "edition", "edition__item__title", "edition__item__published_at"
    )
    found = defaultdict[int, list[object]](list)
    for item, stand, *told in rows:
        if stand == Stand.PUBLIC:  # asked of the database, SQLite would begin with all that is public
            found[item].append(told)
    return found


def _replaced(some: QuerySet[Item]) -> dict[int, int]:
    public = Edition.objects.filter(item__in=some.values("pk"), published_at__isnull=False).order_by()
    many = public.values("item").annotate(many=Count("pk")).filter(many__gt=1)
    return {item: count - 1 for item, count in many.values_list("item", "many")}


def _held(some: QuerySet[Item]) -> frozenset[int]:
    """Items with a file that may not be handed out."""
    found = Attachment.objects.filter(edition__item__in=some.values("pk"), file__digest__in=held_digests())
    return frozenset(found.values_list("edition__item", flat=True))


def registered() -> QuerySet[Item]:
    """Items that the register of documents knows: what it says of them follows from much else."""
    texts = Document.objects.filter(item__isnull=False).values("item")
    return Item.objects.filter(Q(pk__in=texts) | Q(pk__in=Rendering.objects.values("item"))).order_by()


def _titles(agency_id: int) -> dict[int, tuple[str, str]]:
    """What columns are called, and where they stand."""
    here = dict(ColumnChange.objects.filter(agency=agency_id).values_list("column", "title"))
    return {
        pk: (here.get(pk) or title, key)
        for pk, title, key in Column.objects.values_list("pk", "title", "key")
    }


def public_files_of(keys: Iterable[str]) -> dict[int, str]:
    """The names of the files of the present editions of these things, by number."""
    ids = {int(key.partition(":")[2]) for key in keys}
    found = Attachment.objects.filter(edition__item__in=ids, edition=F("edition__item__public"))
    return dict(found.values_list("pk", "name"))
