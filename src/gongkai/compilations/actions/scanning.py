"""Writes: a scan of a QR code is counted. Nobody acts here, and nothing is kept but a sum for each day, so nothing is logged."""

from datetime import date

from django.db import transaction
from django.db.models import F

from gongkai.compilations.models import Scans


@transaction.atomic
def count_scan(*, code_id: int, on: date) -> None:
    """Add one to the sum of a code on a day. Exact however many do it at once: the database adds, not the program."""
    Scans.objects.bulk_create([Scans(code_id=code_id, on=on)], ignore_conflicts=True)
    Scans.objects.filter(code=code_id, on=on).update(count=F("count") + 1)
