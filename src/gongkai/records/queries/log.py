"""Reads: the log as an auditor looks through it, and the history of one thing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor, require_audit
from gongkai.records.models import LogEntry
from gongkai.records.queries.among import Among
from gongkai.records.queries.wording import label

PAGE = 50


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry, with words for its action and role."""

    seq: int
    at: datetime
    actor: str
    acting_for: str
    role: str
    role_label: str
    agency_id: int | None
    action: str
    action_label: str
    subject: str
    version: str
    reason: str
    details: Mapping[str, Any]
    address: str
    request_id: str
    hash: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an auditor looks for; an empty field asks nothing. `until` is the first instant that is no longer meant."""

    subject: str = ""
    agency_id: int | None = None
    actor: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, newest first; `older` is the `before` of the next page, None on the last."""

    rows: tuple[LogRow, ...]
    older: int | None = field(default=None)


def entries(
    viewer: Actor,
    wanted: Wanted = Wanted(),
    *,
    people: Collection[str] = (),
    before: int | None = None,
    size: int = PAGE,
) -> Page:
    """The entries that an auditor may see: of the agencies in reach, and those that name no agency, of these people.

    `people` are user names of members of the agencies in reach: who they are only agencies know. The operator sees all.
    PermissionDenied for anybody else.
    """
    require_audit(viewer)
    return _page(_visible(viewer, people).filter(_asked(wanted)), before, size)


def history(subject: str, *, before: int | None = None, size: int = PAGE) -> Page:
    """What happened to one thing. Whoever may see the thing may see this: the caller has asked its access."""
    return _page(LogEntry.objects.filter(subject=subject), before, size)


def _visible(viewer: Actor, people: Collection[str]) -> QuerySet[LogEntry]:
    if viewer is OPERATOR:
        return LogEntry.objects.all()
    reach = viewer.reach([Role.SECURITY_AUDITOR])
    return LogEntry.objects.filter(Q(Among("agency_id", reach)) | Q(agency_id=None, actor__in=list(people)))


def _asked(wanted: Wanted) -> Q:
    """An action may be named in part: `applications` means all that is done there."""
    asked = Q()
    for column in ("subject", "agency_id", "actor"):
        if value := getattr(wanted, column):
            asked &= Q(**{column: value})
    if wanted.action:
        asked &= Q(action=wanted.action) | Q(action__startswith=f"{wanted.action}.")
    if wanted.since:
        asked &= Q(at__gte=wanted.since)
    if wanted.until:
        asked &= Q(at__lt=wanted.until)
    return asked


def _page(rows: QuerySet[LogEntry], before: int | None, size: int) -> Page:
    if before is not None:
        rows = rows.filter(seq__lt=before)
    found = list(rows.order_by("-seq")[: size + 1])
    shown = tuple(map(_row, found[:size]))
    return Page(shown, shown[-1].seq if len(found) > size else None)


def _row(entry: LogEntry) -> LogRow:
    return LogRow(
        seq=entry.seq,
        at=entry.at,
        actor=entry.actor,
        acting_for=entry.acting_for,
        role=entry.role,
        role_label=Role(entry.role).label if entry.role else "",
        agency_id=entry.agency_id,
        action=entry.action,
        action_label=label(entry.action),
        subject=entry.subject,
        version=entry.version,
        reason=entry.reason,
        details=entry.details,
        address=entry.address,
        request_id=entry.request_id,
        hash=entry.hash,
    )
