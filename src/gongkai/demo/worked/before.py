"""What the report on the year before says of the county: what the worked year begins with."""

from gongkai.annual_reports.queries.versions import current
from gongkai.applications.queries.kinds import ApplicantKind
from gongkai.demo.worked.told import COUNTY, agency
from gongkai.documents.writing.as_json import from_json


def carried_out(year: int) -> dict[ApplicantKind, int]:
    """Applications that were open when the year began, by kind of applicant; none without such a report."""
    return {kind: _figure(year, f"t3.carried_out.{kind.value}") for kind in ApplicantKind}


def in_force(year: int) -> int:
    """Normative documents in force when the year began; 0 without such a report."""
    return _figure(year, "t2.art20_1.normative_document.in_force")


def _figure(year: int, cell: str) -> int:
    found = current().filter(agency=agency(COUNTY).id, year=year - 1).first()
    return int((from_json(found.content).value(cell) if found else 0) or 0)
