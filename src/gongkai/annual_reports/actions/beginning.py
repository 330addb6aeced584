"""Writes: a report under way is begun and held, so that whoever writes on it stands in a row."""

from datetime import datetime

from gongkai.agencies.models import Agency
from gongkai.annual_reports.models import Scope, StepKind, WorkingReport
from gongkai.law.report.schema import form_for
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused
from gongkai.records.actions.transactions import require_transaction


def begun(agency_id: int, year: int, scope: Scope, *, by: Actor, at: datetime) -> WorkingReport:
    """The report under way of a body on a year, held until the end of the transaction; begun where there is none.

    Refused for an unknown body, a year without form, a year that is still to come.
    """
    require_transaction()
    try:
        form = form_for(year)
    except LookupError as error:
        raise Refused(str(error)) from None
    if year > at.year:
        raise Refused(f"{year}年还没有到，不能编制这一年度的报告。")
    if not Agency.objects.filter(pk=agency_id).exists():
        raise Refused("没有这个机关。")
    made, _ = WorkingReport.objects.get_or_create(
        agency_id=agency_id,
        year=year,
        scope=scope,
        defaults={"form": form.id, "begun_at": at, "begun_by": by.username},
    )
    return WorkingReport.objects.select_for_update().get(pk=made.pk)


def held(working_id: int) -> WorkingReport:
    """A report under way, held until the end of the transaction; Refused if there is none."""
    require_transaction()
    found = WorkingReport.objects.select_for_update().filter(pk=working_id).first()
    if found is None:
        raise Refused("没有这份报告。")
    return found


def refuse_closed(working: WorkingReport) -> None:
    """Refused while a report is handed on or published: it is withdrawn, returned or corrected first."""
    last = working.steps.order_by("-number").first()
    if last is not None and not StepKind(last.kind).leaves_it_open:
        raise Refused(
            f"这份报告最近一步是“{StepKind(last.kind).label}”，不能改动；请先撤回，或者按更正办理。"
        )
