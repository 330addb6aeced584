"""Who acts: a person with the roles held on a day, the agencies that they reach, and from where."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from gongkai.law.roles import Role


@dataclass(frozen=True, slots=True)
class Duty:
    """One role at one agency that an actor exercises; `reach` are the agencies that it extends to, its own included.

    `acting_for` is the username of the person that the actor stands in for; empty for an own membership. `top`: no
    agency stands above this one. Only the operator makes such agencies.
    """

    role: Role
    agency_id: int
    reach: frozenset[int]
    acting_for: str = ""
    top: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever does something: passed as `by=` to every action. Made once for each request, from the memberships of the day."""

    username: str
    name: str
    user_id: int | None = None
    duties: tuple[Duty, ...] = ()
    address: str = ""
    request_id: str = ""

    def holds(self, roles: Iterable[Role], agency_id: int) -> Duty | None:
        """The duty by which the actor has one of these roles for an agency; own memberships before those stood in for."""
        wanted = frozenset(roles)
        fitting = [duty for duty in self.duties if duty.role in wanted and agency_id in duty.reach]
        return min(fitting, key=lambda duty: duty.acting_for, default=None)

    def reach(self, roles: Iterable[Role]) -> frozenset[int]:
        """The agencies for which the actor has one of these roles."""
        wanted = frozenset(roles)
        return frozenset().union(*(duty.reach for duty in self.duties if duty.role in wanted))

    @property
    def roles(self) -> frozenset[Role]:
        """All roles held anywhere."""
        return frozenset(duty.role for duty in self.duties)


JOB_KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR})
"""Look after the background jobs, at an agency with none above it."""

NOTICE_KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SUPERVISOR})
"""Enter holiday notices and decide about those of others, at an agency with none above it."""

OPERATOR = Actor("operator", "运行人员")
"""Whoever has the command line of this installation."""

NUMBER_KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SUPERVISOR})
"""Set how the agencies that they reach write their numbers: those who set chains of sign-off."""

FILE_GUARDS = frozenset({Role.SECURITY_ADMINISTRATOR})
"""Hold files of the agencies that they reach back, and let them out."""


def require_operator(by: Actor) -> None:
    """Raise PermissionDenied unless the operator of this installation acts."""
    if by is not OPERATOR:
        raise PermissionDenied("只有本平台的运行人员可以这样做。")


def require(by: Actor, roles: Iterable[Role], agency_id: int) -> Duty:
    """The duty by which somebody may do a thing for an agency; PermissionDenied without one."""
    duty = by.holds(roles, agency_id)
    if duty is None:
        raise PermissionDenied("您没有办理这一事项的角色，或者它不属于您所在的机关。")
    return duty


def require_or_operator(by: Actor, roles: Iterable[Role], agency_id: int) -> Duty | None:
    """As `require`; None for the operator of this installation, who may it for every agency."""
    return None if by is OPERATOR else require(by, roles, agency_id)


def require_job_keeper(by: Actor) -> None:
    """Raise PermissionDenied unless the operator acts, or a system administrator at the top of the tree.

    Jobs belong to the installation: whoever runs the system for one department decides nothing about those of others.
    """
    if by is not OPERATOR and not any(duty.top and duty.role in JOB_KEEPERS for duty in by.duties):
        raise PermissionDenied("后台任务属于整个平台，由最上级机关的系统管理员处理。")


def require_notice_keeper(by: Actor) -> tuple[int, Duty]:
    """Who enters a holiday notice or decides about one, by number, and by which duty; PermissionDenied without one.

    By the calendar all agencies count; the operator has a folder for notices instead.
    """
    fitting = [duty for duty in by.duties if duty.top and duty.role in NOTICE_KEEPERS]
    if by.user_id is None or not fitting:
        raise PermissionDenied(
            "放假安排管到整个平台，由最上级机关的系统管理员或者主管部门（公开办）录入和批准。"
        )
    return by.user_id, min(fitting, key=lambda duty: duty.acting_for)


def require_audit(by: Actor) -> None:
    """Raise PermissionDenied for anybody but security auditors and the operator of this installation."""
    if by is not OPERATOR and Role.SECURITY_AUDITOR not in by.roles:
        raise PermissionDenied("只有安全审计员可以查看日志。")
