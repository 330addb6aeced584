"""Reads: who has published the report on a year, who is late, who has not begun.   依据：条例第四十九条"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Exists, Max, OuterRef

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import AgencyRow, as_of_all
from gongkai.annual_reports.models import Scope, Step, StepKind, WorkingReport
from gongkai.annual_reports.queries.course import State, state_after
from gongkai.annual_reports.queries.observed import first_days
from gongkai.annual_reports.queries.versions import last_day
from gongkai.law.report.due import annual_report_due
from gongkai.records.queries.among import Among

SOON = timedelta(days=10)


class Standing(StrEnum):
    """Where a body stands against its date."""

    OVERDUE = "overdue"
    SOON = "soon"
    OPEN = "open"
    LATE = "late"
    DONE = "done"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "overdue": "逾期未发布",
            "soon": "临近期限",
            "open": "未到期限",
            "late": "逾期发布",
            "done": "按期发布",
        }[self.value]

    @property
    def waits(self) -> bool:
        """Whether the report is still to come."""
        return self in (Standing.OVERDUE, Standing.SOON, Standing.OPEN)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One body on the board. `working_id` and `state`: of the report under way that is furthest, None where none was begun.

    `published_on`: the day that the report states, or on which it came to the platform; None while there is none.
    """

    agency: AgencyRow
    due_on: date
    standing: Standing
    published_on: date | None
    working_id: int | None
    scope: Scope | None
    state: State | None

    def days_late(self, on: date) -> int:
        """How many days after its date it was published, or is on a day; 0 in time."""
        return max(0, ((self.published_on or on) - self.due_on).days)


def board(agencies: Collection[int] | None, year: int, on: date) -> list[BoardRow]:
    """Every body that existed at the end of a year, of these or of all: the late first, then by date and name. Six queries."""
    ids = list(Agency.objects.values_list("pk", flat=True)) if agencies is None else list(agencies)
    bodies = {pk: row for pk, row in as_of_all(ids, last_day(year)).items() if row.lives_on(last_day(year))}
    published = first_days(set(bodies), year)
    furthest = _furthest(bodies, year)
    rows = [_row(bodies[pk], year, on, published.get((pk, year)), furthest.get(pk)) for pk in bodies]
    order = list(Standing)
    return sorted(
        rows, key=lambda row: (order.index(row.standing), row.due_on, row.agency.region, row.agency.name)
    )


def standing_of(due_on: date, published_on: date | None, on: date) -> Standing:
    """Where a body with this date stands on a day."""
    if published_on is not None:
        return Standing.DONE if published_on <= due_on else Standing.LATE
    if on > due_on:
        return Standing.OVERDUE
    return Standing.SOON if due_on - on <= SOON else Standing.OPEN


def _row(
    agency: AgencyRow,
    year: int,
    on: date,
    published_on: date | None,
    under_way: tuple[int, Scope, State] | None,
) -> BoardRow:
    due_on = annual_report_due(year, agency.level)
    working_id, scope, state = under_way or (None, None, None)
    return BoardRow(
        agency, due_on, standing_of(due_on, published_on, on), published_on, working_id, scope, state
    )


def _furthest(bodies: Iterable[int], year: int) -> dict[int, tuple[int, Scope, State]]:
    """The report under way of each body that is furthest on its way; a government may have two."""
    newer = Step.objects.filter(working=OuterRef("working"), number__gt=OuterRef("number"))
    workings = list(
        WorkingReport.objects.filter(Among("agency", set(bodies)), year=year).values_list(
            "pk", "agency", "scope"
        )
    )
    last = dict(
        Step.objects.filter(~Exists(newer), working__in=[pk for pk, _, _ in workings])
        .values_list("working")
        .annotate(kind=Max("kind"))
        .values_list("working", "kind")
    )
    order = list(State)
    found: dict[int, tuple[int, Scope, State]] = {}
    for pk, agency_id, scope in workings:
        state = state_after(StepKind(last[pk]) if pk in last else None)
        before = found.get(agency_id)
        rank = (order.index(state), scope == Scope.ROLLED_UP)
        if before is None or rank > (order.index(before[2]), before[1] is Scope.ROLLED_UP):
            found[agency_id] = (pk, Scope(scope), state)
    return found
