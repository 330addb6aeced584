"""Files of Office before 2007: their properties; the sheets of an .xls; the rest must be saved anew."""

from collections.abc import Iterator
from io import BytesIO, StringIO

import olefile
import xlrd
from xlrd.sheet import Sheet

from gongkai.documents.checking.privacy.files.office import author
from gongkai.documents.checking.privacy.files.passages import Note, Piece, Reading, line
from gongkai.documents.checking.privacy.files.tables import column_name, rows
from gongkai.documents.checking.privacy.kinds import HIDDEN_PART
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.sniff import BROKEN_OLE, xls_stream
from gongkai.documents.reading.sources.xlsx.extent import refuse_large_stream
from gongkai.documents.reading.sources.xlsx.old import BROKEN_XLS, shown_cell
from gongkai.law.findings import Severity

_WHO = (("author", "作者"), ("last_saved_by", "最后保存者"), ("manager", "主管"), ("company", "单位"))
_WORDS = (("title", "标题"), ("subject", "主题"), ("comments", "备注"), ("keywords", "标记"))
_SECRET = {1: "隐藏的", 2: "深度隐藏的"}


def older(data: bytes, name: str, kind: str) -> Reading:
    """What can be read of an old file, and what is to be done for the rest."""
    yield from _properties(data)
    if kind == "xls":
        yield from _workbook(data, name)
        return
    target = {"doc": ".docx", "ppt": ".pptx"}[kind]
    message = f"旧版文件的内容没有检查。请在 WPS 或者 Office 中另存为 {target} 后再检查。"
    yield Note("全文", message, severity=Severity.ERROR)


def _properties(data: bytes) -> Reading:
    try:
        with olefile.OleFileIO(BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as container:
            told = container.get_metadata()
    except BROKEN_OLE:
        yield Note("文档属性", "文件已损坏，没有检查。请重新取得后再检查。", severity=Severity.ERROR)
        return
    for key, label in (*_WHO, *_WORDS):
        value = getattr(told, key, None)
        text = _decoded(value, getattr(told, "codepage", None)) if isinstance(value, bytes) else ""
        if text:
            if (key, label) in _WHO:
                yield author(f"文档属性“{label}”", text)
            yield line(f"文档属性“{label}”", text)


def _decoded(value: bytes, codepage: object) -> str:
    return value.decode("utf-8" if codepage == 65001 else "gb18030", errors="replace").strip("\0 ")


def _workbook(data: bytes, name: str) -> Reading:
    try:
        stream = xls_stream(data, name)
        refuse_large_stream(stream, name)
        with xlrd.open_workbook(
            file_contents=stream, formatting_info=True, on_demand=True, ragged_rows=True, logfile=StringIO()
        ) as book:
            for index in range(book.nsheets):
                yield from _sheet(book.sheet_by_index(index), book.datemode)
    except (Unreadable, *BROKEN_XLS):
        message = "工作簿已损坏或者过大，没有检查完。请在 WPS 或者 Excel 中另存为 .xlsx 后再检查。"
        yield Note("全文", message, severity=Severity.ERROR)


def _sheet(sheet: Sheet, datemode: int) -> Reading:
    place = f"工作表“{sheet.name}”"
    if sheet.visibility in _SECRET:
        secret = _SECRET[sheet.visibility]
        yield Note(place, f"这是{secret}工作表，打开文件的人可以让它显示出来。不需要的请删去。", HIDDEN_PART)
        place = f"{secret}{place}"
    yield from rows((_cells(sheet, at, place, datemode) for at in range(sheet.nrows)), place)
    for (row, column), note in sorted(sheet.cell_note_map.items()):
        yield line(f"{place}批注{column_name(column)}{row + 1}", str(note.text))


def _cells(sheet: Sheet, at: int, place: str, datemode: int) -> list[Piece | None]:
    row = sheet.rowinfo_map.get(at)
    hidden_row = row is not None and bool(row.hidden)
    return list(_row(sheet, at, place, datemode, hidden_row=hidden_row))


def _row(sheet: Sheet, at: int, place: str, datemode: int, *, hidden_row: bool) -> Iterator[Piece | None]:
    for column, cell in enumerate(sheet.row(at)):
        info = sheet.colinfo_map.get(column)
        secret = "（隐藏行）" if hidden_row else "（隐藏列）" if info is not None and info.hidden else ""
        text = shown_cell(cell, 1 if datemode else 0)
        yield Piece(f"{place}{column_name(column)}{at + 1}{secret}", text) if text else None
