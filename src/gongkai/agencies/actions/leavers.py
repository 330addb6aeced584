"""Writes: what becomes of the memberships of a body that ends."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from gongkai.agencies.actions.changes import NONE, Change
from gongkai.agencies.models import Delegation, Membership
from gongkai.agencies.queries.lives import DAY, Forest
from gongkai.law.roles import Role
from gongkai.records.actions.refused import Refused

Target = int | Mapping[int, int] | None
"""Where what is left goes: all to one body, each to its own (by number of the child or the membership), or nowhere."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Where memberships go on; without a place they end if `end_members` says so."""

    members_to: Target
    end_members: bool


def aim(target: Target, left: int) -> int | None:
    """Where one thing that is left goes."""
    return target if isinstance(target, int) or target is None else target.get(left)


def targets(target: Target) -> set[int]:
    """All places where something goes."""
    if target is None:
        return set()
    return {target} if isinstance(target, int) else set(target.values())


def release(
    leaving: Leaving, ending: Iterable[int], forest: Forest, *, on: date, at: datetime
) -> list[Change]:
    """End the memberships of bodies that end, and continue them elsewhere as decided; Refused for what is undecided.

    Nobody loses a day that has passed: where the end is recorded late, memberships end yesterday. The three roles that
    run the system end in any case, since only who grants roles may give them anew; so do deputies, with whom they
    stand in for.
    """
    today = localdate(at)
    held = list(_held(ending, on))
    continued = {row: _aim(leaving, row) for row in held}
    if undecided := [row for row in held if continued[row] is None and not _may_end(leaving, row)]:
        people = "、".join(f"{row.user.name}（{Role(row.role).label}）" for row in undecided)
        raise Refused(f"工作人员尚未安排去向：{people}。请指定承接机关，或者一并终止任职。")
    made: list[Membership] = []
    for row in held:
        last = _last_day(row, on, today)
        _end(row, last)
        if (target := continued[row]) is not None:
            made += _continued(row, target, max(last + DAY, row.begins_on), made)
    Membership.objects.bulk_create(made)
    return [_told(row, continued[row], forest, on) for row in held]


def _held(ending: Iterable[int], on: date) -> Iterable[Membership]:
    still = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    return Membership.objects.filter(still, agency__in=list(ending)).select_related("user").order_by("pk")


def _aim(leaving: Leaving, row: Membership) -> int | None:
    return None if Role(row.role).runs_the_system else aim(leaving.members_to, row.pk)


def _may_end(leaving: Leaving, row: Membership) -> bool:
    return leaving.end_members or Role(row.role).runs_the_system


def _last_day(row: Membership, on: date, today: date) -> date:
    """The day before the end of the body; later where days have passed since on which the person was at work."""
    passed = min(today - DAY, row.ends_on or date.max)
    return max(on - DAY, passed, row.begins_on if row.begins_on <= today else date.min)


def _end(row: Membership, last: date) -> None:
    """Set the last day; a membership that never began is taken back."""
    stored = Membership.objects.filter(pk=row.pk)
    if last < row.begins_on:
        Delegation.objects.filter(membership=row).delete()
        stored.delete()
    else:
        stored.update(ends_on=last)


def _continued(
    row: Membership, target: int, begins_on: date, made: Iterable[Membership]
) -> Iterator[Membership]:
    """The membership at the successor, for the time that the person does not already have the role there."""
    there = [
        *Membership.objects.filter(user=row.user_id, agency=target, role=row.role).order_by("begins_on"),
        *(
            each
            for each in made
            if (each.user_id, each.agency_id, each.role) == (row.user_id, target, row.role)
        ),
    ]
    ends_on = row.ends_on
    for other in there:
        if (other.ends_on or date.max) < begins_on or other.begins_on > (ends_on or date.max):
            continue
        if other.begins_on > begins_on:
            ends_on = other.begins_on - DAY
        elif other.ends_on is None:
            return
        else:
            begins_on = other.ends_on + DAY
    if ends_on is None or begins_on <= ends_on:
        yield Membership(
            user_id=row.user_id, agency_id=target, role=row.role, begins_on=begins_on, ends_on=ends_on
        )


def _told(row: Membership, target: int | None, forest: Forest, on: date) -> Change:
    what = f"任职：{Role(row.role).label}"
    after = NONE if target is None else forest[target].on(on).name
    return Change(
        f"{row.user.name}（{row.user.username}）", what, forest[row.agency_id].on(on).name, after, on
    )
