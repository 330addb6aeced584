"""Reads: whose report is nearly due or late this morning, and who is to hear of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from gongkai.agencies.models import Agency
from gongkai.agencies.queries.listeners import Listeners
from gongkai.annual_reports import access
from gongkai.annual_reports.queries.board import BoardRow, Standing, board

STARTS, ENDS = (1, 10), (6, 30)
"""From the tenth day of the year, in which reports are due, to the end of June; who is later than that was told often enough."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """One person and the bodies whose reports they are to hear of. `above`: as those who supervise them."""

    person: int
    email: str
    agency_id: int
    rows: tuple[BoardRow, ...]
    above: bool


def to_tell(on: date) -> list[Reminded]:
    """Who is to hear of what on a day: writers of what is near or late, those above of what is late."""
    if not STARTS <= (on.month, on.day) <= ENDS:
        return []
    rows = [row for row in board(None, on.year - 1, on) if row.standing in (Standing.OVERDUE, Standing.SOON)]
    rows = [row for row in rows if row.agency.lives_on(on)]
    people = Listeners(on)
    told = [
        Reminded(person, email, row.agency.id, (row,), above=False)
        for row in rows
        for person, email in people.emails(people.holders(row.agency.id, access.WRITERS)).items()
    ]
    return told + _above(people, [row for row in rows if row.standing is Standing.OVERDUE])


def _above(people: Listeners, rows: list[BoardRow]) -> list[Reminded]:
    """One message to each supervisor, of all that is late below."""
    bodies = Agency.objects.select_related("parent").in_bulk([row.agency.id for row in rows])
    late: defaultdict[int, list[BoardRow]] = defaultdict(list)
    for row in rows:
        if bodies[row.agency.id].parent is not None:
            for person in people.above(bodies[row.agency.id], access.REVIEWERS):
                late[person].append(row)
    emails = people.emails(set(late))
    return [
        Reminded(person, email, found[0].agency.parent_id or found[0].agency.id, tuple(found), above=True)
        for person, email in emails.items()
        if (found := late[person])
    ]
