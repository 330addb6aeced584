"""Writes: what a campaign concluded is carried out: one document repeals and declares expired, all in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.law.findings import Finding
from gongkai.law.normative import Conclusion, Effect
from gongkai.normative import access
from gongkai.normative.actions.cleanup_running import said, told_of
from gongkai.normative.actions.holding import hold, iso, settle
from gongkai.normative.actions.weighing import added, weigh
from gongkai.normative.models import Change, Cleanup, CleanupDecision
from gongkai.normative.queries.facts import every
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day

_EFFECTS = {Conclusion.REPEAL: Effect.REPEALED, Conclusion.EXPIRED: Effect.DECLARED_EXPIRED}


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a decision would do: to so many documents, and what stands against it."""

    documents: tuple[tuple[int, str, Conclusion], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Done:
    cleanup: Cleanup
    duty: Duty
    documents: tuple[tuple[int, str, Conclusion], ...]
    found: list[Finding]
    changes: int


@transaction.atomic
def carry_out(
    *,
    cleanup_id: int,
    cause_id: int,
    on: date,
    by: Actor,
    at: datetime,
    agency_id: int | None = None,
    reason: str = "",
) -> int:
    """Enter that a document repeals or declares expired what accepted lists conclude, from a day on; how many changes.

    `agency_id`: only the documents of one body; None: of all. Refused where nothing is left to do, for whatever cannot be, and,
    without a reason, for what the law warns of; then nothing is entered at all. By a supervisor who runs the campaign.
    """
    done = _carried(cleanup_id, cause_id, on, by, at, agency_id)
    weigh(done.found, reason)
    CleanupDecision.objects.create(
        cleanup=done.cleanup, cause_id=cause_id, on=on, changes=done.changes, at=at, by=by.username
    )
    details = {"cause": cause_id, "on": iso(on), "changes": done.changes}
    said("carry_out_cleanup", done.cleanup, by=by, at=at, duty=done.duty, details=details)
    return done.changes


@transaction.atomic
def foresee_carrying_out(
    *, cleanup_id: int, cause_id: int, on: date, by: Actor, at: datetime, agency_id: int | None = None
) -> Foreseen:
    """What a decision would do, and what stands against it; nothing is kept."""
    done = _carried(cleanup_id, cause_id, on, by, at, agency_id)
    transaction.set_rollback(True)
    return Foreseen(done.documents, tuple(done.found))


def _carried(
    cleanup_id: int, cause_id: int, on: date, by: Actor, at: datetime, agency_id: int | None
) -> _Done:
    cause = hold(cause_id)
    campaign = told_of(cleanup_id)
    duty = access.require_cleaning(by, campaign.row.agency_id)
    if cause.issued_on is None:
        raise Refused(f"引起变动的文件“{cause}”还没有编号印发。请先编号印发、公布。")
    waiting = [each for each in campaign.to_do(on, agency_id) if each[0] != cause.pk]
    if not waiting:
        raise Refused("没有需要落实的废止、宣布失效：清单还没有审核，或者都已经落实。")
    before = campaign.facts
    Change.objects.bulk_create(
        [
            Change(
                effect=_EFFECTS[conclusion],
                of_id=document_id,
                cause=cause,
                on=on,
                reason=f"清理“{campaign.row.title}”"[:300],
                at=at,
                by=by.username,
            )
            for document_id, conclusion in waiting
        ]
    )
    after = every()
    settle([cause.pk], civil_day(at))
    return _Done(
        Cleanup.objects.get(pk=cleanup_id),
        duty,
        tuple((pk, before.names[pk], conclusion) for pk, conclusion in waiting),
        added(before.register.findings, after.register.findings),
        len(waiting),
    )
