"""Reads: the codes of an agency whose numbers the platform gives, and how far each has come in a year."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from gongkai.normative.models import CodeSeries
from gongkai.normative.models.numbers import DOCUMENT_NO
from gongkai.records.queries import numbers
from gongkai.records.queries.among import Among


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A code as it was set last; `given`: the last number of the year that is asked for."""

    agency_id: int
    code: str
    running: bool
    given: int
    at: datetime
    by: str


def key_of(agency_id: int, code: str, year: int) -> str:
    """The series of a code in a year."""
    return f"{DOCUMENT_NO.series(agency_id, year)}/{code}"


def series_of(agencies: Collection[int], year: int) -> list[SeriesRow]:
    """What these agencies have set, code by code; a query, and one for each code."""
    newest: dict[tuple[int, str], CodeSeries] = {}
    for row in CodeSeries.objects.filter(Among("agency_id", frozenset(agencies))).order_by("pk"):
        newest[row.agency_id, row.code] = row
    return [
        SeriesRow(
            row.agency_id,
            row.code,
            row.running,
            numbers.last_number(key_of(row.agency_id, row.code, year)),
            row.at,
            row.by,
        )
        for row in newest.values()
    ]


def numbered(agency_id: int, year: int) -> tuple[str, ...]:
    """The codes whose numbers the platform gives: that of the pattern of the agency, then those with a series of their own."""
    rule = numbers.rule(DOCUMENT_NO, agency_id, year)
    usual = rule.parts.get("code", "") if rule.since is not None else ""
    own = [row.code for row in series_of([agency_id], year) if row.running and row.code != usual]
    return tuple(filter(None, (usual, *own)))
