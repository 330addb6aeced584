"""The cells of a report as CSV for spreadsheets: one line a cell, safe to open."""

import csv
import io
import re
from decimal import Decimal

from gongkai.law.report.content import Cell, Report

HEADER = ("cell", "label", "value", "raw", "where")
# Spreadsheets run a text that begins so as a formula; the full-width forms count too under Chinese settings.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"[+\-]?\d+(?:\.\d+)?")


def to_csv(report: Report) -> bytes:
    """The cells that the document contains, in the order of the form; a blank has an empty value.

    UTF-8 with a byte-order mark, as Excel needs it. Text that a spreadsheet would run gets an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for cell_id, spec in report.form.cells.items():
        cell = report.cells.get(cell_id)
        if cell is not None:
            writer.writerow([cell_id, spec.label, _figure(cell), harmless(cell.raw), harmless(cell.where)])
    return out.getvalue().encode("utf-8-sig", "replace")


def _figure(cell: Cell) -> str:
    """The value in plain digits, never with an exponent."""
    if cell.value is None:
        return ""
    return format(cell.value, "f") if isinstance(cell.value, Decimal) else str(cell.value)


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula; signed numbers stay numbers."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
