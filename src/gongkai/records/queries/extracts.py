"""Reads: the entries of the log about some things, each between its neighbours: what the file of a case holds of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from gongkai.law.roles import Role
from gongkai.records.models import LogEntry
from gongkai.records.queries.chain import ends
from gongkai.records.queries.wording import label
from gongkai.sealing.chain import Link
from gongkai.sealing.extracts import Cut


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in words. `actor`: the user name."""

    seq: int
    at: datetime
    actor: str
    role: str
    what: str
    hash: str
    previous: str


@dataclass(frozen=True, slots=True)
class Extract:
    """Entries in the order of the chain, as cuts and in words, and where the chain ended when they were read."""

    cuts: tuple[Cut, ...]
    lines: tuple[Line, ...]
    head: Link


def extract(subjects: Collection[str]) -> Extract:
    """What the log says of some things. Whoever may see them may see this: the caller has asked their access.

    Two queries. What is written meanwhile is left out: it stands behind the head.
    """
    head = ends().last
    after = LogEntry.objects.filter(seq=OuterRef("seq") + 1, seq__lte=head.seq)
    rows = (
        LogEntry.objects.filter(subject__in=list(subjects), seq__lte=head.seq)
        .annotate(following=Subquery(after.values("hash")[:1]))
        .order_by("seq")
    )
    found = list(rows)
    return Extract(
        cuts=tuple(Cut(row.facts(), row.hash, row.following or "") for row in found),
        lines=tuple(map(_line, found)),
        head=head,
    )


def _line(row: LogEntry) -> Line:
    role = Role(row.role).label if row.role else ""
    return Line(row.seq, row.at, row.actor, role, label(row.action), row.hash, row.previous)
