"""Which kind of file this is, told by its content: names lie often enough."""

import re
import struct
from io import BytesIO
from itertools import islice
from zipfile import ZipFile

import olefile

from gongkai.documents.reading.sources.archive import main_part
from gongkai.documents.reading.sources.refusals import (
    GET_AGAIN,
    REMOVE_PASSWORD,
    SAVE_AS_DOCX,
    SAVE_AS_XLSX,
    UNPACK,
    USE_ANOTHER,
    USE_TEXT_FILE,
    refusal,
)

_PDF = b"%PDF-"
# Some generators write a few lines before the mark; readers look for it in the first kilobyte.
_PDF_WITHIN = 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"BM")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0")
_REFUSED_STARTS = (
    ((b"{\\rtf",), "是 RTF 文档", SAVE_AS_DOCX),
    (_ARCHIVES, "是压缩包", UNPACK),
    (_IMAGES, "是图片，没有文字可读", USE_TEXT_FILE),
)
_REFUSED_CONTAINERS = (
    ("OFD.xml", "是 OFD 版式文件，暂不能读取", "请在 OFD 阅读器或 WPS 中导出为 .pdf 或 .docx 后再试。"),
    ("ppt/presentation.xml", "是演示文稿", USE_ANOTHER),
    ("xl/workbook.bin", "是二进制工作簿（.xlsb）", SAVE_AS_XLSX),
    ("mimetype", "是 OpenDocument 文档", "请在 WPS、Word 或 LibreOffice 中另存为 .docx 或 .xlsx 后再试。"),
)


# A page begins with a tag, after comments or an XML declaration at most; or, pasted from one, has several closed blocks.
_PAGE_START = re.compile(
    r"\s*+(?:(?><!--.*?-->)\s*+|<\?xml[^>]*+>\s*+)*+<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h[1-6]|"
    r"span|font|center|style|script|section|article|br|img|a|b|ul|ol)\b",
    re.IGNORECASE | re.DOTALL,
)
_CLOSED_BLOCK = re.compile(r"</(?:p|div|body|html|h[1-6]|td)\s*>", re.IGNORECASE)
_CLOSED_BLOCKS = 5

# What the library raises for a broken container: its own error is an OSError; the others are numbers out of range,
# and a tree of names that hangs from one branch.
BROKEN_OLE = (OSError, ValueError, IndexError, OverflowError, struct.error, RecursionError)


def refuse_known(data: bytes, name: str) -> None:
    """Raise Unreadable for kinds of files that are known and cannot be read: RTF, archives, images."""
    for starts, what, then in _REFUSED_STARTS:
        # "BM" begins words too; a bitmap has NULs in its head.
        if data.startswith(starts) and (not data.startswith(b"BM") or b"\0" in data[:16]):
            raise refusal(name, what, then)


def is_pdf(data: bytes) -> bool:
    """Whether this is a PDF."""
    return _PDF in data[:_PDF_WITHIN]


def is_zip(data: bytes) -> bool:
    """Whether this is a ZIP container, as DOCX and XLSX are."""
    return data.startswith(_ZIP)


def is_ole(data: bytes) -> bool:
    """Whether this is the container of Office before 2007, which also wraps encrypted files of later ones."""
    return data.startswith(_OLE)


def zip_kind(archive: ZipFile, name: str) -> str:
    """The kind of document in a ZIP container, "docx" or "xlsx". Raises Unreadable for anything else."""
    members = set(archive.namelist())
    for member, what, then in _REFUSED_CONTAINERS:
        if member in members:
            raise refusal(name, what, then)
    main = main_part(archive, name)
    if main.startswith("word/"):
        return "docx"
    if main.startswith("xl/"):
        return "xlsx"
    raise refusal(name, "是压缩包", UNPACK)


def xls_stream(data: bytes, name: str) -> bytes:
    """The workbook stream of an old .xls. Raises Unreadable for any other file in an OLE container."""
    try:
        # Strict: what the library would otherwise mend includes loops that never end.
        with olefile.OleFileIO(BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as container:
            streams = {"/".join(path).lower() for path in container.listdir()}
            for stream in ("workbook", "book"):
                if stream in streams:
                    return bytes(container.openstream(stream).read())
    except BROKEN_OLE as error:
        raise refusal(name, "已损坏或不完整", GET_AGAIN) from error
    if "encryptedpackage" in streams:
        raise refusal(name, "设有密码", REMOVE_PASSWORD)
    if "worddocument" in streams:
        raise refusal(name, "是旧版 Word 文档（.doc）", SAVE_AS_DOCX)
    raise refusal(name, "是旧版 Office 文件，暂不能读取", SAVE_AS_DOCX)


def is_html(text: str) -> bool:
    """Whether a text is a web page or a piece of one, and not a text that mentions a tag."""
    return (
        bool(_PAGE_START.match(text))
        or sum(1 for _ in islice(_CLOSED_BLOCK.finditer(text), _CLOSED_BLOCKS)) == _CLOSED_BLOCKS
    )
