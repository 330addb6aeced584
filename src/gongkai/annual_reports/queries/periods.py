"""Reads: the tables of the annual report counted over a year, a half, a quarter or a month, with the period before and a year ago.

A period is a question, not a report: it is counted when it is asked, from the facts as they stand, and nothing is kept. Figures by
hand, and reports that were published or handed in, are of a year and are not in it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.agencies.queries import AgencyRow
from gongkai.annual_reports.models import Scope
from gongkai.annual_reports.queries.facts import DocumentsOf, documents_in, facts_of
from gongkai.annual_reports.queries.gathering import Gathered, gathered, silent
from gongkai.annual_reports.queries.lines import Counting, Line, listed
from gongkai.applications.queries import counting as applications
from gongkai.law.registers import Measure, feeds
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.checks.wording import figure as in_figures
from gongkai.law.report.compiling.facts import (
    Documents,
    Source,
    cells_of,
    documents_figure,
    source_of,
)
from gongkai.law.report.periods import Length, Period
from gongkai.law.report.schema import CellSpec, Form
from gongkai.law.report.series.last_year import beside_this_year
from gongkai.registers.queries.counts import cells as register_cells
from gongkai.registers.queries.counts import cells_each
from gongkai.remedies.queries import tables as remedies

DECISIONS = ("art20_5", "art20_6")
"""The blocks of table two that count decisions: licences, penalties, coercion."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of a period. `value`: None for a blank; `before`, `a_year_ago`: of the period before and of last year's same one."""

    spec: CellSpec
    value: Number | None
    before: Number | None
    a_year_ago: Number | None

    @property
    def change(self) -> Number | None:
        """By how much it is more than in the period before; None where one of the two is blank."""
        return _change(self.value, self.before)

    @property
    def change_in_a_year(self) -> Number | None:
        """By how much it is more than a year ago; None where one of the two is blank."""
        return _change(self.value, self.a_year_ago)

    @property
    def told(self) -> str:
        """What it counts, in a sentence for an officer."""
        source = source_of(self.spec).label
        if self.value is None:
            return f"{source}中没有可以计入这一格的数据，或者只按年度登记，不能分到较短的时段。"
        return f"取自{source}，共{in_figures(self.value)}{self.spec.column.unit}。"


@dataclass(frozen=True, slots=True)
class Statistics:
    """A period of a body, as it stands on a day. `figures`: every cell of the form, in its order.

    `silent`: of those below that count, the bodies of which the platform has nothing.
    """

    gathered: Gathered
    silent: tuple[AgencyRow, ...]
    period: Period
    scope: Scope
    as_of: date
    figures: Mapping[str, Figure]

    @property
    def agency(self) -> AgencyRow:
        """Whose it is."""
        return self.gathered.agency

    @property
    def form(self) -> Form:
        """The form of its year."""
        return self.period.form

    @property
    def running(self) -> bool:
        """Whether the period is not over."""
        return self.as_of < self.period.last

    @property
    def balanced(self) -> bool:
        """Whether what came and what was carried in is what was handled and what is carried over."""
        came, there, handled, left = (
            self.figures[f"t3.{row}.total"].value or 0
            for row in ("new_received", "carried_in", "handled_total", "carried_out")
        )
        return came + there == handled + left


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year: applications that came, that were handled, that were open at its end; decisions by kind, as in table two.

    `decisions`: the cells of decisions that registers of these bodies feed, in the order of the form.
    """

    period: Period
    came: int
    handled: int
    open: int
    decisions: Mapping[str, int]

    @property
    def decided(self) -> int:
        """All decisions together."""
        return sum(self.decisions.values())


@dataclass(frozen=True, slots=True)
class Gave:
    """What one body gave to a figure."""

    agency: AgencyRow
    value: Number


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind a figure: of a body alone the things themselves, the first of `many`; rolled up, what each body `gave`.

    All of them add up to `value`, which is None for a blank. `address`: where all of it is listed, "" where only here.
    """

    spec: CellSpec
    value: Number | None
    lines: tuple[Line, ...] = ()
    many: int = 0
    gave: tuple[Gave, ...] = ()
    address: str = ""


