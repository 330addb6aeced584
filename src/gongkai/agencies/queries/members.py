"""Reads: who works for an agency in which role, and who stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet

from gongkai.agencies.access import sees_members
from gongkai.agencies.models import Delegation, Membership
from gongkai.law.roles import Role
from gongkai.records.access import Actor
from gongkai.records.queries.among import Among


@dataclass(frozen=True, slots=True)
class StandInRow:
    """Somebody who stands in for a membership."""

    id: int
    user_id: int
    username: str
    name: str
    begins_on: date
    ends_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One membership, with those who stand in for it now or later."""

    id: int
    agency_id: int
    agency: str
    user_id: int
    username: str
    name: str
    closed: bool
    role: Role
    begins_on: date
    ends_on: date | None
    stand_ins: tuple[StandInRow, ...] = ()


def members(
    *, viewer: Actor, on: date, agency_id: int | None = None, former: bool = False
) -> list[MemberRow]:
    """The memberships that last on a day or begin later, of one agency or of all that the viewer reaches.

    With `former` those that have ended too. In two queries; empty for an agency that the viewer does not reach.
    """
    rows = _visible_to(viewer)
    if agency_id is not None:
        rows = rows.filter(agency=agency_id)
    return _rows(rows if former else rows.filter(_lasts(on)), on)


def memberships_of(*, viewer: Actor, user_id: int, on: date) -> list[MemberRow]:
    """The memberships of a person that last on a day or begin later, as far as the viewer sees them; the own ones all."""
    rows = Membership.objects.all() if viewer.user_id == user_id else _visible_to(viewer)
    return _rows(rows.filter(_lasts(on), user=user_id), on)


def holders(*, roles: Iterable[Role], agency_id: int, on: date) -> list[int]:
    """The users who have one of these roles at an agency on a day, without those who stand in."""
    rows = Membership.objects.filter(_lasts(on), agency=agency_id, role__in=list(roles), begins_on__lte=on)
    return sorted(set(rows.filter(user__closed_at__isnull=True).values_list("user_id", flat=True)))


def _visible_to(viewer: Actor) -> QuerySet[Membership]:
    reach = sees_members(viewer)
    return Membership.objects.all() if reach is None else Membership.objects.filter(Among("agency", reach))


def _lasts(on: date) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__gte=on)


def _rows(memberships: QuerySet[Membership], on: date) -> list[MemberRow]:
    found = list(
        memberships.select_related("user", "agency").order_by(
            "agency__name", "agency", "role", "user__name", "pk"
        )
    )
    deputies = Delegation.objects.filter(membership__in=memberships.order_by(), ends_on__gte=on)
    by_membership = {
        key: tuple(map(_stand_in, group))
        for key, group in groupby(
            deputies.select_related("to").order_by("membership_id", "begins_on"),
            key=lambda row: row.membership_id,
        )
    }
    return [_row(row, by_membership.get(row.pk, ())) for row in found]


def _row(row: Membership, stand_ins: tuple[StandInRow, ...]) -> MemberRow:
    return MemberRow(
        row.pk,
        row.agency_id,
        row.agency.name,
        row.user_id,
        row.user.username,
        row.user.name,
        row.user.closed_at is not None,
        Role(row.role),
        row.begins_on,
        row.ends_on,
        stand_ins,
    )


def _stand_in(row: Delegation) -> StandInRow:
    to = row.to
    return StandInRow(row.pk, to.pk, to.username, to.name, row.begins_on, row.ends_on, row.reason)
