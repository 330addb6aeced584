"""Workbooks of today's Excel and WPS."""

from collections.abc import Iterator
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from gongkai.documents.reading.blocks import Block
from gongkai.documents.reading.sources.refusals import BROKEN_SHEETS, SAVE_AS_XLSX, refusal
from gongkai.documents.reading.sources.xlsx.extent import refuse_many_sheets
from gongkai.documents.reading.sources.xlsx.sheets import sheet_blocks, shown_value


def xlsx_blocks(data: bytes, name: str) -> Iterator[Block]:
    """The blocks of all visible sheets, top to bottom; `where` is "sheet 名称, C5".

    Raises Unreadable if the workbook is broken. Measure it first, see `extent.lean_workbook`.
    """
    for sheet in _sheets(data, name):
        rows = [[shown_value(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        yield from sheet_blocks(sheet.name, rows, sheet.merged_cell_ranges or [])


def _sheets(data: bytes, name: str) -> Iterator[CalamineSheet]:
    """The visible sheets, one in memory at a time."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            for position, sheet in enumerate(workbook.sheets_metadata):
                refuse_many_sheets(position + 1, name)
                if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
                    yield workbook.get_sheet_by_index(position)
    except (CalamineError, OSError) as error:
        raise refusal(name, BROKEN_SHEETS, SAVE_AS_XLSX) from error
    except BaseException as error:
        # A panic of the library, which is written in Rust, is no Exception and has no class that could be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise refusal(name, BROKEN_SHEETS, SAVE_AS_XLSX) from error
