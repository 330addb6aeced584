"""What a decision changes, told as plain data; and how it is tried out."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.agencies.queries.lives import Forest
from gongkai.law.bodies import BodyKind
from gongkai.law.report.schema import Level
from gongkai.records.actions.numbers import next_number
from gongkai.records.actions.refused import Refused

LABELS = {
    "name": "名称",
    "short_name": "简称",
    "kind": "性质",
    "level": "层级",
    "region": "地区",
    "division_code": "行政区划代码",
    "organ_code": "统一社会信用代码",
    "parent_id": "上级机关",
    "remark": "备注",
    "begins_on": "设立日期",
    "ends_on": "终止日期",
}
REASON = 200
NONE = "（无）"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is other than before: of whom, what, from when on. Texts as officers read them."""

    subject: str
    what: str
    before: str
    after: str
    on: date


@contextmanager
def rehearsal(dry_run: bool) -> Iterator[None]:
    """Run what is inside, checks and log included, and take it all back if it was only to be tried out."""
    with transaction.atomic():
        yield
        if dry_run:
            transaction.set_rollback(True)


def take_turn() -> int:
    """Wait until no other decision about agencies or memberships is under way, and number this one.

    What makes a decision wrong may stand in other rows (a ring of three moves, a second role of one person), where
    no constraint sees it. The UPDATE of one row makes every such decision wait for the one before it; what is read
    afterwards is what that one left. Call it before reading.
    """
    return next_number("agencies")


def require_reason(reason: str) -> str:
    """The reason without blanks around it; Refused without one."""
    reason = reason.strip()
    if not reason or len(reason) > REASON:
        raise Refused(f"请写明依据或者原因，例如批准文号，{REASON}个字以内。")
    return reason


def require_reason_for_past(on: date, at: datetime, reason: str) -> str:
    """The reason; it may be missing unless the day is past."""
    return require_reason(reason) if on < localdate(at) or reason.strip() else ""


def shown(name: str, value: Any, forest: Forest, on: date) -> str:
    """The value of a field as officers read it."""
    if value in (None, ""):
        return NONE
    if name == "parent_id":
        return forest[value].on(on).name
    if name == "kind":
        return BodyKind(value).label
    return Level(value).label if name == "level" else str(value)


def told(agency_id: int, values: Mapping[str, Any], forest: Forest, on: date) -> list[Change]:
    """The changes that these values make to a body on a day."""
    shape = forest[agency_id].on(on)
    return [
        Change(
            shape.name,
            LABELS[name],
            shown(name, getattr(shape, name), forest, on),
            shown(name, value, forest, on),
            on,
        )
        for name, value in values.items()
        if getattr(shape, name) != value
    ]
