"""Small files of every kind, as programs write them or as their beginnings look."""

import io
import struct
import zipfile
from collections.abc import Mapping

import docx
import openpyxl

_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP container."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def word() -> bytes:
    """A Word document with a sentence."""
    made, document = io.BytesIO(), docx.Document()
    document.add_paragraph("关于答复的说明")
    document.save(made)
    return made.getvalue()


def excel() -> bytes:
    """A workbook with a cell."""
    made, book = io.BytesIO(), openpyxl.Workbook()
    book.worksheets[0]["A1"] = "合计"
    book.save(made)
    return made.getvalue()


def ole(*streams: str) -> bytes:
    """An OLE container of 512-byte sectors with these (empty) streams in its root."""
    names = ["Root Entry", *streams]
    entries = b"".join(_entry(name, at, len(names)) for at, name in enumerate(names))
    entries += _entry("", 0, 0) * (-len(names) % 4)
    sectors = len(entries) // 512
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    table = [fat, *range(2, sectors + 1), end]
    table += [free] * (128 - len(table))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<I", 0) + struct.pack("<I", free) * 108
    return head + struct.pack("<128I", *table) + entries


def _entry(name: str, at: int, count: int) -> bytes:
    none = 0xFFFFFFFF
    text = name.encode("utf-16-le")
    kind = 0 if not name else 5 if at == 0 else 2
    right = at + 1 if 0 < at < count - 1 else none
    child = 1 if at == 0 and count > 1 else none
    length = len(text) + 2 if name else 0
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", length, kind, 1, none, right, child)
        + bytes(36)
        + struct.pack("<IQ", 0xFFFFFFFE, 0)
    )


def office(folder: str, **more: bytes) -> bytes:
    """A container as Office writes it, with one part in this folder."""
    return zipped({"[Content_Types].xml": _TYPES, f"{folder}/main.xml": b"<x/>"} | more)


SAMPLES: dict[str, bytes] = {
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF",
    "ofd": zipped({"OFD.xml": b"<ofd:OFD/>", "Doc_0/Document.xml": b"<x/>"}),
    "docx": word(),
    "xlsx": excel(),
    "pptx": office("ppt"),
    "doc": ole("WordDocument"),
    "xls": ole("Workbook"),
    "ppt": ole("PowerPoint Document"),
    "txt": "关于公开事项的说明\n第一段。\n".encode("gb18030"),
    "html": "<!doctype html><title>说明</title><p>第一段</p>".encode(),
    "zip": zipped({"材料/一.txt": "一".encode()}),
    "jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0\1" + bytes(20),
    "png": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "gif": b"GIF89a" + bytes(20),
    "webp": b"RIFF\x1a\0\0\0WEBPVP8 " + bytes(20),
    "tif": b"II*\0" + bytes(20),
    "mp3": b"ID3\x04\0\0\0\0\0\0" + bytes(20),
    "mp4": b"\0\0\0\x18ftypisom" + bytes(20),
}
"""A file of each kind; what is a CSV only its name says."""
