"""Reads: what a body could hand over from a day on, and what was handed over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from gongkai.normative.models import Document, Move
from gongkai.normative.queries.facts import every, names_of_agencies
from gongkai.records.queries.among import Among


@dataclass(frozen=True, slots=True)
class Held:
    """A document that a body has on a day; `state`: its validity then, in words."""

    id: int
    title: str
    number: str
    state: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A handing over as it was entered. `documents`: how many were named, of a part; `undone`: why it was taken back."""

    id: int
    of_id: int
    of: str
    to_id: int
    to: str
    on: date
    whole: bool
    documents: int
    reason: str
    at: datetime
    by: str
    undone: str


def held_by(agency_id: int, on: date) -> list[Held]:
    """The documents that a body has on a day, those in force first; the queries of `every` and one more."""
    facts = every()
    ours = {
        pk
        for pk, told in facts.documents.items()
        if told.issued_on <= on and facts.holder(pk, on) == agency_id
    }
    rows = Document.objects.filter(Among("pk", frozenset(ours))).values_list("pk", "title", "document_no")
    found = []
    for pk, title, number in rows:
        life = facts.life(pk)
        standing = life.standing(on) if life else None
        state = standing.validity.label if standing else ""
        found.append(Held(pk, title, number, state, bool(standing and standing.in_force)))
    return sorted(found, key=lambda each: (not each.in_force, each.number, each.id))


def moves(agencies: Collection[int]) -> list[MoveRow]:
    """What was handed over from or to these bodies, the newest day first; two queries."""
    reach = frozenset(agencies)
    found = Move.objects.filter(Q(Among("of_id", reach)) | Q(Among("to_id", reach)))
    names = names_of_agencies()
    return [
        MoveRow(
            id=row.pk,
            of_id=row.of_id,
            of=names[row.of_id],
            to_id=row.to_id,
            to=names[row.to_id],
            on=row.on,
            whole=row.whole,
            documents=row.named,
            reason=row.reason,
            at=row.at,
            by=row.by,
            undone=row.voiding.reason if hasattr(row, "voiding") else "",
        )
        for row in found.annotate(named=Count("documents")).select_related("voiding").order_by("-on", "-pk")
    ]
