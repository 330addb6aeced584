"""Writes: an accepted report goes into sign-off with the digest of its snapshot; the last agreement signs it."""

from datetime import datetime

from django.db import transaction

from gongkai.annual_reports import access
from gongkai.annual_reports.actions.steps import MOST, enter, require_next, taken
from gongkai.annual_reports.models import Frozen, StepKind, WorkingReport
from gongkai.annual_reports.queries.course import State, StepRow, state_of, steps_of
from gongkai.annual_reports.queries.texts import writers_of
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.signoff import actions as signoff
from gongkai.signoff import queries as rounds


def subject_of(working_id: int) -> str:
    """What sign-off calls a report."""
    return f"{access.KIND.key}:{working_id}"


@transaction.atomic
def send_to_sign(*, working_id: int, by: Actor, at: datetime) -> int:
    """Send the accepted snapshot into sign-off; returns the number of the round. All who wrote a text are its authors.

    Refused as `signoff.actions.start`, and for a report that is not accepted; PermissionDenied for others than its writers.
    """
    working = taken(working_id)
    duty = access.require_writing(by, working.agency_id)
    steps = require_next(working_id, StepKind.SENT_TO_SIGN)
    round_id = signoff.start(
        kind=access.KIND.key,
        subject=subject_of(working_id),
        title=_title(working),
        digest=_last(steps).digest,
        agency_id=working.agency_id,
        by=by,
        at=at,
        authors=writers_of(working_id),
    )
    enter(working, steps, StepKind.SENT_TO_SIGN, by=by, at=at, duty=duty)
    return round_id


def carry_out(*, subject: str, digest: str, by: Actor, at: datetime, duty: Duty) -> None:
    """Note that a report is signed, in the transaction of the last agreement. Refused if it is not the snapshot that waits."""
    working = taken(int(subject.partition(":")[2]))
    steps = steps_of(working.pk)
    if state_of(steps) is not State.SIGNING or _last(steps).digest != digest:
        raise Refused("送签以后报告又有变动，您的意见没有提交。请终止审签，由编写人员重新送签。")
    enter(working, steps, StepKind.SIGNED, by=by, at=at, duty=duty)


@transaction.atomic
def take_from_signing(*, working_id: int, because: str, by: Actor, at: datetime) -> int:
    """Take a report out of sign-off, or back after its signature and before it is published, to change it.

    A round that is open is stopped. Refused without a reason; PermissionDenied for others than its writers.
    """
    working = taken(working_id)
    duty = access.require_writing(by, working.agency_id)
    steps = require_next(working_id, StepKind.REFUSED)
    reason = refuse_without(because, MOST, "收回的原因")
    held = rounds.round_of(subject_of(working_id))
    if held is not None and held.ended_at is None:
        signoff.stop(round_id=held.id, because=reason[:200], by=by, at=at)
    return enter(working, steps, StepKind.REFUSED, remarks=reason, by=by, at=at, duty=duty)


def _last(steps: list[StepRow]) -> StepRow:
    """The newest step that speaks of a snapshot; a report that was submitted has one."""
    return next(step for step in reversed(steps) if step.frozen_id)


def _title(working: WorkingReport) -> str:
    frozen = Frozen.objects.filter(working=working).order_by("-number").first()
    return str(frozen.content["title"]) if frozen else str(working)
