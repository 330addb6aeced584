"""Reads: table three from the applications themselves, and the applications behind each of its figures."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Q, QuerySet, Value, When

from gongkai.applications.models import ApplicantKind, Application
from gongkai.law.outcomes.tally import CARRIED_IN, CARRIED_OUT, HANDLED, NEW, TOTAL, Counted, rows_of, tally
from gongkai.law.report.periods import Period


@dataclass(frozen=True, slots=True)
class Behind:
    """One application behind a figure."""

    id: int
    agency_id: int
    number: str
    title: str
    kind: ApplicantKind
    receipt_on: date | None
    handled_on: date | None
    row: str


def table_three(agency_ids: Collection[int], period: Period) -> dict[str, int]:
    """Every cell of table three of a period, counted over these agencies: one query.

    LookupError for a year without form.   依据：国办公开办函〔2021〕30号 表三
    """
    bearing = Application.objects.filter(_bears_on(period), agency__in=agency_ids)
    groups = (
        bearing.annotate(
            new=_whether(Q(receipt_on__gte=period.first)), ended=_whether(Q(handled_on__lte=period.last))
        )
        .values_list("applicant_kind", "new", "ended", "row")
        .annotate(many=Count("pk"))
        .order_by()
    )
    return tally(
        (
            (
                Counted(
                    kind,
                    period.first if new else period.eve,
                    period.last if ended else None,
                    row,
                ),
                many,
            )
            for kind, new, ended, row, many in groups
        ),
        period,
    )


def behind(agency_ids: Collection[int], period: Period, cell: str) -> list[Behind]:
    """The applications that a cell (`t3.granted.natural_person`) counts, oldest first; none for what is no cell of the form."""
    if cell not in period.form.cells:
        return []
    _, row, column = cell.split(".")
    found = Application.objects.filter(_bears_on(period), agency__in=agency_ids)
    if column != TOTAL:
        found = found.filter(applicant_kind=column)
    return [_behind(one) for one in _narrowed(found, row, period) if row in _rows(one, period)]


def _whether(condition: Q) -> Case:
    """Whether a row meets a condition, one without the day does not."""
    return Case(When(condition, then=Value(True)), default=Value(False))


def _bears_on(period: Period) -> Q:
    """Received by the last day and not handled before the first."""
    return Q(receipt_on__lte=period.last) & (Q(handled_on__isnull=True) | Q(handled_on__gte=period.first))


def _narrowed(found: QuerySet[Application], row: str, period: Period) -> QuerySet[Application]:
    """Fewer to look at; which rows count one is the law's to say."""
    within = Q(handled_on__lte=period.last)
    if row == NEW:
        found = found.filter(receipt_on__gte=period.first)
    elif row == CARRIED_IN:
        found = found.filter(receipt_on__lt=period.first)
    elif row == CARRIED_OUT:
        found = found.exclude(within)
    elif row == HANDLED:
        found = found.filter(within)
    else:
        found = found.filter(within).exclude(row="")
    return found.order_by("receipt_on", "pk")


def _rows(one: Application, period: Period) -> tuple[str, ...]:
    return rows_of(Counted(one.applicant_kind, one.receipt_on, one.handled_on, one.row), period)


def _behind(one: Application) -> Behind:
    kind = ApplicantKind(one.applicant_kind)
    return Behind(one.pk, one.agency_id, one.number, one.title, kind, one.receipt_on, one.handled_on, one.row)
