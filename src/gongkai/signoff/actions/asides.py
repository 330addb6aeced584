"""Writes: another office is asked to countersign; whoever is late is reminded."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime

from gongkai.agencies.models import Agency
from gongkai.law.roles import Role
from gongkai.law.signing.chains import LONGEST_STEP, MOST_STEPS
from gongkai.law.signing.standing import Said, Standing, Verdict
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.signoff import access
from gongkai.signoff.actions.course import hold, settle, speaker
from gongkai.signoff.models import Countersign, Round
from gongkai.signoff.queries.course import Course


@transaction.atomic
def countersign(
    *,
    round_id: int,
    step: str,
    agency_id: int,
    role: Role,
    because: str,
    by: Actor,
    at: datetime,
    working_days: int | None = None,
) -> Standing:
    """Ask another office for its opinion (会签): a step of its own beside the one that asks; both must agree to go on.

    Refused when it is not the asking step's turn or the person may not speak at it, for an office that was asked
    already or has a step anyway, for an unknown or ended agency, for those who run the system, and without a reason;
    PermissionDenied without the role of the asking step.
    """
    course = hold(round_id)
    held = course.round
    asking = Said(step, Verdict.AGREE, held.text, frozenset())
    who, _ = speaker(by, course, asking)
    asked = _office(course, agency_id, role, at)
    if working_days is not None and not 1 <= working_days <= LONGEST_STEP:
        raise Refused(f"会签时限应当是1至{LONGEST_STEP}个工作日。")
    Countersign.objects.create(
        round=held,
        number=held.moves,
        step=f"countersign_{held.moves}",
        beside=step,
        title=f"{asked.short_name or asked.name}会签"[:40],
        agency=asked,
        role=role.value,
        working_days=working_days,
        because=refuse_without(because, 200, "会签事由"),
        by_id=who.user_id,
        at=at,
    )
    after = settle(held, at).standing
    log(
        "signoff.countersign",
        held.subject,
        by=by,
        at=at,
        duty=who.duty,
        agency_id=held.agency_id,
        version=held.digest,
        reason=because.strip(),
        details={"round": held.pk, "step": step, "asked": agency_id, "role": role.value},
    )
    return after


@transaction.atomic
def remind(*, round_id: int, by: Actor, at: datetime, text: str = "") -> None:
    """Urge on whoever has a round before them (催办); it is marked in their inbox. Once a day.

    Refused when it was done on the same day, and after the end of the round; PermissionDenied for others than its
    authors, the heads of the agency and its supervisors.
    """
    held = Round.objects.filter(pk=round_id, ended_at__isnull=True).first()
    if held is None:
        raise Refused("这次审签已经结束，请刷新后再看。")
    duty = access.require_reminder(by, held)
    refuse_longer(text, 200, "催办内容")
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    open_turns = held.turns.filter(Q(reminded_at__isnull=True) | Q(reminded_at__lt=midnight))
    if not open_turns.update(reminded_at=at):
        raise Refused("今天已经催办过，请明天再催。")
    log(
        "signoff.remind",
        held.subject,
        by=by,
        at=at,
        duty=duty,
        agency_id=held.agency_id,
        version=held.digest,
        reason=text.strip(),
        details={"round": held.pk},
    )


def _office(course: Course, agency_id: int, role: Role, at: datetime) -> Agency:
    """The agency that is asked; Refused if it cannot be."""
    asked = Agency.objects.filter(pk=agency_id).first()
    if asked is None or (asked.ends_on and asked.ends_on < localtime(at).date()):
        raise Refused("没有这个机关，或者它已经撤销。")
    if role.runs_the_system:
        raise Refused(f"{role.label}不参加审签。")
    steps = [each for stage in course.standing.stages for each in stage]
    if any((each.role, course.agency_of(each.id)) == (role, agency_id) for each in steps):
        raise Refused(f"{asked.name}的{role.label}已在审签流程中，不必再次会签。")
    if len(steps) >= MOST_STEPS:
        raise Refused(f"一次审签最多{MOST_STEPS}个步骤。")
    return asked
