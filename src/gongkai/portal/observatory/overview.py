"""A group of bodies over the years: whose reports there are, which came in time, sums, how figures are spread."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.annual_reports.queries import years as years_with_reports
from gongkai.annual_reports.queries.observed import Observed
from gongkai.annual_reports.queries.peers import Delivered, Groups, delivered, offered
from gongkai.annual_reports.queries.series import over_bodies, spreads, value
from gongkai.law.report.series.peers import METHOD, Spread
from gongkai.portal.charts.stack import Bar, Part, StackChart, stack_chart
from gongkai.portal.charts.trend import Series, TrendChart, trend_chart
from gongkai.portal.freshness import kept
from gongkai.portal.observatory.figures import ALL, CHARTS, COUNTS, Shown, whole, written
from gongkai.portal.observatory.forms import GroupFilter

CHANGED = 2021
"""The first year of the newer form."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure over all bodies of a group: None where nobody has one; `many`: of how many bodies."""

    value: int | Decimal | None
    many: int

    @property
    def text(self) -> str:
        """The sum as it is written."""
        return written(self.value)


@dataclass(frozen=True, slots=True)
class Lying:
    """How one figure is spread in the year that is looked at."""

    shown: Shown
    spread: Spread
    texts: tuple[str, ...]


@require_safe
@kept
def overview(request: HttpRequest) -> HttpResponse:
    """One group; the largest one where none is chosen. Nine queries, however many bodies and years."""
    groups, years = Groups(), years_with_reports()
    form = GroupFilter(request.GET, offered(groups))
    group = form.group
    context: dict[str, object] = {"form": form, "group": group, "method": METHOD}
    if group is not None:
        found = over_bodies(groups, group, [each.what for each in ALL], years)
        held = sorted({each.year for each in found})
        sums = {shown.key: _sums(shown, found, held) for shown in COUNTS}
        came = [each for each in delivered(groups, group, years, localdate()) if each.due]
        context |= {
            "years": held,
            "came": came,
            "chart": _came(came),
            "trends": [chart for chart in _trends(held, sums) if chart],
            "sums": [(shown, sums[shown.key]) for shown in COUNTS],
            "newest": held[-1],
            "cut": CHANGED if held[0] < CHANGED <= held[-1] else None,
            "spreads": [_spread(shown, found, held[-1]) for shown in ALL],
        }
    return render(request, "portal/observatory/overview.html", context)


def _sums(shown: Shown, found: Sequence[Observed], years: Sequence[int]) -> list[Sum]:
    return [
        Sum(*whole(value(shown.what, each.figures) for each in found if each.year == year)) for year in years
    ]


def _trends(years: Sequence[int], sums: dict[str, list[Sum]]) -> list[TrendChart | None]:
    made = []
    for key, title, several in CHARTS:
        series = [
            Series(shown.title, style, tuple(each.value for each in sums[shown.key]))
            for style, shown in enumerate(several, 1)
        ]
        words = "；".join(
            f"{line.label}："
            + "，".join(f"{year} 年 {written(value)}" for year, value in zip(years, line.values, strict=True))
            for line in series
        )
        made.append(
            trend_chart(
                key, f"{title}合计", f"{words}。", years, series, unit=several[0].unit, cuts=(CHANGED,)
            )
        )
    return made


def _came(came: Sequence[Delivered]) -> StackChart | None:
    bars = [
        Bar(
            f"{each.year} 年度",
            tuple(
                Part(label, many, style)
                for label, many, style in (
                    ("按期发布", each.in_time, 2),
                    ("逾期发布", each.late, 4),
                    ("没有收录", each.missing, 6),
                    ("未到期限", each.waits, 5),
                )
            ),
            f"{each.due} 个机关",
        )
        for each in came
    ]
    words = "；".join(
        f"{each.year} 年度应发布 {each.due} 个，按期 {each.in_time} 个，逾期 {each.late} 个，没有收录 {each.missing} 个"
        for each in came
    )
    return stack_chart("came", "收录和按期发布", f"{words}。", bars, shares=True)


def _spread(shown: Shown, found: Sequence[Observed], year: int) -> Lying:
    spread = spreads(shown.what, {each.agency_id: each.figures for each in found if each.year == year})
    five = (spread.lowest, spread.low, spread.middle, spread.high, spread.highest)
    return Lying(shown, spread, tuple(written(each) for each in five) if spread.told else ())
