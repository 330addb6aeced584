"""The three tables of a report, wherever and however its blocks print them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.documents.reading import headings, table2, table3, table4
from gongkai.documents.reading.blocks import Grid, Line
from gongkai.documents.reading.grids import grid_claims
from gongkai.documents.reading.labels import applicant_column, outcome_row, proactive_row
from gongkai.documents.reading.lines import Field, fields
from gongkai.documents.reading.placing import Placed
from gongkai.documents.reading.text_rows import TextRow, scattered, text_rows
from gongkai.documents.reading.words import fold
from gongkai.law.report.content import Paragraph
from gongkai.law.report.schema import Form

# The caption by which table two is known.
MARK2 = re.compile(r"第二十条第|^信息内容")
_CAPTION = re.compile(r"第二十条第[一二三四五六七八九十]+项.{0,20}$")
_MARK3 = re.compile(r"勾稽关系|^申请人情况")
_FIRST_ROW = re.compile(r"一?本年度?新收")
_SENTENCE = re.compile(r"[\d，。；]")
_DIVIDED = re.compile(r"[|｜\t]")
_LONG = 60
_LONGEST_LABEL = 120
_FEWEST_GRID_ROWS = 3
_FEWEST_FIGURES = 5
_SCATTERED = "表格的文字是一列一列复制下来的，各行的名称和数字已经分开，对不上号"
_HEAD_LINES = 8


@dataclass(frozen=True, slots=True)
class Tables:
    """The figures of all three tables, the lines that they take, the captions of table two as printed."""

    placed: Placed
    taken: set[int]
    captions: tuple[Paragraph, ...]


def read_tables(lines: Sequence[Line], grids: Sequence[Grid], form: Form) -> Tables:
    """All three tables: from grids where there are grids of them, else from the lines."""
    placed = Placed()
    taken: set[int] = set()
    claims2 = list(table2.from_grids(grids, form))
    claims3 = list(grid_claims(grids, outcome_row, applicant_column))
    claims4 = table4.from_grids(grids)
    stream = list(fields([_unless_prose(line) for line in lines]))
    starts = _starts(lines, stream)
    parts = {table: _part(stream, starts, table) for table in ("t2", "t3", "t4")}
    if scattered(parts["t3"], outcome_row) or table2.under_columns(parts["t2"], form):
        for table, part in parts.items():
            if part:
                placed.miss(table, "", part[0].where, _SCATTERED)
                taken |= {item.line for item in part if not _is_long(lines[item.line])}
        parts = {}
    if len({claim.row for claim in claims2}) < _FEWEST_GRID_ROWS and parts.get("t2"):
        rows = table2.under_headings(text_rows(parts["t2"], proactive_row), parts["t2"], form)
        taken |= _span(starts["t2"], rows)
        claims2 = [*claims2, *(row.claim for row in rows)]
    if len({claim.row for claim in claims3}) < _FEWEST_GRID_ROWS and parts.get("t3"):
        rows = text_rows(parts["t3"], outcome_row)
        taken |= _span(starts["t3"], rows)
        claims3 = [*claims3, *(row.claim for row in rows)]
    if not claims4 and parts.get("t4"):
        claims4 = table4.from_fields(parts["t4"])
        figures = [item.line for item in parts["t4"] if item.is_figure]
        taken |= set(range(starts["t4"], max(figures, default=starts["t4"]) + 1))
    taken |= {index for index, line in enumerate(lines) if _CAPTION.match(fold(line.text[:_LONG]))}
    yuan = any(table2.in_yuan(text) for text in _amount_headings(lines, grids))
    table2.place(claims2, form, placed, yuan=yuan)
    pads, lost = table3.place(claims3, form, placed)
    table4.place(claims4, form, placed, pads, lost=lost, missing=bool(parts.get("t4")))
    return Tables(placed, taken, tuple(_captions(stream, grids)))


def _is_long(line: Line) -> bool:
    return len(line.text) > _LONG or "。" in line.text


def _captions(stream: Sequence[Field], grids: Sequence[Grid]) -> Iterator[Paragraph]:
    for item in stream:
        if _CAPTION.match(fold(item.text)):
            yield Paragraph(item.text, item.where)
    for grid in grids:
        for slot in grid.slots:
            if _CAPTION.match(fold(slot.text)):
                yield Paragraph(slot.text.strip(), slot.where)


def _unless_prose(line: Line) -> Line:
    """A sentence is no table row: its figures stay in the prose."""
    if len(line.text) > _LONG and "。" in line.text and not _DIVIDED.search(line.text):
        return replace(line, text="")
    return line


def _amount_headings(lines: Sequence[Line], grids: Sequence[Grid]) -> Iterator[str]:
    yield from (line.text for line in lines if "金额" in line.text and len(line.text) < 200)
    yield from (
        slot.text for grid in grids for slot in grid.slots if "金额" in slot.text and len(slot.text) < 60
    )


def _starts(lines: Sequence[Line], stream: Sequence[Field]) -> dict[str, int]:
    """The line where each table printed as text begins, and where sections four and five ("end") begin."""
    labels = [item for item in stream if item.text and len(item.text) <= _LONGEST_LABEL]
    figures = Counter(item.line for item in stream if item.is_figure)
    t2 = _first(labels, lambda item: len(fold(item.text)) <= 24 and bool(MARK2.search(fold(item.text))))
    t3 = _first(labels, _opens_table3, after=t2)
    if t3 is None:
        t3 = _above_first_row(figures, t2)
    so_far = t2 if t3 is None else t3
    t4 = _first(labels, lambda item: table4.is_heading(item.text), after=so_far)
    s4 = _first(labels, lambda item: _is_section(lines[item.line].text, "s4_review_litigation"), after=so_far)
    end = _first(
        labels, lambda item: _is_section(lines[item.line].text, "s5_problems", "s6_other"), after=so_far
    )
    starts = {"t2": t2, "t3": t3, "s4": s4, "t4": t4, "end": end}
    return {name: line for name, line in starts.items() if line is not None}


def _above_first_row(figures: Mapping[int, int], after: int | None) -> int | None:
    """Where table three begins if its head is missing or too broken: above the first line full of figures."""
    lines = sorted(line for line in figures if after is None or line > after)
    first = next((line for line in lines if figures[line] >= _FEWEST_FIGURES), None)
    if first is None:
        return None
    before = max((line for line in lines if line < first), default=-1)
    return max(before + 1, first - _HEAD_LINES)


def _first(labels: Sequence[Field], wanted: Callable[[Field], bool], after: int | None = None) -> int | None:
    least = -1 if after is None else after
    return next((item.line for item in labels if item.line > least and wanted(item)), None)


def _opens_table3(item: Field) -> bool:
    folded = fold(item.text)
    return bool(_MARK3.search(folded)) or bool(_FIRST_ROW.match(folded) and not _SENTENCE.search(item.text))


def _is_section(text: str, *sections: str) -> bool:
    found = headings.heading_of(text)
    return found is not None and found.section in sections


def _part(stream: Sequence[Field], starts: dict[str, int], table: str) -> list[Field]:
    if table not in starts:
        return []
    begin = starts[table]
    later = [line for name, line in starts.items() if line > begin and name != table]
    end = min(later, default=10**9)
    return [field for field in stream if begin <= field.line < end]


def _span(start: int, rows: Sequence[TextRow]) -> set[int]:
    return set(range(start, max((row.last for row in rows), default=start) + 1))
