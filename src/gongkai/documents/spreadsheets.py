"""Workbooks and CSV that people hand in: every cell as text, nothing hidden, nothing that is calculated.

What a person does not see in front of them is not taken in: hidden sheets and formulas are refused.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.archive import open_archive, read_xml, tag
from gongkai.documents.reading.sources.cleaning import clean
from gongkai.documents.reading.sources.encodings import decode
from gongkai.documents.reading.sources.refusals import REMOVE_PASSWORD, refusal
from gongkai.documents.reading.sources.sniff import is_ole, is_zip
from gongkai.documents.reading.sources.xlsx.extent import lean_workbook
from gongkai.documents.reading.sources.xlsx.sheets import Range, Value, shown_value
from gongkai.documents.writing.as_csv import harmless

BYTES = 20_000_000
RUNS = "以公式符号（=、+、@）开头，请改为普通文字。"
_FORMULA_SHOWN = 20


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake: in which row of which sheet, in which column (as headed; empty: the row), and what to do."""

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        column = f"“{self.column}”" if self.column else ""
        return f"{self.sheet} 第{self.row}行{column}：{self.message}"


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its title (empty for a CSV), its texts by row and column, the ranges that are merged (from 0)."""

    title: str
    rows: Sequence[Sequence[str]]
    merged: Sequence[Range] = ()


def read_tables(data: bytes, name: str, *, advice: str, lines: bool = False) -> list[Table]:
    """Every sheet of a workbook, or the one of a CSV, told by its content; `name` is only shown in messages.

    `lines`: the texts of a workbook keep their line breaks, for cells with paragraphs. Raises Unreadable for a file that is
    broken, locked, too large, or has hidden sheets or formulas; `advice` says what to do about a file that is none.
    """
    if len(data) > BYTES:
        raise refusal(name, f"超过 {BYTES // 1_000_000} MB", "请分成几个文件导入。")
    if is_ole(data):
        raise refusal(name, "是旧版 Excel 文件，或者设有密码", f"请另存为 .xlsx 后再试。{REMOVE_PASSWORD}")
    return (
        _workbook(data, name, advice, lines) if is_zip(data) else [Table("", _csv_rows(data, name, advice))]
    )


def plain_cell(text: str) -> str:
    """The text without blanks around it, and without the apostrophe that an export put before what looks like a formula."""
    bare = text.strip().removeprefix("\ufeff")
    return bare[1:] if bare.startswith("'") and harmless(bare[1:]) == bare else bare


def runs(text: str) -> bool:
    """Whether a spreadsheet would run a text when the file is opened the next time."""
    return unicodedata.normalize("NFKC", text[:1]) in {"=", "@", "+"}


def _workbook(data: bytes, name: str, advice: str, lines: bool) -> list[Table]:
    try:
        archive = open_archive(data, name)
        lean = lean_workbook(archive, name)
    except Unreadable as problem:
        raise refusal(name, "已损坏、设有密码，或者异常庞大，无法读取", advice) from problem
    _refuse_formulas(archive, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(lean)) as book:
            hidden = [
                sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible
            ]
            if hidden:
                raise refusal(
                    name, f"有隐藏的工作表：{'、'.join(hidden)}", "请取消隐藏并核对内容，或者删除后再试。"
                )
            sheets = [(title, book.get_sheet_by_name(title)) for title in book.sheet_names]
            return [
                Table(
                    title,
                    _texts(sheet.to_python(skip_empty_area=False), lines),
                    tuple(sheet.merged_cell_ranges or ()),
                )
                for title, sheet in sheets
            ]
    except (CalamineError, OSError, ValueError) as error:
        raise refusal(name, "已损坏，无法读取其中的工作表", advice) from error


def _texts(rows: Iterable[Sequence[Value]], lines: bool) -> list[list[str]]:
    return [
        [clean(value) if lines and isinstance(value, str) else shown_value(value) for value in row]
        for row in rows
    ]


def _refuse_formulas(archive: ZipFile, name: str) -> None:
    """A formula shows what it likes on another machine; it is refused wherever it stands."""
    found: list[str] = []
    for part in archive.namelist():
        if part.lower().startswith("xl/worksheets/") and part.lower().endswith(".xml"):
            root = read_xml(archive, part, name)
            cells = [cell for cell in (root.iter() if root is not None else ()) if tag(cell) == "c"]
            found += [str(cell.get("r", "")) for cell in cells if any(tag(inner) == "f" for inner in cell)]
    if found:
        places = "、".join(found[:_FORMULA_SHOWN]) + ("等" if len(found) > _FORMULA_SHOWN else "")
        raise refusal(name, f"的单元格 {places} 是公式", "请选中后“粘贴为数值”，再试一次。")


def _csv_rows(data: bytes, name: str, advice: str) -> list[list[str]]:
    text = decode(data)
    if text is None or "\0" in text:
        raise refusal(name, "不是工作簿，也不是 CSV 文字", advice)
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise refusal(name, "不是完整的 CSV 文件", advice) from error
