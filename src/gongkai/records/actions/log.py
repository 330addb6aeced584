"""Writes: entries are added to the log; the head of its chain is signed."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from django.db.models import CharField

from gongkai.records.access import Actor, Duty
from gongkai.records.actions.transactions import require_transaction
from gongkai.records.models import ChainHead, LogEntry
from gongkai.sealing.chain import NOTHING, Entry, hash_of

_ACTION = re.compile(r"[a-z_]+(\.[a-z_]+)+")


def log(  # noqa: PLR0913 - the fields of an entry
    action: str,
    subject: str,
    *,
    by: Actor,
    at: datetime,
    duty: Duty | None = None,
    agency_id: int | None = None,
    version: str = "",
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> int:
    """Add an entry to the log, chained to the last one, and return its number.

    Belongs to the transaction of the thing that is logged, as its last write: from here on others who log wait for
    the end of it. `agency_id` is that of the duty where none is given. `details` holds no personal data, and nothing
    but texts, whole numbers, truth values, lists and dictionaries, which come back from either database as they
    went in. Outside a transaction a TransactionManagementError; for values that the log cannot hold a ValueError: both
    are mistakes of the caller.
    """
    require_transaction()
    entry = Entry(
        seq=0,
        at=at,
        actor=by.username,
        acting_for=duty.acting_for if duty else "",
        role=duty.role.value if duty else "",
        agency_id=duty.agency_id if duty and agency_id is None else agency_id,
        action=action,
        subject=subject,
        version=version,
        reason=reason,
        details=_plain(details or {}),
        address=by.address,
        request_id=by.request_id,
    )
    _require_storable(entry)
    return _append(entry)


def _append(entry: Entry) -> int:
    """Hold the head first: whoever else wants it waits there, so that the hash read is that of the last entry.

    SQLite has nothing to hold: there the whole transaction keeps others from writing (settings).
    """
    held = ChainHead.objects.filter(pk=1).select_for_update()
    head = held.first()
    if head is None:
        ChainHead.objects.bulk_create(
            [ChainHead(pk=1, seq=NOTHING.seq, hash=NOTHING.hash)], ignore_conflicts=True
        )
        head = held.get()
    made = replace(entry, seq=head.seq + 1, previous=head.hash)
    row = LogEntry.of(made, hash_of(made))
    row.save(force_insert=True)
    ChainHead.objects.filter(pk=1).update(seq=row.seq, hash=row.hash)
    return row.seq


def _require_storable(entry: Entry) -> None:
    """Raise ValueError for what one of the databases would refuse or cut: both must give back what was hashed."""
    if entry.at.tzinfo is None:
        raise ValueError("at needs a time zone")
    if not _ACTION.fullmatch(entry.action) or not entry.subject or not entry.actor:
        raise ValueError("action (as applications.reply), subject and actor are needed")
    for each in fields(entry):
        value, column = getattr(entry, each.name), LogEntry._meta.get_field(each.name)
        if isinstance(value, str):
            _require_text(value)
            if isinstance(column, CharField) and len(value) > (column.max_length or 0):
                raise ValueError(f"{each.name} is longer than {column.max_length}")


def _require_text(value: str) -> None:
    if "\0" in value:
        raise ValueError("NUL in a text")
    value.encode()  # a lone surrogate is a UnicodeEncodeError, which is a ValueError


def _plain(value: Any) -> Any:
    """The value as both databases give it back; ValueError for floats, times and whatever else they would change."""
    match value:
        case str():
            _require_text(value)
            return str(value)
        case bool() | int() | None:
            return value
        case Mapping():
            return {_plain_key(key): _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case _:
            raise ValueError(f"{type(value).__name__} in the details of the log")


def _plain_key(key: Any) -> str:
    if not isinstance(key, str):
        raise ValueError(f"{type(key).__name__} as a key in the details of the log")  # noqa: TRY004 - as above
    _require_text(key)
    return str(key)
