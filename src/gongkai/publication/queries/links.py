"""Reads: what the addresses answered to which texts link, in a draft and in what is public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import F, QuerySet

from gongkai.documents.checking.links import Answer, Answers, outward
from gongkai.guard.http.outward import Outcome
from gongkai.publication import access
from gongkai.publication.models import Edition, Item, OutsideAddress, OutsideLink, Stand
from gongkai.records.access import Actor

WAITING = timedelta(hours=6)
"""After that a queued question counts as lost."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """An address of a draft. `outcome` None: not asked yet; `waits`: a job is queued that asks it."""

    address: str
    outcome: Outcome | None
    status: int
    asked_at: datetime | None
    waits: bool

    @property
    def said(self) -> str:
        """What it answered, in words."""
        return words(self.outcome, self.status) if self.outcome else "还没有检查"


@dataclass(frozen=True, slots=True)
class DeadLink:
    """An address that does not open, in a public item. `failures`: how often in a row it was asked in vain."""

    address: str
    said: str
    failures: int
    since: datetime
    asked_at: datetime
    waits: bool
    item_id: int
    title: str
    agency_id: int
    agency: str


def words(outcome: Outcome, status: int) -> str:
    """An answer in words, with the number by which technicians know it."""
    return f"{outcome.label}（{status}）" if status >= 400 else outcome.label


def digest(address: str) -> str:
    """By what an address is found in the table."""
    return sha256(address.encode()).hexdigest()


def known(addresses: Iterable[str]) -> dict[str, OutsideAddress]:
    """What is known of addresses, by address; one query."""
    digests = [digest(each) for each in addresses]
    found = OutsideAddress.objects.filter(digest__in=digests) if digests else ()
    return {each.address: each for each in found}


def answers_of(html: str) -> Answers | None:
    """What the check of a body may know of its addresses; None where this installation does not ask outside."""
    if not settings.CHECK_LINKS:
        return None
    rows = known(outward(html))

    def answer(address: str) -> Answer | None:
        row = rows.get(address)
        if row is None or not row.outcome:
            return None
        outcome = Outcome(row.outcome)
        return Answer(outcome.dead, words(outcome, row.status))

    return answer


def links_of(edition_id: int, viewer: Actor, at: datetime) -> tuple[LinkRow, ...]:
    """The addresses of a text in their order, with what they answered; none where the viewer may not see it."""
    seen = Edition.objects.filter(item__in=Item.objects.filter(access.visible_to(viewer)), pk=edition_id)
    addresses = outward(seen.values_list("body", flat=True).first() or "")
    rows = known(addresses)
    return tuple(_row(address, rows.get(address), at) for address in addresses)


def dead_links(viewer: Actor, at: datetime, *, first: int = 0, most: int | None = None) -> list[DeadLink]:
    """Addresses that do not open, in public items of the agencies that somebody reaches, the longest first; one query."""
    rows = _dead(viewer).select_related("address", "edition__item__agency")
    end = None if most is None else first + most
    return [
        _dead_row(each, at) for each in rows.order_by("address__failing_since", "address", "pk")[first:end]
    ]


def how_many_dead(viewer: Actor) -> int:
    """How many there are."""
    return _dead(viewer).count()


def _dead(viewer: Actor) -> QuerySet[OutsideLink]:
    shown = OutsideLink.objects.filter(edition__item__stand=Stand.PUBLIC, edition__item__public=F("edition"))
    mine = shown.filter(edition__item__agency__in=viewer.reach(access.READERS))
    return mine.filter(address__failing_since__isnull=False)


def waits(row: OutsideAddress, at: datetime) -> bool:
    """Whether a job is about to ask."""
    return row.wanted_at is not None and row.wanted_at > at - WAITING


def _row(address: str, row: OutsideAddress | None, at: datetime) -> LinkRow:
    if row is None:
        return LinkRow(address, None, 0, None, waits=False)
    outcome = Outcome(row.outcome) if row.outcome else None
    return LinkRow(address, outcome, row.status, row.asked_at, waits(row, at))


def _dead_row(link: OutsideLink, at: datetime) -> DeadLink:
    address, item = link.address, link.edition.item
    return DeadLink(
        address.address,
        words(Outcome(address.outcome), address.status),
        address.failures,
        address.failing_since or at,
        address.asked_at or at,
        waits(address, at),
        item.pk,
        item.title,
        item.agency_id,
        item.agency.name,
    )
