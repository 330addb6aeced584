"""Writes: a report goes its way: submitted, reviewed by the office above, returned with remarks or accepted, opened again."""

from datetime import datetime

from django.db import transaction

from gongkai.annual_reports import access
from gongkai.annual_reports.actions.beginning import held
from gongkai.annual_reports.actions.freezing import freeze
from gongkai.annual_reports.models import AnnualReport, Frozen, Step, StepKind, WorkingReport
from gongkai.annual_reports.queries.course import NEXT, StepRow, state_of, steps_of
from gongkai.annual_reports.queries.drafted import draft
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without

MOST = 1000


@transaction.atomic
def submit(*, working_id: int, by: Actor, at: datetime) -> int:
    """Hand a report to the office above; it is frozen as it stands. Returns the number of the step.

    Refused, naming each reason, for a report with faults (`Draft.faults`); PermissionDenied for others than its writers.
    """
    working = taken(working_id)
    duty = access.require_writing(by, working.agency_id)
    steps = require_next(working_id, StepKind.SUBMITTED)
    made = draft(working_id)
    if made is None:  # it is held
        raise LookupError(working_id)
    frozen = freeze(made, by=by, at=at)
    return enter(working, steps, StepKind.SUBMITTED, frozen=frozen, by=by, at=at, duty=duty)


@transaction.atomic
def withdraw(*, working_id: int, because: str, by: Actor, at: datetime) -> int:
    """Take a report back before it goes to be signed, to change it. Refused without a reason; PermissionDenied as `submit`."""
    working = taken(working_id)
    duty = access.require_writing(by, working.agency_id)
    steps = require_next(working_id, StepKind.WITHDRAWN)
    reason = refuse_without(because, MOST, "撤回的原因")
    return enter(working, steps, StepKind.WITHDRAWN, remarks=reason, by=by, at=at, duty=duty)


@transaction.atomic
def give_back(*, working_id: int, remarks: str, by: Actor, at: datetime) -> int:
    """Return a report with remarks. Refused without any; PermissionDenied for others than the office above."""
    working = taken(working_id)
    duty = access.require_review(by, working.agency_id)
    steps = require_next(working_id, StepKind.RETURNED)
    said = refuse_without(remarks, MOST, "退回的意见")
    return enter(working, steps, StepKind.RETURNED, remarks=said, by=by, at=at, duty=duty)


@transaction.atomic
def accept(*, working_id: int, remarks: str, by: Actor, at: datetime) -> int:
    """Accept a report. Refused for whoever submitted it; PermissionDenied for others than the office above."""
    working = taken(working_id)
    duty = access.require_review(by, working.agency_id)
    steps = require_next(working_id, StepKind.ACCEPTED)
    if steps[-1].by_username in (by.username, duty.acting_for):
        raise Refused("报送的人不审核自己报送的报告，请由其他人员审核。")
    refuse_longer(remarks, MOST, "审核意见")
    return enter(working, steps, StepKind.ACCEPTED, remarks=remarks.strip(), by=by, at=at, duty=duty)


@transaction.atomic
def reopen(*, working_id: int, because: str, by: Actor, at: datetime) -> int:
    """Begin a correction of a published report: what is public stays until the correction is published.

    Refused without a reason, which is shown with the correction; PermissionDenied for others than its writers.
    """
    working = taken(working_id)
    duty = access.require_writing(by, working.agency_id)
    steps = require_next(working_id, StepKind.REOPENED)
    reason = refuse_without(because, MOST, "更正的原因")
    return enter(working, steps, StepKind.REOPENED, remarks=reason, by=by, at=at, duty=duty)


def enter(  # noqa: PLR0913 - the fields of a step
    working: WorkingReport,
    steps: list[StepRow],
    kind: StepKind,
    *,
    by: Actor,
    at: datetime,
    duty: Duty | None,
    remarks: str = "",
    frozen: Frozen | None = None,
    version: AnnualReport | None = None,
) -> int:
    """Add a step behind these; it speaks of the last snapshot unless another is given."""
    spoken_of = (
        frozen.pk if frozen else next((step.frozen_id for step in reversed(steps) if step.frozen_id), None)
    )
    number = steps[-1].number + 1 if steps else 1
    step = Step.objects.create(
        working=working,
        number=number,
        kind=kind,
        remarks=remarks,
        frozen_id=spoken_of,
        version=version,
        at=at,
        by=by.username,
    )
    log(
        f"annual_reports.{kind.value}",
        f"working_report:{working.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=working.agency_id,
        version=step.frozen.digest if step.frozen else "",
        reason=remarks,
        details={"step": number, "year": working.year},
    )
    return number


def taken(working_id: int) -> WorkingReport:
    """The report, held until the end of the transaction, so that of two who act at once the second sees the first."""
    return held(working_id)


def require_next(working_id: int, kind: StepKind) -> list[StepRow]:
    """The steps so far; Refused if this one may not follow them."""
    steps = steps_of(working_id)
    state = state_of(steps)
    if kind not in NEXT[state]:
        raise Refused(f"报告现在是“{state.label}”，不能“{kind.label}”。")
    return steps
