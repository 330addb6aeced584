"""An annual report that an agency writes, for the addresses of the desk."""

from datetime import datetime

from gongkai.agencies.queries import AgencyRow
from gongkai.annual_reports import actions
from gongkai.annual_reports.models import HandedIn, RollUpRule, Scope, WorkingReport
from gongkai.documents.writing.as_json import to_json
from gongkai.records.access import OPERATOR
from tests.law.report.reports import township_2021

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


def charted(agency: AgencyRow, at: datetime) -> int:
    """The same report with an application in it, so that there is something to draw."""
    working_id = under_way(agency, at)
    one = dict.fromkeys(("t3.new_received.natural_person", "t3.granted.natural_person"), 1)
    actions.set_by_hand(working_id, one, reason="补录", source="台账", by=OPERATOR, at=at)
    return working_id


def handed(agency: AgencyRow, file_id: int, at: datetime, mark: str = "") -> int:
    """What the agency handed in on 2025, with a stored file that is there already; made once."""
    found = HandedIn.objects.filter(agency=agency.id).first()
    if found is not None:
        return found.pk
    return HandedIn.objects.create(
        agency_id=agency.id,
        year=YEAR,
        scope=Scope.OWN,
        number=1,
        file_id=file_id,
        content=to_json(township_2021(f"{mark}{agency.name}", received=3)),
        digest="",
        note=f"{mark}电话核对过",
        at=at,
        by="operator",
    ).pk


def ruled(agency: AgencyRow, at: datetime, mark: str = "") -> int:
    """That the agency does not count in roll-ups; made once."""
    found = RollUpRule.objects.filter(agency=agency.id).first()
    if found is not None:
        return found.pk
    why = f"{mark}随省级系统报告"
    return actions.set_roll_up_rule(agency.id, counts=False, first_year=YEAR, reason=why, by=OPERATOR, at=at)
