"""Writes: the log is verified, stretch by stretch; how far a check has come is kept, so that any worker can go on."""

from datetime import datetime

from django.db import transaction

from gongkai.records.access import Actor, require_audit
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.log import log
from gongkai.records.models import LogCheck
from gongkai.records.queries.chain import Stretch, beginning, stretch
from gongkai.records.queries.checks import STILL
from gongkai.sealing.chain import NOTHING, Link

TASK = "records.check_log"
STRETCH = 20_000
"""So many entries are verified in about a second."""
TOLD = 100
"""So many faults are kept word for word; all are counted."""


def check_log(*, by: Actor, at: datetime) -> None:
    """Verify the whole chain of the log. A short one is read at once, a longer one by a job for each stretch; logged.

    While a check moves on, no other is begun. Refused for anybody but security auditors and the operator.
    """
    require_audit(by)
    if LogCheck.objects.filter(ended_at=None, moved_at__gt=at - STILL).exists():
        return
    check = _begin(by=by, at=at)
    if check.until_seq <= STRETCH:  # whoever is first records it: we, or a worker that is quicker
        _record(check.pk, 0, _read(at=at, check_id=check.pk, after=0), at)


@transaction.atomic
def _begin(*, by: Actor, at: datetime) -> LogCheck:
    until, wrong = beginning()
    check = LogCheck.objects.create(
        asked_by=by.username,
        asked_at=at,
        until_seq=until.seq,
        until_hash=until.hash,
        read_seq=NOTHING.seq,
        read_hash=NOTHING.hash,
        faults=len(wrong),
        told=[[fault.seq, fault.what] for fault in wrong[:TOLD]],
        moved_at=at,
    )
    log(TASK, f"log_check:{check.pk}", by=by, at=at, details={"entries": until.seq})
    _queue(check.pk, NOTHING, at)
    return check


def _queue(check_id: int, after: Link, at: datetime) -> None:
    queue(TASK, key=f"{check_id} after {after.seq}", at=at, check_id=check_id, after=after.seq)


def _read(*, at: datetime, check_id: int, after: int) -> Stretch | None:  # noqa: ARG001 - what a job is called with
    """The stretch that follows an entry; None where the check has got beyond it."""
    check = LogCheck.objects.filter(pk=check_id, read_seq=after, ended_at=None).first()
    if check is None:
        return None
    until = Link(check.until_seq, check.until_hash)
    return stretch(after=Link(after, check.read_hash), until=until, size=STRETCH)


@job(TASK, label="校验操作日志", prepare=_read)
def read_on(*, at: datetime, check_id: int, after: int, prepared: Stretch | None) -> None:
    """Keep what the next stretch of a check showed, and queue the one that follows."""
    _record(check_id, after, prepared, at)


@transaction.atomic
def _record(check_id: int, after: int, found: Stretch | None, at: datetime) -> None:
    """Move a check on, unless somebody else has."""
    unmoved = LogCheck.objects.filter(pk=check_id, read_seq=after, ended_at=None)
    check = unmoved.first()
    if found is None or check is None:
        return
    wrong = [[fault.seq, fault.what] for fault in found.faults]
    moved = unmoved.update(
        read_seq=found.last.seq,
        read_hash=found.last.hash,
        entries=check.entries + found.entries,
        faults=check.faults + len(wrong),
        told=(check.told + wrong)[:TOLD],
        moved_at=at,
        ended_at=at if found.ends else None,
    )
    if moved and not found.ends:
        _queue(check_id, found.last, at)
