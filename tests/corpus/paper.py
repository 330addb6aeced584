"""Reports as PDF files: ruled or unruled tables that run over pages, page numbers, repeated heads, wrapped labels."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gongkai.law.report.content import Report
from tests.corpus.document import Document, truth_of
from tests.corpus.form_tables import Box, Rows, rows_with_blanks, spread, tables
from tests.corpus.wording import Words, official

LEFT, TOP, BOTTOM = 60.0, A4[1] - 70, 70.0
WIDTH = A4[0] - 2 * LEFT


@dataclass(frozen=True, slots=True)
class Look:
    """How the pages look."""

    ruled: bool = True
    head_again: bool = False
    page_numbers: bool = True
    break_rows: bool = False
    size: float = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A row on a page: which of its text lines stand there, and how high it is."""

    line: int
    height: float
    first: int = 0
    last: int | None = None


@dataclass(slots=True)
class Pen:
    """Where on which page the next line goes."""

    canvas: Any
    look: Look
    y: float = TOP
    page: int = field(default=1)

    def new_page(self) -> None:
        """Number the page and begin another one."""
        if self.look.page_numbers:
            self.canvas.setFont(_font(), 10)
            self.canvas.drawCentredString(A4[0] / 2, 40, f"- {self.page} -")
        self.canvas.showPage()
        self.page += 1
        self.y = TOP


@cache
def _font() -> str:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def pdf_document(report: Report, look: Look, words: Words = official) -> Document:
    """The report as a PDF file."""
    every = tables(report, words)
    printed = {
        "s2_proactive": (tuple(row for block in every.second for row in block), 0),
        "s3_requests": ((*every.head, *every.body), len(every.head)),
        "s4_review_litigation": (every.fourth, 0),
    }
    buffer = io.BytesIO()
    pen = Pen(Canvas(buffer, pagesize=A4, invariant=1), look)
    _write(pen, report.title, 18)
    for paragraph in report.preface:
        _write(pen, f"　　{paragraph.text}", 12)
    for section in report.sections:
        _write(pen, words(f"{section.number}、{section.title}"), 14)
        for paragraph in section.paragraphs:
            _write(pen, f"　　{paragraph.text}", 12)
        if section.id in printed:
            _draw(pen, *printed[section.id])
    pen.new_page()
    pen.canvas.save()
    lost: frozenset[str] = frozenset()
    if not look.ruled:  # no line shows where a box ends: not for a blank, nor for a figure broken over lines
        pieces = (*every.second, every.body, every.fourth)
        lost = rows_with_blanks(every).union(*(_rows_with_broken_figures(rows, look) for rows in pieces))
    return Document("年报.pdf", buffer.getvalue(), truth_of(report), lost, report.report_year)


def _rows_with_broken_figures(rows: Rows, look: Look) -> set[str]:
    """The cells of rows in which a figure is too wide for its column."""
    edges = _edges(len(spread(rows)[0]))
    broken: set[str] = set()
    for line in spread(rows):
        figures = [(column, box) for column, (box, own) in enumerate(line) if own and box.cell]
        if any(
            len(_lines(box.text, look.size, edges[at + box.across] - edges[at] - 4)) > 1
            for at, box in figures
        ):
            broken.update(box.cell for _, box in figures)
    return broken


def _lines(text: str, size: float, width: float) -> list[str]:
    lines = [""]
    for char in text:
        if lines[-1] and pdfmetrics.stringWidth(lines[-1] + char, _font(), size) > width:
            lines.append("")
        lines[-1] += char
    return lines


def _write(pen: Pen, text: str, size: float) -> None:
    for line in _lines(text, size, WIDTH):
        if pen.y < BOTTOM + size:
            pen.new_page()
        pen.canvas.setFont(_font(), size)
        pen.canvas.drawString(LEFT, pen.y - size, line)
        pen.y -= size * 1.7
    pen.y -= 4


