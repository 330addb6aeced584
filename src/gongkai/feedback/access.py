"""Who sees what readers say of an agency's pages, and who answers: whoever looks after what it publishes."""

from django.db.models import Q

from gongkai.law.roles import Role
from gongkai.publication.access import READERS
from gongkai.records.access import Actor, Duty, require
from gongkai.records.queries.among import Among

ANSWERERS = frozenset({Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD, Role.SUPERVISOR})
"""Answer readers, pass a fault on, and see how a reader wants to be reached."""


def visible_to(viewer: Actor) -> Q:
    """The faults that somebody may see."""
    return Q(Among("agency", viewer.reach(READERS)))


def require_answerer(by: Actor, agency_id: int) -> Duty:
    """The duty by which somebody answers; PermissionDenied without one."""
    return require(by, ANSWERERS, agency_id)
