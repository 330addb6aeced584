"""A fault of the site that a reader told an agency of; all words are invented."""

from datetime import datetime
from uuid import UUID

from gongkai.feedback.actions import Told, report
from gongkai.feedback.queries.kinds import FaultKind


def fault_of(agency_id: int, at: datetime, mark: str = "") -> int:
    """Its number; the same for the same agency and mark."""
    told = Told(
        agency_id, f"/xxgk/?q={mark}", FaultKind.TYPO, f"第一段有错别字{mark}", "shui@yunling.example"
    )
    return report(told=told, ticket=UUID(int=(1 << 100) + agency_id), at=at).fault_id
