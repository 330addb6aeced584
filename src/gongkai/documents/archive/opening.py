"""An archive from strange hands opened with care: nothing is unpacked to the disk, nothing is read that claims too much."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

PIECE = 1024 * 1024
MOST_FILES = 60_000
MOST_DIRECTORY = 32 * 1024**2
"""Bytes of the list of files at the end of a ZIP: it is held in memory as a whole."""
BOMB_FROM, BOMB_RATIO = 1024**2, 200
_END, _END_SIZE, _MOST_COMMENT = b"PK\x05\x06", 22, 65_535
_WIDE, _WIDE_SIZE, _WIDE_END_SIZE = b"PK\x06\x07", 20, 56
_LOCAL_SIZE, _SLACK = 30, 128
_ENCRYPTED, _UTF8 = 0x1, 0x800
_LINK, _KIND = 0o120000, 0o170000
BROKEN = (
    BadZipFile,
    LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What reading a broken ZIP may raise."""


class NotAnArchive(Exception):
    """A file that is no archive of a case, or too broken to be asked; the message says why, in Chinese."""


class Broken(Exception):
    """A file in the archive that cannot be read to its end; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something that no archive of ours has: the name of the file in it, "" for the whole, and what."""

    name: str
    what: str


@contextmanager
def opened(path: Path) -> Iterator[ZipFile]:
    """The ZIP. Raises NotAnArchive."""
    try:
        with path.open("rb") as stream:
            _not_too_many(stream)
            with ZipFile(stream) as archive:
                yield archive
    except BadZipFile as error:
        raise NotAnArchive("不是 ZIP 文件，或者文件不完整（可能没有下载完）。请重新取得后再核对。") from error
    except OSError as error:
        raise NotAnArchive(_unreadable(error)) from error
    except (ValueError, NotImplementedError, struct.error) as error:
        raise NotAnArchive("ZIP 文件的目录已经损坏。请重新取得后再核对。") from error


def _unreadable(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "没有找到，请检查文件名。"
        case IsADirectoryError():
            return "是文件夹，请给出其中的 ZIP 文件。"
        case PermissionError():
            return "不能读取：没有权限。请检查文件的权限。"
    return f"不能读取（{error.strerror or '读写错误'}）。请重新取得后再核对。"


def _not_too_many(stream: BinaryIO) -> None:
    """A list of files that would fill the memory is not read at all."""
    length = stream.seek(0, 2)
    start = max(0, length - _END_SIZE - _MOST_COMMENT - _WIDE_SIZE - _WIDE_END_SIZE)
    stream.seek(start)
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise BadZipFile
    count, size = struct.unpack_from("<HL", tail, at + 10)
    wide = at - _WIDE_SIZE
    if wide >= 0 and tail[wide : wide + 4] == _WIDE:
        (place,) = struct.unpack_from("<Q", tail, wide + 8)
        stream.seek(min(place, length))
        record = stream.read(_WIDE_END_SIZE)
        if len(record) < _WIDE_END_SIZE:
            raise BadZipFile
        count, size = struct.unpack_from("<QQ", record, 32)
    if count > MOST_FILES or size > MOST_DIRECTORY:
        raise NotAnArchive(f"里面的文件太多（上限 {MOST_FILES} 个），不是案卷，没有打开。")
    stream.seek(0)


def oddities(archive: ZipFile) -> Iterator[Oddity]:
    """What is unsafe or hidden in a ZIP: for whoever unpacks it, and for what a check does not see."""
    members = archive.infolist()
    for member in members:
        yield from _odd(member)
    names = Counter(member.filename for member in members)
    yield from (
        Oddity(name, f"在压缩文件中出现了 {times} 次，解压时只会留下一个")
        for name, times in names.items()
        if times > 1
    )
    folded = Counter(name.casefold() for name in names)
    yield from (
        Oddity(name, "与另一个文件只有大小写不同，在 Windows 上会互相覆盖")
        for name in names
        if folded[name.casefold()] > 1
    )
    if archive.comment:
        yield Oddity("", "压缩文件的末尾附加了案卷没有的说明")
    yield from _places(members, archive.start_dir)


def _odd(member: ZipInfo) -> Iterator[Oddity]:
    name = member.filename
    if _leads_out(name):
        yield Oddity(name, "文件名会把文件解压到别处，不安全")
    if member.flag_bits & _ENCRYPTED:
        yield Oddity(name, "加了密码，无法核对")
    if (member.external_attr >> 16) & _KIND == _LINK:
        yield Oddity(name, "是符号链接，不是文件")
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        yield Oddity(name, "用了案卷不用的压缩方法，无法核对")
    if is_bomb(member):
        yield Oddity(name, "压缩比异常，展开后可能占满磁盘，没有展开")
    if member.comment:
        yield Oddity(name, "附加了案卷没有的说明")


def _leads_out(name: str) -> bool:
    return (
        name.startswith("/")
        or "\\" in name
        or ":" in name
        or not name.isprintable()
        or any(part in ("", ".", "..") for part in name.removesuffix("/").split("/"))
    )


def is_bomb(member: ZipInfo) -> bool:
    """Whether it claims to become far larger than any file of a case could."""
    return member.file_size > max(BOMB_FROM, BOMB_RATIO * member.compress_size)


def _places(members: list[ZipInfo], end: int) -> Iterator[Oddity]:
    """Files that share bytes, and bytes that belong to none: beside each stand only a few that programs add."""
    last, named = 0, ""
    for member in sorted(members, key=lambda each: each.header_offset):
        room = member.header_offset - last
        if room < 0:
            yield Oddity(member.filename, f"与“{named}”占用同一段内容")
        elif room > (_SLACK if named else 0):
            yield Oddity(member.filename, f"前面藏有约 {room} 字节不属于任何文件的内容")
        named = member.filename
        last = member.header_offset + _length(member)
    if not 0 <= end - last <= _SLACK:
        yield Oddity(named, "与压缩文件的目录之间有多余的内容，或者互相重叠")


def _length(member: ZipInfo) -> int:
    """The bytes that a file takes at least."""
    name = member.orig_filename
    named = len(name.encode() if member.flag_bits & _UTF8 else name)
    return _LOCAL_SIZE + named + member.compress_size


def pieces(archive: ZipFile, member: ZipInfo, most: int) -> Iterator[bytes]:
    """The bytes of a file, not more than `most` and the piece that goes beyond. Raises Broken."""
    if member.flag_bits & _ENCRYPTED:
        raise Broken("加了密码，无法核对")
    if is_bomb(member):
        raise Broken("压缩比异常，没有展开")
    read = 0
    try:
        with archive.open(member) as stream:
            while read <= most and (piece := stream.read(PIECE)):
                read += len(piece)
                yield piece
    except BROKEN as error:
        raise Broken("读不到结尾，或者与校验码不符：被改动过或者已经损坏") from error
