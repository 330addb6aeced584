"""R201 to R205: table two, by itself and against last year's report."""

import re
from collections.abc import Iterator

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.bodies import may_make_rules
from gongkai.law.report.checks.registry import Fault, Given, rule
from gongkai.law.report.checks.wording import figure, row_name
from gongkai.law.report.content import Report
from gongkai.law.report.schema import CellSpec

PRACTICE = instrument("PRACTICE").article()
DOCUMENT_ROWS = ("regulation", "normative_document")

_EXPLAINED = re.compile(
    r"(规章|规范性文件|文件)[^。；]*(失效|有效期|清理|废止|口径|调整|修订|重新统计|继续有效)"
)


def _prose_explains_in_force(report: Report) -> bool:
    return any(_EXPLAINED.search(paragraph.text) for _, paragraph in report.prose())


def _figures(report: Report, row: str, *columns: str) -> list[Number] | None:
    """The figures of some columns of a row of `art20_1`; None if one is missing."""
    values = [report.value(f"t2.art20_1.{row}.{column}") for column in columns]
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else None


@rule("R201", "规章、规范性文件现行有效件数前后衔接", Severity.WARNING, PRACTICE)
def in_force_rolls_forward(given: Given) -> Iterator[Fault]:
    """In force = in force last year + issued - repealed; an error where the prose explains nothing.

    Without last year's report: what was issued and not repealed is in force, unless it expired.
    """
    if given.report.format != "format_2021":
        return
    for row in DOCUMENT_ROWS:
        now = _figures(given.report, row, "issued_this_year", "repealed_this_year", "in_force")
        if now is None:
            continue
        before = None
        if given.previous and given.previous.format == "format_2021":
            before = _figures(given.previous, row, "in_force")
        yield from _against_last_year(given, row, now, before[0]) if before else _within_year(given, row, now)


def _against_last_year(given: Given, row: str, now: list[Number], before: Number) -> Iterator[Fault]:
    issued, repealed, in_force = now
    expected = before + issued - repealed
    if in_force == expected:
        return
    name, explained = _document_name(given, row), _prose_explains_in_force(given.report)
    yield Fault(
        where=f"t2.art20_1.{row}.in_force",
        message=(
            f"{name}现行有效件数与上年不衔接：上年{figure(before)}件＋本年制发{figure(issued)}件－本年废止{figure(repealed)}件"
            f"＝{figure(expected)}件，填报{figure(in_force)}件。"
            + (
                "请核对文字说明中的件数与差额一致。"
                if explained
                else "请更正，或在文字部分说明失效、清理等原因和件数。"
            )
        ),
        stated=figure(in_force),
        expected=figure(expected),
        cells=_document_cells(given, row),
        severity=Severity.WARNING if explained else Severity.ERROR,
    )


def _within_year(given: Given, row: str, now: list[Number]) -> Iterator[Fault]:
    issued, repealed, in_force = now
    if in_force >= issued - repealed or _prose_explains_in_force(given.report):
        return
    yield Fault(
        where=f"t2.art20_1.{row}.in_force",
        message=(
            f"{_document_name(given, row)}本年制发{figure(issued)}件、废止{figure(repealed)}件，现行有效却只有{figure(in_force)}件，"
            f"应不少于{figure(issued - repealed)}件。请核对；当年制发当年失效的，请在文字部分说明。"
        ),
        stated=figure(in_force),
        expected=f"不少于{figure(issued - repealed)}",
        cells=_document_cells(given, row),
    )


def _document_cells(given: Given, row: str) -> tuple[str, ...]:
    return tuple(cell for cell in given.report.form.cells if cell.startswith(f"t2.art20_1.{row}."))


def _document_name(given: Given, row: str) -> str:
    return row_name(given.report.form.cells[_document_cells(given, row)[0]])


@rule("R202", "规章只能由有权机关制定", Severity.ERROR, instrument("RUL").article())
def only_some_bodies_make_rules(given: Given) -> Iterator[Fault]:
    """The row 规章 is 0 unless the body may make rules; where its name leaves that open, it is no error."""
    power = may_make_rules(given.report.agency_name, given.level)
    filled = [cell for cell in _document_cells(given, "regulation") if given.report.value(cell)]
    if power or not filled:
        return
    first = given.report.value(filled[0])
    yield Fault(
        where=filled[0],
        message=f"“规章”行填了{figure(first)}件。"
        + (
            "本机关没有规章制定权，这一行应为0。请核对是否把规范性文件填成了规章。"
            if power is False
            else "只有国务院部门、省级政府、设区的市和自治州政府可以制定规章；请确认本机关属于其中，否则应填0。"
        ),
        stated=figure(first),
        expected="0" if power is False else None,
        cells=tuple(filled),
        severity=Severity.ERROR if power is False else _open_severity(given.report.agency_name),
    )


