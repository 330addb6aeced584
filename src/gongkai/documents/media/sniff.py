"""The kind of a file by its content, with measure: bombs, encrypted, broken and macro-carrying files are refused."""

import re
import zlib
from pathlib import PureWindowsPath
from typing import IO
from zipfile import BadZipFile, LargeZipFile, ZipFile

import olefile

from gongkai.documents.media.kinds import KINDS, Kind
from gongkai.documents.media.locked import is_locked
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.encodings import decode
from gongkai.documents.reading.sources.sniff import is_html, is_ole, is_pdf, is_zip
from gongkai.documents.reading.sources.text import looks_binary

# As much as the reader of PDF looks through for its mark, and enough of a text to judge its encoding by.
_HEAD = 100_000
_BLOCK = 1 << 20
_STARTS = (
    ("jpg", re.compile(rb"\xff\xd8\xff")),
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("gif", re.compile(rb"GIF8[79]a")),
    ("webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("tif", re.compile(rb"II\*\0|MM\0\*")),
    ("mp4", re.compile(rb"....ftyp", re.DOTALL)),
    ("mp3", re.compile(rb"ID3[\x02-\x04]|\xff[\xfb\xfa\xf3\xf2]")),
)
_ZIPPED = (("ofd", "OFD.xml"), ("docx", "word/"), ("xlsx", "xl/"), ("pptx", "ppt/"))
_OLE_STREAMS = (("doc", "worddocument"), ("xls", "workbook"), ("xls", "book"), ("ppt", "powerpoint document"))
_CONTENT_TYPES = "[Content_Types].xml"
_MACROS = "vbaproject.bin"
_ENCRYPTED = 0x1
_LOCKED = "设有密码，请去掉密码后再上传。"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BROKEN_ZIP = (
    *(BadZipFile, LargeZipFile, zlib.error, EOFError, ValueError, IndexError, OverflowError),
    *(NotImplementedError, OSError, RuntimeError),
)


class Unwanted(Exception):
    """A file whose content must not be taken in; the message says why, as the second half of a Chinese sentence."""


def sniff(stream: IO[bytes]) -> Kind | None:
    """The kind of the file, read from its beginning; None for a kind that is not taken in.

    A text is "txt" or "html"; whether it is CSV only its name can say. Nothing is executed, unpacked to disk or
    held in memory as a whole. Raises Unwanted for bombs, encrypted, broken and macro-carrying containers.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(0)
    name = _by_container(stream, head) or _by_start(head) or _as_text(stream, head)
    return KINDS[name] if name else None


def _by_container(stream: IO[bytes], head: bytes) -> str:
    if is_zip(head):
        return _zip_kind(stream)
    if is_ole(head):
        return _ole_kind(stream)
    if not is_pdf(head):
        return ""
    try:
        locked = is_locked(stream)
    except Unreadable as error:
        raise Unwanted(str(error)) from error
    if locked:
        raise Unwanted(_LOCKED)
    return "pdf"


def _by_start(head: bytes) -> str:
    return next((name for name, start in _STARTS if start.match(head)), "")


def _as_text(stream: IO[bytes], head: bytes) -> str:
    """A text has no NUL anywhere, unless it is UTF-16 with its mark."""
    if not head.strip():
        return ""
    if not head.startswith(_UTF16) and _contains_nul(stream):
        return ""
    text = decode(head)
    if text is None or looks_binary(text):
        return ""
    return "html" if is_html(text) else "txt"


def _contains_nul(stream: IO[bytes]) -> bool:
    stream.seek(0)
    return any(b"\0" in block for block in iter(lambda: stream.read(_BLOCK), b""))


def _ole_kind(stream: IO[bytes]) -> str:
    try:
        with olefile.OleFileIO(stream, raise_defects=olefile.DEFECT_INCORRECT) as container:
            streams = {"/".join(path).lower() for path in container.listdir()}
    except (OSError, ValueError, IndexError, OverflowError, RecursionError) as error:
        raise Unwanted("已损坏或不完整，请重新取得后再上传。") from error
    if "encryptedpackage" in streams:
        raise Unwanted(_LOCKED)
    if any(stream.split("/")[0] in {"macros", "_vba_project_cur"} for stream in streams):
        raise Unwanted("带有宏，请另存为不带宏的文件后再上传。")
    return next((kind for kind, stream in _OLE_STREAMS if stream in streams), "")


def _zip_kind(stream: IO[bytes]) -> str:
    try:
        with ZipFile(stream) as archive:
            _refuse_bomb(archive, stream)
            _read_through(archive)
            names = archive.namelist()
    except _BROKEN_ZIP as error:
        raise Unwanted("已损坏或不完整，请重新取得后再上传。") from error
    if any(name.lower().endswith(_MACROS) for name in names):
        raise Unwanted("带有宏，请另存为不带宏的文件后再上传。")
    office = _CONTENT_TYPES in names
    for kind, mark in _ZIPPED:
        if mark in names or (office and any(name.startswith(mark) for name in names)):
            return kind
    if any(map(_leads_out, names)):
        raise Unwanted("里面有指向其他文件夹的文件名，请重新打包后再上传。")
    return "zip"


def _refuse_bomb(archive: ZipFile, stream: IO[bytes]) -> None:
    """By the table of contents: too many members, too large, too dense, or members that share their bytes."""
    members = archive.infolist()
    packed_size = stream.seek(0, 2)
    unpacked = sum(member.file_size for member in members)
    dense = unpacked > limits.ARCHIVE_RATIO_FROM and unpacked > limits.ARCHIVE_RATIO * packed_size
    shared = sum(member.compress_size for member in members) > packed_size
    if len(members) > limits.ARCHIVE_MEMBERS or unpacked > limits.ARCHIVE_BYTES or dense or shared:
        raise Unwanted("展开后异常庞大，请拆分或者不压缩上传。")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise Unwanted(_LOCKED)


def _read_through(archive: ZipFile) -> None:
    """Unpack every member into nothing: a size in the table of contents that lies shows as a wrong checksum."""
    for member in archive.infolist():
        with archive.open(member) as content:
            while content.read(_BLOCK):
                pass


def _leads_out(name: str) -> bool:
    """Whether a member would be unpacked outside the folder; Windows' rules include the others."""
    path = PureWindowsPath(name)
    return bool(path.drive or path.root) or ".." in path.parts
