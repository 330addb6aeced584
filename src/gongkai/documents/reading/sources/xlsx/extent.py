"""Workbooks looked through before they are opened: the library sets aside memory for all that lies between two cells."""

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.archive import read_part, read_xml, tag
from gongkai.documents.reading.sources.refusals import ONLY_THE_REPORT, REMOVE_PASSWORD, refusal

# All that the library reads; pictures, drawings, themes and printer settings stay behind.
_NEEDED_XML = re.compile(r"\[Content_Types\]\.xml|xl/\w+\.xml|xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_NEEDED_LINKS = re.compile(r"_rels/\.rels|xl/(?:worksheets/)?_rels/[^/]+\.rels", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_NUMBER = re.compile(r"[0-9]{1,9}")

# BIFF records, [MS-XLS] 2.3. Those of cells begin with row and column; runs of cells end with their last column.
_EOF = 0x000A
_FILEPASS = 0x002F
_SHEET = 0x0085
_DIMENSIONS = 0x0200
_CELLS = frozenset([0x0006, 0x0206, 0x0406, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, 0x00FD])
_CELL_RUNS = frozenset([0x00BD, 0x00BE])


def lean_workbook(archive: ZipFile, name: str) -> bytes:
    """An XLSX reduced to its cells, every part unpacked with measure and every sheet of tolerable extent.

    Raises Unreadable otherwise.
    """
    lean = BytesIO()
    cells = unpacked = 0
    with ZipFile(lean, "w", ZIP_STORED) as target:
        for part in archive.namelist():
            if _NEEDED_LINKS.fullmatch(part):
                data = read_part(archive, part, name)
            elif _NEEDED_XML.fullmatch(part) and (root := read_xml(archive, part, name)) is not None:
                cells += _extent(root, name)
                data = etree.tostring(root, encoding="UTF-8", xml_declaration=True)  # as it was measured
            else:
                continue
            unpacked += len(data)
            if cells > limits.SHEET_CELLS or unpacked > 2 * limits.PART_BYTES:
                raise _too_large(name)
            target.writestr(part, data)
    return lean.getvalue()


def _extent(sheet: etree._Element, name: str) -> int:
    """Rows times columns up to the last cell with content. Cells need not say where they are: they follow each other.

    Raises Unreadable for a cell outside any sheet.
    """
    row = column = height = width = 0
    for element in sheet.iter():
        kind = tag(element)
        if kind == "row":
            row, column = _whole(element.get("r"), row + 1), 0
        elif kind == "c":
            place = str(element.get("r", ""))
            found = _REFERENCE.fullmatch(place)
            if place and not found:
                raise _too_large(name)
            column = _column(found[1]) if found else column + 1
            if len(element):
                height, width = max(height, int(found[2]) if found else row), max(width, column)
    return height * width


def _whole(text: object, otherwise: int) -> int:
    return int(text) if isinstance(text, str) and _NUMBER.fullmatch(text) else otherwise


def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def refuse_large_stream(stream: bytes, name: str) -> None:
    """Raise Unreadable if the workbook stream of an .xls is locked or spreads its cells beyond measure."""
    if len(stream) > limits.XLS_BYTES:
        raise _too_large(name)
    sheets: set[int] = set()
    entries = 0
    for kind, body in _records(stream, 0):
        if kind == _FILEPASS:
            raise refusal(name, "设有密码", REMOVE_PASSWORD)
        if kind == _SHEET and len(body) >= 4:
            entries += 1
            sheets.add(struct.unpack_from("<I", body)[0])
    refuse_many_sheets(entries, name)
    if sum(_stream_extent(stream, start) for start in sheets) > limits.SHEET_CELLS:
        raise _too_large(name)


def refuse_many_sheets(count: int, name: str) -> None:
    """Raise Unreadable if a workbook has more sheets than one report needs."""
    if count > limits.SHEETS:
        raise refusal(name, f"有 {limits.SHEETS} 张以上的工作表，不像是一份年度报告", ONLY_THE_REPORT)


def _stream_extent(stream: bytes, start: int) -> int:
    """Rows times columns of the sheet that begins there: of its cells, and of what it claims to have."""
    height = width = 0
    for kind, body in _records(stream, start):
        if kind in _CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
        elif kind in _CELL_RUNS and len(body) >= 6:
            row, column = struct.unpack_from("<H", body)[0], struct.unpack_from("<H", body, len(body) - 2)[0]
        elif kind == _DIMENSIONS and len(body) >= 12:
            row, column = struct.unpack_from("<4xI2xH", body)
        else:
            continue
        height, width = max(height, row + 1), max(width, column + 1)
    return height * width


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place on to the end of what begins there."""
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        if kind == _EOF:
            return
        yield kind, stream[position + 4 : position + 4 + length]
        position += 4 + length


def _too_large(name: str) -> Unreadable:
    return refusal(name, "的表格范围异常庞大，不像是一份年度报告", ONLY_THE_REPORT)
