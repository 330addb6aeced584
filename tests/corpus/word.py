"""Reports as DOCX files: merged boxes, cut tables, figures in several runs, headings numbered by the word processor."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from gongkai.law.report.content import Report
from tests.corpus.document import Document, truth_of
from tests.corpus.form_tables import Rows, Tables, spread, tables
from tests.corpus.wording import Words, official

Pieces = Callable[[Tables], tuple[Rows, ...]]


@dataclass(frozen=True, slots=True)
class Manner:
    """How the report is typed: pieces of table three, numbered headings, runs, repeated heads, nesting."""

    third: Pieces = lambda every: ((*every.head, *every.body),)
    second: Pieces = lambda every: (tuple(row for block in every.second for row in block),)
    numbered_headings: bool = False
    many_runs: bool = False
    repeat_head: int = 0
    nested: bool = False


def docx_document(report: Report, manner: Manner, words: Words = official) -> Document:
    """The report as a DOCX file."""
    file: Any = docx.Document()
    every = tables(report, words)
    file.add_paragraph(report.title)
    for paragraph in report.preface:
        file.add_paragraph(paragraph.text)
    printed = {
        "s2_proactive": manner.second(every),
        "s3_requests": manner.third(every),
        "s4_review_litigation": (every.fourth,),
    }
    for section in report.sections:
        _heading(file, manner, section.number, words(f"{section.number}、{section.title}"))
        for paragraph in section.paragraphs:
            file.add_paragraph(paragraph.text)
        for rows in printed.get(section.id, ()):
            _table(file, rows, manner)
            file.add_paragraph("")
    buffer = io.BytesIO()
    file.save(buffer)
    return Document("年报.docx", buffer.getvalue(), truth_of(report), year=report.report_year)


def _heading(file: Any, manner: Manner, number: str, text: str) -> None:
    """A heading; the word processor itself may supply the number, which is then not part of the text."""
    if not manner.numbered_headings:
        file.add_paragraph(text)
        return
    paragraph = file.add_paragraph(text.removeprefix(f"{number}、"))
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", "0"), ("w:numId", "1")):
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        numbering.append(element)
    properties.append(numbering)


def _table(file: Any, rows: Rows, manner: Manner) -> None:
    places = spread(rows)
    holder = file
    if manner.nested:
        holder = file.add_table(rows=1, cols=1).cell(0, 0)
    width = len(places[0])
    made = holder.add_table(rows=len(places), cols=width)
    made.style = file.styles["Table Grid"]
    cells = list(made._cells)  # once: asking the table for each cell counts all cells each time
    for line, row in enumerate(places):
        for column, (box, own) in enumerate(row):
            if not own:
                continue
            cell = cells[line * width + column]
            if box.across > 1 or box.down > 1:
                cell = cell.merge(cells[(line + box.down - 1) * width + column + box.across - 1])
            _write(cell, box.text, many_runs=manner.many_runs)
    for line in range(manner.repeat_head):
        properties = made.rows[line]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))


def _write(cell: Any, text: str, *, many_runs: bool) -> None:
    paragraph = cell.paragraphs[0]
    if many_runs:
        for char in text:
            paragraph.add_run(char)
    else:
        paragraph.add_run(text)


def two_tables(place: int, *, head_again: bool) -> Pieces:
    """Table three in two tables, cut before a row; merged labels that reach over the cut end there."""

    def pieces(every: Tables) -> tuple[Rows, ...]:
        filled = spread(every.body)
        above = _cut(filled[:place])
        below = _cut(filled[place:])
        return ((*every.head, *above), (*(every.head if head_again else ()), *below))

    return pieces


def _cut(places: list[Any]) -> Rows:
    """A part of a grid as rows again, every place its own box; a merged label stands only where it begins."""
    return tuple(tuple(_alone(box, own=own) for box, own in row) for row in places)


def _alone(box: Any, *, own: bool) -> Any:
    return type(box)(box.text if own else "", cell=box.cell if own else "")


def a_table_each(every: Tables) -> tuple[Rows, ...]:
    """A table for every block of table two."""
    return every.second


MANNERS: dict[str, Manner] = {
    "merged": Manner(),
    "numbered": Manner(numbered_headings=True),
    "runs": Manner(many_runs=True, repeat_head=3),
    "cut": Manner(third=two_tables(8, head_again=False), second=a_table_each),
    "cut-head-again": Manner(third=two_tables(13, head_again=True)),
    "nested": Manner(nested=True),
}
