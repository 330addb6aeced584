"""Reads: table three from the applications themselves, and the applications behind each of its figures."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from gongkai.applications.models import ApplicantKind, Application
from gongkai.law.outcomes.tally import CARRIED_IN, CARRIED_OUT, HANDLED, NEW, TOTAL, Counted, rows_of, tally
from gongkai.law.report.schema import form_for


@dataclass(frozen=True, slots=True)
class Behind:
    """One application behind a figure."""

    id: int
    number: str
    title: str
    kind: ApplicantKind
    receipt_on: date | None
    handled_on: date | None
    row: str


def table_three(agency_ids: Collection[int], year: int) -> dict[str, int]:
    """Every cell of table three of a year, counted over these agencies: one query.

    LookupError for a year without form.   依据：国办公开办函〔2021〕30号 表三
    """
    bearing = Application.objects.filter(_bears_on(year), agency__in=agency_ids)
    groups = (
        bearing.annotate(came=ExtractYear("receipt_on"), ended=ExtractYear("handled_on"))
        .values_list("applicant_kind", "came", "ended", "row")
        .annotate(many=Count("pk"))
        .order_by()
    )
    return tally(
        (
            (Counted(kind, date(came, 1, 1), date(ended, 12, 31) if ended else None, row), many)
            for kind, came, ended, row, many in groups
        ),
        year,
    )


def behind(agency_ids: Collection[int], year: int, cell: str) -> list[Behind]:
    """The applications that a cell (`t3.granted.natural_person`) counts, oldest first; none for what is no cell of the year."""
    if cell not in form_for(year).cells:
        return []
    _, row, column = cell.split(".")
    found = Application.objects.filter(_bears_on(year), agency__in=agency_ids)
    if column != TOTAL:
        found = found.filter(applicant_kind=column)
    return [_behind(one) for one in _narrowed(found, row, year) if row in _rows(one, year)]


def _bears_on(year: int) -> Q:
    """Received by the end of the year and not handled before it."""
    return Q(receipt_on__lte=date(year, 12, 31)) & (
        Q(handled_on__isnull=True) | Q(handled_on__gte=date(year, 1, 1))
    )


def _narrowed(found: QuerySet[Application], row: str, year: int) -> QuerySet[Application]:
    """Fewer to look at; which rows count one is the law's to say."""
    within = Q(handled_on__lte=date(year, 12, 31))
    if row == NEW:
        found = found.filter(receipt_on__year=year)
    elif row == CARRIED_IN:
        found = found.filter(receipt_on__lt=date(year, 1, 1))
    elif row == CARRIED_OUT:
        found = found.exclude(within)
    elif row == HANDLED:
        found = found.filter(within)
    else:
        found = found.filter(within).exclude(row="")
    return found.order_by("receipt_on", "pk")


def _rows(one: Application, year: int) -> tuple[str, ...]:
    return rows_of(Counted(one.applicant_kind, one.receipt_on, one.handled_on, one.row), year)


def _behind(one: Application) -> Behind:
    kind = ApplicantKind(one.applicant_kind)
    return Behind(one.pk, one.number, one.title, kind, one.receipt_on, one.handled_on, one.row)
