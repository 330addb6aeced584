"""Writes: information that several ask for, or that an applicant proposes, becomes proactive, or not.   依据：条例第四十四条"""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from gongkai.applications.access import OFFICERS
from gongkai.applications.models import Proposal, Verdict
from gongkai.applications.queries.proposals import Waiting, one_waiting
from gongkai.records.access import Actor, require
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.records.queries.numbers import civil_day

DECIDED = "这项建议已经有人处理，请刷新后再看。"


def adopt(*, key: str, begin: Callable[[Waiting], int], by: Actor, at: datetime) -> int:
    """Make information proactive: `begin` begins the item, in the same transaction, and gives its number; returned.

    By whoever handles the applications of the agency. Refused if somebody has decided meanwhile; then nothing is begun.
    """
    return _decided(key, Verdict.ADOPTED, "", by, at, begin) or 0


def decline(*, key: str, reason: str, by: Actor, at: datetime) -> None:
    """Leave it to applications, for a reason, until more ask for it. As `adopt`; refused without a reason."""
    _decided(key, Verdict.DECLINED, refuse_without(reason, 500, "不采纳的理由"), by, at)


def _decided(
    key: str,
    verdict: Verdict,
    reason: str,
    by: Actor,
    at: datetime,
    begin: Callable[[Waiting], int] | None = None,
) -> int | None:
    found = one_waiting(by, key, civil_day(at))
    if found is None:
        raise Refused(DECIDED)
    duty = require(by, OFFICERS, found.agency_id)
    if by.user_id is None:
        raise PermissionDenied("请由登录的人员本人决定。")
    try:
        with transaction.atomic():
            item = begin(found) if begin else None
            made = Proposal.objects.create(
                agency_id=found.agency_id,
                key=found.key,
                name=found.name,
                verdict=verdict,
                reason=reason,
                applicants=found.applicants,
                suggested=found.proposed,
                item=item,
                decided_at=at,
                decided_by_id=by.user_id,
            )
            log(
                "applications.decide_proposal",
                f"proposal:{made.pk}",
                by=by,
                at=at,
                duty=duty,
                agency_id=found.agency_id,
                reason=reason[:200],
                details={
                    "verdict": verdict.value,
                    "applicants": found.applicants,
                    **({} if item is None else {"item": item}),
                },
            )
    except IntegrityError as error:  # somebody else decided at the same moment
        raise Refused(DECIDED) from error
    return item
