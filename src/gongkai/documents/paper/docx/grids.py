"""Tables of a DOCX file, with merged cells; the head stands again on each page."""

from typing import cast

from docx.document import Document as Writing
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from gongkai.documents.paper import measures
from gongkai.documents.paper.docx import runs
from gongkai.documents.paper.docx.elements import element
from gongkai.documents.paper.docx.styles import Style, styled
from gongkai.documents.paper.pieces import Grid, Line, Look, Slot
from gongkai.documents.rich_text.blocks import Run

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_ALIGNED = {"centered": "center", "right": "right"}


def write(made: Writing, grid: Grid) -> None:
    """The table, after its caption."""
    if grid.caption:
        caption = styled(made.add_paragraph(), Style.CENTERED)
        caption.paragraph_format.keep_with_next = True
        runs.write(caption, grid.caption)
    widths = _widths(grid)
    table = element("w:tbl", _properties(grid), _columns(widths))
    made.element.body.insert_element_before(table, "w:sectPr")
    starts = {(slot.row, slot.column): slot for slot in grid.slots}
    for row in range(grid.rows):
        table.append(_row(made, grid, row, starts, widths))
    gap = styled(made.add_paragraph(), Style.FLUSH)  # two tables in a row would be one
    gap.paragraph_format.line_spacing = Pt(6)


def _widths(grid: Grid) -> list[int]:
    """Twentieths of a point."""
    whole = Mm(measures.TEXT[0]).twips
    total = sum(grid.widths)
    return [int(whole * width / total) for width in grid.widths]


def _properties(grid: Grid) -> BaseOxmlElement:
    borders = element("w:tblBorders")
    for side in _SIDES:
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color="000000"))
    return element(
        "w:tblPr",
        element("w:tblW", w="5000", type="pct"),
        element("w:jc", val="center"),
        borders,
        element("w:tblLayout", type="fixed"),
        *_margins(grid),
    )


def _margins(grid: Grid) -> list[BaseOxmlElement]:
    """Between the lines of the table and its text. Who sets the size has measured the columns for these."""
    sides = {"top": "140", "bottom": "140"} if grid.roomy else {}
    if grid.size:
        sides = {"top": "40", "left": "60", "bottom": "40", "right": "60"}
    inside = (element(f"w:{side}", w=width, type="dxa") for side, width in sides.items())
    return [element("w:tblCellMar", *inside)] if sides else []


def _columns(widths: list[int]) -> BaseOxmlElement:
    return element("w:tblGrid", *(element("w:gridCol", w=str(width)) for width in widths))


def _row(
    made: Writing, grid: Grid, row: int, starts: dict[tuple[int, int], Slot], widths: list[int]
) -> BaseOxmlElement:
    properties = element("w:trPr", element("w:cantSplit"))
    if row < grid.heads:
        properties.append(element("w:tblHeader"))
    made_row = element("w:tr", properties)
    above = {
        slot.column: slot for slot in grid.slots if slot.row < row < slot.row + slot.rows
    }  # cells that reach down into this row
    column = 0
    while column < len(widths):
        slot = starts.get((row, column))
        over = above.get(column)
        columns = slot.columns if slot else over.columns if over else 1
        width = sum(widths[column : column + columns])
        made_row.append(_cell(made, slot, over, columns, width, grid))
        column += columns
    return made_row


def _cell(
    made: Writing, slot: Slot | None, over: Slot | None, columns: int, width: int, grid: Grid
) -> BaseOxmlElement:
    properties = element("w:tcPr", element("w:tcW", w=str(width), type="dxa"))
    if columns > 1:
        properties.append(element("w:gridSpan", val=str(columns)))
    if slot and slot.rows > 1:
        properties.append(element("w:vMerge", val="restart"))
    elif slot is None and over:
        properties.append(element("w:vMerge"))
    properties.append(element("w:vAlign", val="center"))
    cell = element("w:tc", properties)
    lines = slot.lines if slot and slot.lines else (Line(Look.FLUSH, ()),)
    for line in lines:
        _paragraph(made, cell, line, slot, grid)
    return cell


def _paragraph(made: Writing, cell: BaseOxmlElement, line: Line, slot: Slot | None, grid: Grid) -> None:
    written = cast("CT_P", element("w:p"))
    cell.append(written)
    paragraph = styled(Paragraph(written, made._body), Style.CELL)
    if grid.whole and (slot is None or slot.row + slot.rows < grid.rows):
        paragraph.paragraph_format.keep_with_next = True
    align = "center" if slot and slot.heading and not slot.align else _ALIGNED.get(slot.align if slot else "")
    if align:
        written.get_or_add_pPr().append(element("w:jc", val=align))
    said = line.runs
    if slot and slot.heading and not slot.quiet:
        said = tuple(Run(run.text, run.marks | {"strong"}, run.link) for run in said)
    runs.write(paragraph, said)
    for run in paragraph.runs:
        run.font.size = Pt(grid.size or measures.table_size(len(grid.widths)))
