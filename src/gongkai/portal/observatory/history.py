"""One body over the years: its figures in lines that break where the form does, what to look at, its place among its peers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.annual_reports.queries.peers import Group, Groups
from gongkai.annual_reports.queries.series import Beside, History, beside_peers, history
from gongkai.law.report.checks.wording import TABLES, figure
from gongkai.law.report.series.changes import Change
from gongkai.law.report.series.peers import METHOD
from gongkai.law.report.series.points import Gap, Line, Point
from gongkai.law.report.series.rates import Share
from gongkai.portal.charts.trend import Series, TrendChart, trend_chart
from gongkai.portal.freshness import kept
from gongkai.portal.observatory.figures import ALL, CHARTS, RATES, worked_out, written
from gongkai.portal.organs.frame import frame
from gongkai.portal.saving import table

GAPS = {Gap.NO_REPORT: "未收录", Gap.NOT_IN_FORM: "不设", Gap.BLANK: "空白"}
"""What stands in the place of a figure; why, is said below the table."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One year of one line: a figure, or a word for why there is none; `note`: the number of what is said about it, 0 for none."""

    text: str
    gap: bool
    note: int


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of one of the three tables, with what is said about their gaps."""

    key: str
    title: str
    rows: tuple[tuple[str, str, tuple[Cell, ...]], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RateRow:
    """A share year by year: in per cent, and what was divided by what."""

    title: str
    about: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BesideRow:
    """A figure of the body beside those of its group."""

    title: str
    unit: str
    key: str
    text: str
    many: int
    texts: tuple[str, ...]
    lies: str


@require_safe
@kept
def over_years(request: HttpRequest, slug: str) -> HttpResponse:
    """All that the reports of a body say over the years."""
    body = frame(slug, localdate())
    held = history(slug)
    context: dict[str, object] = {
        "body": body,
        "way": body.way(body.part("nb")),
        "here": "历年数据",
        "part": "nb",
        "agency": body.agency,
        "history": held,
    }
    if held.reports:
        newest = max(held.reports)
        group, beside = _beside(body.agency, newest)
        context |= {
            "newest": newest,
            "trends": [chart for chart in _trends(held) if chart],
            "rates": [_rate(shown.title, shown.about, held.shares(shown.what)) for shown in RATES],  # type: ignore[arg-type] # RATES are rates
            "changes": _by_year(held.changes(body.agency.name)),
            "tables": [_table(key, held) for key in TABLES],
            "group": group,
            "beside": beside,
            "method": METHOD,
        }
    return render(request, "portal/observatory/history.html", context)


@require_safe
def over_years_csv(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001 - as views are called
    """Every line and every share year by year, as CSV."""
    body = frame(slug, localdate())
    held = history(slug)
    head: list[object] = [
        "编号",
        "指标",
        "单位",
        "年度",
        "数值",
        "没有数值的原因或者说明",
        "分子",
        "分母",
        "两种表式的关系",
    ]
    lines: list[list[object]] = [head]
    for line in held.lines:
        one = line.meaning
        lines += [
            [one.id, one.label, one.unit, point.year, _plain(point), point.said, "", "", one.link.label]
            for point in line.points
        ]
    for shown in RATES:
        shares = held.shares(shown.what)  # type: ignore[arg-type] # RATES are rates
        lines += [_share_line(shown.key, shown.title, each) for each in shares if each]
    return table(f"{body.agency.name}年度报告历年数据.csv", lines)


def _plain(point: Point) -> str:
    return "" if point.value is None else figure(point.value)


def _share_line(key: str, title: str, each: Share) -> list[object]:
    said = "" if each.value is None else written(each.value)
    part, whole = ("" if one is None else figure(one) for one in (each.part, each.whole))
    return [key, title, "%", each.year, said, each.said, part, whole, ""]


def _trends(held: History) -> Iterable[TrendChart | None]:
    lines = {line.meaning.id: line for line in held.lines}
    for key, title, several in CHARTS:
        series = [
            Series(shown.title, style, tuple(point.value for point in lines[shown.key].points))
            for style, shown in enumerate(several, 1)
            if shown.key in lines
        ]
        words = "；".join(
            f"{line.label}："
            + "，".join(f"{y} 年 {written(v)}" for y, v in zip(held.years, line.values, strict=True))
            for line in series
        )
        yield trend_chart(
            f"t-{key}", title, f"{words}。", held.years, series, unit=several[0].unit, cuts=held.breaks
        )


def _rate(title: str, about: str, shares: Sequence[Share | None]) -> RateRow:
    return RateRow(title, about, tuple((_shown(each), worked_out(each)) for each in shares))


def _shown(each: Share | None) -> str:
    if each is None:
        return GAPS[Gap.NO_REPORT]
    return "—" if each.value is None else written(each.value)


def _by_year(found: Iterable[Change]) -> list[tuple[int, list[Change]]]:
    return [(year, list(several)) for year, several in groupby(found, key=lambda change: change.year)]


def _table(key: str, held: History) -> Table:
    """Figures of all applicants; those of single kinds are in the CSV."""
    lines = [line for line in held.lines if line.meaning.table == key and (line.meaning.total or key == "t4")]
    said = [point.said for line in lines for point in line.points if point.said]
    notes = tuple(dict.fromkeys(said))
    rows = tuple(
        (_short(line), line.meaning.unit, tuple(_cell(point, notes) for point in line.points))
        for line in lines
    )
    return Table(key, TABLES[key], rows, notes)


def _short(line: Line) -> str:
    return line.meaning.label.removeprefix(f"{TABLES[line.meaning.table]} ").removesuffix(" · 总计")


def _cell(point: Point, notes: Sequence[str]) -> Cell:
    note = notes.index(point.said) + 1 if point.said else 0
    text = GAPS[point.gap] if point.gap else _plain(point)
    return Cell(text, point.gap is not None, note)


def _beside(agency: AgencyRow, year: int) -> tuple[Group | None, list[BesideRow]]:
    groups = Groups()
    group = groups.of(year).get(agency.id)
    if group is None:
        return None, []
    found = beside_peers(groups, group, agency.id, year, [each.what for each in ALL])
    return group, [
        _beside_row(title.title, title.unit, title.key, each) for title, each in zip(ALL, found, strict=True)
    ]


def _beside_row(title: str, unit: str, key: str, each: Beside) -> BesideRow:
    spread = each.spread
    texts = tuple(written(one) for one in (spread.low, spread.middle, spread.high)) if spread.told else ()
    return BesideRow(title, unit, key, written(each.value), spread.many, texts, each.lies)
