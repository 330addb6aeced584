"""Reports as XLSX workbooks: the whole report in one sheet, or a sheet for each table."""

import io
from typing import Any

from openpyxl import Workbook

from gongkai.law.report.content import Report
from tests.corpus.document import Document, truth_of
from tests.corpus.form_tables import Rows, spread, tables
from tests.corpus.wording import Words, official


def one_sheet(report: Report, words: Words = official, *, as_text: bool = False) -> Document:
    """Everything below one another in one sheet; figures are numbers unless `as_text`."""
    book: Any = Workbook()
    sheet = book.active
    every = tables(report, words)
    printed = {
        "s2_proactive": tuple(row for block in every.second for row in block),
        "s3_requests": (*every.head, *every.body),
        "s4_review_litigation": every.fourth,
    }
    sheet.append([report.title])
    for section in report.sections:
        sheet.append([words(f"{section.number}、{section.title}")])
        for paragraph in section.paragraphs:
            sheet.append([paragraph.text])
        if section.id in printed:
            _put(sheet, printed[section.id], as_text=as_text)
    return _saved(book, report)


def sheet_each(report: Report, words: Words = official, *, as_text: bool = False) -> Document:
    """Three sheets named after the tables, and one with the prose."""
    book: Any = Workbook()
    sheet = book.active
    sheet.title = "正文"
    every = tables(report, words)
    sheet.append([report.title])
    printed = {
        "s2_proactive": tuple(row for block in every.second for row in block),
        "s3_requests": (*every.head, *every.body),
        "s4_review_litigation": every.fourth,
    }
    for section in report.sections:
        if section.id in printed:
            sheet = book.create_sheet(section.title[:10])
        elif section.id == "s5_problems":
            sheet = book.create_sheet("其他")
        sheet.append([words(f"{section.number}、{section.title}")])
        for paragraph in section.paragraphs:
            sheet.append([paragraph.text])
        if section.id in printed:
            _put(sheet, printed[section.id], as_text=as_text)
    return _saved(book, report)


def _put(sheet: Any, rows: Rows, *, as_text: bool) -> None:
    top = sheet.max_row + 1
    for line, row in enumerate(spread(rows)):
        for column, (box, own) in enumerate(row):
            if not own or not box.text:
                continue
            cell = sheet.cell(top + line, column + 1)
            cell.value = float(box.text) if _is_number(box.text) and not as_text else box.text
            if box.across > 1 or box.down > 1:
                sheet.merge_cells(
                    start_row=top + line,
                    start_column=column + 1,
                    end_row=top + line + box.down - 1,
                    end_column=column + box.across,
                )


def _is_number(text: str) -> bool:
    return text.isascii() and text.lstrip("-").replace(".", "", 1).isdigit()


def _saved(book: Any, report: Report) -> Document:
    buffer = io.BytesIO()
    book.save(buffer)
    return Document("年报.xlsx", buffer.getvalue(), truth_of(report), year=report.report_year)
