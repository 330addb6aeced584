"""Writes: an officer corrects a record, takes it out of the public view and back, sees what is masked.

What a delivery brings later prevails again over a correction; what an officer took out of the public view stays out.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from gongkai.documents.holidays import installed_calendar
from gongkai.law.calendar.workdays import Calendar
from gongkai.law.duties.clocks import run_if_in_force
from gongkai.law.registers import Definition, definition
from gongkai.law.registers.identity import stated
from gongkai.law.registers.reading import read
from gongkai.law.registers.timing import State
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.records.actions.revealing import reveal
from gongkai.records.queries.numbers import civil_day
from gongkai.registers import access
from gongkai.registers.actions.applying import hold_register
from gongkai.registers.actions.filling import Filled, Filler
from gongkai.registers.actions.following import index
from gongkai.registers.actions.secrets import salt_of, whole
from gongkai.registers.actions.tallying import tally_again
from gongkai.registers.models import PLACE, Change, Record, What
from gongkai.sealing.masks import hidden
from gongkai.sealing.value import Sealed

NO_RECORD = "没有这条记录，或者它不属于您所在的机关。请刷新后再看。"
OTHER_KEY = "识别这条记录的内容（{keys}）不能更正。写错的，请撤下这一条，另行报送。"
NOT_LISTED = "这一条不在最近报送的完整清单里，公众已经看不到。仍然有效的，请补进清单重新报送。"
NOTHING = "内容没有变化。"
_JSON = ("values", "masks")


class CellsRefused(Refused):
    """A correction with mistakes: what is wrong with each field, by its key."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(*faults.values())
        self.faults = faults


@transaction.atomic
def correct(*, record_id: int, cells: Mapping[str, str], reason: str, by: Actor, at: datetime) -> None:
    """Correct fields of a record, each as somebody would write it; an empty text empties the field. What was said is kept.

    Refused without a reason, for what the register does not take, for a change of what identifies the record, and for no
    change; PermissionDenied for others than those who import for the agency.
    """
    held, duty = _held(record_id, by)
    told = refuse_without(reason, 200, "更正原因")
    if held.absent_on:
        raise Refused(NOT_LISTED)
    made = definition(held.register)
    before = whole(held)
    reading = read(made, {**stated(before), **cells}, civil_day(at))
    if reading.faults:
        raise CellsRefused({fault.field: fault.message for fault in reading.faults})
    filler = Filler(made, installed_calendar(), salt_of(made.key), at, held.out_on)
    filled = filler.fill(reading.values)
    if filled.key != held.key:
        keys = "、".join(made.by_key[key].label for key in made.business_key)
        raise Refused(OTHER_KEY.format(keys=keys))
    if filled.fingerprint == held.fingerprint:
        raise Refused(NOTHING)
    _remember(held, What.CORRECTED, told, by, at)
    year = held.dated_on.year
    _take_over(held, filled, at)
    held.save()
    _settle(held, year)
    fields = sorted(key for key in made.by_key if before.get(key) != reading.values.get(key))
    _told("registers.correct", held, by, at, duty, reason=told, details={"fields": fields})


@transaction.atomic
def pull(*, record_id: int, on: date, reason: str, by: Actor, at: datetime) -> None:
    """Take a record out of the public view from now on: it was revoked on a day. The record and what it said are kept.

    No delivery brings it back. Refused for one that left already, for a day before the record or to come, without a
    reason.   依据：行政处罚法第四十八条
    """
    held, duty = _held(record_id, by)
    told = refuse_without(reason, 200, "撤下原因")
    if held.pulled:
        raise Refused("这条记录已经撤下。")
    if held.absent_on:
        raise Refused(NOT_LISTED)
    if not held.dated_on <= on <= civil_day(at):
        raise Refused(f"日期应当在{held.dated_on}之后，最晚是今天。")
    _remember(held, What.WITHDRAWN, told, by, at)
    held.pulled, held.state, held.left_on = True, State.WITHDRAWN, on
    held.leave_by = leave_by(definition(held.register), on, installed_calendar())
    held.left_at = held.left_at or at
    held.save(update_fields=["pulled", "state", "left_on", "leave_by", "left_at"])
    _settle(held, held.dated_on.year)
    _told("registers.pull", held, by, at, duty, reason=told, details={"on": on.isoformat()})


