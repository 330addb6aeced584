"""Who may bring rows of a register, correct them, take them out of the public view, keep the sources; who sees what is not public."""

from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor, Duty, require
from gongkai.signoff import access as signoff

READERS = signoff.READERS
"""See records, deliveries and the board of the agencies that they reach, what left the public view included."""

IMPORTERS = frozenset({Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD, Role.SUPERVISOR})
"""Bring deliveries in, apply or drop them, take records out of the public view and back; a supervisor those below too."""

KEEPERS = IMPORTERS
"""Keep the sources: their mapping, their rhythm, the key of their pushes."""


def require_importing(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody brings rows of an agency; None for the operator. PermissionDenied without one."""
    return None if by is OPERATOR else require(by, IMPORTERS, agency_id)


def require_keeping(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody keeps the sources of an agency; None for the operator."""
    return None if by is OPERATOR else require(by, KEEPERS, agency_id)


def reach(viewer: Actor) -> frozenset[int]:
    """The agencies whose records somebody sees on the desk, by any of the roles that read."""
    return viewer.reach(READERS)
