"""A question to the records of a register, as both databases are asked."""

from dataclasses import dataclass
from datetime import date

ENOUGH = 3_000
"""So many records that have all pairs of a question are looked at one by one; of more, the list is walked."""


@dataclass(frozen=True, slots=True)
class Looked:
    """`terms`: folded, of two characters or more, all of which a record must contain. `agency_ids`: None for all.

    `since`, `until`: days of the records. `before`: the day and the number behind which the page begins. `size`: rows wanted.
    """

    register: str
    terms: tuple[str, ...]
    states: tuple[str, ...]
    agency_ids: frozenset[int] | None
    since: date | None
    until: date | None
    before: tuple[date, int] | None
    size: int
    party_kind: str = ""
