"""Whether a register that must be complete is: unit by unit, year by year, kind by kind.

依据：预算法第十四条，条例第二十条第（七）项
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.duties.settings import AS_SHIPPED, Settings
from gongkai.law.findings import Finding, Severity
from gongkai.law.normative.shares import Share
from gongkai.law.registers import grounds
from gongkai.law.registers.definition import Definition, Values
from gongkai.law.registers.grounds import find
from gongkai.law.registers.timing import due_on
from gongkai.law.registers.view import written


class There(StrEnum):
    """How one place of the matrix stands."""

    IN_TIME = "in_time"
    LATE = "late"
    OVERDUE = "overdue"  # registered, its period over, not published
    AWAITED = "awaited"  # not published, and nothing says that it ought to be yet
    MISSING = "missing"  # not registered though its year is over
    NOT_ASKED = "not_asked"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "in_time": "按期公开",
            "late": "逾期公开",
            "overdue": "逾期未公开",
            "awaited": "待公开",
            "missing": "缺",
            "not_asked": "不涉及",
        }[self.value]

    @property
    def open(self) -> bool:
        """Whether it is published."""
        return self in (There.IN_TIME, There.LATE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the register with the day on which it was published, None while it is not."""

    values: Values
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Unit:
    """One that has to publish, by its name in the register, and which kinds it need not have."""

    name: str
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the matrix: whose, of which year, which kind, how it stands, and by when it was due where that is known."""

    unit: str
    year: int
    kind: str
    there: There
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """All places, units in their order, years and kinds within each."""

    places: tuple[Place, ...]
    findings: tuple[Finding, ...]

    @property
    def share(self) -> Share:
        """How many of the places that are asked for are published."""
        wanted = [place for place in self.places if place.there is not There.NOT_ASKED]
        return Share(sum(place.there.open for place in wanted), len(wanted))


def completeness(
    definition: Definition,
    units: Sequence[Unit],
    years: Sequence[int],
    entries: Iterable[Entry],
    as_of: date,
    calendar: Calendar,
    settings: Settings = AS_SHIPPED,
) -> Matrix:
    """The matrix of a register whose `matrix` names the fields of unit, year and, where it has kinds, kind.

    A place without a row is missing once the year in which it was to be published is over: a budget in its own year, final
    accounts in the next. Of several rows for one place the one published first counts. ValueError for a register without
    a matrix.   依据：预算法第十四条
    """
    if len(definition.matrix) < 2:
        raise ValueError(f"register {definition.key} has no matrix")
    kinds = definition.field(definition.matrix[2]).choices if len(definition.matrix) > 2 else ("",)
    found = _by_place(definition, entries)
    places = tuple(
        _place(definition, unit, year, kind, found.get((unit.name, year, kind)), as_of, calendar, settings)
        for unit in units
        for year in years
        for kind in kinds
    )
    return Matrix(places, tuple(_finding(definition, place) for place in places if _wrong(place)))


def _by_place(definition: Definition, entries: Iterable[Entry]) -> Mapping[tuple[str, int, str], Entry]:
    found: dict[tuple[str, int, str], Entry] = {}
    for entry in entries:
        unit, year, *kind = (entry.values.get(key, "") for key in definition.matrix)
        place = (written(unit), year if isinstance(year, int) else 0, written(kind[0]) if kind else "")
        if place not in found or _first(entry) < _first(found[place]):
            found[place] = entry
    return found


def _first(entry: Entry) -> date:
    return entry.published_on or date.max


def _place(
    definition: Definition,
    unit: Unit,
    year: int,
    kind: str,
    entry: Entry | None,
    as_of: date,
    calendar: Calendar,
    settings: Settings,
) -> Place:
    if kind in unit.without:
        return Place(unit.name, year, kind, There.NOT_ASKED)
    if entry is None:
        over = as_of.year > year + (kind in definition.year_after)
        return Place(unit.name, year, kind, There.MISSING if over else There.AWAITED)
    clock = due_on(definition, entry.values, calendar, settings)
    due = clock.due_on if clock else None
    last = due or date.max
    if entry.published_on is None:
        there = There.OVERDUE if as_of > last else There.AWAITED
    else:
        there = There.LATE if entry.published_on > last else There.IN_TIME
    return Place(unit.name, year, kind, there, due)


def _wrong(place: Place) -> bool:
    return place.there in (There.LATE, There.OVERDUE, There.MISSING)


def _finding(definition: Definition, place: Place) -> Finding:
    what = f"{place.unit}{place.year}年度{place.kind or definition.label}"
    told = {
        There.LATE: "公开晚于规定的期限。请查明原因。",
        There.OVERDUE: "已经超过规定的期限，还没有公开。请立即公开。",
        There.MISSING: "没有登记。请补上，或者说明不涉及。",
    }[place.there]
    rule = grounds.BUDGETS if len(definition.matrix) > 2 else grounds.EVERY_YEAR
    severity = Severity.WARNING if place.there is There.MISSING else Severity.ERROR
    return find(rule, severity, f"{place.unit}/{place.year}/{place.kind}", f"{what}{told}")
