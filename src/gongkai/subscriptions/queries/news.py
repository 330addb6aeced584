"""Reads: what came out between two moments, of what somebody wants to hear of. What was taken back meanwhile is not told."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice, takewhile
from typing import Any

from gongkai.compilations.queries.shown import shown
from gongkai.publication.queries.lists import ALL, POLICIES, PublicRow, Wanted, every
from gongkai.publication.queries.shelves import ended_shelf, shelves
from gongkai.records.queries.addresses import whole
from gongkai.records.queries.numbers import civil_day
from gongkai.search.queries import Asked, EntryKind, Order, find
from gongkai.subscriptions.models import Kind

MOST = 50
"""Entries of one message for one thing; the page has them all."""


@dataclass(frozen=True, slots=True)
class Target:
    """Of what somebody wants to hear. `page`: where it stands; `asked`: as `search.queries.Asked` has it, for JSON."""

    kind: Kind
    page: str
    title: str
    agency_id: int | None = None
    key: str = ""
    asked: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class New:
    """One thing that came out."""

    title: str
    agency: str
    at: datetime
    address: str


def news(target: Target, *, after: datetime, upto: datetime) -> list[New]:
    """What came out after one moment and not after the other, newest first, one more than MOST at most."""
    found = (each for each in _READ[target.kind](target, upto) if each.at <= upto)
    return list(islice(takewhile(lambda each: each.at > after, found), MOST + 1))


def _every(wanted: Wanted, upto: datetime) -> Iterator[New]:
    for row in every(wanted, on=civil_day(upto), most=2 * MOST):
        yield _new(row)


def _new(row: PublicRow) -> New:
    return New(row.title, row.agency, row.published_at, whole("item", row.index_no))


def _column(target: Target, upto: datetime) -> Iterable[New]:
    agency_id = target.agency_id or 0
    found = next((one for one in shelves(agency_id, civil_day(upto)) if one.key == target.key), None)
    shelf = found or ended_shelf(agency_id, target.key)
    return _every(Wanted(agencies=[agency_id], columns=shelf.column_ids), upto) if shelf else ()


def _topic(target: Target, _upto: datetime) -> Iterable[New]:
    topic = shown(target.key)
    if topic is None or topic.opened_at is None:
        return ()
    found = [
        New(
            each.title,
            each.agency or each.source,
            max(each.put_in_at, topic.opened_at),
            each.address or whole("item", each.index_no),
        )
        for section in topic.sections
        for each in section.places
    ]
    return sorted(found, key=lambda each: each.at, reverse=True)


def _search(target: Target, _upto: datetime) -> Iterator[New]:
    narrowed = {name: frozenset(values) for name, values in target.asked.get("narrowed", {}).items()}
    asked = Asked(
        text=target.asked.get("text", ""),
        narrowed=narrowed,
        titles_only=bool(target.asked.get("titles_only")),
        order=Order.NEWEST,
        size=2 * MOST,
        counted=(),
        total=False,
    )
    for hit in find(asked).hits:
        if hit.kind is EntryKind.ITEM:
            title = "".join(piece.text for piece in hit.title)
            yield New(title, "", hit.published_at, whole("item", hit.key))


_READ: dict[Kind, Callable[[Target, datetime], Iterable[New]]] = {
    Kind.SITE: lambda _, upto: _every(ALL, upto),
    Kind.POLICIES: lambda _, upto: _every(POLICIES, upto),
    Kind.AGENCY: lambda target, upto: _every(Wanted(agencies=[target.agency_id or 0]), upto),
    Kind.COLUMN: _column,
    Kind.TOPIC: _topic,
    Kind.SEARCH: _search,
}
