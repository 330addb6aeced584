"""R101: every cell of the form is there and holds a figure of its kind; one finding for one cause."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.report.checks.registry import Fault, Given, rule
from gongkai.law.report.checks.wording import (
    TABLE_SECTIONS,
    TABLES,
    cell_name,
    figure,
    place,
    row_name,
    section_name,
    some,
)
from gongkai.law.report.content import Report, Unread
from gongkai.law.report.schema import CellSpec, Kind

PRACTICE = instrument("PRACTICE").article()
# From this many rows on, blanks that follow one pattern are one finding: the clerk left out zeros, or a column.
PATTERN = 3
_LISTED = 7  # as many cells as a row has: their figures are told one by one


@dataclass(frozen=True)
class _Row:
    """The cells of one row that hold no figure, all blank or all absent from the document."""

    specs: tuple[CellSpec, ...]
    absent: bool

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(spec.column.id for spec in self.specs)


@rule("R101", "表格各格填写齐全", Severity.ERROR, PRACTICE)
def every_cell_is_filled(given: Given) -> Iterator[Fault]:
    """Every cell is present and a whole number, 0 or more (signed or with decimals where the form says so).

    A table without any figure is one finding; so are the blanks of one row, a column left blank throughout,
    zeros left out throughout, and what the reader could not place for one reason.
    """
    report = given.report
    unread = _unread_by_cell(report)
    for table in TABLES:
        specs = [spec for spec in report.form.cells.values() if spec.table == table]
        if all(report.value(spec.id) is None for spec in specs):
            yield _whole_table(report, table, specs, unread)
            continue
        yield from _unread(table, [spec for spec in specs if spec.id in unread], unread)
        yield from _blanks(given, table, [spec for spec in specs if spec.id not in unread])
        yield from _wrong_kind(report, specs)
    yield from _strays(report)


def _named(report: Report, entry: Unread) -> list[str]:
    """The cells that an entry speaks of: one cell, or all of a row, a block or a table."""
    if not entry.cell:
        return []
    return [cell for cell in report.form.cells if cell == entry.cell or cell.startswith(f"{entry.cell}.")]


def _unread_by_cell(report: Report) -> dict[str, tuple[str, str]]:
    """Reason and raw text of every cell that was not read."""
    return {
        cell: (entry.why, entry.raw)
        for entry in report.unread
        for cell in _named(report, entry)
        if report.value(cell) is None
    }


def _whole_table(
    report: Report, table: str, specs: list[CellSpec], unread: Mapping[str, tuple[str, str]]
) -> Fault:
    where = TABLE_SECTIONS[table]
    reasons = list(dict.fromkeys(unread[spec.id][0] for spec in specs if spec.id in unread))
    if reasons:
        message = f"{TABLES[table]}的数据没有读出：{'；'.join(reasons[:3])}。请对照原件核对，必要时按规定格式重排表格。"
    elif any(spec.id in report.cells for spec in specs):
        message = f"{TABLES[table]}全表空白，应填{len(specs)}格。没有发生的事项请填数字0。"
    else:
        section = section_name(report.form, where)
        message = (
            f"没有{TABLES[table]}：{section}应有{len(specs)}格数据的表格。请按{report.form.label}补上表格。"
        )
    return Fault(where, message, cells=tuple(spec.id for spec in specs))


def _unread(table: str, specs: list[CellSpec], unread: Mapping[str, tuple[str, str]]) -> Iterator[Fault]:
    groups: dict[str, list[CellSpec]] = defaultdict(list)
    for spec in specs:
        groups[unread[spec.id][0]].append(spec)
    for why, cells in groups.items():
        rows = dict.fromkeys(f"“{row_name(spec)}”" for spec in cells)
        raws = dict.fromkeys(raw for spec in cells if (raw := unread[spec.id][1].strip()))
        yield Fault(
            where=cells[0].id,
            message=f"{TABLES[table]}{some(rows)}有{len(cells)}格没有读出：{why}。请对照原件核对这些数。",
            stated=some(raws) or None,
            cells=tuple(spec.id for spec in cells),
        )


def _blanks(given: Given, table: str, specs: list[CellSpec]) -> Iterator[Fault]:
    """Blank and absent cells: first columns left out throughout, then zeros left out throughout, then by row."""
    rows = _rows_with_blanks(given.report, specs)
    by_columns: dict[tuple[object, ...], list[_Row]] = defaultdict(list)
    for row in rows:
        by_columns[(row.absent, len(row.specs) == len(row.specs[0].block.columns), row.columns)].append(row)
    patterns = [group for group in by_columns.values() if len(group) >= PATTERN and table == "t3"]
    rest = [row for row in rows if not any(row in group for group in patterns)]
    zeros = [row for row in rest if not row.absent and all(_must_be_zero(given, spec) for spec in row.specs)]
    if len(zeros) >= PATTERN:
        patterns.append(zeros)
        rest = [row for row in rest if row not in zeros]
    for group in [*patterns, *([row] for row in rest)]:
        yield _blank(given, table, group)


def _rows_with_blanks(report: Report, specs: list[CellSpec]) -> list[_Row]:
    found: dict[tuple[str, str, bool], list[CellSpec]] = defaultdict(list)
    for spec in specs:
        if report.value(spec.id) is None:
            found[spec.block.id, spec.row.id, spec.id not in report.cells].append(spec)
    return [_Row(tuple(cells), absent) for (_, _, absent), cells in found.items()]


def _must_be_zero(given: Given, spec: CellSpec) -> bool:
    return given.sums.implied.get(spec.id) == 0


def _blank(given: Given, table: str, group: list[_Row]) -> Fault:
    specs = [spec for row in group for spec in row.specs]
    raws = dict.fromkeys(
        raw for spec in specs if (cell := given.report.cells.get(spec.id)) and (raw := cell.raw.strip())
    )
    return Fault(
        where=specs[0].id,
        message=f"{_what_is_missing(table, group, list(raws))}{_what_to_fill(given, specs)}",
        stated=None if group[0].absent else some(raws) or "空白",
        expected=_expected(given, specs),
        cells=tuple(spec.id for spec in specs),
    )


def _what_is_missing(table: str, group: list[_Row], raws: list[str]) -> str:
    count = sum(len(row.specs) for row in group)
    columns = dict.fromkeys(spec.column.label for row in group for spec in row.specs)
    rows = some((f"“{row_name(row.specs[0])}”" for row in group), 3)
    same = all(row.columns == group[0].columns for row in group)
    whole = all(len(row.specs) == len(row.specs[0].block.columns) for row in group)
    place = f"{TABLES[table]}{rows}行" + ("" if whole or not same else f"“{some(columns, 7)}”列")
    printed = f"填的是“{some(raws)}”而不是数字" if raws else "空白"
    what = "在文件里没有" if group[0].absent else printed
    return f"{place}{what}" + (f"，共{count}格。" if count > 1 else "。")


def _what_to_fill(given: Given, specs: list[CellSpec]) -> str:
    implied = [value for spec in specs if (value := given.sums.implied.get(spec.id)) is not None]
    if len(implied) < len(specs):
        return "请补填数字，没有发生的填0。"
    if not any(implied):
        return "按表内合计关系应为0，请填数字0。"
    if len(specs) > _LISTED:
        return "各格的数可以由表内合计关系推出，请核对后补填。"
    listed = "、".join(figure(value) for value in implied)
    return f"按表内合计关系{'依次' if len(specs) > 1 else ''}应为{listed}，请核对后补填。"


def _expected(given: Given, specs: list[CellSpec]) -> str | None:
    implied = [given.sums.implied.get(spec.id) for spec in specs]
    known = list(dict.fromkeys(figure(value) for value in implied if value is not None))
    return known[0] if None not in implied and len(known) == 1 else None


def _wrong_kind(report: Report, specs: list[CellSpec]) -> Iterator[Fault]:
    for spec in specs:
        value = report.value(spec.id)
        if value is None:
            continue
        fraction = isinstance(value, Decimal) and value != value.to_integral_value()
        if fraction and spec.column.kind is not Kind.WAN:
            yield Fault(
                spec.id,
                f"{TABLES[spec.table]}{cell_name(spec)}填的是{figure(value)}，应为整数。请核对是否填错了格。",
                stated=figure(value),
                cells=(spec.id,),
            )
        elif value < 0 and spec.column.kind is not Kind.CHANGE:
            yield Fault(
                spec.id,
                f"{TABLES[spec.table]}{cell_name(spec)}填的是{figure(value)}，不能是负数。请核对后改正。",
                stated=figure(value),
                cells=(spec.id,),
            )


def _strays(report: Report) -> Iterator[Fault]:
    """Text of the tables that belongs to no empty cell, such as a figure beside the table."""
    for entry in report.unread:
        cells = _named(report, entry)
        if all(report.value(cell) is not None for cell in cells):
            yield Fault(
                where=cells[0] if cells else "report",
                message=f"“{entry.raw.strip()}”没有归入表格（{place(entry.where)}）：{entry.why}。请对照原件核对。",
                stated=entry.raw.strip() or None,
                severity=Severity.WARNING,
            )
