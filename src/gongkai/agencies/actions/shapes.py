"""Writes: a body stays the same and becomes other: another name, another place in the tree, other codes."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.agencies import access
from gongkai.agencies.actions.changes import Change, rehearsal, require_reason, take_turn, told
from gongkai.agencies.actions.fields import plain_name, wrong
from gongkai.agencies.actions.storing import store_lives
from gongkai.agencies.queries.forest import contradictions
from gongkai.agencies.queries.lives import Forest, Life, lives
from gongkai.law.bodies import BodyKind
from gongkai.law.report.schema import Level
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused


@transaction.atomic
def rename(
    *,
    agency_id: int,
    name: str,
    on: date,
    by: Actor,
    at: datetime,
    reason: str,
    short_name: str = "",
    dry_run: bool = False,
) -> list[Change]:
    """Give a body another name from a day on, past or to come; what was dated before keeps the old one.

    With `dry_run` nothing is written. By a system administrator of a body above, or the operator. Refused without a
    reason, for an unchanged name, and where a sibling has the name.
    """
    values = {"name": plain_name(name), "short_name": plain_name(short_name)}
    return _decide("agencies.rename", agency_id, values, on=on, by=by, at=at, reason=reason, dry_run=dry_run)


@transaction.atomic
def move(
    *,
    agency_id: int,
    parent_id: int | None,
    on: date,
    by: Actor,
    at: datetime,
    reason: str,
    dry_run: bool = False,
) -> list[Change]:
    """Place a body below another from a day on, with all that stands below it; None makes it a root.

    With `dry_run` nothing is written. By a system administrator of bodies above both, or the operator, who alone makes
    roots. Refused where the body would on any day stand below itself, or below one that does not exist then.
    """
    if parent_id is not None:
        access.require_entering(by, parent_id)
    elif by is not OPERATOR:
        raise PermissionDenied(access.REFUSED)
    values = {"parent_id": parent_id}
    return _decide("agencies.move", agency_id, values, on=on, by=by, at=at, reason=reason, dry_run=dry_run)


@transaction.atomic
def change(  # noqa: PLR0913 - as above
    *,
    agency_id: int,
    on: date,
    by: Actor,
    at: datetime,
    reason: str,
    level: Level | None = None,
    kind: BodyKind | None = None,
    region: str | None = None,
    division_code: str | None = None,
    organ_code: str | None = None,
    dry_run: bool = False,
) -> list[Change]:
    """Give a body another level, kind, region or code from a day on; what is None stays.

    With `dry_run` nothing is written. By a system administrator of a body above, or the operator. Refused for a code
    that is wrong or belongs to another body, and for a level that the kind cannot have.
    """
    given = {
        "level": level,
        "kind": kind,
        "region": region if region is None else plain_name(region),
        "division_code": division_code,
        "organ_code": organ_code,
    }
    values = {name: value for name, value in given.items() if value is not None}
    return _decide("agencies.change", agency_id, values, on=on, by=by, at=at, reason=reason, dry_run=dry_run)


def _decide(
    action: str,
    agency_id: int,
    values: Mapping[str, Any],
    *,
    on: date,
    by: Actor,
    at: datetime,
    reason: str,
    dry_run: bool,
) -> list[Change]:
    duty = access.require_keeping(by, [agency_id])
    reason = require_reason(reason)
    with rehearsal(dry_run):
        take_turn()
        forest = lives()
        before = living(forest, agency_id, on)
        after = before.changed(on, values)
        _check(forest, before, after)
        changes = told(agency_id, values, forest, on)
        store_lives([(before, after)], reason=reason)
        log(
            action,
            f"agency:{agency_id}",
            by=by,
            at=at,
            duty=duty,
            agency_id=agency_id,
            reason=reason,
            details={
                "on": on.isoformat(),
                **{change.what: [change.before, change.after] for change in changes},
            },
        )
    return changes


def living(forest: Forest, agency_id: int, on: date) -> Life:
    """The life of a body that exists on a day; Refused otherwise."""
    life = forest.get(agency_id)
    if life is None:
        raise Refused("没有这个机关。")
    if on < life.first:
        raise Refused(f"“{life.newest.name}”{life.begins_on}才设立，请核对日期。")
    if on > life.last:
        raise Refused(f"“{life.newest.name}”已于{life.ends_on}终止，请核对日期。")
    return life


def _check(forest: Forest, before: Life, after: Life) -> None:
    """Refused for a decision that changes nothing, and for one that leaves the body or the tree contradictory."""
    if after == before:
        raise Refused("没有变化：内容与现有记录相同。")
    if after.newest.parent_id is not None and after.newest.parent_id not in forest:
        raise Refused("没有这个上级机关。")
    messages = [message for _, _, shape in after.spans() for _, message in wrong(asdict(shape))]
    code = after.newest.organ_code if after.ends_on is None else ""
    messages += [
        f"统一社会信用代码已经属于“{other.newest.name}”，请核对。"
        for other in forest.values()
        if code and other.id != after.id and other.ends_on is None and other.newest.organ_code == code
    ]
    messages += [message for _, message in contradictions({**forest, after.id: after}, [after.id])]
    if messages:
        raise Refused(*dict.fromkeys(messages))
