"""An annual report that an agency writes, for the addresses of the desk."""

from datetime import datetime

from gongkai.agencies.queries import AgencyRow
from gongkai.annual_reports import actions
from gongkai.annual_reports.models import Scope, WorkingReport
from gongkai.records.access import OPERATOR

YEAR = 2025
CELL = "t3.new_received.total"
PART = "ov_platform"


def under_way(agency: AgencyRow, at: datetime, mark: str = "") -> int:
    """The report of an agency on 2025, begun once; `mark` is put into its text and the reason of a figure."""
    found = WorkingReport.objects.filter(agency=agency.id, year=YEAR).first()
    if found is not None:
        return found.pk
    working_id = actions.compile_report(agency.id, YEAR, Scope.OWN, by=OPERATOR, at=at).working_id
    actions.state_none(working_id, reason=f"{mark}没有此类事项", source="核对", by=OPERATOR, at=at)
    actions.write_text(
        working_id=working_id, part=PART, text=f"{mark}专栏已改版。", based_on=0, by=OPERATOR, at=at
    )
    return working_id