def _draw(pen: Pen, rows: Rows, head: int) -> None:
    """The table page by page: a merged box that reaches over the end of a page is continued empty."""
    boxes = list(_placed(rows))
    edges = _edges(len(spread(rows)[0]))
    heights = _heights(pen.look, boxes, edges, len(rows))
    waiting = [Piece(line, height) for line, height in enumerate(heights)]
    while waiting:
        again = waiting[0].line > 0 and pen.look.head_again
        part = [Piece(line, heights[line]) for line in range(head)] if again else []
        room = pen.y - BOTTOM - sum(piece.height for piece in part)
        while waiting and waiting[0].height <= room:
            part.append(waiting.pop(0))
            room -= part[-1].height
        if waiting and pen.look.break_rows and room > 4 * pen.look.size:
            begun, waiting[0] = _broken(waiting[0], room, pen.look.size)
            part.append(begun)
        _draw_part(pen, boxes, edges, part)
        if waiting:
            pen.new_page()
    pen.y -= 10


def _broken(piece: Piece, room: float, size: float) -> tuple[Piece, Piece]:
    """A row in two: the text lines that still find room, and the others for the next page."""
    count = piece.first + int((room - size) / (size * 1.3))
    begun = Piece(piece.line, room, piece.first, count)
    return begun, Piece(piece.line, max(piece.height - room + size, size * 2), count)


def _placed(rows: Rows) -> Iterator[tuple[int, int, Box]]:
    for line, row in enumerate(spread(rows)):
        for column, (box, own) in enumerate(row):
            if own:
                yield line, column, box


def _edges(columns: int) -> list[float]:
    """Narrow columns for figures, three wide ones for labels where there are ten."""
    shares = [0.07, 0.09, 0.21, *[0.09] * 7] if columns == 10 else [1 / columns] * columns
    return [LEFT + WIDTH * sum(shares[:column]) for column in range(columns + 1)]


def _heights(look: Look, boxes: list[tuple[int, int, Box]], edges: list[float], rows: int) -> list[float]:
    heights = [look.size * 2.0] * rows
    for line, column, box in boxes:
        if box.down == 1:
            count = len(_lines(box.text, look.size, edges[column + box.across] - edges[column] - 4))
            heights[line] = max(heights[line], count * look.size * 1.3 + look.size)
    return heights


def _draw_part(pen: Pen, boxes: list[tuple[int, int, Box]], edges: list[float], part: list[Piece]) -> None:
    tops: list[float] = []
    for piece in part:
        tops.append(pen.y)
        pen.y -= piece.height
    bottoms = [top - piece.height for top, piece in zip(tops, part, strict=True)]
    for line, column, box in boxes:
        shown = [place for place, piece in enumerate(part) if line <= piece.line < line + box.down]
        if shown:
            frame = (edges[column], bottoms[shown[-1]], edges[column + box.across], tops[shown[0]])
            lines = _lines(box.text, pen.look.size, frame[2] - frame[0] - 4)
            piece = part[shown[0]]
            begins = piece.line == line and (box.down == 1 or piece.first == 0)
            _draw_box(pen, frame, lines[piece.first : piece.last] if begins else [])


def _draw_box(pen: Pen, frame: tuple[float, float, float, float], lines: list[str]) -> None:
    left, bottom, right, top = frame
    if pen.look.ruled:
        pen.canvas.rect(left, bottom, right - left, top - bottom)
    y = (top + bottom) / 2 + len(lines) * pen.look.size * 0.65
    if pen.look.break_rows:  # text begins at the top, as word processors do unless told otherwise
        y = top - 2
    pen.canvas.setFont(_font(), pen.look.size)
    for line in lines:
        y -= pen.look.size * 1.3
        pen.canvas.drawCentredString((left + right) / 2, y + pen.look.size * 0.3, line)


LOOKS: dict[str, Look] = {
    "ruled": Look(),
    "ruled-head-again": Look(head_again=True, size=11),
    "ruled-no-numbers": Look(page_numbers=False, size=9.5),
    "ruled-rows-broken": Look(head_again=True, break_rows=True, size=12),
    "ruled-rows-broken-large": Look(break_rows=True, size=13),
    "unruled": Look(ruled=False),
}
