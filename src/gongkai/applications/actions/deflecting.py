"""Writes: who began to apply found the page instead. Nothing is known of who it was, so nothing is logged."""

from datetime import datetime

from gongkai.applications.models import Deflection
from gongkai.records.queries.numbers import civil_day


def deflect(*, agency_id: int, key: str, at: datetime) -> None:
    """Count that somebody went to what is public instead of applying for it. `key`: that of the search."""
    Deflection.objects.create(agency_id=agency_id, key=key[:100], on=civil_day(at))
