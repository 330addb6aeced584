"""Reads for the desk: how each register stands, what waits for an officer, a row as the form fills it, whether lists are complete."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, Sum

from gongkai.documents.holidays import installed_calendar
from gongkai.law.duties.clocks import PublicationClock, run_if_in_force
from gongkai.law.registers import (
    Definition,
    Entry,
    Matrix,
    Unit,
    completeness,
    definition,
    definitions,
    due_on,
    restored,
)
from gongkai.law.registers.timing import State
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.queries.among import Among
from gongkai.registers import access
from gongkai.registers.models import Delivery, Record, Stage, Tally


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One register of agencies in reach: its rows of all years and of one, those that came late in it, the last delivery."""

    definition: Definition
    all: int
    of_year: int
    late: int
    withdrawn: int
    last_at: datetime | None
    waiting: int


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A row as a form fills it: the texts that are not sealed, by field; `clock`, `leaving`: by when and why."""

    definition: Definition
    agency_id: int
    values: Mapping[str, str]
    clock: PublicationClock | None
    leaving: PublicationClock | None


def registers(viewer: Actor, year: int, agency_ids: frozenset[int] | None = None) -> list[RegisterRow]:
    """Every register in its order, with what agencies in reach have of it; two queries."""
    reached = _within(viewer, agency_ids)
    sums, last = _sums(year, reached), _last(reached)
    return [
        _register(made, sums.get(key, (0, 0, 0, 0)), last.get(key, (None, 0)))
        for key, made in definitions().items()
    ]


def waiting(viewer: Actor) -> int:
    """How many deliveries are read and wait for somebody who imports to look at them; one query."""
    reached = None if viewer is OPERATOR else viewer.reach(access.IMPORTERS)
    found = Delivery.objects.filter(stage=Stage.READY, confirmed_at__isnull=True, straight=False)
    if reached is not None:
        found = found.filter(Among("source__agency", reached))
    return found.count()


def held_row(viewer: Actor, record_id: int) -> HeldRow | None:
    """A record of an agency in reach as a form fills it; None if there is none."""
    found = Record.objects.filter(pk=record_id)
    if viewer is not OPERATOR:
        found = found.filter(Among("agency", access.reach(viewer)))
    held = found.first()
    if held is None or held.register not in definitions():
        return None
    made, calendar = definition(held.register), installed_calendar()
    leaving = None
    if made.withdrawn and held.left_on:
        leaving = run_if_in_force(made.withdrawn.clock, held.left_on, calendar)
    clock = due_on(made, restored(made, held.values), calendar)
    return HeldRow(made, held.agency_id, dict(held.values), clock, leaving)


def matrix(
    viewer: Actor, register: str, years: range, on: date, agencies: Mapping[int, str], bound: Container[int]
) -> Matrix:
    """Whether a register is complete: of these agencies, by number and name, as far as they are in reach; one query.

    The units are those that the rows of an agency name, and the agency itself where it has no row at all and is `bound` to have
    some. ValueError for a register that need not be complete by unit and year.
    """
    made = definition(register)
    reached = _within(viewer, frozenset(agencies))
    found = Record.objects.filter(register=register, state=State.PUBLIC).filter(
        Among("agency_id", reached or frozenset())
    )
    entries: dict[int, list[Entry]] = {
        agency_id: [] for agency_id in agencies if agency_id in (reached or ())
    }
    for agency_id, held, out_on, dated_on in found.values_list("agency_id", "values", "out_on", "dated_on"):
        values = restored(made, held)
        entries[agency_id].append(Entry(values, out_on or _published(made, held, dated_on)))
    names = [
        name
        for agency_id, rows in entries.items()
        for name in sorted({str(row.values.get(made.matrix[0], "")) for row in rows})
        or [agencies[agency_id]] * (agency_id in bound)
    ]
    units = [Unit(name) for name in dict.fromkeys(names)]
    every = [entry for rows in entries.values() for entry in rows]
    return completeness(made, units, list(years), every, on, installed_calendar())


def _published(made: Definition, values: Mapping[str, str], dated_on: date) -> date:
    """The day that stands for one that is not known: the row was public before it came here, and nothing says late."""
    clock = due_on(made, restored(made, values), installed_calendar())
    return clock.due_on if clock and clock.due_on else dated_on


def _within(viewer: Actor, agency_ids: frozenset[int] | None) -> frozenset[int] | None:
    reached = None if viewer is OPERATOR else access.reach(viewer)
    if agency_ids is None:
        return reached
    return agency_ids if reached is None else agency_ids & reached


def _register(
    made: Definition, sums: tuple[int, int, int, int], last: tuple[datetime | None, int]
) -> RegisterRow:
    every, of_year, behind, left = sums
    return RegisterRow(made, every, of_year, behind, left, *last)


def _sums(year: int, reached: frozenset[int] | None) -> dict[str, tuple[int, int, int, int]]:
    """Of each register all rows, those of the year, the late ones of it, those that left the public view."""
    found = Tally.objects.all()
    if reached is not None:
        found = found.filter(Among("agency_id", reached))
    rows = found.values("register").annotate(
        every=Sum("n"),
        of_year=Sum("n", filter=Q(year=year), default=0),
        behind=Sum("n", filter=Q(year=year, late=True), default=0),
        left=Sum("n", filter=Q(state=State.WITHDRAWN), default=0),
    )
    return {row["register"]: (row["every"], row["of_year"], row["behind"], row["left"]) for row in rows}


def _last(reached: frozenset[int] | None) -> dict[str, tuple[datetime | None, int]]:
    """Of each register when something was applied last, and how many deliveries wait to be looked at."""
    found = Delivery.objects.all()
    if reached is not None:
        found = found.filter(Among("source__agency", reached))
    rows = found.values("source__register").annotate(
        last_at=Max("ended_at", filter=Q(stage=Stage.APPLIED)),
        waiting=Count("pk", filter=Q(stage=Stage.READY, confirmed_at__isnull=True, straight=False)),
    )
    return {row["source__register"]: (row["last_at"], row["waiting"]) for row in rows}
