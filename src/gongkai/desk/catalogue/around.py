"""Which agencies somebody looks at: their own first, and the choice of another one."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.publication.access import READERS
from gongkai.records.access import Actor


@dataclass(frozen=True, slots=True)
class Choice:
    """The agencies that the viewer may turn to, and the one that is shown."""

    agencies: tuple[AgencyRow, ...]
    now: AgencyRow

    @property
    def many(self) -> bool:
        """Whether there is anything to choose."""
        return len(self.agencies) > 1


def choice(actor: Actor, now: AgencyRow) -> Choice:
    """What the viewer may turn to from a page about an agency."""
    return Choice(tuple(rows(actor, READERS).values()), now)


def to_own(request: DeskRequest, name: str) -> HttpResponse:
    """On to the page of the agency that is asked for, else of the one that the viewer works in."""
    reached = rows(request.actor, READERS)
    asked = next((row for row in reached.values() if row.slug == request.GET.get("agency")), None)
    works = next((duty.agency_id for duty in request.actor.duties if duty.role in READERS), None)
    found = asked or reached.get(works or 0) or next(iter(reached.values()))
    return redirect(f"desk:{name}", found.slug)
