"""Write the sample reports of `gongkai demo` from their texts: `python -m tools.build_demo_reports [FOLDER]`.

The texts in tools/demo_reports/ keep the published figures and faults of five real reports, in our own words; the
sixth body is invented. Each report is written in one format, and the same bytes come out every time.
"""

import io
import sys
import tomllib
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

import docx
import xlsxwriter
from docx.document import Document as Docx
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from gongkai.documents.official_tables import Box, Layout, layouts
from tools.yunling_reports import documents

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "gongkai" / "demo" / "reports"
LONG_AGO = datetime(2022, 1, 1)  # noqa: DTZ001 - a fixed mark in file headers, in no time zone
FONT = "STSong-Light"


@dataclass(frozen=True)
class Sheet:
    """A table ready to write: a grid of (text, rowspan, colspan), None where a merged cell covers the place."""

    rows: tuple[tuple[tuple[str, int, int] | None, ...], ...]


Block = str | Sheet
"""A paragraph or a table; the first block is the title."""


def main(folder: Path) -> None:
    """Write every report into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [
        {**tomllib.loads(path.read_text("utf-8")), "name": path.stem}
        for path in sorted((HERE / "demo_reports").glob("*.toml"))
    ]
    for text in [*texts, *documents()]:
        data = WRITERS[text["output"]](list(blocks(text)), text)
        (folder / f"{text['name']}.{text['output']}").write_bytes(data)


def blocks(text: dict[str, Any]) -> list[Block]:
    """The report from top to bottom."""
    made: list[Block] = [text["title"], *text["preface"]]
    for section in text["section"]:
        made += [section["heading"], *section.get("paragraphs", [])]
        if section.get("table"):
            made.append(sheet(layouts(text["form"])[section["table"]], text))
    return made


def sheet(layout: Layout, text: dict[str, Any]) -> Sheet:
    """One official table with the report's figures; rows that the text does not name are zeros."""
    boxes = [*layout.head.boxes, *(row for body in layout.bodies for row in body.boxes)]
    if layout.id == "t4" and "t4" in text["cells"]:
        boxes[-1] = tuple(Box(value) for value in text["cells"]["t4"])
    grid: list[list[tuple[str, int, int] | None]] = []
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(boxes):
        cells: list[tuple[str, int, int] | None] = []
        for box in line:
            while (row, len(cells)) in taken:
                cells.append(None)
            column = len(cells)
            taken |= {
                (row + down, column + right) for down in range(box.rowspan) for right in range(box.colspan)
            }
            cells += [(words(box, text), box.rowspan, box.colspan), *[None] * (box.colspan - 1)]
        grid.append(cells + [None] * (layout.columns - len(cells)))
    return Sheet(tuple(tuple(line) for line in grid))


def words(box: Box, text: dict[str, Any]) -> str:
    """What stands in a box: a figure, or a heading as this report prints it."""
    if not box.cell:
        name = box.id.split("-")
        if box.look == "caption":
            return str(text.get("captions", {}).get(name[-1], box.text))
        return str(text.get("labels", {}).get(name[-1], box.text))
    row, _, column = box.cell.rpartition(".")
    if row not in text["cells"]:
        return "0"
    places = [cell.cell.rpartition(".")[2] for cell in _neighbours(box, text["form"])]
    return str(text["cells"][row][places.index(column)])


def _neighbours(box: Box, form: str) -> list[Box]:
    """The data cells of the same row."""
    row = box.cell.rpartition(".")[0]
    layout = layouts(form)[box.cell[:2]]
    every = [other for body in layout.bodies for line in body.boxes for other in line]
    return [other for other in every if other.cell.rpartition(".")[0] == row]


def as_text(made: Sequence[Block], _: dict[str, Any]) -> bytes:
    """Plain text: cells divided by tabs, merged cells once."""
    lines = []
    for block in made:
        if isinstance(block, str):
            lines += [block, ""]
            continue
        lines += ["\t".join(cell[0] for cell in row if cell) for row in block.rows]
        lines.append("")
    return "\n".join(lines).encode()


def as_html(made: Sequence[Block], text: dict[str, Any]) -> bytes:
    """A page as government sites publish it."""
    title, *rest = made
    lines = [
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">',
        f"<title>{escape(str(title))}</title>",
        f'<meta name="PubDate" content="{text["published"]}">',
        f'<meta name="ContentSource" content="{text["source"]}"></head><body>',
        f"<h1>{escape(str(title))}</h1>",
        f"<p>来源：{text['source']}　发布时间：{text['published']}</p>",
    ]
    for block in rest:
        if isinstance(block, str):
            lines.append(f"<p>{escape(block)}</p>")
            continue
        lines.append('<table border="1">')
        lines += ["<tr>" + "".join(_html(cell) for cell in row if cell) + "</tr>" for row in block.rows]
        lines.append("</table>")
    return "\n".join([*lines, "</body></html>\n"]).encode()


