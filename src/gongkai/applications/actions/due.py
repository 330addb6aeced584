"""Writes: what the day alone changes: a correction or a payment that did not come, a due day that a notice moved."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from gongkai.applications.actions.holding import catch_up, subject
from gongkai.applications.actions.in_turn import in_turn
from gongkai.applications.models import Application
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job
from gongkai.records.actions.log import log
from gongkai.records.queries.numbers import civil_day


def settle_each(*, at: datetime) -> int:
    """Bring every open application up to the day; how many there were."""
    waiting = Application.objects.filter(closed_on__isnull=True, settled_on__lt=civil_day(at))
    many, _ = in_turn(waiting, lambda application_id: _settle(application_id, at))
    return many


@job("applications.settle_due", label="按日推算申请的期限", prepare=settle_each)
def settle_due(*, at: datetime, prepared: int) -> None:
    """Nothing is left to do in the transaction of the job: each application had its own."""


def settle_moved(application_id: int, at: datetime) -> bool:
    """Bring an application up to the day although that was done today: the calendar has changed since. Whether it moved."""
    return _settle(application_id, at, once_a_day=False)


@transaction.atomic
def _settle(application_id: int, at: datetime, *, once_a_day: bool = True) -> bool:
    """The first update makes others wait who act on it at this moment; where one of them was first, it is settled."""
    today = civil_day(at)
    found = Application.objects.filter(pk=application_id, closed_on__isnull=True)
    if once_a_day:
        found = found.filter(settled_on__lt=today)
    if not found.update(moves=F("moves")):
        return False
    application = Application.objects.select_related("agency").get(pk=application_id)
    changed = catch_up(application, at)
    left = application.settled_on < today
    if changed:
        Application.objects.filter(pk=application_id).update(moves=F("moves") + 1)
    if changed or left:
        log(
            "applications.not_settled" if left else "applications.settle",
            subject(application_id),
            by=OPERATOR,
            at=at,
            agency_id=application.agency_id,
            reason="办理记录前后矛盾，不能推算期限" if left else "",
            details=changed,
        )
    return bool(changed)
