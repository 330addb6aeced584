"""Reads: who acts. The memberships and delegations of a day, and how far each of them reaches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import FilteredRelation, Q

from gongkai.accounts.models import User
from gongkai.agencies.models import Agency, Delegation, FormerSelf
from gongkai.law.roles import Role
from gongkai.records.access import Actor, Duty

Held = tuple[str, int, str]
"""Role, agency, and the person stood in for."""


def actor(*, user_id: int, on: date, address: str = "", request_id: str = "") -> Actor:
    """A person with the duties of a day: own memberships first, then those stood in for.

    A role that sees below reaches the agencies that stand below on that day, ended ones too: somebody answers for
    what they left; only for such a role it is read whether the agency is at the top. A closed account has no duties.
    At most four queries, however many agencies there are. User.DoesNotExist for an unknown person.
    """
    username, name, is_open, own = _person(user_id, on)
    held = [*sorted(own), *sorted(_stood_in_for(user_id, on))] if is_open else []
    return Actor(username, name, user_id, _duties(held, on), address, request_id)


def _person(user_id: int, on: date) -> tuple[str, str, bool, list[Held]]:
    """User name, name, whether the account is open, and the own memberships of the day, in one query."""
    of_the_day = Q(memberships__begins_on__lte=on) & (
        Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=on)
    )
    rows = list(
        User.objects.filter(pk=user_id)
        .annotate(held=FilteredRelation("memberships", condition=of_the_day))
        .values_list("username", "name", "closed_at", "held__role", "held__agency_id")
    )
    if not rows:
        raise User.DoesNotExist
    username, name, closed_at = rows[0][:3]
    return username, name, closed_at is None, [(role, agency, "") for *_, role, agency in rows if role]


def _stood_in_for(user_id: int, on: date) -> list[Held]:
    """What others delegated. It counts only while the membership itself does, and its holder's account is open."""
    return list(
        Delegation.objects.filter(
            Q(membership__ends_on__isnull=True) | Q(membership__ends_on__gte=on),
            to=user_id,
            begins_on__lte=on,
            ends_on__gte=on,
            membership__begins_on__lte=on,
            membership__user__closed_at__isnull=True,
        ).values_list("membership__role", "membership__agency_id", "membership__user__username")
    )


def _duties(held: Iterable[Held], on: date) -> tuple[Duty, ...]:
    below: Mapping[int | None, list[int]] | None = None
    duties = []
    for name, agency_id, acting_for in held:
        role, reach, top = Role(name), frozenset({agency_id}), False
        if role.sees_below:
            below = below or children_on(on)
            reach, top = _all_below(agency_id, below), agency_id in below[None]
        duties.append(Duty(role, agency_id, reach, acting_for, top))
    return tuple(duties)


def children_on(on: date) -> Mapping[int | None, list[int]]:
    """The agencies directly below each agency on a day, in two queries."""
    parents = dict(Agency.objects.values_list("pk", "parent_id"))
    # The earliest former self that lasted to the day or longer is what the agency was; it is read last, so it stays.
    former = FormerSelf.objects.filter(until__gte=on).order_by("-until")
    parents.update(former.values_list("agency_id", "parent_id"))
    below: dict[int | None, list[int]] = defaultdict(list)
    for agency_id, parent_id in parents.items():
        below[parent_id].append(agency_id)
    return below


def _all_below(top: int, below: Mapping[int | None, list[int]]) -> frozenset[int]:
    found, waiting = {top}, [top]
    while waiting:
        for child in below.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return frozenset(found)
