"""Writes: an officer enters a row by hand, as a delivery of one row that is applied at once."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from gongkai.documents.holidays import installed_calendar
from gongkai.law.registers import Definition, Rhythm, definition
from gongkai.law.registers.identity import stated
from gongkai.law.registers.reading import read
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day
from gongkai.registers import access
from gongkai.registers.actions.applying import hold_register
from gongkai.registers.actions.correcting import CellsRefused
from gongkai.registers.actions.delivering import Handed, apply, begin
from gongkai.registers.actions.filling import Filled, Filler
from gongkai.registers.actions.following import index
from gongkai.registers.actions.secrets import salt_of
from gongkai.registers.actions.sources import open_source
from gongkai.registers.backends import inside
from gongkai.registers.models import Delivery, Record, Source, Stage, Staged

BY_HAND = "人工录入"
"""The name of the source of rows that officers enter."""
THERE = "已有这一件（{keys}相同）。要修改的，请在那一件上更正。"
_COLUMNS = ("delivery_id", "row", "agency_id", *Filled._fields)


@transaction.atomic
def enter(
    *,
    agency_id: int,
    register: str,
    cells: Mapping[str, str],
    by: Actor,
    at: datetime,
    earlier: bool = False,
) -> int:
    """Enter a row of an agency, each cell as somebody writes it; the number of its record.

    `earlier`: it was public elsewhere before, so nothing of it is late. CellsRefused with every mistake; Refused for a row
    that is there already; PermissionDenied for others than those who import for the agency.
    """
    access.require_importing(by, agency_id)
    made = definition(register)
    reading = read(made, cells, civil_day(at))
    if reading.faults:
        raise CellsRefused({fault.field: fault.message for fault in reading.faults})
    filler = Filler(made, installed_calendar(), salt_of(register), at, None if earlier else civil_day(at))
    filled = filler.fill(reading.values)
    hold_register(register)
    _refuse_known(made, agency_id, filled)
    said = "\n".join(f"{key}={text}" for key, text in sorted(stated(reading.values).items()))
    handed = Handed(BY_HAND, sha256(said.encode()).hexdigest(), earlier=earlier)
    source_id = _by_hand(agency_id, register, by, at)
    delivery_id = begin(source_id=source_id, handed=handed, by=by, at=at)
    inside().bring(Staged._meta.db_table, _COLUMNS, [(delivery_id, 1, agency_id, *filled)])
    Delivery.objects.filter(pk=delivery_id).update(stage=Stage.READY, rows=1)
    apply(delivery_id=delivery_id, by=by, at=at)
    made_id = Record.objects.get(register=register, agency=agency_id, key=filled.key).pk
    index([made_id])
    return made_id


def _refuse_known(made: Definition, agency_id: int, filled: Filled) -> None:
    if Record.objects.filter(register=made.key, agency=agency_id, key=filled.key).exists():
        raise Refused(THERE.format(keys="、".join(made.by_key[key].label for key in made.business_key)))


def _by_hand(agency_id: int, register: str, by: Actor, at: datetime) -> int:
    """The source of rows entered by hand; nothing is ever expected of it."""
    held = Source.objects.filter(agency=agency_id, register=register, name=BY_HAND, closed_at=None).first()
    if held is not None:
        return held.pk
    given = {"agency_id": agency_id, "register": register, "name": BY_HAND, "rhythm": Rhythm.CHANGED}
    return open_source(**given, by=by, at=at)  # type: ignore[arg-type] # names and values in a table
