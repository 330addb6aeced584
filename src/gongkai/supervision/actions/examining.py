"""Writes: agencies are examined each night and when somebody asks; what they came to is kept, findings open and end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db import transaction

from gongkai.law.inspection.faults import Fault
from gongkai.law.inspection.verdict import Assessment, accounts_failed
from gongkai.records.access import Actor
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.log import log
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import civil_day
from gongkai.supervision import access
from gongkai.supervision.models import Examination, Finding, Order
from gongkai.supervision.queries.examining import PAGE, assessments, due_today, ordered

DAILY, ASKED = "supervision.examine", "supervision.examine_ordered"
KEPT = 200
"""So many findings of one measure are kept of an agency, those that come first: nobody works through more."""
_WHERE = 200

Made = dict[int, Assessment]
_Key = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """Some agencies with what they come to, looked at before the transaction."""

    on: date
    made: Made


def order(*, agency_ids: Iterable[int], by: Actor, at: datetime) -> int:
    """Have agencies examined at once, by a job; the number of the order.

    Logged. PermissionDenied for whoever does not keep each of them.
    """
    wanted = sorted(set(agency_ids))
    duties = [access.require_asking(by, one) for one in wanted]
    with transaction.atomic():
        row = Order.objects.create(agencies=wanted, at=at, by=by.username)
        queue(ASKED, key=f"{row.pk} 0", at=at, order_id=row.pk)
        log(
            "supervision.order",
            f"order:{row.pk}",
            by=by,
            at=at,
            duty=duties[0] if duties else None,
            agency_id=wanted[0] if len(wanted) == 1 else None,
            details={"agencies": len(wanted)},
        )
    return row.pk


def _look(*, at: datetime, after: int = 0) -> Page:
    on = civil_day(at)
    return Page(on, assessments(due_today(on, after), on))


@job(DAILY, label="栏目体检", prepare=_look)
@transaction.atomic
def examine(*, at: datetime, prepared: Page, after: int = 0) -> None:  # noqa: ARG001 - what `_look` was called with
    """Keep what a page of agencies came to today; then the next page. An agency that has its examination is left out."""
    make(prepared.made, on=prepared.on, at=at)
    if len(prepared.made) == PAGE:
        last = max(prepared.made)
        queue(DAILY, key=f"{prepared.on} {last}", at=at, after=last)


def _look_ordered(*, at: datetime, order_id: int, turn: int = 0) -> Page:  # noqa: ARG001 - which page, for its key
    on = civil_day(at)
    return Page(on, assessments(ordered(order_id), on))


@job(ASKED, label="立即体检", prepare=_look_ordered)
@transaction.atomic
def examine_ordered(*, at: datetime, prepared: Page, order_id: int, turn: int = 0) -> None:
    """Keep what a page of the agencies of an order came to; then the next page."""
    make(prepared.made, on=prepared.on, at=at, order_id=order_id)
    if len(prepared.made) == PAGE:
        queue(ASKED, key=f"{order_id} {turn + 1}", at=at, order_id=order_id, turn=turn + 1)


def make(made: Made, *, on: date, at: datetime, order_id: int | None = None) -> None:
    """Keep examinations of a day: what is new among the findings opens, what is there no more ends.

    What was kept before, of the day or of the order, stays as it is.
    """
    with transaction.atomic():
        done = Examination.objects.filter(Among("agency_id", frozenset(made)), order=order_id)
        if order_id is None:
            done = done.filter(on=on)
        known = set(done.values_list("agency", flat=True))
        new = {agency: each for agency, each in made.items() if agency not in known}
        Examination.objects.bulk_create(
            [_row(agency, each, on, at, order_id) for agency, each in new.items()], batch_size=100
        )
        _settle(new, on)


def _settle(made: Made, on: date) -> None:
    """Open what is new, end what is gone."""
    kept = {
        (agency, fault.measure.value, fault.key): fault
        for agency, each in made.items()
        for fault in _few(each)
    }
    every = {
        (agency, fault.measure.value, fault.key) for agency, each in made.items() for fault in each.faults
    }
    open_ones = Finding.objects.filter(Among("agency_id", frozenset(made)), gone_on__isnull=True)
    there: dict[_Key, int] = {
        (agency, measure, key): pk
        for pk, agency, measure, key in open_ones.values_list("pk", "agency", "measure", "key")
    }
    gone = frozenset(pk for found, pk in there.items() if found not in every)
    Finding.objects.filter(Among("pk", gone)).update(gone_on=on)
    Finding.objects.bulk_create(
        [_finding(found, fault, on) for found, fault in kept.items() if found not in there], batch_size=500
    )


def _few(each: Assessment) -> Iterable[Fault]:
    """The first of each measure; the law gives them measure by measure."""
    for _, faults in groupby(each.faults, key=lambda fault: fault.measure):
        yield from {fault.key: fault for fault in list(faults)[:KEPT]}.values()


def _finding(found: _Key, fault: Fault, on: date) -> Finding:
    agency, measure, key = found
    return Finding(
        agency_id=agency,
        measure=measure,
        key=key,
        where=fault.where[:_WHERE],
        what=fault.what,
        since=fault.since,
        first_on=on,
    )


def _row(agency: int, each: Assessment, on: date, at: datetime, order_id: int | None) -> Examination:
    counts: dict[str, int] = {}
    for fault in each.faults:
        counts[fault.measure.value] = counts.get(fault.measure.value, 0) + 1
    return Examination(
        agency_id=agency,
        on=on,
        at=at,
        order_id=order_id,
        outcome=each.verdict.outcome,
        score=each.verdict.score,
        vetoes=list(each.verdict.vetoes),
        accounts_failed=accounts_failed(each.results),
        faults=each.counted,
        counts=counts,
        results=[
            {
                "id": result.indicator.id,
                "judged": result.judged,
                "faults": result.faults,
                "needed": result.needed,
                "reached": result.reached,
                "lost": str(result.lost),
            }
            for result in each.results
        ],
        soon=[
            {
                "measure": one.measure.value,
                "key": one.key,
                "where": one.where,
                "due_on": one.due_on.isoformat(),
            }
            for one in each.soon
        ],
    )
