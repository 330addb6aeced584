"""Writes: who works for an agency in which role, and who stands in while somebody is away."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.accounts.models import User
from gongkai.agencies import access
from gongkai.agencies.actions.changes import require_reason, require_reason_for_past, take_turn
from gongkai.agencies.actions.separation import require_separation
from gongkai.agencies.models import Agency, Delegation, Membership
from gongkai.agencies.queries.periods import Period
from gongkai.law.roles import Role
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused


@transaction.atomic
def appoint(
    *,
    user_id: int,
    agency_id: int,
    role: Role,
    begins_on: date,
    by: Actor,
    at: datetime,
    ends_on: date | None = None,
    reason: str = "",
) -> int:
    """Give a person a role at an agency for a time, and return the number of the membership.

    By whoever may give the role there (`access.granting`), never to oneself. Refused for a closed account, outside
    the life of the agency, for a role that the person already has there at the time, for a second role of one who runs
    the system, and for a past day without a reason.
    """
    duty = access.require_granting(by, role, user_id=user_id, agency_id=agency_id)
    reason = require_reason_for_past(begins_on, at, reason)
    take_turn()
    period = _period(begins_on, ends_on)
    person = open_account(user_id)
    _require_life(agency_id, period)
    require_separation(user_id, role, period)
    _require_once(person, agency_id, role, period)
    made = Membership.objects.create(
        user_id=user_id, agency_id=agency_id, role=role, begins_on=begins_on, ends_on=ends_on
    )
    details = {
        "user": user_id,
        "role": role.value,
        "begins_on": begins_on.isoformat(),
        "ends_on": _text(ends_on),
    }
    log(
        "agencies.appoint",
        f"membership:{made.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        reason=reason,
        details=details,
    )
    return made.pk


@transaction.atomic
def end_membership(*, membership_id: int, on: date, by: Actor, at: datetime, reason: str) -> None:
    """Make a day the last one of a membership, or take back one that has not begun.

    By whoever may give the role there, never the own one. Refused for a day before today, since what was done until
    then was done in the role, and for a membership that ends earlier anyway.
    """
    row = _membership(membership_id)
    role = Role(row.role)
    duty = access.require_granting(by, role, user_id=row.user_id, agency_id=row.agency_id)
    reason = require_reason(reason)
    take_turn()
    row.refresh_from_db()
    today = localdate(at)
    if row.ends_on is not None and row.ends_on <= on:
        raise Refused(f"该任职已定于{row.ends_on}终止。")
    if row.begins_on > max(on, today):
        Delegation.objects.filter(membership=row).delete()
        Membership.objects.filter(pk=row.pk).delete()
    elif on < max(row.begins_on, today):
        raise Refused(f"最后一日不能早于{max(row.begins_on, today)}，此前的工作已经以该角色办理。")
    else:
        Membership.objects.filter(pk=row.pk).update(ends_on=on)
    log(
        "agencies.end_membership",
        f"membership:{membership_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=row.agency_id,
        reason=reason,
        details={"user": row.user_id, "role": role.value, "ends_on": on.isoformat()},
    )


@transaction.atomic
def delegate(
    *, membership_id: int, to_id: int, begins_on: date, ends_on: date, reason: str, by: Actor, at: datetime
) -> int:
    """Let a colleague stand in for a membership for some days, and return the number of the delegation.

    By the holder, or by whoever may give the role. What was delegated cannot be delegated on: only a membership can.
    Refused for the roles that run the system, to oneself, to somebody who does not work for the agency all that time
    or runs the system then, for past days, beyond the membership, and where somebody else already stands in.
    """
    row = _membership(membership_id)
    role = Role(row.role)
    duty = access.require_delegating(by, role, holder_id=row.user_id, to_id=to_id, agency_id=row.agency_id)
    reason = require_reason(reason)
    take_turn()
    row.refresh_from_db()
    period = _period(begins_on, ends_on)
    if begins_on < localdate(at):
        raise Refused("代理不能从过去的日子开始，请从今天或者以后的日子开始。")
    _require_delegable(row, to_id, period)
    require_separation(to_id, role, period)
    made = Delegation.objects.create(
        membership=row, to_id=to_id, begins_on=begins_on, ends_on=ends_on, reason=reason
    )
    details = {
        "membership": row.pk,
        "to": to_id,
        "begins_on": begins_on.isoformat(),
        "ends_on": ends_on.isoformat(),
    }
    log(
        "agencies.delegate",
        f"delegation:{made.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=row.agency_id,
        reason=reason,
        details=details,
    )
    return made.pk


@transaction.atomic
def end_delegation(*, delegation_id: int, on: date, by: Actor, at: datetime) -> None:
    """Make a day the last one of a delegation, because the holder is back; or take back one that has not begun.

    By the holder, or by whoever may give the role. Refused for a day before today, and for one after its end.
    """
    found = Delegation.objects.filter(pk=delegation_id).select_related("membership").first()
    if found is None:
        raise Refused("没有这项代理。")
    row = found.membership
    duty = access.require_delegating(
        by, Role(row.role), holder_id=row.user_id, to_id=found.to_id, agency_id=row.agency_id
    )
    take_turn()
    found.refresh_from_db()
    today = localdate(at)
    if found.begins_on > max(on, today):
        found.delete()
    elif not max(found.begins_on, today) <= on <= found.ends_on:
        raise Refused(f"最后一日应当在{max(found.begins_on, today)}至{found.ends_on}之间。")
    else:
        Delegation.objects.filter(pk=delegation_id).update(ends_on=on)
    log(
        "agencies.end_delegation",
        f"delegation:{delegation_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=row.agency_id,
        details={"ends_on": on.isoformat()},
    )


def open_account(user_id: int) -> User:
    """The person, whose account must be open."""
    person = User.objects.filter(pk=user_id).first()
    if person is None:
        raise Refused("没有这个账号，请先开户。")
    if person.closed_at is not None:
        raise Refused(f"{person.name}的账号已经注销，请先恢复账号。")
    return person


def _membership(membership_id: int) -> Membership:
    found = Membership.objects.filter(pk=membership_id).first()
    if found is None:
        raise Refused("没有这项任职。")
    return found


def _period(begins_on: date, ends_on: date | None) -> Period:
    period = Period(begins_on, ends_on)
    if period.last < begins_on:
        raise Refused("终止日期早于起始日期，请核对。")
    return period


def _require_life(agency_id: int, period: Period) -> None:
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise Refused("没有这个机关。")
    if not Period(agency.begins_on or date.min, agency.ends_on).covers(period):
        begins, ends = agency.begins_on or "（不详）", agency.ends_on or "今"
        raise Refused(f"“{agency.name}”的存续期间是{begins}至{ends}，任职期间应当在此之内。")


def _require_once(person: User, agency_id: int, role: Role, period: Period) -> None:
    for other in Membership.objects.filter(user=person.pk, agency=agency_id, role=role):
        if Period(other.begins_on, other.ends_on).meets(period):
            raise Refused(f"{person.name}自{other.begins_on}起已经是该机关的{role.label}，任职期间不能重叠。")


def _require_delegable(row: Membership, to_id: int, period: Period) -> None:
    """Refused where the membership cannot be delegated to this person for this time."""
    if Role(row.role).runs_the_system:
        raise Refused(f"{Role(row.role).label}不能由他人代理，请由有权的人另行任命。")
    if to_id == row.user_id:
        raise Refused("不能委托给本人。")
    if not Period(row.begins_on, row.ends_on).covers(period):
        raise Refused("代理期间应当在任职期间之内。")
    person = open_account(to_id)
    own = Membership.objects.filter(user=to_id, agency=row.agency_id)
    if not any(Period(each.begins_on, each.ends_on).covers(period) for each in own):
        raise Refused(f"{person.name}在代理期间不是该机关的工作人员，请委托同一机关的同事。")
    for other in Delegation.objects.filter(membership=row):
        if Period(other.begins_on, other.ends_on).meets(period):
            raise Refused(f"{other.begins_on}至{other.ends_on}已经有人代理，代理期间不能重叠。")


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
