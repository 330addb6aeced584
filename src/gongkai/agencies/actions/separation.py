"""三员分立: who runs the system holds no other role anywhere at the same time, and stands in for nobody."""

from collections.abc import Iterable, Iterator

from gongkai.agencies.models import Delegation, Membership
from gongkai.agencies.queries.periods import Period
from gongkai.law.roles import Role
from gongkai.records.actions.refused import Refused


def require_separation(user_id: int, role: Role, period: Period) -> None:
    """Refused for a role that may not be held beside what the person has in the period.

    Call it inside a turn (`take_turn`): no constraint of a table sees two rows that must not be there together, and
    without a turn two writers could each add one of them.
    """
    if message := conflict(role, period, held_by(user_id)):
        raise Refused(message)


def held_by(user_id: int) -> Iterator[tuple[Role, Period]]:
    """The roles of a person through time: own memberships, and those stood in for."""
    for row in Membership.objects.filter(user=user_id):
        yield Role(row.role), Period(row.begins_on, row.ends_on)
    for deputy in Delegation.objects.filter(to=user_id).select_related("membership"):
        yield Role(deputy.membership.role), Period(deputy.begins_on, deputy.ends_on)


def conflict(role: Role, period: Period, held: Iterable[tuple[Role, Period]]) -> str:
    """Why a role may not be held beside these; empty if it may."""
    for other, when in held:
        if other is not role and (role.runs_the_system or other.runs_the_system) and when.meets(period):
            running = role if role.runs_the_system else other
            return (
                f"{running.label}不能同时担任其他角色（三员分立）：与自{when.begins_on}起的{other.label}冲突。"
                "请先终止原有任职，或者改用另一人员。"
            )
    return ""
