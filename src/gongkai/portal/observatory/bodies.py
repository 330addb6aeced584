"""One figure over the bodies of a group: how it is spread year by year, and what each body has. Bodies stand by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.annual_reports.queries import years as years_with_reports
from gongkai.annual_reports.queries.observed import Observed
from gongkai.annual_reports.queries.peers import Group, Groups, offered
from gongkai.annual_reports.queries.series import Value, over_bodies, spreads, value
from gongkai.law.report.series.peers import METHOD, Spread, lies
from gongkai.law.report.series.points import YearFigures
from gongkai.law.report.series.rates import Rate, share
from gongkai.portal.charts.spread import SpreadChart, Spreading, spread_chart
from gongkai.portal.freshness import kept
from gongkai.portal.observatory.figures import Shown, told, worked_out, written
from gongkai.portal.observatory.forms import FigureFilter
from gongkai.portal.saving import table

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One body: its figure of the year and of the year before, what a share was worked out from, where it lies."""

    agency: AgencyRow
    now: Value
    before: Value
    parts: str
    lies: str
    reported: bool

    @property
    def text(self) -> str:
        """Its figure as it is written."""
        return written(self.now)

    @property
    def last(self) -> str:
        """That of the year before."""
        return written(self.before)


@dataclass(frozen=True, slots=True)
class Found:
    """Everything about one figure of a group in a year; `yearly` by year."""

    shown: Shown
    year: int
    yearly: dict[int, dict[int, YearFigures]]
    rows: tuple[Row, ...]

    @property
    def spread(self) -> Spread:
        """How it is spread in the year."""
        return spreads(self.shown.what, self.yearly.get(self.year, {}))

    @property
    def told(self) -> str:
        """The same in words."""
        return told(self.spread)


@require_safe
@kept
def bodies(request: HttpRequest) -> HttpResponse:
    """One figure of a group. Seven queries, however many bodies and years."""
    form, found = _asked(request, Groups())
    page = Paginator(found.rows if found else (), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"form": form, "found": found, "page": page, "method": METHOD}
    if found:
        context |= {"chart": _chart(found), "spreads": _yearly(found)}
    return render(request, "portal/observatory/bodies.html", context)


@require_safe
def bodies_csv(request: HttpRequest) -> HttpResponse:
    """The same as CSV: every body of every year."""
    groups = Groups()
    form, found = _asked(request, groups)
    lines: list[list[object]] = [
        ["指标", "单位", "年度", "机关代号", "机关", "数值", "分子", "分母", "在同组中的位置"]
    ]
    if found and form.group:
        for year in sorted(found.yearly, reverse=True):
            rows = _rows(groups, form.group, found.shown, year, found.yearly)
            lines += [_line(found, year, row) for row in rows if row.reported]
    return table(f"{form.figure.title}.csv", lines)


def _line(found: Found, year: int, row: Row) -> list[object]:
    part, _, whole = row.parts.partition("／")
    said = "" if row.now is None else row.text
    return [
        found.shown.title,
        found.shown.unit,
        year,
        row.agency.slug,
        row.agency.name,
        said,
        part,
        whole,
        row.lies,
    ]


def _asked(request: HttpRequest, groups: Groups) -> tuple[FigureFilter, Found | None]:
    years = years_with_reports()
    form = FigureFilter(request.GET, offered(groups), years)
    if form.group is None or form.year is None:
        return form, None
    observed = over_bodies(groups, form.group, [form.figure.what], years)
    yearly = _by_year(observed)
    rows = _rows(groups, form.group, form.figure, form.year, yearly)
    return form, Found(form.figure, form.year, yearly, tuple(rows))


def _by_year(found: Iterable[Observed]) -> dict[int, dict[int, YearFigures]]:
    yearly: dict[int, dict[int, YearFigures]] = {}
    for each in found:
        yearly.setdefault(each.year, {})[each.agency_id] = each.figures
    return yearly


def _rows(
    groups: Groups, group: Group, shown: Shown, year: int, yearly: dict[int, dict[int, YearFigures]]
) -> list[Row]:
    """Every body of the group at the end of the year, by name, whether it reported or not."""
    here, before = yearly.get(year, {}), yearly.get(year - 1, {})
    among = spreads(shown.what, here)
    made = []
    for pk in groups.members(group, year):
        now = value(shown.what, here[pk]) if pk in here else None
        parts = worked_out(share(shown.what, here[pk])) if isinstance(shown.what, Rate) and pk in here else ""
        last = value(shown.what, before[pk]) if pk in before else None
        made.append(Row(groups.row(pk, year), now, last, parts, lies(now, among), pk in here))
    return sorted(made, key=lambda row: (row.agency.name, row.agency.slug))


def _chart(found: Found) -> SpreadChart | None:
    rows = []
    for year in sorted(found.yearly, reverse=True):
        values = [value(found.shown.what, each) for each in found.yearly[year].values()]
        spread = spreads(found.shown.what, found.yearly[year])
        rows.append(Spreading(year, spread, tuple(each for each in values if each is not None), told(spread)))
    return spread_chart("lie", f"{found.shown.title}：各机关的分布", rows, per_cent=found.shown.is_rate)


def _yearly(found: Found) -> Sequence[tuple[int, Spread, tuple[str, ...]]]:
    made = []
    for year in sorted(found.yearly, reverse=True):
        each = spreads(found.shown.what, found.yearly[year])
        five = (each.lowest, each.low, each.middle, each.high, each.highest)
        made.append((year, each, tuple(written(one) for one in five) if each.told else ()))
    return made
