"""Reads: what is proposed to adjust in the catalogue of an agency, and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from gongkai.law.metadata import fields
from gongkai.publication.access import READERS
from gongkai.publication.models import Cause, Change, Ticket
from gongkai.records.access import Actor


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A proposal. `outcome`: as it was decided, in Chinese; empty while it waits. `title`: what the row is to be called."""

    id: int
    agency_id: int
    change: Change
    key: str
    title: str
    field_label: str
    proposal: Mapping[str, Any]
    cause: Cause
    why: str
    opened_at: datetime
    opened_by: str
    proposers: frozenset[str]
    decided_at: datetime | None
    decided_by: str
    outcome: str
    note: str


def tickets(viewer: Actor, agency_id: int) -> QuerySet[Ticket]:
    """The tickets of an agency that somebody sees, those that wait first, then the newest: to be shown page by page."""
    order = (F("decided_at").desc(nulls_first=True), "-opened_at", "-pk")
    return _seen(viewer).filter(agency=agency_id).order_by(*order)


def ticket(viewer: Actor, ticket_id: int) -> TicketRow | None:
    """One ticket; None if there is none that the viewer sees."""
    found = _seen(viewer).filter(pk=ticket_id).first()
    return row_of(found) if found else None


def waiting(viewer: Actor, agency_id: int) -> int:
    """How many tickets of an agency wait for a decision."""
    return _seen(viewer).filter(agency=agency_id, decided_at__isnull=True).count()


def row_of(found: Ticket) -> TicketRow:
    """The frozen row of a stored one."""
    proposal: Mapping[str, Any] = found.proposal
    known = fields().get(str(proposal.get("field", "")))
    names = (str(proposal.get(name, "")) for name in ("item_l1", "item_l2"))
    return TicketRow(
        id=found.pk,
        agency_id=found.agency_id,
        change=Change(found.change),
        key=found.key,
        title=" / ".join(filter(None, names)),
        field_label=known.label if known else "",
        proposal=proposal,
        cause=Cause(found.cause),
        why=found.why,
        opened_at=found.opened_at,
        opened_by=found.opened_by.name,
        proposers=frozenset({found.opened_by.username, found.opened_for} - {""}),
        decided_at=found.decided_at,
        decided_by=found.decided_by.name if found.decided_by else "",
        outcome=found.get_outcome_display() if found.outcome else "",
        note=found.note,
    )


def _seen(viewer: Actor) -> QuerySet[Ticket]:
    found = Ticket.objects.filter(agency__in=viewer.reach(READERS))
    return found.select_related("opened_by", "decided_by")