@transaction.atomic
def restore(*, record_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Bring a record back that an officer took out of the public view by mistake: it stands again as its values say."""
    held, duty = _held(record_id, by)
    told = refuse_without(reason, 200, "恢复公开的原因")
    if not held.pulled:
        raise Refused("这条记录不是由工作人员撤下的，请更正它的内容。")
    _remember(held, What.RESTORED, told, by, at)
    made = definition(held.register)
    filler = Filler(made, installed_calendar(), salt_of(made.key), held.as_of, held.out_on)
    filled = filler.fill(whole(held))
    held.pulled, held.state = False, filled.state
    held.left_on, held.leave_by = filled.left_on, filled.leave_by
    if held.absent_on:  # a whole list has not named it since
        held.state, held.left_on = State.WITHDRAWN, held.absent_on
    held.left_at = held.left_at if held.state == State.WITHDRAWN else None
    held.save(update_fields=["pulled", "state", "left_on", "leave_by", "left_at"])
    _settle(held, held.dated_on.year)
    _told("registers.restore", held, by, at, duty, reason=told)


@transaction.atomic
def see(*, record_id: int, reason: str, by: Actor, at: datetime) -> dict[str, str]:
    """What is masked or hidden of a record, as it was written, by field; the log says who saw it and why.

    PermissionDenied for others than those who import for the agency; NoReason without a reason; Unsealable.
    """
    held, duty = _held(record_id, by)
    if not held.personal:
        return {}
    text = reveal(
        held.personal,
        what="登记簿中的个人信息",
        subject=f"register_record:{held.pk}",
        reason=reason,
        by=by,
        at=at,
        duty=duty,
        agency_id=held.agency_id,
    )
    found: dict[str, str] = json.loads(text)
    return found


def _held(record_id: int, by: Actor) -> tuple[Record, Duty | None]:
    """The record, held with its register, in the order in which deliveries hold them."""
    found = Record.objects.filter(pk=record_id).values_list("register", "agency_id").first()
    if found is None:
        raise Refused(NO_RECORD)
    duty = access.require_importing(by, found[1])
    hold_register(found[0])
    return Record.objects.select_for_update().get(pk=record_id), duty


def _remember(held: Record, what: What, reason: str, by: Actor, at: datetime) -> None:
    Change.objects.create(
        record=held,
        what=what,
        reason=reason,
        before=held.values,
        before_masks=held.masks,
        before_personal=held.personal,
        before_print=held.fingerprint,
        before_as_of=held.as_of,
        at=at,
        by=by.username,
    )


def _take_over(held: Record, filled: Filled, at: datetime) -> None:
    """The columns of a record from what was filled. What an officer took out of the public view stays out of it."""
    left = ("state", "left_on", "leave_by") if held.pulled else ()
    for name, value in filled._asdict().items():
        if name not in (*left, "personal"):
            setattr(held, name, json.loads(value) if name in _JSON else value)
    held.personal = Sealed(filled.personal, PLACE, hidden) if filled.personal else ""
    if not held.pulled:
        held.left_at = (held.left_at or at) if held.state == State.WITHDRAWN else None


def _settle(held: Record, year: int) -> None:
    """Sums and index follow a record that was changed; `year`: of its day before."""
    years = year, held.dated_on.year
    tally_again(held.register, {held.agency_id: (min(years), max(years))})
    index([held.pk])


def leave_by(made: Definition, on: date, calendar: Calendar) -> date | None:
    """By when what was revoked on a day must leave the public view; None for a register of which nothing must."""
    clock = run_if_in_force(made.withdrawn.clock, on, calendar) if made.withdrawn else None
    return clock.due_on if clock else None


def _told(
    action: str,
    held: Record,
    by: Actor,
    at: datetime,
    duty: Duty | None,
    *,
    reason: str,
    details: Mapping[str, object] | None = None,
) -> None:
    log(
        action,
        f"register_record:{held.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=held.agency_id,
        version=held.fingerprint,
        reason=reason,
        details={"register": held.register, **(details or {})},
    )
