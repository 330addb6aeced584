"""Reads: on which pages what stands in the log may show."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from gongkai.agencies.models import Agency
from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.queries.peers import Groups
from gongkai.compilations.models import Article, Place
from gongkai.copies.queries.items import registered
from gongkai.copies.queries.pages import scopes
from gongkai.copies.queries.things import (
    AGENCY,
    COMPILATIONS,
    ITEMS,
    KEPT,
    MAP,
    NEAR,
    NEWS,
    NORMATIVE,
    OBSERVATORY,
    REGISTERS,
    REPORTS,
    SHELVES,
    SITE,
    YEARS,
)
from gongkai.portal.remembered import INSIDE
from gongkai.publication.models import Item
from gongkai.publication.queries.mapping import SIZE
from gongkai.records.models import LogEntry

EVERYTHING = "*"
"""Every scope that there is: for whatever nobody says otherwise of."""
FEW = 40
"""Items of which it is looked around each; after more all of their agencies are walked over."""
MOST = 5_000
"""Entries that are read one by one; after more everything is looked at."""
FRONT = (NEWS, SITE)
"""What does not belong to one agency."""
FILES = ("files.quarantine", "files.release", "files.erase")
"""They show on no page, and decide what may be handed out."""


@dataclass(frozen=True, slots=True)
class Done:
    """One entry of the log. `item`: the number of the item that it is about, None for everything else."""

    seq: int
    action: str
    agency_id: int | None
    item: int | None


def since(seq: int, upto: int) -> list[Done] | None:
    """What was done after an entry, up to another, that may show; None if it is too much."""
    inside = reduce(or_, (Q(action__startswith=name) for name in INSIDE))
    found = LogEntry.objects.filter(seq__gt=seq, seq__lte=upto).filter(~inside | Q(action__in=FILES))
    rows = list(found.order_by("seq").values_list("seq", "action", "agency_id", "subject")[: MOST + 1])
    return None if len(rows) > MOST else [Done(*row[:3], _item(row[3])) for row in rows]


def touched(done: Iterable[Done]) -> dict[str, int]:
    """The scopes on whose pages this may show, each with the last such entry."""
    found: dict[str, int] = {}
    for each in done:
        for name in _scopes(each):
            found[name] = max(each.seq, found.get(name, 0))
    near = [name for name in found if name.startswith(NEAR)]
    if len(near) > FEW:
        upto = max(found.pop(name) for name in near)
        found |= dict.fromkeys(_walked({int(name.removeprefix(NEAR)) for name in near}), upto)
    return found


def _walked(items: set[int]) -> Iterator[str]:
    """The agencies of so many items, and of all that these show on: one walk over each takes less than a look around each of them."""
    of_items = Q(pk__in=items) | Q(mentioned__edition__item__in=items)
    if registered().filter(pk__in=items).exists():
        of_items |= Q(pk__in=registered().values("pk"))
    agencies = Item.objects.filter(of_items).order_by().values_list("agency", flat=True).distinct()
    yield from (f"{ITEMS}{each}" for each in agencies)


def _item(subject: str) -> int | None:
    kind, _, number = subject.partition(":")
    return int(number) if kind == "item" and number.isdecimal() else None


def _scopes(done: Done) -> Iterable[str]:
    named = _NAMED.get(done.action)
    begin = done.action.partition(".")[0]
    made = named or (_of_item if begin == "publication" and done.item else _BY_APP.get(begin))
    return made(done) if made else (EVERYTHING,)


def _of_item(done: Done) -> Iterator[str]:
    """An item went out, or was taken back: its page, those it stands beside, its lists, the map, what is made of items."""
    item = done.item or 0
    yield from (f"{NEAR}{item}", NEWS, f"{MAP}{item // SIZE}")
    if registered().filter(pk=item).exists():
        yield from (NORMATIVE, KEPT)
    if (
        Place.objects.filter(item=item).exists()
        or Article.objects.filter(item=item, issue__issued_at__isnull=False).exists()
    ):
        yield COMPILATIONS
    yield from (f"{SHELVES}{each}" for each in (done.agency_id, *_above(done.agency_id)))


def _of_agency(done: Done) -> Iterator[str]:
    """All its pages; those over the years too, which have the same frame."""
    yield from (f"{begin}{done.agency_id}" for begin in (AGENCY, YEARS)) if done.agency_id else (EVERYTHING,)


def _above(agency_id: int | None) -> Iterator[int]:
    """Whose catalogue is completed by what an agency publishes (decision 0025)."""
    parents = dict(Agency.objects.values_list("pk", "parent"))
    seen = {agency_id}
    while (agency_id := parents.get(agency_id or 0)) and agency_id not in seen:
        seen.add(agency_id)
        yield agency_id


def _of_columns(done: Done) -> Iterator[str]:
    yield from (*FRONT, f"{ITEMS}{done.agency_id}")
    yield from _of_agency(done)


def _of_import(done: Done) -> Iterator[str]:
    """Many items came in, which may name others of whatever agency; fingerprints tell which."""
    yield from FRONT
    yield from (name for name in scopes() if name.startswith((ITEMS, MAP)))
    yield from _of_agency(done)


def _beside(*names: str) -> Callable[[Done], Iterator[str]]:
    def made(done: Done) -> Iterator[str]:
        yield from names
        yield from _of_agency(done)

    return made


def _of_report(done: Done) -> Iterator[str]:
    """Its own pages and what tells of all, and last what compares bodies over the years: those that it could be compared with."""
    yield from (OBSERVATORY, *FRONT, f"{REPORTS}{done.agency_id}", *_of_agency(done))
    groups = Groups()
    years = AnnualReport.objects.filter(agency=done.agency_id).order_by().values_list("year", flat=True)
    held = {(groups.of(year).get(done.agency_id or 0), year) for year in years.distinct()}
    peers = {pk for group, year in held if group for pk in groups.members(group, year)}
    yield from (f"{YEARS}{pk}" for pk in sorted(peers))


_BY_APP: dict[str, Callable[[Done], Iterable[str]]] = {
    "annual_reports": _of_report,
    "applications": _of_agency,
    "channels": _of_agency,
    "compilations": _beside(COMPILATIONS, KEPT, *FRONT),
    "registers": _beside(REGISTERS, *FRONT),
    "remedies": _of_agency,
}
_NAMED: dict[str, Callable[[Done], Iterable[str]]] = {
    "publication.import_items": _of_import,
    "publication.set_column": _of_columns,
    "publication.state_empty": _of_agency,
    "publication.end_statement": _of_agency,
    "publication.open_ticket": lambda _: (),
}
"""What the name of an action says; of those that nothing is said of here, everything is looked at."""
