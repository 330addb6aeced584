"""Writes: the outside addresses in public topics are asked once in a month whether they open."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from gongkai.compilations.queries.links import MONTHLY, addresses_shown, dead_among
from gongkai.publication.actions.asking import want
from gongkai.records.actions.jobs import job

AGAIN = timedelta(days=7)
"""What did not open is asked again after that."""
PART = 200


@job("compilations.look_over_links", label="检查专题的外部链接")
@transaction.atomic
def look_over_links(*, at: datetime) -> None:
    """Have those asked that were not for a month, and again after a week what did not open. Nothing where asking is off."""
    if not settings.CHECK_LINKS:
        return
    shown = addresses_shown()
    for start in range(0, len(shown), PART):
        part = shown[start : start + PART]
        want(part, before=at - MONTHLY, at=at)
        if dead := list(dead_among(part)):
            want(dead, before=at - AGAIN, at=at)
