"""Who may see where things were put out, enter and take back posts, import figures, keep the carriers, give tasks."""

from gongkai.law.roles import Role
from gongkai.publication import access as publication
from gongkai.records.access import OPERATOR, Actor, Duty, require

READERS = publication.READERS
"""See posts, tasks and figures of the agencies that they reach."""

POSTERS = publication.WRITERS
"""Say that something was put out, with its proof; drop a task with a reason."""

PASS_ON = POSTERS - {Role.SUPERVISOR}
"""Whose work the tasks of their own agency are: counted in their menu."""

IMPORTERS = publication.IMPORTERS
"""Take in what the platforms export, and take it back."""

KEEPERS = frozenset({Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD, Role.SUPERVISOR})
"""Keep the register of carriers and the rules of passing on, give tasks; a supervisor those of the agencies below."""


def require_posting(by: Actor, agency_id: int) -> Duty:
    """The duty by which somebody enters posts of an agency's carriers; PermissionDenied without one."""
    return require(by, POSTERS, agency_id)


def require_importing(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody imports posts; None for the operator."""
    return None if by is OPERATOR else require(by, IMPORTERS, agency_id)


def require_keeping(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody keeps carriers and rules; None for the operator."""
    return None if by is OPERATOR else require(by, KEEPERS, agency_id)


def reach(viewer: Actor) -> frozenset[int]:
    """The agencies whose posts somebody sees."""
    return viewer.reach(READERS)