def _html(cell: tuple[str, int, int]) -> str:
    text, down, right = cell
    spans = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{right}"' if right > 1 else "")
    return f"<td{spans}>{escape(text)}</td>"


def as_docx(made: Sequence[Block], _: dict[str, Any]) -> bytes:
    """A Word document with merged cells."""
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = LONG_AGO
    document.core_properties.author = "云岭县人民政府办公室" if "云岭县" in str(made[0]) else ""
    document.core_properties.comments = ""
    for place, block in enumerate(made):
        if isinstance(block, str):
            document.add_paragraph(block, style="Title" if place == 0 else None)
        else:
            _docx_table(document, block)
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _docx_table(document: Docx, block: Sheet) -> None:
    table = document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
    for row, line in enumerate(block.rows):
        for column, cell in enumerate(line):
            if cell:
                text, down, right = cell
                first, last = table.cell(row, column), table.cell(row + down - 1, column + right - 1)
                (first.merge(last) if first is not last else first).text = text


def _undated(data: bytes) -> bytes:
    """The same archive with one fixed date on every entry."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(entry), old.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def as_pdf(made: Sequence[Block], _: dict[str, Any]) -> bytes:
    """A PDF with ruled tables, set in a font that every PDF reader supplies."""
    rl_config.invariant = 1
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    title = ParagraphStyle("title", fontName=FONT, fontSize=18, leading=26, alignment=1, wordWrap="CJK")
    body = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
    small = ParagraphStyle("small", fontName=FONT, fontSize=8, leading=10, alignment=1, wordWrap="CJK")
    flow = []
    for place, block in enumerate(made):
        if isinstance(block, str):
            flow += [Paragraph(escape(block), title if place == 0 else body), Spacer(1, 2 * mm)]
        else:
            flow += [_pdf_table(block, small), Spacer(1, 4 * mm)]
    out = io.BytesIO()
    page = SimpleDocTemplate(
        out,
        pagesize=A4,
        title=str(made[0]),
        leftMargin=20 * mm,
        rightMargin=20 * mm,
        topMargin=22 * mm,
        bottomMargin=22 * mm,
    )
    page.build(flow)
    return out.getvalue()


def _pdf_table(block: Sheet, style: ParagraphStyle) -> Table:
    across = len(block.rows[0])
    width = 170 * mm
    columns = [width / across] * across
    if across == 10:
        columns = [14 * mm, 20 * mm, 52 * mm, *[12 * mm] * 7]
    ruled = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    for row, line in enumerate(block.rows):
        for column, cell in enumerate(line):
            if cell and (cell[1] > 1 or cell[2] > 1):
                ruled.add("SPAN", (column, row), (column + cell[2] - 1, row + cell[1] - 1))
    cells = [[Paragraph(escape(cell[0]), style) if cell else "" for cell in line] for line in block.rows]
    return Table(cells, colWidths=columns, style=ruled)


def as_xlsx(made: Sequence[Block], _: dict[str, Any]) -> bytes:
    """One worksheet from top to bottom, with merged cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": LONG_AGO})
        boxed = book.add_format({"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        page = book.add_worksheet("年度报告")
        page.set_column(0, 14, 11)
        at = 0
        for block in made:
            if isinstance(block, str):
                page.merge_range(at, 0, at, 14, block, plain)
                page.set_row(at, 16 * (1 + len(block) // 60))
                at += 1
                continue
            for row, line in enumerate(block.rows, at):
                for column, cell in enumerate(line):
                    if cell and (cell[1] > 1 or cell[2] > 1):
                        page.merge_range(row, column, row + cell[1] - 1, column + cell[2] - 1, cell[0], boxed)
                    elif cell:
                        page.write(row, column, _number(cell[0]), boxed)
            at += len(block.rows) + 1
    return out.getvalue()


def _number(text: str) -> int | float | str:
    """Figures as figures, as officers type them."""
    if text.isdecimal():
        return int(text)
    return float(text) if text.replace(".", "", 1).isdecimal() else text


WRITERS: dict[str, Callable[[Sequence[Block], dict[str, Any]], bytes]] = {
    "txt": as_text,
    "html": as_html,
    "docx": as_docx,
    "pdf": as_pdf,
    "xlsx": as_xlsx,
}

if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
