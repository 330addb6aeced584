"""Reads: the public items of an agency, each with a fingerprint of all that its page shows.

Some queries for an agency, however many items it has: what stands beside an item is found by walking over all of them in their
order, in the way of `publication.queries.around`.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from django.db.models import F, Max, Q, QuerySet
from django.urls import reverse

from gongkai.agencies.models import Agency
from gongkai.copies.queries.things import ITEMS, Thing
from gongkai.law.duties.publication import Validity, validity_on
from gongkai.normative.models import Document, Rendering
from gongkai.publication.models import Attachment, Column, ColumnChange, Item, Mention, Stand
from gongkai.publication.queries.around import NEAR, NO_TOPIC, RELATED, nearest
from gongkai.records.models import LogEntry
from gongkai.records.queries.files import held_digests

_FIELDS = (
    *("pk", "index_no", "stand", "title", "column_id", "public_id", "published_at", "first_published_at"),
    *("touched_at", "public__topic", "public__validity", "public__effective_on", "public__valid_until"),
)


@dataclass(frozen=True, slots=True)
class _Row:
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
    def told(self) -> tuple[int, str]:
        return self.id, self.title


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands beside items, by their numbers."""

    public: Sequence[_Row]
    mentions: dict[int, list[object]]
    held: frozenset[int]
    registered: frozenset[int]
    titles: dict[int, tuple[str, str]]
    normative: object
    same_topic: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    same_column: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def agencies_with_items() -> list[int]:
    """The agencies of which something is, or was, public."""
    found = Item.objects.exclude(index_no="").order_by("agency").values_list("agency", flat=True)
    return list(found.distinct())


def items_of(agency_id: int, *, on: date, stamp: str) -> Iterator[Thing]:
    """What has, or had, a page of an agency. `stamp`: of the program and its settings."""
    body = Agency.objects.filter(pk=agency_id).values_list("name", "slug", "remark").first()
    rows = [_Row(*row) for row in _ever(agency_id)]
    around = _around(agency_id, [row for row in rows if row.stand == Stand.PUBLIC], on)
    places = {row.id: place for place, row in enumerate(around.public)}
    lists = reverse("items")
    for row in rows:
        shown = _shown(row, around, places[row.id], on) if row.id in places else (row.stand, row.touched_at)
        made = blake2b(repr((stamp, body, row.id, row.title, shown)).encode(), digest_size=16)
        # as reverse("item", …) says, for a tenth of its time
        addresses = (f"{lists}{row.index_no}/",)
        yield Thing(f"{ITEMS}{agency_id}", f"item:{row.id}", addresses, made.hexdigest(), row.index_no)


def _ever(agency_id: int) -> "QuerySet[Item, tuple[Any, ...]]":
    found = Item.objects.filter(agency=agency_id).exclude(index_no="").exclude(stand=Stand.UNPUBLISHED)
    return found.order_by("published_at", "pk").values_list(*_FIELDS)


def _shown(row: _Row, around: _Around, place: int, on: date) -> tuple[object, ...]:
    """All that the page of a public item shows which may change while its edition stays."""
    stated = Validity(row.validity) if row.validity else None
    return (
        *(row.edition, row.published_at, row.first_published_at, row.id in around.held),
        around.titles.get(row.column or 0),
        validity_on(stated, row.effective_on, row.valid_until, on) if stated else None,
        _neighbours(row, around, place),
        _related(row, around, place),
        around.mentions.get(row.id),
        around.normative if row.id in around.registered else None,
    )


def _neighbours(row: _Row, around: _Around, place: int) -> tuple[object, ...]:
    if row.column is None:
        return ()
    shelf = around.same_column[row.column]
    at = bisect_left(shelf, place)
    return tuple(around.public[each].told for each in (*shelf[max(0, at - 1) : at], *shelf[at + 1 : at + 2]))


def _related(row: _Row, around: _Around, place: int) -> tuple[object, ...]:
    if (row.topic or "") in NO_TOPIC:
        return ()
    same = around.same_topic[row.topic or ""]
    at = bisect_left(same, place)
    newer = [each for each in same[at + 1 : at + 1 + RELATED] if each <= place + NEAR]
    older = [each for each in same[max(0, at - RELATED) : at][::-1] if each >= place - NEAR]
    return tuple(around.public[each].told for each in nearest(newer, older))


def _around(agency_id: int, public: list[_Row], on: date) -> _Around:
    last = LogEntry.objects.filter(action__startswith="normative.").order_by("-seq")
    made = _Around(
        public,
        _mentions(agency_id),
        _held(agency_id),
        frozenset(registered().filter(agency=agency_id).values_list("pk", flat=True)),
        _titles(agency_id),
        (
            on,
            last.values_list("seq", flat=True).first(),
            registered().aggregate(last=Max("touched_at"))["last"],
        ),
    )
    for place, row in enumerate(public):
        made.same_topic[row.topic or ""].append(place)
        if row.column is not None:
            made.same_column[row.column].append(place)
    return made


def _mentions(agency_id: int) -> dict[int, list[object]]:
    """By which public items each is mentioned. An edition never changes, its item may be called otherwise."""
    by = Mention.objects.filter(item__agency=agency_id, edition__item__stand=Stand.PUBLIC)
    rows = by.filter(edition=F("edition__item__public")).order_by("item", "edition")
    found = defaultdict[int, list[object]](list)
    for item, *told in rows.values_list(
        "item", "edition", "edition__item__title", "edition__item__published_at"
    ):
        found[item].append(told)
    return found


def _held(agency_id: int) -> frozenset[int]:
    """Items with a file that may not be handed out."""
    found = Attachment.objects.filter(edition__item__agency=agency_id, file__digest__in=held_digests())
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
