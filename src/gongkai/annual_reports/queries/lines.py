"""Reads: the very documents, records, applications and cases that a cell counts, of a period and of these bodies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet, Sum
from django.urls import reverse

from gongkai.annual_reports.queries.facts import documents_of, published_behind
from gongkai.applications.queries import counting as applications
from gongkai.law.normative import DocumentKind
from gongkai.law.registers import Count, Measure, definition, feeds
from gongkai.law.registers.counting import in_wan
from gongkai.law.registers.timing import State
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.compiling.facts import Source, documents_figure, source_of
from gongkai.law.report.periods import Period
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
class Counting:
    """What is counted: a period, the bodies whose facts stand together, as of which day reviews and suits are seen."""

    period: Period
    covers: tuple[int, ...]
    as_of: date


Listed = tuple[list[Line], int, Number | None, str]
"""At most MOST lines; how many there are; what all of them add up to, None for a blank; where all are listed, "" for nowhere."""


def listed(of: Counting, spec: CellSpec) -> Listed:
    """What a cell counts, one line each."""
    match source_of(spec):
        case Source.REQUESTS:
            return _of_applications(of, spec)
        case Source.REMEDIES:
            return _of_remedies(of, spec)
        case Source.DOCUMENTS:
            return _of_documents(of, spec)
        case _:
            return _of_registers(of, spec)


def _of_applications(of: Counting, spec: CellSpec) -> Listed:
    rows = applications.behind(of.covers, of.period, spec.id)
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


def _of_remedies(of: Counting, spec: CellSpec) -> Listed:
    rows = remedies.behind(spec.id, of.covers, of.period, of.as_of)
    lines = [Line(row.number, row.title, row.day, row.address) for row in rows[:MOST]]
    return lines, len(rows), len(rows), ""


def _of_documents(of: Counting, spec: CellSpec) -> Listed:
    lines = [
        Line(row.number, row.title, row.issued_on, reverse("desk:document", args=[row.id]), times)
        for row, times in _documents(of, spec)
    ]
    return lines[:MOST], len(lines), sum(line.counts for line in lines), ""


def _documents(of: Counting, spec: CellSpec) -> Iterator[tuple[DocumentRow, int]]:
    """The documents that a figure counts, body by body, since each counts as its place has set."""
    period, kind, figure = of.period, DocumentKind(spec.row.id), documents_figure(spec.column.id)
    if figure in ("published", "published_total"):
        first = period.first if figure == "published" else date.min
        found = published_behind(of.covers, kind.value, first, period.last)
        rows = rows_of(found, period.last)
        yield from ((rows[pk], 1) for pk in found)
        return
    with_expired = documents_of(of.covers, period).with_expired
    for agency_id in of.covers:
        names = ["closing" if figure == "in_force" else figure]
        if figure == "repealed" and agency_id in with_expired:
            names.append("expired")
        for name in names:
            yield from counted_by(name, frozenset({agency_id}), period.eve, period.last, kind)


def _of_registers(of: Counting, spec: CellSpec) -> Listed:
    fed = next((count for count in feeds(of.period.form) if count.cell == spec.id), None)
    if fed is None or not counts.counted(of.period, frozenset(of.covers)).get(fed.asked):
        return [], 0, None, ""
    if fed.measure in (Measure.ROWS, Measure.SUM):
        return _dated(of, fed)
    return _of_stock(of, fed)


def _dated(of: Counting, fed: Count) -> Listed:
    period = of.period
    days = (period.first, period.last)
    asked = records.Asked(fed.asked.register, frozenset(of.covers), cell=fed.cell, days=days)
    rows = _light(records.matching(asked, _STATES))
    many = rows.count()
    value: Number = many
    if fed.measure is Measure.SUM:
        value = in_wan(Decimal(rows.aggregate(cents=Sum("amount"))["cents"] or 0) / 100)
    lines = [_line(row, money=fed.measure is Measure.SUM) for row in rows.order_by("-dated_on", "-pk")[:MOST]]
    listing = reverse("desk:registers_listing", args=[fed.asked.register])
    return lines, many, value, f"{listing}?year={period.year}&cell={fed.cell}" if period.whole else ""


def _of_stock(of: Counting, fed: Count) -> Listed:
    """Entries in force on the eve; or those that came and went between that and the last day."""
    before = _in_force(of, fed, of.period.eve)
    if fed.measure is Measure.STOCK_BEFORE:
        many = before.count()
        return [_line(row) for row in before.order_by("pk")[:MOST]], many, many, ""
    after = _in_force(of, fed, of.period.last)
    came = after.exclude(pk__in=before.values("pk"))
    went = before.exclude(pk__in=after.values("pk"))
    many_came, many_went = came.count(), went.count()
    lines = [
        *(_line(row) for row in came.order_by("pk")[:MOST]),
        *(_line(row, counts=-1) for row in went.order_by("pk")[:MOST]),
    ]
    return lines[:MOST], many_came + many_went, many_came - many_went, ""


def _in_force(of: Counting, fed: Count, on: date) -> QuerySet[Record]:
    bit = counts.bit_of(definition(fed.asked.register), fed.asked)
    there = counts.in_force(fed.asked.register, frozenset(of.covers), on)
    return _light(there.annotate(met=F("marks").bitand(bit)).filter(met__gt=0))


def _light(rows: QuerySet[Record]) -> QuerySet[Record]:
    return rows.defer("values", "masks", "personal", "words")


def _line(row: Record, *, money: bool = False, counts: int = 1) -> Line:
    adds: Number = Decimal(row.amount or 0) / 100 if money else counts
    address = reverse("desk:registers_record", args=[row.pk])
    return Line("", row.title, row.dated_on, address, adds)
