"""An .xls written by hand: just enough BIFF8 for numbers and texts in cells."""

import struct

from tests.documents.hostile.files import compound_file

Cells = dict[tuple[int, int], str | float]


def xls(cells: Cells, *, sheet: str = "Sheet1", locked: bool = False) -> bytes:
    """A workbook with one sheet and these cells, by row and column from 0."""
    label = sheet.encode("utf-16-le")
    lock = record(0x2F, bytes(54)) if locked else b""
    head = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + lock
    entry = struct.pack("<IHBB", len(head) + 8 + 4 + len(label) + 4, 0, len(sheet), 1) + label
    body = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for (row, column), value in sorted(cells.items()):
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, str):
            text = value.encode("utf-16-le")
            body += record(0x204, place + struct.pack("<HB", len(value), 1) + text)
        else:
            body += record(0x203, place + struct.pack("<d", value))
    stream = head + record(0x85, entry) + record(0x0A, b"") + body + record(0x0A, b"")
    return compound_file({"Workbook": stream})


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body
