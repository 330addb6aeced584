"""Reads: items as the desk lists them. A page costs the same however many there are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from gongkai.publication import access
from gongkai.publication.models import Edition, Item, Stand
from gongkai.records.access import Actor
from gongkai.records.queries.paging import counted, mark, newest_first

PAGE = 30
_READ = 1_000


class State(StrEnum):
    """Where the open edition of an item stands."""

    DRAFT = "draft"
    IN_SIGN_OFF = "in_sign_off"
    APPROVED = "approved"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"draft": "草稿", "in_sign_off": "审签中", "approved": "待发布"}[self.value]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item in a list. `open_edition` and `state` are those of the edition in work, 0 and None without one."""

    id: int
    agency_id: int
    agency: str
    title: str
    column: str
    index_no: str
    stand: Stand
    published_at: datetime | None
    touched_at: datetime
    open_edition: int
    state: State | None


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is limited to; empty fields do not limit. `work`: the items with an open edition in a state.

    Without `stands` what was dropped and what was removed as harmful is left out.
    """

    agency_id: int | None = None
    column_id: int | None = None
    entry_key: str = ""
    stands: frozenset[Stand] = frozenset()
    work: State | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One page of a list. `before` leads to the next page (see `items`), empty on the last one."""

    rows: tuple[ItemRow, ...]
    total: int
    more_than: bool
    before: str


def state_of(edition: Edition) -> State:
    """Where an open edition stands; its round is fetched with it."""
    held = edition.round
    if held is None or held.outcome == "stopped":
        return State.DRAFT
    if held.ended_at is None:
        return State.IN_SIGN_OFF
    return State.APPROVED if held.digest == edition.digest else State.DRAFT


def items(viewer: Actor, wanted: Filter, *, before: str = "", page: int = PAGE) -> ItemPage:
    """The items that somebody may see, newest touched first; `before` is where the page before ended. Four queries.

    Words are sought in titles, and as the whole of a document number or an index number.
    """
    found = _filtered(viewer, wanted)
    total, more_than = counted(found)
    rows = list(newest_first(found, "touched_at", before).select_related("agency", "column")[: page + 1])
    shown = rows[:page]
    open_ones = _open_editions(item.pk for item in shown)
    return ItemPage(
        tuple(_row(item, open_ones.get(item.pk)) for item in shown),
        total,
        more_than,
        mark(shown[-1], "touched_at") if len(rows) > page else "",
    )


def all_items(viewer: Actor, wanted: Filter) -> Iterator[ItemRow]:
    """All of a list, read page by page: two queries for each thousand."""
    before = ""
    while True:
        rows = list(
            newest_first(_filtered(viewer, wanted), "touched_at", before).select_related("agency", "column")[
                :_READ
            ]
        )
        open_ones = _open_editions(item.pk for item in rows)
        yield from (_row(item, open_ones.get(item.pk)) for item in rows)
        if len(rows) < _READ:
            return
        before = mark(rows[-1], "touched_at")


def counts(viewer: Actor) -> dict[State, int]:
    """How many items somebody has in work, by state: one query over open editions alone."""
    reached = Item.objects.filter(pk=OuterRef("item"), agency__in=viewer.reach(access.READERS))
    # Not a join, which SQLite would begin with all items of an agency.
    editions = _in_work().filter(Exists(reached))
    found = editions.aggregate(**{state.value: Count("pk", filter=_of_state(state)) for state in State})
    return {state: found[state.value] for state in State}


def _filtered(viewer: Actor, wanted: Filter) -> QuerySet[Item]:
    found = Item.objects.filter(access.listed_for(viewer))
    if wanted.agency_id is not None:
        found = found.filter(agency=wanted.agency_id)
    if wanted.column_id is not None:
        found = found.filter(column=wanted.column_id)
    if wanted.entry_key:
        found = found.filter(entry_key=wanted.entry_key)
    found = found.filter(stand__in=wanted.stands or set(Stand) - {Stand.DROPPED, Stand.REMOVED})
    if words := wanted.words.strip():
        found = found.filter(_named(words))
    return found if wanted.work is None else _worked_on(found, wanted.work)


def _worked_on(found: QuerySet[Item], state: State) -> QuerySet[Item]:
    """Those of them that have an open edition in a state, found from the editions: open ones are few.

    What the items are limited to stands inside, so that SQLite does not begin with all items of an agency.
    """
    editions = _in_work().filter(_of_state(state))
    return Item.objects.filter(Exists(found.filter(pk=OuterRef("pk"))), pk__in=editions.values("item"))


def _named(words: str) -> Q:
    number = Exists(Edition.objects.filter(item=OuterRef("pk"), document_no=words))
    return Q(title__icontains=words) | Q(index_no=words) | Q(number)


def _in_work() -> QuerySet[Edition]:
    return Edition.objects.filter(published_at__isnull=True, ended_at__isnull=True)


def _of_state(state: State) -> Q:
    fits = Q(round__digest=F("digest"))
    match state:
        case State.DRAFT:
            changed = Q(round__outcome="approved") & ~fits
            return Q(round__isnull=True) | Q(round__outcome="stopped") | changed
        case State.IN_SIGN_OFF:
            return Q(round__isnull=False, round__ended_at__isnull=True)
        case State.APPROVED:
            return Q(round__outcome="approved") & fits


def _open_editions(ids: Iterable[int]) -> dict[int, Edition]:
    found = _in_work().filter(item__in=list(ids)).select_related("round").defer("body", "text")
    return {edition.item_id: edition for edition in found}


def _row(item: Item, edition: Edition | None) -> ItemRow:
    return ItemRow(
        id=item.pk,
        agency_id=item.agency_id,
        agency=item.agency.name,
        title=edition.title if edition and edition.title else item.title,
        column=item.column.title if item.column else "",
        index_no=item.index_no,
        stand=Stand(item.stand),
        published_at=item.published_at,
        touched_at=item.touched_at,
        open_edition=edition.pk if edition else 0,
        state=state_of(edition) if edition else None,
    )
