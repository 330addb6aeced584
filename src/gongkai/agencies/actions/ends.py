"""Writes: bodies end. Merged into another, split into several, abolished; what they leave is handed over or refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from gongkai.agencies import access
from gongkai.agencies.actions.changes import LABELS, NONE, Change, rehearsal, require_reason, take_turn, told
from gongkai.agencies.actions.leavers import Leaving, Target, aim, release, targets
from gongkai.agencies.actions.shapes import living
from gongkai.agencies.actions.storing import store_lives
from gongkai.agencies.models import Succession
from gongkai.agencies.queries.forest import contradictions
from gongkai.agencies.queries.lives import DAY, Forest, Life, lives
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused


@dataclass(frozen=True, slots=True)
class _Ending:
    """One decision: which bodies end, who succeeds them, from when on, and where their children go."""

    action: str
    ending: tuple[int, ...]
    successors: tuple[int, ...]
    on: date
    children_to: Target


@transaction.atomic
def merge(  # noqa: PLR0913 - a decision and what becomes of what is left
    *,
    agency_ids: Sequence[int],
    into_id: int,
    on: date,
    by: Actor,
    at: datetime,
    reason: str,
    children_to: Target = None,
    members_to: Target = None,
    end_members: bool = False,
    dry_run: bool = False,
) -> list[Change]:
    """End bodies whose work another takes over: the day before `on` is their last. Register a new body beforehand.

    Bodies below move to `children_to`, memberships are continued at `members_to` or, with `end_members`, end; without
    word on them the decision is refused, as it is where the successor does not exist on the day. With `dry_run`
    nothing is written. By a system administrator of a body above all of them, or the operator.
    """
    ending = _Ending("agencies.merge", tuple(agency_ids), (into_id,), on, children_to)
    leaving = Leaving(members_to, end_members)
    return _end(ending, leaving, by=by, at=at, reason=reason, dry_run=dry_run)


@transaction.atomic
def split(  # noqa: PLR0913 - as above
    *,
    agency_id: int,
    into_ids: Sequence[int],
    on: date,
    by: Actor,
    at: datetime,
    reason: str,
    children_to: Target = None,
    members_to: Target = None,
    end_members: bool = False,
    dry_run: bool = False,
) -> list[Change]:
    """End a body whose work several others take over. As `merge`."""
    ending = _Ending("agencies.split", (agency_id,), tuple(into_ids), on, children_to)
    if len(ending.successors) < 2:
        raise Refused("拆分应当有两个以上的承接机关；只有一个的，请办理合并。")
    leaving = Leaving(members_to, end_members)
    return _end(ending, leaving, by=by, at=at, reason=reason, dry_run=dry_run)


@transaction.atomic
def abolish(  # noqa: PLR0913 - as above
    *,
    agency_id: int,
    on: date,
    by: Actor,
    at: datetime,
    reason: str,
    children_to: Target = None,
    members_to: Target = None,
    end_members: bool = False,
    dry_run: bool = False,
) -> list[Change]:
    """End a body that nobody succeeds. As `merge`."""
    ending = _Ending("agencies.abolish", (agency_id,), (), on, children_to)
    leaving = Leaving(members_to, end_members)
    return _end(ending, leaving, by=by, at=at, reason=reason, dry_run=dry_run)


def _end(
    what: _Ending, leaving: Leaving, *, by: Actor, at: datetime, reason: str, dry_run: bool
) -> list[Change]:
    duty = access.require_keeping(by, (*what.ending, *what.successors))
    for target in targets(leaving.members_to) | targets(what.children_to):
        access.require_entering(by, target)
    reason = require_reason(reason)
    with rehearsal(dry_run):
        take_turn()
        forest = lives()
        _require_sound(what, forest)
        after = {each: replace(forest[each], ends_on=what.on - DAY) for each in what.ending}
        children = dict(_children(what, forest))
        after |= children
        _require_holding({**forest, **after}, after)
        changes = list(_told(what, forest, children))
        store_lives([(forest[each], after[each]) for each in after], reason=reason)
        Succession.objects.bulk_create(
            Succession(predecessor_id=old, successor_id=new, on=what.on, reason=reason)
            for old in what.ending
            for new in what.successors
        )
        changes += release(leaving, what.ending, forest, on=what.on, at=at)
        details = {"on": what.on.isoformat(), "successors": list(what.successors), "children": list(children)}
        for each in what.ending:
            log(
                what.action,
                f"agency:{each}",
                by=by,
                at=at,
                duty=duty,
                agency_id=each,
                reason=reason,
                details=details,
            )
    return changes


def _require_sound(what: _Ending, forest: Forest) -> None:
    """Refused where the bodies do not exist at the time, end already, or would succeed themselves."""
    for each in what.ending:
        life = living(forest, each, what.on)
        if life.ends_on is not None:
            raise Refused(f"“{life.newest.name}”已定于{life.ends_on}终止。")
        living(forest, each, what.on - DAY)
    for each in what.successors:
        living(forest, each, what.on)
    if len({*what.ending, *what.successors}) < len(what.ending) + len(what.successors):
        raise Refused("终止的机关和承接的机关中有重复，请核对。")


def _children(what: _Ending, forest: Forest) -> Iterator[tuple[int, Life]]:
    """The bodies that would be left without one above, as they are once they have moved."""
    homeless = []
    for life in forest.values():
        left = [
            start for start, end, shape in life.spans() if shape.parent_id in what.ending and end >= what.on
        ]
        if life.id in what.ending or not left:
            continue
        target = aim(what.children_to, life.id)
        if target is None:
            homeless.append(life.newest.name)
        else:
            yield life.id, life.changed(max(what.on, left[0]), {"parent_id": target})
    if homeless:
        raise Refused(f"下级机关尚未安排去向：{'、'.join(homeless)}。请指定新的上级机关，或者先终止它们。")


def _require_holding(forest: Forest, touched: Mapping[int, Life]) -> None:
    known = {shape.parent_id for life in touched.values() for _, _, shape in life.spans()} - {None}
    if not known <= forest.keys():
        raise Refused("没有这个上级机关。")
    if messages := [message for _, message in contradictions(forest, touched)]:
        raise Refused(*dict.fromkeys(messages))


def _told(what: _Ending, forest: Forest, children: Mapping[int, Life]) -> Iterator[Change]:
    takers = "、".join(forest[each].on(what.on).name for each in what.successors)
    for each in what.ending:
        name = forest[each].on(what.on).name
        yield Change(name, LABELS["ends_on"], NONE, (what.on - DAY).isoformat(), what.on)
        if takers:
            yield Change(name, "承接机关", NONE, takers, what.on)
    for child, life in children.items():
        yield from told(child, {"parent_id": life.on(what.on).parent_id}, forest, what.on)
