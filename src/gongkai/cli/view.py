"""A report and its findings in words, for a terminal. Always styled; who prints takes the colours off again."""

from collections.abc import Iterator, Sequence

from click import style

from gongkai.cli.screen import printable, table, wrap
from gongkai.law.findings import Finding, Severity
from gongkai.law.report.content import Cell, Report
from gongkai.law.report.schema import Block

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
BLANK = "空"
ABSENT = "缺"
LABEL = 40  # columns that a row label may take


def report_text(report: Report, file: str, columns: int) -> str:
    """The report as read: who and when, the three tables, the prose, what could not be read."""
    lines = [*_head(report, file), "", *_tables(report), *_prose(report, columns), *_unread(report, columns)]
    return "\n".join(lines) + "\n"


def findings_text(report: Report, findings: Sequence[Finding], file: str, columns: int) -> str:
    """The findings on one report, the gravest first; one line if there is none."""
    lines = [*_head(report, file)]
    for severity in Severity:
        group = [finding for finding in findings if finding.severity is severity]
        if group:
            lines += ["", style(f"{severity.label} {len(group)} 项", fg=COLOURS[severity], bold=True)]
        for finding in group:
            lines += _finding(report, finding, columns)
    lines += _unread(report, columns)
    if not findings:
        lines.append(style("  没有发现问题。", fg="green"))
    return "\n".join(lines) + "\n"


def place(report: Report, where: str) -> str:
    """Where a finding points, in words: a cell of a table, a section, a paragraph."""
    if where in report.form.cells:
        return report.form.cells[where].label
    section_id, _, paragraph = where.partition("/p")
    number = f"第 {paragraph} 段" if paragraph else ""
    fixed = {"title": "标题", "report": "全文", "preface": "引言"}
    titles = {spec.id: spec.heading for spec in report.form.sections}
    if section_id in fixed | titles:
        return f"{(fixed | titles)[section_id]} {number}".strip()
    position = section_id.removeprefix("section")
    if position.isdigit() and 0 < int(position) <= len(report.sections):
        return f"{report.sections[int(position) - 1].title} {number}".strip()
    return where


def _head(report: Report, file: str) -> Iterator[str]:
    yield style(printable(report.title) or "（没有标题）", bold=True)
    facts = [
        report.agency_name or "机关名称不明",
        f"{report.report_year} 年度" if report.report_year else "年度不明",
        report.form.label,
        f"{report.published_on} 发布" if report.published_on else "",
    ]
    yield style("  " + printable(" · ".join(filter(None, facts))), dim=True)
    yield style("  " + printable(file), dim=True)


def _finding(report: Report, finding: Finding, columns: int) -> Iterator[str]:
    rule = style(finding.rule, fg=COLOURS[finding.severity])
    yield f"  {rule}  {style(printable(place(report, finding.where)), bold=True)}"
    said = f"报告：{finding.stated}" if finding.stated is not None else ""
    ought = f"应为：{finding.expected}" if finding.expected is not None else ""
    if said or ought:
        yield from _indented(" → ".join(filter(None, (said, ought))), columns)
    yield from _indented(finding.message, columns)
    yield from (style(line, dim=True) for line in _indented(f"依据：{finding.basis}", columns))


def _indented(text: str, columns: int, indent: int = 8) -> Iterator[str]:
    for line in wrap(printable(text), max(columns - indent, 20)):
        yield " " * indent + line


def _tables(report: Report) -> Iterator[str]:
    form = report.form
    for number, blocks in (("二", form.table2), ("三", (form.table3,))):
        yield style(f"表{number}", bold=True)
        for block in blocks:
            yield from _block(report, block)
        yield ""
    yield style("表四", bold=True)
    results = form.table4[0].columns
    rows = [["", *(column.label for column in results)]]
    for block in form.table4:
        label = "，".join(filter(None, (block.rows[0].group, block.caption)))
        rows.append([label, *(_figure(report.cells.get(f"t4.{block.id}.{column.id}")) for column in results)])
    yield from table(rows, first=LABEL)
    yield ""


def _block(report: Report, block: Block) -> Iterator[str]:
    yield style(f"  {block.caption}", dim=True)
    prefix = f"t2.{block.id}" if block.id else "t3"
    rows = [["信息内容" if block.id else "申请人", *(column.label for column in block.columns)]]
    shown = {""}
    for row in block.rows:
        if row.group not in shown:
            rows.append([row.group, *("" for _ in block.columns)])
            shown.add(row.group)
        cells = (report.cells.get(f"{prefix}.{row.id}.{column.id}") for column in block.columns)
        rows.append([row.label, *map(_figure, cells)])
    yield from table(rows, first=LABEL)


def _figure(cell: Cell | None) -> str:
    if cell is None:
        return ABSENT
    if cell.value is None:
        return printable(cell.raw.strip())[:12] or BLANK
    return f"{cell.value}*" if cell.inferred else str(cell.value)


def _prose(report: Report, columns: int) -> Iterator[str]:
    for section in report.sections:
        heading = "、".join(filter(None, (section.number, section.title)))
        yield style(printable(heading), bold=True)
        for paragraph in section.paragraphs:
            yield from _indented(paragraph.text, columns, indent=2)


def _unread(report: Report, columns: int) -> Iterator[str]:
    if not report.unread:
        return
    yield ""
    yield style(f"未能识读 {len(report.unread)} 处", fg="magenta", bold=True)
    for unread in report.unread:
        spec = report.form.cells.get(unread.cell)
        label = spec.label if spec else unread.cell
        yield f"  {style(printable(' '.join(filter(None, (label, unread.where)))), bold=True)}"
        yield from _indented(f"“{unread.raw}”：{unread.why}", columns)