def _open_severity(agency_name: str) -> Severity:
    """A city that no list knows may well have districts; an office or a nameless body deserves a look."""
    return Severity.INFO if agency_name.endswith(("市", "市人民政府")) else Severity.WARNING


@rule("R203", "规范性文件公开数与制作数、总数相符", Severity.WARNING, PRACTICE)
def published_fits_made(given: Given) -> Iterator[Fault]:
    """2019 form: published this year is at most the published total, and equals what was made this year."""
    for row in DOCUMENT_ROWS if given.report.format == "format_2019" else ():
        figures = _figures(given.report, row, "made_this_year", "published_this_year", "published_total")
        if figures is None:
            continue
        made, published, total = figures
        name, where = _document_name(given, row), f"t2.art20_1.{row}.published_this_year"
        if published > total:
            yield Fault(
                where,
                f"{name}本年新公开{figure(published)}件，多于对外公开总数量{figure(total)}件。请核对两个数。",
                stated=figure(published),
                expected=f"不多于{figure(total)}",
                cells=(where, f"t2.art20_1.{row}.published_total"),
            )
        if published != made:
            yield Fault(
                where,
                f"{name}本年新制作{figure(made)}件，本年新公开{figure(published)}件，两数不同。"
                "请核对；属于往年文件补公开或本年文件未公开的，请在文字部分说明。",
                stated=figure(published),
                expected=figure(made),
                cells=(f"t2.art20_1.{row}.made_this_year", where),
            )


def _item_rows(report: Report) -> Iterator[tuple[str, CellSpec]]:
    """Rows of the 2019 form that count items: ("t2.art20_5.admin_license", a cell of the row)."""
    for spec in report.form.cells.values():
        if spec.column.id == "items_last_year":
            yield spec.id.removesuffix(".items_last_year"), spec


@rule("R204", "处理决定数量不是事项数量", Severity.WARNING, PRACTICE)
def decisions_are_not_items(given: Given) -> Iterator[Fault]:
    """2019 form: decisions equal to the number of items in two or more rows were hardly counted as decisions."""
    report, alike = given.report, []
    for row, spec in _item_rows(report):
        items, change = report.value(f"{row}.items_last_year"), report.value(f"{row}.items_change")
        decisions = report.value(f"{row}.decisions")
        if items is not None and change is not None and decisions and decisions == items + change:
            alike.append((row, row_name(spec), decisions))
    if len(alike) < 2:
        return
    listed = "、".join(f"{name}{figure(decisions)}" for _, name, decisions in alike)
    yield Fault(
        where=f"{alike[0][0]}.decisions",
        message=(
            f"{listed}：处理决定数量恰好等于上一年项目数量加本年增/减，像是把事项总数填成了处理决定数量。"
            "请改填全年实际作出的处理决定件数。"
        ),
        stated=figure(alike[0][2]),
        cells=tuple(f"{row}.decisions" for row, _, _ in alike),
    )


@rule("R205", "事项数量不为负并与上年衔接", Severity.ERROR, PRACTICE)
def items_roll_forward(given: Given) -> Iterator[Fault]:
    """2019 form: items never fall below 0 (error) and begin where last year's report ended (warning)."""
    report, previous = given.report, given.previous
    for row, spec in _item_rows(report):
        cells = (f"{row}.items_last_year", f"{row}.items_change")
        items, change = report.value(cells[0]), report.value(cells[1])
        if items is not None and change is not None and items + change < 0:
            yield Fault(
                cells[1],
                f"{row_name(spec)}上一年{figure(items)}项，本年增/减{figure(change)}项，减去的比原有的多。请核对两个数。",
                stated=figure(change),
                expected=f"不小于{figure(-items)}",
                cells=cells,
            )
        if previous is None or previous.format != report.format or items is None:
            continue
        before, change_before = previous.value(cells[0]), previous.value(cells[1])
        if before is not None and change_before is not None and items != before + change_before:
            yield Fault(
                cells[0],
                f"{row_name(spec)}上一年项目数量填报{figure(items)}项，上年报告为{figure(before)}项、增/减{figure(change_before)}项，"
                f"年末应为{figure(before + change_before)}项。请核对。",
                stated=figure(items),
                expected=figure(before + change_before),
                cells=(cells[0],),
                severity=Severity.WARNING,
            )
