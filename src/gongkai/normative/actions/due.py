"""Writes: what the day alone changes: documents come into force and run out, tasks come up."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from gongkai.normative.actions.holding import keep, take_turn
from gongkai.normative.models import Document
from gongkai.normative.queries.facts import every
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job
from gongkai.records.actions.log import log
from gongkai.records.queries.numbers import civil_day

JOB = "normative.refresh"


@job(JOB, label="按日更新规范性文件的效力", limit=timedelta(minutes=15))
@transaction.atomic
def refresh(*, at: datetime) -> None:
    """Write for all documents what the register says of this day; logged where something changed.

    Works from the facts themselves: after an outage, or a clock that was wrong, nothing is left out.
    """
    on = civil_day(at)
    if not Document.objects.filter(Q(refreshed_on__isnull=True) | ~Q(refreshed_on=on)).exists():
        return
    take_turn()
    changed = keep(Document.objects.defer("articles"), every(), on)
    if changed:
        log("normative.refresh", "normative", by=OPERATOR, at=at, details={"documents": changed})
