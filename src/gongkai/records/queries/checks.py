"""Reads: checks of the log, how far they have come and what they found."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from gongkai.records.access import Actor, require_audit
from gongkai.records.models import LogCheck
from gongkai.sealing.chain import Fault

STILL = timedelta(minutes=5)
"""A check that has not moved for so long waits for a worker that is not there."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check: `entries` of `total` are read, `told` are the first of the `faults`; None as `ended_at` while it goes on."""

    id: int
    asked_by: str
    asked_at: datetime
    total: int
    read: int
    entries: int
    faults: int
    told: tuple[Fault, ...]
    moved_at: datetime
    ended_at: datetime | None

    @property
    def percent(self) -> int:
        """How much of the log is read."""
        return 100 * self.read // self.total if self.total else 100

    def stands_still(self, at: datetime) -> bool:
        """Whether it goes on, but has not moved for long: then another one may be begun."""
        return self.ended_at is None and self.moved_at <= at - STILL


def last_check(viewer: Actor) -> CheckRow | None:
    """The check that was begun last, in one query. PermissionDenied for whoever may not read the log."""
    require_audit(viewer)
    row = LogCheck.objects.order_by("-pk").first()
    return _row(row) if row else None


def _row(row: LogCheck) -> CheckRow:
    return CheckRow(
        id=row.pk,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        total=row.until_seq,
        read=row.read_seq,
        entries=row.entries,
        faults=row.faults,
        told=tuple(Fault(seq, what) for seq, what in row.told),
        moved_at=row.moved_at,
        ended_at=row.ended_at,
    )
