"""Reads: what is behind a cell of a report: the very documents, records, applications and cases that it counts.

The facts are asked anew, in the period and for the bodies of the compilation: where they say something else now than they
said then, `Behind.moved` tells it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet, Sum
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.annual_reports.models import Scope
from gongkai.annual_reports.queries import rolling
from gongkai.annual_reports.queries.facts import documents_of, published_behind
from gongkai.annual_reports.queries.versions import last_day
from gongkai.annual_reports.queries.working import ByHand, Run, Working
from gongkai.applications.queries import counting as applications
from gongkai.law.normative import DocumentKind
from gongkai.law.registers import Count, Measure, definition, feeds
from gongkai.law.registers.counting import in_wan
from gongkai.law.registers.timing import State
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.compiling.derived import derived
from gongkai.law.report.compiling.facts import Source, documents_figure, explanation, source_of
from gongkai.law.report.schema import CellSpec
from gongkai.normative.queries.counting import counted_by
from gongkai.normative.queries.listing import DocumentRow, rows_of
from gongkai.registers.models import Record
from gongkai.registers.queries import counts, records
from gongkai.remedies.queries import tables as remedies

MOST = 500
_STATES = tuple(each.value for each in State)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing behind a figure: number ("" where it has none), title, day, where it is shown in the desk ("" for nowhere).

    `counts`: what it adds to the figure: 1 mostly, an amount in 元 where the cell is money, −1 for what left a list.
    """

    number: str
    title: str
    day: date | None
    address: str
    counts: Number = 1


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind a cell. `lines` are the first of `many`; all together they add up to `value`, None for a blank.

    `counted`: what the compilation counted. `by_hand`: what somebody set in its place. `sum_of`: the cells of which it is the
    sum. `address`: where all of it is listed, "" where only here.
    """

    spec: CellSpec
    source: Source
    told: str
    lines: tuple[Line, ...]
    many: int
    value: Number | None
    counted: Number | None
    by_hand: ByHand | None
    sum_of: tuple[str, ...]
    address: str = ""

    @property
    def moved(self) -> bool:
        """Whether the facts say something else now than when they were counted."""
        return self.value != self.counted


def behind(found: Working, cell: str) -> Behind | None:
    """What is behind a cell of a report; None for what is no cell of its form, or a report that was never compiled.

    Of a roll-up the bodies that gave a figure, the most first. At most MOST lines; `many` tells how many there are.
    """
    spec = found.form.cells.get(cell)
    if spec is None or found.run is None:
        return None
    source = Source.BELOW if found.scope is Scope.ROLLED_UP else source_of(spec)
    lines, many, value, address = _listed(found, found.run, spec, source)
    return Behind(
        spec=spec,
        source=source,
        told=explanation(spec, found.form, found.counted.get(cell), source),
        lines=tuple(lines),
        many=many,
        value=value,
        counted=found.counted.get(cell),
        by_hand=found.by_hand.get(cell),
        sum_of=derived(found.form.id).get(cell, ()),
        address=address,
    )


_Listed = tuple[list[Line], int, Number | None, str]


def _listed(found: Working, run: Run, spec: CellSpec, source: Source) -> _Listed:
    match source:
        case Source.BELOW:
            return _of_bodies(run, spec)
        case Source.REQUESTS:
            return _of_applications(found.year, run, spec)
        case Source.REMEDIES:
            return _of_remedies(found.year, run, spec)
        case Source.DOCUMENTS:
            return _of_documents(found.year, run, spec)
        case Source.REGISTERS:
            return _of_registers(found, run, spec)


def _of_bodies(run: Run, spec: CellSpec) -> _Listed:
    gave = rolling.behind(run.id, spec.id)
    lines = [Line("", given.agency.name, None, "", value) for given, value in gave]
    return lines[:MOST], len(lines), sum(value for _, value in gave) if gave else None, ""


def _of_applications(year: int, run: Run, spec: CellSpec) -> _Listed:
    rows = applications.behind(run.covers, year, spec.id)
    lines = [
        Line(
            row.number,
            row.title,
            row.handled_on or row.receipt_on,
            reverse("desk:application", args=[row.id]),
        )
        for row in rows[:MOST]
    ]
    return lines, len(rows), len(rows), ""


def _of_remedies(year: int, run: Run, spec: CellSpec) -> _Listed:
    rows = remedies.behind(spec.id, run.covers, year, localdate(run.at))
    lines = [Line(row.number, row.title, row.day, row.address) for row in rows[:MOST]]
    return lines, len(rows), len(rows), ""


def _of_documents(year: int, run: Run, spec: CellSpec) -> _Listed:
    lines = [
        Line(row.number, row.title, row.issued_on, reverse("desk:document", args=[row.id]), times)
        for row, times in _documents(year, run, spec)
    ]
    return lines[:MOST], len(lines), sum(line.counts for line in lines), ""


def _documents(year: int, run: Run, spec: CellSpec) -> Iterator[tuple[DocumentRow, int]]:
    """The documents that a figure counts, body by body, since each counts as its place has set."""
    first, last = date(year, 1, 1), last_day(year)
    kind, figure = DocumentKind(spec.row.id), documents_figure(spec.column.id)
    if figure in ("published", "published_total"):
        found = published_behind(run.covers, kind.value, first if figure == "published" else date.min, last)
        rows = rows_of(found, last)
        yield from ((rows[pk], 1) for pk in found)
        return
    with_expired = documents_of(run.covers, year).with_expired
    for agency_id in run.covers:
        names = ["closing" if figure == "in_force" else figure]
        if figure == "repealed" and agency_id in with_expired:
            names.append("expired")
        for name in names:
            yield from counted_by(name, frozenset({agency_id}), date(year - 1, 12, 31), last, kind)


def _of_registers(found: Working, run: Run, spec: CellSpec) -> _Listed:
    fed = next((count for count in feeds(found.form) if count.cell == spec.id), None)
    if fed is None or not counts.counted(found.form, found.year, frozenset(run.covers)).get(fed.asked):
        return [], 0, None, ""
    if fed.measure in (Measure.ROWS, Measure.SUM):
        return _of_the_year(found, run, fed)
    return _of_stock(found, run, fed)


def _of_the_year(found: Working, run: Run, fed: Count) -> _Listed:
    asked = records.Asked(fed.asked.register, frozenset(run.covers), found.year, cell=fed.cell)
    rows = _light(records.matching(asked, _STATES))
    many = rows.count()
    value: Number = many
    if fed.measure is Measure.SUM:
        value = in_wan(Decimal(rows.aggregate(cents=Sum("amount"))["cents"] or 0) / 100)
    lines = [_line(row, money=fed.measure is Measure.SUM) for row in rows.order_by("-dated_on", "-pk")[:MOST]]
    address = (
        f"{reverse('desk:registers_listing', args=[fed.asked.register])}?year={found.year}&cell={fed.cell}"
    )
    return lines, many, value, address


def _of_stock(found: Working, run: Run, fed: Count) -> _Listed:
    """Entries in force at the end of the year before; or those that came and went between the two days."""
    before = _in_force(run, fed, date(found.year - 1, 12, 31))
    if fed.measure is Measure.STOCK_BEFORE:
        many = before.count()
        return [_line(row) for row in before.order_by("pk")[:MOST]], many, many, ""
    after = _in_force(run, fed, last_day(found.year))
    came = after.exclude(pk__in=before.values("pk"))
    went = before.exclude(pk__in=after.values("pk"))
    many_came, many_went = came.count(), went.count()
    lines = [
        *(_line(row) for row in came.order_by("pk")[:MOST]),
        *(_line(row, counts=-1) for row in went.order_by("pk")[:MOST]),
    ]
    return lines[:MOST], many_came + many_went, many_came - many_went, ""


def _in_force(run: Run, fed: Count, on: date) -> QuerySet[Record]:
    bit = counts.bit_of(definition(fed.asked.register), fed.asked)
    there = counts.in_force(fed.asked.register, frozenset(run.covers), on)
    return _light(there.annotate(met=F("marks").bitand(bit)).filter(met__gt=0))


def _light(rows: QuerySet[Record]) -> QuerySet[Record]:
    return rows.defer("values", "masks", "personal", "words")


def _line(row: Record, *, money: bool = False, counts: int = 1) -> Line:
    adds: Number = Decimal(row.amount or 0) / 100 if money else counts
    address = reverse("desk:registers_record", args=[row.pk])
    return Line("", row.title, row.dated_on, address, adds)
