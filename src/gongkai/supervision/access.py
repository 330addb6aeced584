"""Who sees what an examination found, who may have one made at once, who sees all agencies side by side."""

from gongkai.law.roles import Role
from gongkai.publication import access as publication
from gongkai.records.access import OPERATOR, Actor, Duty, require

READERS = publication.READERS
"""See the examinations of the agencies that they reach."""

KEEPERS = publication.KEEPERS
"""Have their agency examined at once; a supervisor those below. They hear of what is near."""

SUPERVISORS = frozenset({Role.SUPERVISOR})
"""See all agencies that they reach side by side."""


def require_asking(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody has an agency examined; None for the operator."""
    return None if by is OPERATOR else require(by, KEEPERS, agency_id)


def reach(viewer: Actor) -> frozenset[int]:
    """The agencies whose examinations somebody sees."""
    return viewer.reach(READERS)
