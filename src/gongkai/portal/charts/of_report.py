"""The charts of annual reports: what came in and went out, who got which outcome, how it changed."""

from collections.abc import Mapping

from gongkai.law.report.content import Report
from gongkai.law.report.schema import Column
from gongkai.portal.charts.stack import Bar, Part, StackChart, stack_chart
from gongkai.portal.charts.trend import Series, TrendChart, trend_chart
from gongkai.portal.sheets.key_figures import outcome, outcome_groups

TREND = (
    ("本年新收", "t3.new_received.total"),
    ("本年办理", "t3.handled_total.total"),
    ("结转下年度", "t3.carried_out.total"),
)


def flow_chart(report: Report) -> StackChart | None:
    """What came in against what became of it: two bars that end at the same place if the report balances."""

    def total(row: str) -> int:
        return int(report.value(f"t3.{row}.total") or 0)

    new, carried_in = total("new_received"), total("carried_in")
    handled, carried_out = total("handled_total"), total("carried_out")
    bars = (
        Bar("收到", (Part("本年新收", new, 1), Part("上年结转", carried_in, 6)), f"{new + carried_in} 件"),
        Bar(
            "去向",
            (Part("本年办理", handled, 2), Part("结转下年度", carried_out, 4)),
            f"{handled + carried_out} 件",
        ),
    )
    words = (
        f"收到：本年新收 {new} 件，上年结转 {carried_in} 件，共 {new + carried_in} 件。"
        f"去向：本年办理 {handled} 件，结转下年度 {carried_out} 件，共 {handled + carried_out} 件。"
    )
    return stack_chart("flow", "申请从哪里来，到哪里去", words, bars, shares=False)


def outcome_chart(report: Report) -> StackChart | None:
    """For each kind of applicant, which share of the applications ended how."""
    bars = [_outcome_bar(report, column) for column in report.form.table3.columns]
    words = "；".join(
        f"{bar.label}：" + "，".join(f"{part.label} {part.value} 件" for part in bar.parts if part.value)
        for bar in bars
        if bar.sum
    )
    return stack_chart("outcomes", "申请人得到了什么结果", f"{words}。", bars, shares=True)


def _outcome_bar(report: Report, column: Column) -> Bar:
    parts = tuple(
        Part(group.label, int(outcome(report, group, column.id) or 0), style)
        for style, group in enumerate(outcome_groups(report.format), 1)
    )
    return Bar(column.label, parts, f"{sum(part.value for part in parts)} 件")


def trend(reports: Mapping[int, Report]) -> TrendChart | None:
    """New, handled and carried-over applications over the years of one agency."""
    years = sorted(reports)
    series = [
        Series(label, style, tuple(_whole(reports[year], cell) for year in years))
        for style, (label, cell) in enumerate(TREND, 1)
    ]
    words = "；".join(
        f"{year} 年"
        + "，".join(
            f"{line.label} {'无数据' if line.values[place] is None else f'{line.values[place]} 件'}"
            for line in series
        )
        for place, year in enumerate(years)
    )
    return trend_chart("trend", "历年申请数量", f"{words}。", years, series)


def _whole(report: Report, cell: str) -> int | None:
    value = report.value(cell)
    return None if value is None else int(value)
