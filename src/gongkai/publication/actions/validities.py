"""Writes: documents come into force and run out by the calendar, and are found as what they are on the day."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from gongkai.law.duties.publication import Validity, validity_on
from gongkai.publication.actions.indexing import put_again
from gongkai.publication.models import Item, Stand
from gongkai.records.actions.jobs import job, queue
from gongkai.records.queries.numbers import civil_day
from gongkai.search.models import Entry, EntryKind

JOB = "publication.follow_validity"
PART = 200
_PAGE = 1_000


def _changed(*, at: datetime) -> list[int]:
    """Items that are found under another validity than that of the day, before the job's own transaction.

    Compared with the index itself: after an outage nothing is left out.
    """
    return [item_id for page in _pages(at) for item_id in page]


@job(JOB, label="更新检索中的有效性", prepare=_changed)
@transaction.atomic
def follow_validity(*, at: datetime, prepared: list[int]) -> None:
    """Put those items again, so many in one transaction; the others are for the next job."""
    put_again(prepared[:PART], at)
    if (rest := len(prepared) - PART) > 0:
        queue(JOB, key=f"{at.isoformat()} {rest}", at=at)


def _pages(at: datetime) -> Iterator[list[int]]:
    """Documents that may have come into force or run out, in pages, and of each those that the index has otherwise."""
    on = civil_day(at)
    begun = Q(public__validity=Validity.NOT_YET, public__effective_on__lte=on)
    over = Q(public__validity__in=(Validity.VALID, Validity.NOT_YET), public__valid_until__lt=on)
    public = Item.objects.filter(begun | over, stand=Stand.PUBLIC).order_by("pk")
    dates = "public__validity", "public__effective_on", "public__valid_until"
    last = 0
    while rows := list(public.filter(pk__gt=last).values_list("pk", "index_no", *dates)[:_PAGE]):
        entries = Entry.objects.filter(kind=EntryKind.ITEM, key__in=[key for _, key, *_ in rows])
        held = dict(entries.values_list("key", "validity"))
        yield [
            pk
            for pk, key, stated, begins, ends in rows
            if held.get(key) != validity_on(Validity(stated), begins, ends, on).value
        ]
        last = rows[-1][0]
