"""The official tables filled in: each data cell with its value, its state, and the findings on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.documents.official_tables import Box, Layout, Rows, layouts
from gongkai.law.report.content import Report, Unread
from gongkai.portal.sheets.notes import Note, cell_anchor
from gongkai.portal.sheets.spots import spot

LONGEST_RAW = 8  # characters of an unread text that a cell has room for
MOST_SIGNED = 8  # a finding on more cells than this is signed at its first only


@dataclass(frozen=True, slots=True)
class FilledBox:
    """One printed cell with what the report says in it.

    `state` is "" for a heading, else "given", "inferred", "blank", "unread" or "absent". `raw` is the printed
    text where it is more than the figure. `notes` are the findings that speak of this cell, `severity` is that
    of those that stand here; `touched` means that one speaks of it among other cells.
    """

    box: Box
    text: str
    state: str = ""
    hint: str = ""
    raw: str = ""
    anchor: str = ""
    notes: tuple[Note, ...] = ()
    touched: bool = False
    severity: str = ""

    @property
    def heading(self) -> bool:
        return not self.state


@dataclass(frozen=True, slots=True)
class FilledTable:
    """One official table. `found` is False when the document contains no cell of it."""

    layout: Layout
    head: tuple[tuple[FilledBox, ...], ...]
    bodies: tuple[tuple[tuple[FilledBox, ...], ...], ...]
    found: bool


def fill(table: str, report: Report, notes: Sequence[Note]) -> FilledTable:
    """One table of the report's form ("t2", "t3", "t4") with values, states and findings."""
    layout = layouts(report.format)[table]
    at: dict[str, list[Note]] = {}
    touched: set[str] = set()
    for note in notes:
        finding = note.finding
        touched.update(finding.cells)
        for cell in dict.fromkeys((finding.where, *finding.cells)):
            if cell == finding.where or len(finding.cells) <= MOST_SIGNED:
                at.setdefault(cell, []).append(note)
    unread = {entry.cell: entry for entry in report.unread}

    def rows(group: Rows) -> tuple[tuple[FilledBox, ...], ...]:
        return tuple(tuple(_filled(box, report, at, touched, unread) for box in row) for row in group.boxes)

    prefix = f"{table}."
    found = any(cell.startswith(prefix) for cell in (*report.cells, *unread))
    return FilledTable(layout, rows(layout.head), tuple(rows(body) for body in layout.bodies), found)


def shown(value: int | Decimal | None) -> str:
    """A figure as the form prints it: no thousands separators, decimals as given."""
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _filled(
    box: Box,
    report: Report,
    at: Mapping[str, Sequence[Note]],
    touched: set[str],
    unread: Mapping[str, Unread],
) -> FilledBox:
    if not box.cell:
        return FilledBox(box, box.text)
    text, state, hint = _content(box.cell, report, unread)
    printed = report.cells[box.cell].raw.strip() if state == "given" else ""
    notes = tuple(at.get(box.cell, ()))
    kinds = {note.severity for note in notes if note.finding.where == box.cell}
    return FilledBox(
        box,
        text,
        state=state,
        hint=hint,
        raw=printed if printed != text else "",
        anchor=cell_anchor(box.cell),
        notes=notes,
        touched=box.cell in touched,
        severity=next((kind for kind in ("error", "warning", "info") if kind in kinds), ""),
    )


def _content(cell_id: str, report: Report, unread: Mapping[str, Unread]) -> tuple[str, str, str]:
    """What a data cell shows, its state, and where that comes from."""
    cell = report.cells.get(cell_id)
    if cell is None:
        entry = unread.get(cell_id)
        if entry:
            text = entry.raw if 0 < len(entry.raw) <= LONGEST_RAW else "？"
            return text, "unread", f"未能读取：{entry.why}（{spot(entry.where)}）"
        return "缺", "absent", "文件中没有这一格"
    if cell.value is None:
        return "空", "blank", f"此格空白（{spot(cell.where)}）"
    if cell.inferred:
        return shown(cell.value), "inferred", f"此格在文件中缺失，由合计关系推算（{spot(cell.where)}）"
    printed = cell.raw.strip()
    text = printed if printed.removeprefix("+") == shown(cell.value) else shown(cell.value)
    return text, "given", f"来源：{spot(cell.where)}"
