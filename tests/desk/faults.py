"""A fault of the site that a reader told an agency of; all words are invented."""

from datetime import datetime
from uuid import UUID

from gongkai.feedback.actions import Told, report
from gongkai.feedback.queries.kinds import FaultKind
from tests.desk.opens import HEAD, OFFICER, SEES_ITEMS, SUPERVISOR, Opens

READERS = {
    "site_faults": Opens(SEES_ITEMS),
    "site_fault": Opens(SEES_ITEMS, {SUPERVISOR}),
    "site_fault_do": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "ratings": Opens(SEES_ITEMS),
    "visits": Opens(SEES_ITEMS),
}
"""The rows of `expected` about what readers say and look at."""


def fault_of(agency_id: int, at: datetime, mark: str = "") -> int:
    """Its number; the same for the same agency and mark."""
    told = Told(
        agency_id, f"/xxgk/?q={mark}", FaultKind.TYPO, f"第一段有错别字{mark}", "shui@yunling.example"
    )
    return report(told=told, ticket=UUID(int=(1 << 100) + agency_id), at=at).fault_id
