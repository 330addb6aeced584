"""Reads: the disclosure guide of an agency, in force on a day, and its versions.   依据：条例第十二条"""

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.agencies.models import Guide


@dataclass(frozen=True, slots=True)
class GuideRow:
    """One version of a guide."""

    version: int
    unit: str
    address: str
    hours: str
    telephone: str
    fax: str
    internet: str
    text: str
    since: date
    written_at: datetime
    written_by: str


def guide(agency_id: int, on: date) -> GuideRow | None:
    """The guide in force on a day: of those that had begun the one written last."""
    found = Guide.objects.filter(agency=agency_id, since__lte=on).order_by("-version").first()
    return _row(found) if found else None


def guides(agency_id: int) -> list[GuideRow]:
    """Every version of a guide, newest first."""
    return [_row(found) for found in Guide.objects.filter(agency=agency_id).order_by("-version")]


def _row(found: Guide) -> GuideRow:
    return GuideRow(
        found.version,
        found.unit,
        found.address,
        found.hours,
        found.telephone,
        found.fax,
        found.internet,
        found.text,
        found.since,
        found.written_at,
        found.written_by,
    )
