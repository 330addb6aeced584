"""What a Word or Excel file holds besides what is seen: formulas, hidden sheets, macros, things from elsewhere, open changes.

The reader takes what is shown. A figure that a formula makes, or that stands where nobody looks, is for a person to put right.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zipfile import ZipFile

from lxml import etree

from gongkai.documents.reading.sources.archive import open_archive, read_xml, tag
from gongkai.documents.reading.sources.sniff import is_zip
from gongkai.law.findings import Severity

_SHOWN = 8
_SHEETS = "xl/worksheets/"
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo"})
_HARMLESS = frozenset({"hyperlink"})


@dataclass(frozen=True, slots=True)
class Odd:
    """Something that should not be in the file: which kind, how bad, what to do."""

    kind: str
    severity: Severity
    message: str


def oddities(data: bytes, name: str) -> list[Odd]:
    """All of a file; none of one that is no container. Raises Unreadable for a broken one, or a bomb."""
    if not is_zip(data):
        return []
    archive = open_archive(data, name)
    found: list[Odd] = []
    for look in (_macros, _outside, _formulas, _hidden_sheets, _hidden_lines, _changes):
        found += look(archive, name)
    return found


Look = Callable[[ZipFile, str], Iterator[Odd]]


def _macros(archive: ZipFile, _: str) -> Iterator[Odd]:
    if any(
        part.lower().endswith(("vbaproject.bin", ".xlm")) or "macrosheets/" in part.lower()
        for part in archive.namelist()
    ):
        yield Odd(
            "macro", Severity.ERROR, "文件含有宏，没有运行。请另存为不含宏的 .docx 或者 .xlsx 后重新报送。"
        )


def _outside(archive: ZipFile, name: str) -> Iterator[Odd]:
    """What the file would fetch when it is opened: templates, linked workbooks, pictures."""
    for part in archive.namelist():
        if not part.lower().endswith(".rels"):
            continue
        root = read_xml(archive, part, name)
        for relation in root if root is not None else ():
            kind = str(relation.get("Type", "")).rpartition("/")[2]
            if str(relation.get("TargetMode", "")).lower() == "external" and kind not in _HARMLESS:
                yield Odd(
                    "outside",
                    Severity.ERROR,
                    "文件打开时会从别处取内容（链接的模板、工作簿或者图片），没有读取。请断开链接后重新报送。",
                )
                return


def _formulas(archive: ZipFile, name: str) -> Iterator[Odd]:
    places = [
        str(cell.get("r", ""))[:12]
        for sheet in _sheets(archive, name)
        for cell in sheet.iter()
        if tag(cell) == "c" and any(tag(inner) == "f" for inner in cell)
    ]
    if places:
        listed = "、".join(places[:_SHOWN]) + ("等" if len(places) > _SHOWN else "")
        yield Odd(
            "formula",
            Severity.ERROR,
            f"有 {len(places)} 个单元格是公式（{listed}），读到的是上次保存时的结果，可能与原表不一致。"
            "请选中后“粘贴为数值”，再重新报送。",
        )


def _hidden_sheets(archive: ZipFile, name: str) -> Iterator[Odd]:
    book = read_xml(archive, "xl/workbook.xml", name)
    hidden = [
        str(sheet.get("name", ""))[:40]
        for sheet in (book.iter() if book is not None else ())
        if tag(sheet) == "sheet" and sheet.get("state") in ("hidden", "veryHidden")
    ]
    if hidden:
        listed = "、".join(hidden[:_SHOWN])
        message = f"有隐藏的工作表（{listed}），没有读取。请取消隐藏并核对，或者删除后重新报送。"
        yield Odd("hidden_sheet", Severity.ERROR, message)


def _hidden_lines(archive: ZipFile, name: str) -> Iterator[Odd]:
    """Rows and columns that are there and read, and that nobody sees."""
    for sheet in _sheets(archive, name):
        if any(tag(each) in ("row", "col") and each.get("hidden") in ("1", "true") for each in sheet.iter()):
            yield Odd("hidden_line", Severity.WARNING, "表格中有隐藏的行或者列，已经读取。请取消隐藏并核对。")
            return


def _sheets(archive: ZipFile, name: str) -> Iterator[etree._Element]:
    for part in archive.namelist():
        if part.lower().startswith(_SHEETS) and part.lower().endswith(".xml"):
            root = read_xml(archive, part, name)
            if root is not None:
                yield root


def _changes(archive: ZipFile, name: str) -> Iterator[Odd]:
    body = read_xml(archive, "word/document.xml", name)
    if body is not None and any(tag(each) in _CHANGES for each in body.iter()):
        message = "文件中有尚未接受或者拒绝的修订，按接受修订后的内容读取。请确认后重新报送定稿。"
        yield Odd("changes", Severity.WARNING, message)
