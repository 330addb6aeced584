"""Reads: what places have set about documents that govern, as the law takes it, for any body on any day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai.agencies.models import Agency
from gongkai.law import normative as law
from gongkai.law.duties.settings import Settings as Duties
from gongkai.law.duties.settings import settable
from gongkai.law.normative import Counted
from gongkai.law.params import Param
from gongkai.normative.models import PlaceRule

EVALUATED = "document_evaluation_months"
PERIODS = (
    "comment_document_days",
    "comment_feedback_working_days",
    "legality_review_document_shortest_working_days",
    "legality_review_document_working_days",
    "interpretation_working_days",
    "document_filing_days",
    "document_validity_months",
    "document_trial_validity_months",
    EVALUATED,
)
"""The numbers of the law that belong to documents that govern and may be set."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """What a place has set from a day on."""

    agency_id: int
    since: date
    counted_from: Counted
    expiry_is_repeal: bool
    listed_only: bool
    periods: Mapping[str, int]
    trial_shortest_months: int | None
    trial_longest_months: int | None
    basis: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Places:
    """All that places have set: `rows` by body, in their order; `above`: the body above each, where anything is set at all."""

    rows: Mapping[int, tuple[PlaceRow, ...]] = field(default_factory=dict)
    above: Mapping[int, int | None] = field(default_factory=dict)

    def settings(self, agency_id: int, on: date) -> law.Settings:
        """What counts for a body on a day. Periods keep their days: one that began earlier runs as it was set then."""
        place = self.place_of(agency_id)
        if place is None:
            return law.DEFAULT
        rows = self.rows[place]
        duties = Duties(dated=tuple((row.since, row.periods) for row in rows))
        now = next((row for row in reversed(rows) if row.since <= on), None)
        if now is None:
            return law.Settings(duties=duties)
        return law.Settings(
            duties=duties,
            counted_from=now.counted_from,
            expiry_is_repeal=now.expiry_is_repeal,
            listed_only=now.listed_only,
            trial_shortest_months=now.trial_shortest_months,
            trial_longest_months=now.trial_longest_months,
        )

    def duties(self, agency_id: int) -> Duties:
        """The periods that count for a body, day by day."""
        return self.settings(agency_id, date.max).duties

    def longest(self, name: str) -> int:
        """The largest number that anybody has set under a name, or that counts without being set."""
        usual = settable()[name].values[-1].value
        return max([usual, *(row.periods.get(name, 0) for rows in self.rows.values() for row in rows)])

    def place_of(self, agency_id: int) -> int | None:
        """The nearest body, itself or above it, that has set anything; None where none has."""
        at: int | None = agency_id
        seen: set[int] = set()
        while at is not None and at not in seen:
            if at in self.rows:
                return at
            seen.add(at)
            at = self.above.get(at)
        return None


def places() -> Places:
    """What places have set; one query, two where any has."""
    rows: dict[int, list[PlaceRow]] = defaultdict(list)
    for row in PlaceRule.objects.order_by("since", "pk"):
        rows[row.agency_id].append(_row(row))
    if not rows:
        return Places()
    above = dict(Agency.objects.values_list("pk", "parent_id"))
    return Places({agency_id: tuple(found) for agency_id, found in rows.items()}, above)


def settings_of(agency_id: int, on: date) -> law.Settings:
    """What counts for one body on a day; the queries of `places`."""
    return places().settings(agency_id, on)


def rows_of(agencies: Collection[int]) -> list[PlaceRow]:
    """What these bodies have set, the newest first."""
    found = places().rows
    listed: Iterable[PlaceRow] = (row for agency_id in agencies for row in found.get(agency_id, ()))
    return sorted(listed, key=lambda row: (row.since, row.at), reverse=True)


def periods() -> dict[str, Param]:
    """The numbers that a place may set, with their titles and units."""
    known = settable()
    return {name: known[name] for name in PERIODS}


def _row(row: PlaceRule) -> PlaceRow:
    return PlaceRow(
        agency_id=row.agency_id,
        since=row.since,
        counted_from=Counted(row.counted_from),
        expiry_is_repeal=row.expiry_is_repeal,
        listed_only=row.listed_only,
        periods={name: number for name, number in row.periods.items() if name in settable()},
        trial_shortest_months=row.trial_shortest_months,
        trial_longest_months=row.trial_longest_months,
        basis=row.basis,
        at=row.at,
        by=row.by,
    )
