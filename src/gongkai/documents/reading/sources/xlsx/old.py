"""Workbooks of Excel before 2007 (.xls)."""

import struct
from collections.abc import Iterator
from io import StringIO
from typing import Literal

import xlrd
from xlrd.biffh import XLRDError
from xlrd.sheet import Cell, Sheet
from xlrd.xldate import xldate_as_datetime

from gongkai.documents.reading.blocks import Block
from gongkai.documents.reading.sources.refusals import BROKEN_SHEETS, SAVE_AS_XLSX, refusal
from gongkai.documents.reading.sources.xlsx.sheets import Range, Value, sheet_blocks, shown_value

# The library believes what a file says of itself: besides its own error, a broken one raises whatever follows from that.
BROKEN_XLS = (
    XLRDError,
    struct.error,
    AssertionError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
_VISIBLE = 0


def xls_blocks(stream: bytes, name: str) -> Iterator[Block]:
    """The blocks of all visible sheets in a workbook stream, see `xlsx_blocks`.

    Raises Unreadable if the workbook is broken. Measure it first, see `extent.refuse_large_stream`.
    """
    for title, rows, merged in _sheets(stream, name):
        yield from sheet_blocks(title, rows, merged)


def _sheets(stream: bytes, name: str) -> Iterator[tuple[str, list[list[str]], list[Range]]]:
    try:
        # Merged cells are read together with formats only. What the library has to remark goes nowhere.
        with xlrd.open_workbook(
            file_contents=stream, formatting_info=True, on_demand=True, ragged_rows=True, logfile=StringIO()
        ) as book:
            for index in range(book.nsheets):
                sheet = book.sheet_by_index(index)
                if sheet.visibility == _VISIBLE:
                    merged = [
                        ((top, left), (end - 1, side - 1)) for top, end, left, side in sheet.merged_cells
                    ]
                    yield sheet.name, _rows(sheet, book.datemode), merged
    except BROKEN_XLS as error:
        raise refusal(name, BROKEN_SHEETS, SAVE_AS_XLSX) from error


def _rows(sheet: Sheet, datemode: Literal[0, 1]) -> list[list[str]]:
    """The texts of a sheet, every row as long as the longest."""
    rows = [[shown_cell(cell, datemode) for cell in sheet.row(index)] for index in range(sheet.nrows)]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def shown_cell(cell: Cell, datemode: Literal[0, 1]) -> str:
    """A cell as the sheet shows it."""
    return shown_value(_value(cell, datemode))


def _value(cell: Cell, datemode: Literal[0, 1]) -> Value:
    if cell.ctype == xlrd.XL_CELL_DATE and isinstance(cell.value, float):
        return xldate_as_datetime(cell.value, datemode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return ""
    return cell.value if isinstance(cell.value, float) else str(cell.value)
