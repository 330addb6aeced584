"""Staged rows become records: all of a delivery or none, in one transaction, by a fixed number of statements."""
# ruff: noqa: S608 - the pieces are written here; what comes from outside goes beside them, as values

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from gongkai.law.registers.timing import State
from gongkai.registers.actions.lists import follow_lists, would_go
from gongkai.registers.actions.tallying import spanning, tally_again
from gongkai.registers.backends import inside
from gongkai.registers.models import Delivery, Kept, Register, What

KEPT = tuple(field.attname for field in Kept._meta.local_fields)
"""The columns that staged rows and records have alike."""
_MOVED = tuple(name for name in KEPT if name not in ("key", "out_on", "late", "state", "left_on", "leave_by"))
_OUT = "(r.pulled OR r.absent_on IS NOT NULL)"  # out of the public view, whatever its row says

# A row is newer by its own moment; where that is the same, by the delivery that came later.
_NEWER = "(s.as_of > r.as_of OR s.as_of = r.as_of AND %(delivery)s > r.changed_by_id)"
_OTHER = f"{_NEWER} AND s.fingerprint <> r.fingerprint"
_PAIRS = (
    "registers_staged s JOIN registers_record r"
    " ON r.register = %(register)s AND r.agency_id = s.agency_id AND r.key = s.key"
)
_OF = "s.delivery_id = %(delivery)s"
_STATE = f"CASE WHEN {_OUT} THEN '{State.WITHDRAWN}' ELSE s.state END"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rows of a delivery come to; see `Delivery`."""

    made: int
    corrected: int
    same: int
    older: int
    left: int
    late: int
    gone: int = 0
    there: int = 0


def hold_register(register: str) -> None:
    """Hold a register until the transaction ends; what has records has a salt, and so a row."""
    Register.objects.select_for_update().get(pk=register)


def outcome(delivery: Delivery) -> Outcome:
    """What a staged delivery would come to now. Nothing is written."""
    row = _one(
        f"""
        SELECT COUNT(*) - COUNT(r.id),
               COALESCE(SUM(CASE WHEN {_OTHER} THEN 1 ELSE 0 END), 0),
               COALESCE(SUM(CASE WHEN s.fingerprint = r.fingerprint THEN 1 ELSE 0 END), 0),
               COUNT(r.id),
               COALESCE(SUM(CASE WHEN s.state = '{State.WITHDRAWN}' AND
                   (r.id IS NULL OR {_OTHER} AND r.state <> '{State.WITHDRAWN}') THEN 1 ELSE 0 END), 0),
               COALESCE(SUM(CASE WHEN r.id IS NULL AND s.late THEN 1 ELSE 0 END), 0)
        FROM registers_staged s LEFT JOIN registers_record r
          ON r.register = %(register)s AND r.agency_id = s.agency_id AND r.key = s.key
        WHERE {_OF}
        """,
        _given(delivery),
    )
    made, corrected, same, known, left, late = map(int, row)
    gone, there = would_go(delivery) if delivery.whole else (0, 0)
    return Outcome(made, corrected, same, known - corrected - same, left, late, gone, there)


def bring_in(delivery: Delivery, at: datetime, by: str) -> Outcome:
    """Make records of the staged rows. The caller holds the register and the delivery, and writes down what comes of it."""
    given = {**_given(delivery), "at": _moment(at), "by": by}
    found = outcome(delivery)
    years = _years(given)
    if found.corrected:
        _run(_REMEMBER, given)
        _run(_CORRECT, given)
    if found.same:
        _run(_CONFIRM, given)
    if found.made:
        _run(_MAKE, given)
    moved = follow_lists(delivery, at, by)
    if found.made or found.corrected or moved:
        tally_again(delivery.source.register, spanning(years, moved))
    return found


def _years(given: Mapping[str, Any]) -> dict[int, tuple[int, int]]:
    """First and last year, by agency, of which the sums change: those of the rows, and those where they stood before."""
    year = inside().YEAR
    now, before = year.format(column="s.dated_on"), year.format(column="r.dated_on")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT agency_id, MIN(y), MAX(y) FROM ("
            f"SELECT s.agency_id, {now} AS y FROM registers_staged s WHERE {_OF}"
            f" UNION ALL SELECT r.agency_id, {before} FROM {_PAIRS} WHERE {_OF} AND {_OTHER}"
            f") touched GROUP BY agency_id",
            given,
        )
        return {agency_id: (first, last) for agency_id, first, last in cursor.fetchall()}


_REMEMBER = f"""
    INSERT INTO registers_change (record_id, delivery_id, what, reason, "before", before_masks, before_personal,
        before_print, before_as_of, at, "by")
    SELECT r.id, %(delivery)s,
        CASE WHEN s.state = '{State.WITHDRAWN}' AND r.state <> '{State.WITHDRAWN}'
            THEN '{What.WITHDRAWN}' ELSE '{What.CORRECTED}' END,
        '', r."values", r.masks, r.personal, r.fingerprint, r.as_of, %(at)s, %(by)s
    FROM {_PAIRS} WHERE {_OF} AND {_OTHER}
    """
_CORRECT = f"""
    UPDATE registers_record AS r SET
        {", ".join(f'"{name}" = s."{name}"' for name in _MOVED)},
        "row" = s."row",
        late = (r.out_on IS NOT NULL AND s.due_on IS NOT NULL AND r.out_on > s.due_on),
        state = {_STATE},
        left_on = CASE WHEN {_OUT} THEN r.left_on ELSE s.left_on END,
        leave_by = CASE WHEN {_OUT} THEN r.leave_by ELSE s.leave_by END,
        left_at = CASE WHEN {_STATE} = '{State.WITHDRAWN}' THEN COALESCE(r.left_at, %(at)s) END,
        changed_by_id = %(delivery)s
    FROM registers_staged s
    WHERE {_OF} AND r.register = %(register)s AND r.agency_id = s.agency_id AND r.key = s.key AND {_OTHER}
    """
# What was there already is confirmed as of now, so that an older file with something else no longer prevails.
_CONFIRM = f"""
    UPDATE registers_record AS r SET as_of = s.as_of, changed_by_id = %(delivery)s, "row" = s."row"
    FROM registers_staged s
    WHERE {_OF} AND r.register = %(register)s AND r.agency_id = s.agency_id AND r.key = s.key
        AND {_NEWER} AND s.fingerprint = r.fingerprint
    """
# In the order of days, as the indexes of the lists are: a third less time for which SQLite lets nobody else write.
_MAKE = f"""
    INSERT INTO registers_record ({", ".join(f'"{name}"' for name in KEPT)},
        register, agency_id, pulled, made_by_id, changed_by_id, "row", left_at)
    SELECT {", ".join(f's."{name}"' for name in KEPT)},
        %(register)s, s.agency_id, %(no)s, %(delivery)s, %(delivery)s, s."row",
        CASE WHEN s.state = '{State.WITHDRAWN}' THEN %(at)s END
    FROM registers_staged s LEFT JOIN registers_record r
        ON r.register = %(register)s AND r.agency_id = s.agency_id AND r.key = s.key
    WHERE {_OF} AND r.id IS NULL
    ORDER BY s.dated_on, s.id
    """


def _given(delivery: Delivery) -> dict[str, Any]:
    return {"delivery": delivery.pk, "register": delivery.source.register, "no": False}


def _moment(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


def _run(statement: str, given: Mapping[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def _one(statement: str, given: Mapping[str, Any]) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return tuple(cursor.fetchone())
