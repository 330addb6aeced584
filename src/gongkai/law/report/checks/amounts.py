"""R206: amounts of money in table two."""

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.checks.registry import Fault, Given, rule
from gongkai.law.report.checks.wording import figure, row_name
from gongkai.law.report.content import Report
from gongkai.law.report.schema import CellSpec, Kind

DECIMALS = 4
# 万元 per procurement project: below and above this the amount was hardly entered in 万元.
LEAST_PER_PROJECT, MOST_PER_PROJECT = Decimal("0.05"), Decimal(100_000)


@rule("R206", "金额以万元为单位", Severity.WARNING, instrument("PRACTICE").article())
def amounts_are_in_wan(given: Given) -> Iterator[Fault]:
    """Amounts are in 万元 with at most four decimals and no unit in the cell; the average per project is credible."""
    for spec in given.report.form.cells.values():
        if spec.column.kind is Kind.WAN and (cell := given.report.cells.get(spec.id)) and cell.value:
            yield from _amount_as_printed(spec, cell.raw, cell.value)
    yield from _amount_per_project(given.report)


def _amount_as_printed(spec: CellSpec, raw: str, value: Number) -> Iterator[Fault]:
    printed = raw.strip()
    decimals = len(figure(value).partition(".")[2])
    unit = re.sub(r"[\d.,，．０-９\s+]", "", printed)
    if unit and unit not in ("万元", "（万元）", "(万元)"):
        yield Fault(
            spec.id,
            f"{row_name(spec)}“{spec.column.label}”填的是“{printed}”。这一格以万元为单位，只填数字；"
            f"按文中单位折合{figure(value)}万元，请核对后改填。",
            stated=printed,
            expected=figure(value),
            cells=(spec.id,),
        )
    if decimals > DECIMALS:
        yield Fault(
            spec.id,
            f"{row_name(spec)}“{spec.column.label}”填了{decimals}位小数，最多保留{DECIMALS}位。请核对是否以万元为单位。",
            stated=figure(value),
            expected=figure(round(Decimal(value), DECIMALS)),
            cells=(spec.id,),
        )
    elif not unit and spec.column.id == "procurement_amount_wan" and decimals < DECIMALS:
        yield Fault(
            spec.id,
            f"{row_name(spec)}“{spec.column.label}”填的是“{printed or figure(value)}”，没有写明单位，也没有保留{DECIMALS}位小数。"
            "请核对这个数是以万元为单位的准确金额。",
            stated=printed or figure(value),
            cells=(spec.id,),
            severity=Severity.INFO,
        )


def _amount_per_project(report: Report) -> Iterator[Fault]:
    row = "t2.art20_9.central_procurement"
    cells = (f"{row}.procurement_projects", f"{row}.procurement_amount_wan")
    projects, amount = (report.value(cell) for cell in cells)
    if projects is None or amount is None or projects < 0 or amount < 0 or projects == amount == 0:
        return
    if projects and LEAST_PER_PROJECT <= Decimal(amount) / projects <= MOST_PER_PROJECT:
        return
    average = (
        f"平均每个项目{figure(round(Decimal(amount) / projects, 4))}万元" if projects else "没有项目却有金额"
    )
    yield Fault(
        cells[1],
        f"政府集中采购{figure(projects)}个项目、金额{figure(amount)}万元，{average}，不合常理。请核对项目数和金额单位（万元）。",
        stated=figure(amount),
        cells=cells,
    )
