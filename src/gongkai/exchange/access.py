"""Who lets other systems in, and who sees what they did.

A token is a right that is given away, so it is given by those who give rights: 安全管理员 of the agency or of one above it. Whoever
answers for the disclosure work of the agency sees it, and may end it at once.
"""

from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor, Duty, require

KEEPERS = frozenset({Role.SECURITY_ADMINISTRATOR})
"""Enter systems and webhooks of the agencies that they reach, make tokens and secrets, end them."""

ENDERS = KEEPERS | {Role.SYSTEM_ADMINISTRATOR, Role.OFFICE_HEAD, Role.SUPERVISOR}
"""End a token, a system, a webhook at once."""

SENDERS = KEEPERS | {Role.SYSTEM_ADMINISTRATOR}
"""Have messages sent again, resume a webhook that was paused."""

READERS = ENDERS | {Role.DISCLOSURE_OFFICER, Role.SECURITY_AUDITOR}
"""See which systems there are, and what they did."""


def require_keeping(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody lets a system of an agency in; None for the operator."""
    return None if by is OPERATOR else require(by, KEEPERS, agency_id)


def require_ending(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody shuts a system of an agency out; None for the operator."""
    return None if by is OPERATOR else require(by, ENDERS, agency_id)


def require_sending(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody has messages sent again; None for the operator."""
    return None if by is OPERATOR else require(by, SENDERS, agency_id)
