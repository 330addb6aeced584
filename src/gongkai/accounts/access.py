"""Who may open, close and unlock accounts: those who run the system, each their part, for the agencies they reach."""

from gongkai.accounts.models import User
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor, Duty, require, require_operator

KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR})
"""Open and close accounts, hand out initial passwords (系统管理员)."""

GUARDS = frozenset({Role.SECURITY_ADMINISTRATOR})
"""Unlock after failed logins, take away a lost second factor (安全管理员).

Two hands: whoever can give an account a new password cannot also take its second factor away.
"""


SEERS = KEEPERS | GUARDS | {Role.SECURITY_AUDITOR}
"""See which accounts there are, which are locked, and contacts masked."""

REVEALERS = KEEPERS | GUARDS
"""See the contact of a person whole, with a reason, to reach somebody about the account."""


def require_keeping(by: Actor, agency_id: int | None) -> Duty | None:
    """The duty by which somebody may open or close an account of an agency; None for the operator.

    PermissionDenied without one. An account of no agency is the operator's.
    """
    return _require(by, KEEPERS, agency_id)


def require_guarding(by: Actor, agency_id: int | None) -> Duty | None:
    """The duty by which somebody may unlock an account of an agency; None for the operator, PermissionDenied without."""
    return _require(by, GUARDS, agency_id)


def require_revealing(by: Actor, user: User) -> Duty | None:
    """The duty by which somebody may see a contact whole; None for the person and the operator."""
    return None if by.user_id == user.pk else _require(by, REVEALERS, user.agency_id)


def require_oneself(by: Actor, user: User) -> None:
    """Raise PermissionDenied unless a person acts on the own account."""
    if by.user_id != user.pk:
        require_operator(by)


def _require(by: Actor, roles: frozenset[Role], agency_id: int | None) -> Duty | None:
    if by is OPERATOR:
        return None
    if agency_id is None:
        require_operator(by)
        return None
    return require(by, roles, agency_id)
