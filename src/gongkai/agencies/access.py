"""Who may do what with agencies, memberships and guides. Powers over a body come from above it, never from itself.

系统管理员 keeps the bodies, 安全管理员 the roles, 安全审计员 reads the log: no two of the three in one hand, and nobody
gives a role to, or takes one from, oneself. docs/users/agencies.md says the same as a table, and a test compares.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor, Duty

KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR})
"""Enter bodies and record what becomes of them."""

GRANTERS = frozenset({Role.SECURITY_ADMINISTRATOR})
"""Give and take every role."""

ORGANISERS = frozenset({Role.SUPERVISOR})
"""Staff the disclosure work of the bodies below."""

WRITERS = frozenset({Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD, Role.SUPERVISOR})
"""Write the guide."""

STATIONERS = frozenset({Role.OFFICE_HEAD, Role.SUPERVISOR})
"""Settle how the letters of an agency look."""

IMPORTERS = KEEPERS | GRANTERS | ORGANISERS
"""Take in files about bodies or people; which rows of them, the roles decide one by one."""

REFUSED = "您没有办理这一事项的角色，或者它不在您的管理范围内。"


def require_entering(by: Actor, parent_id: int | None) -> Duty | None:
    """The duty by which somebody may place a body directly below another; None for the operator, who alone makes roots."""
    if by is OPERATOR:
        return None
    return _granted(by.holds(KEEPERS, parent_id) if parent_id is not None else None)


def require_keeping(by: Actor, agency_ids: Iterable[int]) -> Duty | None:
    """The duty by which somebody may decide about the life of bodies: they stand below, none is the own one."""
    if by is OPERATOR:
        return None
    duties = [_granted(duty_below(by, KEEPERS, each)) for each in agency_ids]
    return duties[0] if duties else None


def may_keep(by: Actor, agency_id: int) -> bool:
    """Whether somebody may decide about the life of a body."""
    return by is OPERATOR or duty_below(by, KEEPERS, agency_id) is not None


def require_granting(by: Actor, role: Role, *, user_id: int, agency_id: int) -> Duty | None:
    """The duty by which somebody may give or take a role of another person; None for the operator.

    安全管理员: those of disclosure work in the own body and below, the three that run the system only below.
    主管部门: those that do not see below, in the bodies below.
    """
    if by is OPERATOR:
        return None
    if by.user_id == user_id:
        raise PermissionDenied("不能给自己授予、变更或者收回角色，请由他人办理。")
    return _granted(granting(by, role, agency_id))


def granting(by: Actor, role: Role, agency_id: int) -> Duty | None:
    """The duty by which somebody has a role of a body to give, or None."""
    if role.runs_the_system:
        return duty_below(by, GRANTERS, agency_id)
    own = by.holds(GRANTERS, agency_id)
    return own or (None if role.sees_below else duty_below(by, ORGANISERS, agency_id))


def require_delegating(by: Actor, role: Role, *, holder_id: int, to_id: int, agency_id: int) -> Duty | None:
    """The duty by which somebody may name who stands in: the holder the own one, else whoever may give the role."""
    if by.user_id == holder_id:
        return _granted(by.holds({role}, agency_id))
    return require_granting(by, role, user_id=to_id, agency_id=agency_id)


def require_importing(by: Actor) -> Duty | None:
    """The duty by which somebody may take in a file at all; None for the operator."""
    if by is OPERATOR:
        return None
    return _granted(next((duty for duty in by.duties if duty.role in IMPORTERS), None))


def require_writing_guide(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody may write the guide of a body; None for the operator."""
    return None if by is OPERATOR else _granted(by.holds(WRITERS, agency_id))


def require_letterhead(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody may settle how the letters of a body look; None for the operator."""
    return None if by is OPERATOR else _granted(by.holds(STATIONERS, agency_id))


def sees_members(viewer: Actor) -> frozenset[int] | None:
    """The bodies whose staff somebody may see: those that any of the roles reaches; None is all of them."""
    return None if viewer is OPERATOR else viewer.reach(Role)


def duty_below(by: Actor, roles: Iterable[Role], agency_id: int) -> Duty | None:
    """The duty in one of these roles of a body above; own memberships before those stood in for."""
    wanted = frozenset(roles)
    fitting = [
        duty
        for duty in by.duties
        if duty.role in wanted and agency_id in duty.reach and duty.agency_id != agency_id
    ]
    return min(fitting, key=lambda duty: duty.acting_for, default=None)


def _granted(duty: Duty | None) -> Duty:
    if duty is None:
        raise PermissionDenied(REFUSED)
    return duty
