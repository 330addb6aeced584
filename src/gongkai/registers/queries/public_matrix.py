"""Reads for everybody: the records of a register that must be complete, as its matrix asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.registers import Entry, definition
from gongkai.law.registers.identity import restored
from gongkai.law.registers.timing import State
from gongkai.records.queries.among import Among
from gongkai.registers.models import Record
from gongkai.registers.queries.records import fields_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A public record with what the matrix asks of it. `known`: whether the day of its publication is."""

    id: int
    entry: Entry
    known: bool


def placed(register: str, agency_ids: frozenset[int] | None, years: Sequence[int], most: int) -> list[Placed]:
    """The public records of these years, at most so many; one query.

    One whose day of publication nobody noted is public none the less: it counts as published by its day.
    """
    found = Record.objects.filter(register=register, state=State.PUBLIC)
    if agency_ids is not None:
        found = found.filter(Among("agency_id", agency_ids))
    found = found.filter(dated_on__gte=date(min(years), 1, 1), dated_on__lte=date(max(years), 12, 31))
    rows = found.order_by("-dated_on", "-pk").values_list(
        "pk", "values", "masks", "dated_on", "due_on", "out_on"
    )
    return [_placed(register, *row) for row in rows[:most]]


def _placed(
    register: str,
    number: int,
    values: dict[str, str],
    masks: dict[str, str],
    dated_on: date,
    due_on: date | None,
    out_on: date | None,
) -> Placed:
    plain = {told.key: told.text for told in fields_of(register, values, masks) if not told.masked}
    entry = Entry(restored(definition(register), plain), out_on or due_on or dated_on)
    return Placed(number, entry, out_on is not None)
