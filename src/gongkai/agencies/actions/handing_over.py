"""Writes: one person's roles at an agency, and the work that is open in them, pass to another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from gongkai.agencies import access
from gongkai.agencies.actions.changes import require_reason, take_turn
from gongkai.agencies.actions.members import open_account
from gongkai.agencies.actions.separation import require_separation
from gongkai.agencies.models import Delegation, Membership
from gongkai.agencies.queries.lives import DAY
from gongkai.agencies.queries.periods import Period
from gongkai.law.roles import Role
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused


@dataclass(frozen=True, slots=True)
class HandOver:
    """From whom to whom, at which agency, by whom and when: what those who keep open work are told."""

    from_user: int
    to_user: int
    agency_id: int
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a hand-over did: the memberships that ended and began, and the subjects of the work that moved."""

    ended: tuple[int, ...]
    began: tuple[int, ...]
    work: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A thing that passed to the other: its subject ("application:12") and, where it has one, its version."""

    subject: str
    version: str = ""


Mover = Callable[[HandOver], Iterable[Moved]]
"""Moves open work of a kind inside the transaction of the hand-over, which logs what moved: a mover logs nothing."""

MOVERS: list[Mover] = []
"""Filled once at start by the apps above, in `AppConfig.ready`: those who know which work is assigned to a person."""


@transaction.atomic
def hand_over(
    *, from_user: int, to_user: int, agency_id: int, by: Actor, at: datetime, reason: str
) -> HandedOver:
    """End somebody's roles at an agency today and give them to another from today on, with the open work.

    One record names the memberships and the work that moved, and each thing that moved has a record of its own. By
    whoever may give all these roles there. The roles that run the system are not handed over but given anew. Refused
    where there is nothing to hand over, to oneself, to a closed account, to somebody who runs the system, and where the
    other may not take the work.
    """
    rows = _held(from_user, agency_id, localdate(at))
    duty = None
    for role in {Role(row.role) for row in rows}:
        access.require_granting(by, role, user_id=from_user, agency_id=agency_id)
        duty = access.require_granting(by, role, user_id=to_user, agency_id=agency_id)
    reason = require_reason(reason)
    if from_user == to_user:
        raise Refused("移交人和接收人是同一人。")
    take_turn()
    rows = _held(from_user, agency_id, localdate(at))
    if not rows:
        raise Refused("没有可以移交的任职；系统管理员、安全管理员、安全审计员请另行任命。")
    open_account(to_user)
    began = tuple(_pass(row, to_user, localdate(at)) for row in rows)
    order = HandOver(from_user, to_user, agency_id, by, at)
    moved = [each for mover in MOVERS for each in mover(order)]
    done = HandedOver(
        tuple(row.pk for row in rows), tuple(filter(None, began)), tuple(each.subject for each in moved)
    )
    _note(order, done, moved, duty, reason)
    return done


def _note(order: HandOver, done: HandedOver, moved: Iterable[Moved], duty: Duty | None, reason: str) -> None:
    """One entry for each thing that moved, then that of the whole: the log is written last."""
    whole = {"ended": list(done.ended), "began": list(done.began), "work": list(done.work)}
    entries: list[tuple[str, str, dict[str, object]]] = [
        *((each.subject, each.version, {}) for each in moved),
        (f"agency:{order.agency_id}", "", whole),
    ]
    for subject, version, more in entries:
        log(
            "agencies.hand_over",
            subject,
            by=order.by,
            at=order.at,
            duty=duty,
            agency_id=order.agency_id,
            version=version,
            reason=reason,
            details={"from": order.from_user, "to": order.to_user, **more},
        )


def _held(user_id: int, agency_id: int, today: date) -> list[Membership]:
    """The memberships that last today or begin later, without those that run the system."""
    rows = Membership.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today), user=user_id, agency=agency_id
    ).order_by("pk")
    return [row for row in rows if not Role(row.role).runs_the_system]


def _pass(row: Membership, to_user: int, today: date) -> int | None:
    """End a membership and let the other's begin; None where the other has the role already.

    The last day is yesterday; for who began today it is today, since a membership has at least one day.
    """
    period = Period(max(row.begins_on, today), row.ends_on)
    require_separation(to_user, Role(row.role), period)
    if row.begins_on > today:
        Delegation.objects.filter(membership=row).delete()
        Membership.objects.filter(pk=row.pk).delete()
    else:
        Membership.objects.filter(pk=row.pk).update(ends_on=max(row.begins_on, today - DAY))
    others = Membership.objects.filter(user=to_user, agency=row.agency_id, role=row.role)
    if any(Period(other.begins_on, other.ends_on).meets(period) for other in others):
        return None
    made = Membership.objects.create(
        user_id=to_user,
        agency_id=row.agency_id,
        role=row.role,
        begins_on=period.begins_on,
        ends_on=period.ends_on,
    )
    return made.pk