def statistics(agency_id: int, period: Period, scope: Scope, *, on: date) -> Statistics:
    """Every cell of a period, counted over a body alone or over it and all below it that count, as it stands on a day.

    As many queries as there are levels below, however many bodies there are. KeyError for an unknown body, LookupError for a
    year without form.   依据：年度报告编制通行做法（逐格汇总）
    """
    form, asked = period.form, (period, period.before, period.a_year_ago)
    known = {each for each in asked if has_form(each)}
    by_year = {year: gathered(agency_id, year, scope) for year in sorted({each.year for each in known})}
    everybody = {pk for each in by_year.values() for pk in each.covers}
    documents = documents_in(everybody, sorted(known, key=lambda each: each.first))
    found = {
        each: _cells(by_year[each.year], each, documents[each], on) for each in known if each.first <= on
    }
    now, before, a_year_ago = (
        beside_this_year(found[each], each.form.id, form.id) if each in found else {} for each in asked
    )
    of = by_year[period.year]
    return Statistics(
        gathered=of,
        silent=silent(of) if scope is Scope.ROLLED_UP else (),
        period=period,
        scope=scope,
        as_of=on,
        figures={
            cell: Figure(spec, now.get(cell), before.get(cell), a_year_ago.get(cell))
            for cell, spec in form.cells.items()
        },
    )


def months(of: Gathered, year: int, *, on: date) -> tuple[Month, ...]:
    """The months of a year that have begun, for charts; three queries each."""
    return tuple(_month(of, each) for each in Period(year).parts(Length.MONTH) if each.first <= on)


def decisions(form: Form) -> tuple[CellSpec, ...]:
    """The cells of table two that count decisions, in the order of the form."""
    counted = {count.cell for count in feeds(form) if count.measure is Measure.ROWS}
    return tuple(spec for cell, spec in form.cells.items() if cell in counted and spec.block.id in DECISIONS)


def _month(of: Gathered, month: Period) -> Month:
    asked = applications.table_three(of.covers, month)
    registered = register_cells(month, frozenset(of.covers))
    return Month(
        period=month,
        came=asked["t3.new_received.total"],
        handled=asked["t3.handled_total.total"],
        open=asked["t3.carried_out.total"],
        decisions={
            spec.id: int(registered[spec.id]) for spec in decisions(month.form) if spec.id in registered
        },
    )


def behind(agency_id: int, period: Period, scope: Scope, cell: str, *, on: date) -> Behind | None:
    """What is behind a figure of a period; None for what is no cell of its form. Of a period to come every figure is blank."""
    spec = period.form.cells.get(cell)
    if spec is None:
        return None
    if on < period.first:
        return Behind(spec, None)
    of = gathered(agency_id, period.year, scope)
    if scope is Scope.OWN:
        lines, many, value, address = listed(Counting(period, of.covers, on), spec)
        return Behind(spec, value, tuple(lines), many, address=address)
    values = _by_body(of, period, spec, on)
    gave = sorted(
        (Gave(of.rows[pk], value) for pk, value in values.items() if value),
        key=lambda each: (-each.value, each.agency.name),
    )
    return Behind(spec, sum(values.values()) if values else None, many=len(gave), gave=tuple(gave))


def has_form(period: Period) -> bool:
    """Whether there is a form for the year of a period."""
    try:
        return bool(period.form)
    except LookupError:
        return False


def _cells(of: Gathered, period: Period, documents: DocumentsOf, on: date) -> dict[str, Number]:
    """The cells of a period over all bodies together. Money is rounded body by body, as it is where reports are rolled up."""
    each = cells_each(period, {pk: frozenset(covers) for pk, covers in of.bodies.items()})
    facts = facts_of(of.covers, period, documents, as_of=on, registers=_added(each.values()))
    return cells_of(period.form, facts)


def _added(cells: Iterable[Mapping[str, Number]]) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for each in cells:
        for cell, value in each.items():
            found[cell] = found.get(cell, 0) + value
    return found


def _by_body(of: Gathered, period: Period, spec: CellSpec, on: date) -> dict[int, Number]:
    """What each body gives to a cell; without those that give nothing because they have nothing to count."""
    holders = {pk: body for body, covers in of.bodies.items() for pk in covers}
    match source_of(spec):
        case Source.REQUESTS:
            found = applications.behind(of.covers, period, spec.id)
            return dict(Counter(holders[row.agency_id] for row in found)) or {of.agency.id: 0}
        case Source.REMEDIES:
            cases = remedies.behind(spec.id, of.covers, period, on)
            return dict(Counter(holders[row.agency_id] for row in cases)) or {of.agency.id: 0}
        case Source.DOCUMENTS:
            counted = documents_in(of.covers, [period])[period]
            return {
                body: sum(
                    getattr(
                        counted.of.get(pk, {}).get(spec.row.id, Documents()), documents_figure(spec.column.id)
                    )
                    for pk in covers
                )
                for body, covers in of.bodies.items()
            }
        case _:
            each = cells_each(period, {pk: frozenset(covers) for pk, covers in of.bodies.items()})
            return {body: cells[spec.id] for body, cells in each.items() if spec.id in cells}


def _change(value: Number | None, before: Number | None) -> Number | None:
    return None if value is None or before is None else value - before
