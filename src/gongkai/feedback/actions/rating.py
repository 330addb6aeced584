"""Writes: a reader says whether an item was of use, once a day; marks by which that is known are emptied."""

from datetime import date, datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from gongkai.feedback.models import Rating, Use
from gongkai.publication.models import Item, Stand
from gongkai.records.actions.jobs import job
from gongkai.records.queries.numbers import civil_day
from gongkai.sealing.masks import scrubbed

LONGEST = 500


@transaction.atomic
def rate(*, item: str, use: Use, says: str, household: str, at: datetime) -> bool:
    """Enter what a reader says of a public item; False where the same household said something of it today, or there is no such
    item. What was said first stands. Nothing of the address is kept but a keyed digest, until the day is over.
    """
    agency_id = (
        Item.objects.filter(index_no=item, stand=Stand.PUBLIC).values_list("agency", flat=True).first()
    )
    if agency_id is None:
        return False
    on = civil_day(at)
    once = _once(item, household, on)
    if Rating.objects.filter(once=once).exists():
        return False
    row = Rating(
        agency_id=agency_id, item=item, use=use, says=scrubbed(says.strip()[:LONGEST]), on=on, once=once
    )
    Rating.objects.bulk_create([row], ignore_conflicts=True)
    return True


@job("feedback.forget_households", label="清理评价的去重标记")
def forget_households(*, at: datetime) -> None:
    """Empty the marks of days that are over."""
    Rating.objects.filter(on__lt=civil_day(at), once__isnull=False).update(once=None)


def _once(item: str, household: str, on: date) -> str:
    return salted_hmac(
        "gongkai.feedback.rating", f"{household}\0{item}\0{on}", algorithm="sha256"
    ).hexdigest()
