"""What a sheet comes to: which rows of the catalogue it adds, alters, ends, and everything that is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from gongkai.agencies.models import Agency
from gongkai.documents.catalogue_sheets import Line, read_catalogue
from gongkai.documents.spreadsheets import Fault
from gongkai.publication.actions.entries import begin, end, new_keys
from gongkai.publication.actions.entry_fields import LABELS, fields_of, fit
from gongkai.publication.queries.catalogue import EntryRow, catalogue, common, inherited
from gongkai.records.actions.refused import Refused

NO_LONGER = "更新公开目录时未列入。"
ADDED, ALTERED, ENDED = "added", "altered", "ended"


class CatalogueRefused(Refused):
    """A sheet with mistakes; `faults` has all of them, by sheet, row and column. Nothing of it is taken in."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__(*map(str, self.faults))


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What becomes of one row: added, altered (in which fields, as labelled) or ended."""

    what: str
    key: str
    field: str
    title: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adjusted:
    """What an import of a catalogue does, in the order of the sheet; `same`: rows that stay as they are."""

    steps: tuple[Adjustment, ...]
    same: int

    def count(self, what: str) -> int:
        """How many rows are added, altered or ended."""
        return sum(1 for step in self.steps if step.what == what)


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows as they would be, by key; what stands there now; the common rows that count where none of its own does."""

    agency_id: int | None
    rows: Mapping[str, dict[str, Any]]
    there: Mapping[str, EntryRow]
    shared: Mapping[str, EntryRow]

    def adjusted(self) -> Adjusted:
        """What is to be done, as officers read it."""
        steps = (*self._begun(), *self._ended())
        return Adjusted(steps, len(self.rows) - sum(1 for step in steps if step.what != ENDED))

    def _begun(self) -> Iterator[Adjustment]:
        for key, row in self.rows.items():
            before, title = self.there.get(key), " / ".join(filter(None, (row["item_l1"], row["item_l2"])))
            if before is None or before.absent_because:
                yield Adjustment(ADDED, key, row["field"], title)
            elif (held := fields_of(before)) != row:
                changed = tuple(LABELS[name] for name in LABELS if held.get(name) != row.get(name))
                yield Adjustment(ALTERED, key, row["field"], title, changed)

    def _ended(self) -> Iterator[Adjustment]:
        spoken_of = {row["field"] for row in self.rows.values()}
        for key, before in self.there.items():
            if key not in self.rows and before.field in spoken_of and not before.absent_because:
                yield Adjustment(ENDED, key, before.field, before.title)


def planned(agency_id: int | None, data: bytes, name: str, on: date) -> Plan:
    """What a sheet comes to; CatalogueRefused with every mistake, Unreadable for a file that is none."""
    read = read_catalogue(data, name)
    everywhere = {row.key: row for row in common(on)}
    there = everywhere if agency_id is None else _present(agency_id, on)
    named = "" if agency_id is None else Agency.objects.get(pk=agency_id).name
    rows, faults = _fitted(agency_id, read.lines, everywhere | there, named)
    told = {(fault.sheet, fault.row, fault.column) for fault in read.faults}
    if found := [*read.faults, *(each for each in faults if (each.sheet, each.row, each.column) not in told)]:
        raise CatalogueRefused(found)
    return Plan(agency_id, rows, there, {} if agency_id is None else inherited(agency_id, on))


def carry_out(plan: Plan, on: date) -> None:
    """End the rows that change and begin those in their place. A row that comes to be the common one needs no own."""
    steps = plan.adjusted().steps
    end(plan.agency_id, [step.key for step in steps], on)
    for step in steps:
        shared = plan.shared.get(step.key)
        if step.what == ENDED:
            if shared is not None:
                absent = {**fields_of(shared), "absent_because": NO_LONGER}
                begin(plan.agency_id, step.key, absent, on)
        elif shared is None or fields_of(shared) != plan.rows[step.key]:
            begin(plan.agency_id, step.key, plan.rows[step.key], on)


def _present(agency_id: int, on: date) -> dict[str, EntryRow]:
    return {row.key: row for row in catalogue(agency_id, on, absent=True)}


Names = tuple[str, str, str]


def _fitted(
    agency_id: int | None, lines: Iterable[Line], known: Mapping[str, EntryRow], named: str
) -> tuple[dict[str, dict[str, Any]], list[Fault]]:
    """The lines as rows by key; a matter that the catalogue knows by its names keeps its key, and what no sheet prints."""
    by_names = {(row.field, row.item_l1, row.item_l2): row for row in known.values()}
    settled = {
        row.field for row in known.values()
    }  # fields in which a new row stands right behind the one before it
    fresh: dict[str, Iterator[str]] = {}
    last: dict[str, int] = {}
    first: dict[Names, Line] = {}
    rows: dict[str, dict[str, Any]] = {}
    faults: list[Fault] = []
    for line in lines:
        names = (line.field, line.item_l1, line.item_l2)
        if (earlier := first.setdefault(names, line)) is not line:
            message = f"与{earlier.sheet}第{earlier.row}行的事项相同，请合并成一行，或者改用另一个名称。"
            faults.append(Fault(line.sheet, line.row, LABELS["item_l2"], message))
            continue
        before = by_names.get(names)
        position = before.position if before else last.get(line.field, 0) + (line.field not in settled)
        last[line.field] = position
        row, mistakes = fit({**asdict(line), **_unprinted(before, line, named), "position": position})
        faults += [Fault(line.sheet, line.row, LABELS[each.name], each.message) for each in mistakes]
        keys = fresh.setdefault(line.field, new_keys(agency_id, line.field))
        rows[before.key if before else next(keys)] = row
    return rows, faults


def _unprinted(before: EntryRow | None, line: Line, named: str) -> dict[str, Any]:
    """What a sheet does not say stays; whoever publishes is the agency itself where nobody else is named."""
    itself = {"", named}
    body = line.body if line.body not in itself else ""
    if before is None:
        return {"body": body}
    if line.body in itself and before.body in itself:
        body = before.body
    days = before.working_days if before.time_limit == line.time_limit else None
    stage = before.five_open.value if before.five_open else ""
    return {"body": body, "duty": before.duty, "five_open": stage, "working_days": days}
