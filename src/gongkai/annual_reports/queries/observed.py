"""Reads: some cells of many reports at once, taken out of them by the database, and on which day each report first came out."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Func, JSONField

from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.queries.versions import current
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.series.points import YearFigures
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import civil_day


class Stated(Func):
    """The form of a report and the figures of some of its cells, as one list.

    A report is taken apart once for all of them, and its texts never leave the database.
    """

    output_field = JSONField()

    def __init__(self, column: str, cells: Sequence[str]) -> None:
        """`cells`: ids of cells, one at least, in the order in which their figures are wanted."""
        super().__init__(F(column))
        self.cells = tuple(cells)

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, Any]:  # noqa: ARG002 - as Django calls it
        """Several paths of one document give one list."""
        column, given = compiler.compile(self.source_expressions[0])
        paths = ["$.format", *(f'$.cells."{cell}".value' for cell in self.cells)]
        marks = ", ".join(["%s"] * len(paths))
        return f"json_extract({column}, {marks})", [*given, *paths]

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, list[Any]]:  # noqa: ARG002 - as above
        """The cells are taken out first: of the whole document each figure would unpack it anew."""
        column, given = compiler.compile(self.source_expressions[0])
        values = "".join([", held -> %s::text -> 'value'"] * len(self.cells))
        form = (
            "(SELECT jsonb_build_array(form{0}) FROM "
            "(SELECT {1} -> 'format' AS form, {1} -> 'cells' AS held OFFSET 0) AS said)"
        )
        return form.format(values, column), [*self.cells, *given, *given]


@dataclass(frozen=True, slots=True)
class Observed:
    """What one report says of the cells that were asked for."""

    agency_id: int
    figures: YearFigures

    @property
    def year(self) -> int:
        """The year that it reports on."""
        return self.figures.year


def observed(
    agency_ids: AbstractSet[int], cells: Iterable[str], years: AbstractSet[int] | None = None
) -> list[Observed]:
    """These cells of the newest version of every report of these bodies, of all years or of some: one query."""
    wanted = sorted(cells)
    found = current().filter(Among("agency_id", agency_ids))
    if years is not None:
        found = found.filter(year__in=years)
    return [
        Observed(agency_id, YearFigures(year, said[0], _numbers(wanted, said[1:])))
        for agency_id, year, said in found.values_list("agency_id", "year", Stated("content", wanted))
    ]


def _numbers(cells: Sequence[str], values: Iterable[int | float | None]) -> dict[str, Number]:
    return {
        cell: value if isinstance(value, int) else Decimal(repr(value))
        for cell, value in zip(cells, values, strict=False)
        if value is not None
    }


def held_years(agency_ids: AbstractSet[int]) -> set[tuple[int, int]]:
    """Of which bodies there is a report on which years: one query."""
    return set(
        AnnualReport.objects.filter(Among("agency_id", agency_ids))
        .values_list("agency_id", "year")
        .distinct()
    )


def first_days(agency_ids: AbstractSet[int], year: int | None = None) -> dict[tuple[int, int], date]:
    """The day on which each report first came out, by body and year: a correction does not make it late. One query.

    It is the day that the report states, if it can be; else that on which it came here.
    """
    found = AnnualReport.objects.filter(Among("agency_id", agency_ids))
    if year is not None:
        found = found.filter(year=year)
    first: dict[tuple[int, int], date] = {}
    rows = found.order_by("agency", "year", "-version").values_list(
        "agency", "year", "imported_at", "content__published_on"
    )
    for agency_id, of_year, imported_at, stated in rows:
        came = civil_day(imported_at)
        said = _day(stated)
        first[agency_id, of_year] = said if said and said.year > of_year and said <= came else came
    return first


def _day(stated: object) -> date | None:
    try:
        return date.fromisoformat(str(stated))
    except ValueError:
        return None
