"""Records are made anew where their definition or the calendar is another one than when they came in; block by block.

What they said is not touched, nor what they are known by: only what follows from it, as masks, marks, last days, words.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache
from time import monotonic

from django.db import connection, transaction
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Concat

from gongkai.documents.holidays import installed_calendar
from gongkai.law.registers import Definition, definition, definitions
from gongkai.law.registers.identity import restored
from gongkai.law.registers.timing import State
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.log import log
from gongkai.registers.actions.applying import hold_register
from gongkai.registers.actions.correcting import leave_by
from gongkai.registers.actions.filling import Filled, Filler
from gongkai.registers.actions.following import index
from gongkai.registers.actions.making import made_as, same_law
from gongkai.registers.actions.secrets import salt_of, whole
from gongkai.registers.actions.tallying import tally_register
from gongkai.registers.models import PLACE, Change, Record, Register, What
from gongkai.sealing.masks import hidden
from gongkai.sealing.value import Sealed

REMAKE = "registers.remake"
BLOCK = 2_000
SLICE = 45.0
LIMIT = timedelta(minutes=30)
OTHER_RULE = "登记簿的规则调整"
_DATES = ("due_on", "late", "leave_by")
_FOLLOWS = (
    *("dated_on", "begins_on", "ends_on", "title", "party", "party_kind", "amount", "marks"),
    *("state", "left_on", "left_at", "values", "masks", "personal", "words", *_DATES),
)
_HEAVY = ("personal", "masks", "words")  # what a new calendar has nothing to do with
_SOUGHT = ("dated_on", "state", "words")


def remake(
    *, at: datetime, seconds: float | None = None, told: Callable[[str, int], object] = lambda _, __: None
) -> bool:
    """Make anew what is older than its definition or the calendar, or so many seconds of it; whether nothing is left.

    `told` hears the register and how many of its records a block has changed. Can be killed at any moment: the next call goes
    on behind the last block.
    """
    started = monotonic()
    for register in behind():
        changed: int | None = 0
        while changed is not None:
            changed = _block(register, at)
            told(register, changed or 0)
            if seconds is not None and monotonic() - started > seconds:
                return False
    return True


def behind() -> list[str]:
    """The registers of which some records are older than their definition or the calendar."""
    rows = Register.objects.filter(pk__in=definitions()).order_by("pk").values_list("pk", "made_as")
    return [register for register, made in rows if made != made_as(register)]


@transaction.atomic
def _block(register: str, at: datetime) -> int | None:
    """Make a block of records anew; how many are others by that, None when there was none left."""
    hold_register(register)
    held = Register.objects.get(pk=register)
    wanted = made_as(register)
    if held.remaking != wanted:
        held.remaking, held.remade = wanted, 0
    dates_only = same_law(held.made_as, wanted)
    found = _walked(register, held.remade).select_for_update()
    rows = list((found.defer(*_HEAVY) if dates_only else found)[:BLOCK])
    if not rows:
        Register.objects.filter(pk=register).update(made_as=wanted, remaking="", remade=0)
        tally_register(register)
        log(REMAKE, f"register:{register}", by=OPERATOR, at=at)
        return None
    changed = _anew(rows, at, dates_only=dates_only)
    Register.objects.filter(pk=register).update(remaking=wanted, remade=rows[-1].pk)
    return changed


def _walked(register: str, behind_pk: int) -> QuerySet[Record]:
    """The records of a register behind a number, walked by number: an index of the register would be sorted for each block."""
    told = Concat(F("register"), Value(""), output_field=CharField())
    return Record.objects.alias(told=told).filter(told=register, pk__gt=behind_pk).order_by("pk")


def _anew(rows: list[Record], at: datetime, *, dates_only: bool) -> int:
    made, calendar = definition(rows[0].register), installed_calendar()
    columns = _DATES if dates_only else _FOLLOWS
    filler = Filler(made, calendar, salt_of(made.key), at, None)
    before = [tuple(getattr(held, name) for name in columns) for held in rows]
    for held in rows:
        if dates_only:
            _dated(held, filler)
        else:
            _filled(held, filler, at)
        if held.pulled and held.left_on:
            held.leave_by = leave_by(made, held.left_on, calendar)
    others = [
        (held, old)
        for held, old in zip(rows, before, strict=True)
        if old != tuple(getattr(held, name) for name in columns)
    ]
    _write([held for held, _ in others], columns)
    if not dates_only:
        Change.objects.bulk_create(_moved(others, at))
        index([held.pk for held, old in others if _sought(held) != _sought_of(old)])
    return len(others)


def _dated(held: Record, filler: Filler) -> None:
    """By when it had to be public, and to leave: dates are never sealed, so that nothing is opened for them."""
    wanted = _asked(filler.definition)
    values = restored(filler.definition, {key: text for key, text in held.values.items() if key in wanted})
    held.due_on = filler.planned(values)
    held.late = bool(held.due_on and held.out_on and held.out_on > held.due_on)
    if held.state == State.WITHDRAWN and not held.pulled and held.absent_on is None:
        held.leave_by = filler.left(values)[1]


@cache
def _asked(made: Definition) -> frozenset[str]:
    """The fields on which the clocks of a register hang."""
    told = [made.withdrawn.field, made.withdrawn.when.field] if made.withdrawn else []
    held_back = [made.held_back.field] if made.held_back else []
    return frozenset([*told, *held_back, *(clock.field for clock in made.clocks)])


def _filled(held: Record, filler: Filler, at: datetime) -> None:
    """All that follows from its values. What an officer or a whole list took out stays out."""
    values = whole(held)
    filler.out_on = held.out_on
    filled = filler.fill(values, held.as_of)
    kept = {"values", "masks", "personal", "state", "left_on", "leave_by"}
    if filler.definition.dated_by not in values:
        kept.add("dated_on")  # of when it came in, as it was
    for name in set(_FOLLOWS) & set(Filled._fields) - kept:
        setattr(held, name, getattr(filled, name))
    texts = json.loads(filled.values)
    if texts != held.values:
        held.personal = Sealed(filled.personal, PLACE, hidden) if filled.personal else ""
    held.values, held.masks = texts, json.loads(filled.masks)
    if not held.pulled and held.absent_on is None:
        held.state, held.left_on, held.leave_by = filled.state, filled.left_on, filled.leave_by
        held.left_at = (held.left_at or at) if held.state == State.WITHDRAWN else None


def _moved(others: Iterable[tuple[Record, tuple[object, ...]]], at: datetime) -> Iterator[Change]:
    """What left the public view by its new rule, or came back."""
    place = _FOLLOWS.index("state")
    for held, old in others:
        if (held.state == State.PUBLIC) == (old[place] == State.PUBLIC):
            continue
        yield Change(
            record=held,
            what=What.RESTORED if held.state == State.PUBLIC else What.WITHDRAWN,
            reason=OTHER_RULE,
            before=held.values,
            before_masks=held.masks,
            before_personal=held.personal,
            before_print=held.fingerprint,
            before_as_of=held.as_of,
            at=at,
            by=OPERATOR.username,
        )


def _sought(held: Record) -> tuple[object, ...]:
    return tuple(getattr(held, name) for name in _SOUGHT)


def _sought_of(old: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(old[_FOLLOWS.index(name)] for name in _SOUGHT)


def _write(rows: Iterable[Record], columns: Iterable[str]) -> None:
    """Columns of many records at once, each as its field writes it."""
    wanted = frozenset(columns)
    fields = [field for field in Record._meta.local_fields if field.attname in wanted]
    places = ", ".join(f'"{field.column}" = %s' for field in fields)
    told = [
        [*(field.get_db_prep_save(getattr(held, field.attname), connection) for field in fields), held.pk]
        for held in rows
    ]
    if told:
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE registers_record SET {places} WHERE id = %s", told)  # noqa: S608 - names of columns


def _slice(*, at: datetime) -> bool:
    return remake(at=at, seconds=SLICE)


@job(REMAKE, label="按新的规则和放假安排重算登记簿", limit=LIMIT, prepare=_slice)
@transaction.atomic
def remake_on(*, at: datetime, prepared: bool) -> None:
    """Queue the next slice, unless everything is done."""
    if not prepared:
        queue(REMAKE, key=f"on {at.isoformat()}", at=at)
