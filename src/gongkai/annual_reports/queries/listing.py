"""Reads: the reports under way that somebody sees."""

from dataclasses import dataclass
from datetime import date

from gongkai.agencies.queries import as_of_all
from gongkai.annual_reports import access
from gongkai.annual_reports.models import Scope, Step, StepKind, WorkingReport
from gongkai.annual_reports.queries.course import State, state_after
from gongkai.annual_reports.queries.versions import last_day
from gongkai.law.report.due import annual_report_due
from gongkai.law.report.schema import Level
from gongkai.records.access import Actor


@dataclass(frozen=True, slots=True)
class WorkingRow:
    """One report under way in a list; `agency` by its name at the end of the year, `remarks` of the last step."""

    id: int
    agency_id: int
    agency: str
    year: int
    scope: Scope
    state: State
    last: StepKind | None
    remarks: str
    due_on: date


def under_way(viewer: Actor, year: int, agency_id: int | None = None) -> list[WorkingRow]:
    """The reports on a year that the viewer may open, by name and scope: five queries."""
    found = WorkingReport.objects.filter(access.visible_to(viewer), year=year).select_related("agency")
    if agency_id is not None:
        found = found.filter(agency=agency_id)
    held = list(found)
    named = as_of_all({each.agency_id for each in held}, last_day(year))
    last: dict[int, Step] = {
        step.working_id: step for step in Step.objects.filter(working__in=held).order_by("number")
    }
    rows = [_row(each, named[each.agency_id].name, last.get(each.pk)) for each in held]
    return sorted(rows, key=lambda row: (row.agency, row.scope))


def may_see(viewer: Actor, working_id: int) -> bool:
    """Whether somebody may open a report under way."""
    return WorkingReport.objects.filter(access.visible_to(viewer), pk=working_id).exists()


def _row(held: WorkingReport, name: str, last: Step | None) -> WorkingRow:
    kind = StepKind(last.kind) if last else None
    return WorkingRow(
        held.pk,
        held.agency_id,
        name,
        held.year,
        Scope(held.scope),
        state_after(kind),
        kind,
        last.remarks if last else "",
        annual_report_due(held.year, Level(held.agency.level)),
    )
