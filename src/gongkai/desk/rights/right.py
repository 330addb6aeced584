"""What a right to open an address is: the roles, held where."""

from dataclasses import dataclass

from gongkai.law.roles import RUNNING_ROLES, Role
from gongkai.records.access import Actor

Roles = frozenset[Role]

ALL: Roles = frozenset(Role)
NONE: Roles = frozenset()
OFFICERS = ALL - RUNNING_ROLES
"""Everybody who does disclosure work."""


@dataclass(frozen=True, slots=True)
class Right:
    """Who may open an address: with a role of `own` held at the agency that it names, or of `below` held above it.

    Where the address names no agency (`of_agency` false), a role of `own` held anywhere is enough, and what the page
    shows is limited to what its viewer reaches; with `top` only a role held at an agency with none above it.
    `anybody`: whoever is logged in, with a role or without.
    """

    own: Roles
    below: Roles = NONE
    of_agency: bool = False
    anybody: bool = False
    top: bool = False

    def opens(self, actor: Actor, agency_id: int | None = None) -> bool:
        """Whether somebody may open the address, about this agency if it names one."""
        if self.anybody:
            return True
        if agency_id is None:
            held = self.own | self.below
            return any(duty.role in held and (duty.top or not self.top) for duty in actor.duties)
        return any(
            agency_id in duty.reach and duty.role in (self.own if duty.agency_id == agency_id else self.below)
            for duty in actor.duties
        )


def anywhere(roles: Roles) -> Right:
    """For a page that is about no agency in particular."""
    return Right(roles)


def at(own: Roles, below: Roles) -> Right:
    """For a page about the agency that its address names."""
    return Right(own, below, of_agency=True)


def of_the_whole(roles: Roles) -> Right:
    """For a page about the whole installation."""
    return Right(roles, top=True)


EVERYBODY = Right(NONE, anybody=True)
