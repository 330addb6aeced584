"""Writes: a holiday notice moves the last days of requests for correction; nothing else about them changes by the day."""

from datetime import datetime

from django.db import transaction

from gongkai.applications.actions.in_turn import in_turn
from gongkai.applications.actions.rectifying_holding import subject, taken
from gongkai.applications.models import Rectification
from gongkai.applications.queries.rectifying.standing import course_of
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job
from gongkai.records.actions.log import log


def settle_each(*, at: datetime) -> int:
    """Work out the last day of every open request anew; how many moved."""
    waiting = Rectification.objects.filter(closed_on__isnull=True, due_on__isnull=False)
    _, moved = in_turn(waiting, lambda rectification_id: _settle(rectification_id, at))
    return moved


@job("applications.settle_rectifications", label="按日推算更正的期限", prepare=settle_each)
def settle_rectifications(*, at: datetime, prepared: int) -> None:
    """Nothing is left to do in the transaction of the job: each request had its own."""


@transaction.atomic
def _settle(rectification_id: int, at: datetime) -> bool:
    one = Rectification.objects.get(pk=rectification_id)
    if course_of(one, one.events.order_by("pk")).due_on == one.due_on:
        return False
    one = taken(rectification_id)
    before, due_on = one.due_on, course_of(one, one.events.order_by("pk")).due_on
    Rectification.objects.filter(pk=one.pk).update(due_on=due_on)
    log(
        "applications.rectify_settle",
        subject(one.pk),
        by=OPERATOR,
        at=at,
        agency_id=one.agency_id,
        details={
            "due_before": before.isoformat() if before else "",
            "due_after": due_on.isoformat() if due_on else "",
        },
    )
    return True
