"""Writes: what the day alone changes: a correction or a payment that did not come, a due day that a notice moved."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from gongkai.applications.actions.holding import catch_up, subject
from gongkai.applications.models import Application
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job
from gongkai.records.actions.log import log
from gongkai.records.queries.numbers import civil_day

BATCH = 500


def settle_each(*, at: datetime) -> int:
    """Bring every open application up to the day, each in a transaction of its own; how many there were.

    One that fails stops no other: the first failure is raised when all have had their turn, so that the job is tried again.
    """
    last = many = 0
    failed: list[Exception] = []
    waiting = Application.objects.filter(closed_on__isnull=True, settled_on__lt=civil_day(at)).order_by("pk")
    while batch := list(waiting.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        for application_id in batch:
            try:
                _settle(application_id, at)
            except Exception as error:  # noqa: BLE001 - raised below, when the others have had their turn
                failed.append(error)
        last, many = batch[-1], many + len(batch)
    if failed:
        raise failed[0]
    return many


@job("applications.settle_due", label="按日推算申请的期限", prepare=settle_each)
def settle_due(*, at: datetime, prepared: int) -> None:
    """Nothing is left to do in the transaction of the job: each application had its own."""


@transaction.atomic
def _settle(application_id: int, at: datetime) -> None:
    """The first update makes others wait who act on it at this moment; where one of them was first, it is settled."""
    today = civil_day(at)
    found = Application.objects.filter(pk=application_id, closed_on__isnull=True, settled_on__lt=today)
    if not found.update(moves=F("moves")):
        return
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
