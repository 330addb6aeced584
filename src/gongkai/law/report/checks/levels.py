"""R601: a report that gathers lower bodies against the reports of those bodies."""

from collections.abc import Iterator

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.report.checks.registry import Fault, Given, rule
from gongkai.law.report.checks.wording import TABLES, cell_name, figure, some
from gongkai.law.report.content import Report
from gongkai.law.report.rollup import Added, add_up, body_name
from gongkai.law.report.schema import CellSpec, Kind


@rule("R601", "汇总数不小于下级单位之和", Severity.ERROR, instrument("PRACTICE").article())
def parent_holds_its_children(given: Given) -> Iterator[Fault]:
    """Cell by cell, the gathering report = its own figures + the sum of its children: never less than that sum.

    One finding per row. Children of another year or form, and children without figures, are named (warning).
    """
    if not given.children:
        return
    fitting = [child for child in given.children if _fits(given.report, child)]
    yield from _unfit(given.report, [child for child in given.children if child not in fitting])
    added = add_up(given.report.format, fitting)
    yield from _without_figures(fitting, added)
    short: dict[tuple[str, str, str], list[CellSpec]] = {}
    for spec in given.report.form.cells.values():
        value = given.report.value(spec.id)
        # A change may be negative at the gathering body itself.
        if spec.column.kind is not Kind.CHANGE and value is not None and value < added[spec.id].value:
            short.setdefault((spec.table, spec.block.id, spec.row.id), []).append(spec)
    for specs in short.values():
        yield _short_row(given.report, specs, added)


def _fits(report: Report, child: Report) -> bool:
    same_year = None in (report.report_year, child.report_year) or report.report_year == child.report_year
    return same_year and report.format == child.format


def _unfit(report: Report, children: list[Report]) -> Iterator[Fault]:
    if children:
        yield Fault(
            where="report",
            message=f"{some(body_name(child) for child in children)}的报告年度或格式与本报告不同，没有计入汇总。请换上同一年度的报告。",
            expected=f"{report.report_year}年度" if report.report_year else None,
            severity=Severity.WARNING,
        )


def _without_figures(children: list[Report], added: dict[str, Added]) -> Iterator[Fault]:
    lacking = {
        name: sum(name in cell.missing for cell in added.values()) for name in map(body_name, children)
    }
    listed = [f"{name}（缺{count}格）" for name, count in lacking.items() if count]
    if listed:
        yield Fault(
            where="report",
            message=f"{some(listed)}的报告有缺数，汇总按已有的数相加。请催报补齐后再核对。",
            cells=tuple(cell.cell for cell in added.values() if cell.missing),
            severity=Severity.WARNING,
        )


def _short_row(report: Report, specs: list[CellSpec], added: dict[str, Added]) -> Fault:
    first = specs[0]
    cell = added[first.id]
    value = report.value(first.id) or 0
    parts = sorted(
        (part for part in cell.parts if part.value), key=lambda part: part.value or 0, reverse=True
    )
    listed = some(f"{part.agency_name}{figure(part.value)}" for part in parts)
    more = f"本行另有{len(specs) - 1}格也小于下级之和。" if len(specs) > 1 else ""
    return Fault(
        where=first.id,
        message=(
            f"{TABLES[first.table]}{cell_name(first)}填报{figure(value)}，"
            f"下级单位合计{figure(cell.value)}（{listed}），少{figure(cell.value - value)}。{more}请逐级核对后更正。"
        ),
        stated=figure(value),
        expected=f"不少于{figure(cell.value)}",
        cells=tuple(spec.id for spec in specs),
    )
