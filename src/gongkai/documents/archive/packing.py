"""Making the archive of a case: its files pass by once, piece by piece, and nothing large is held or written beside it."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from gongkai.documents.archive import manifest
from gongkai.documents.archive.folder import Entry, Folder, Source
from gongkai.documents.archive.manifest import Bound, Filed
from gongkai.documents.archive.printing import as_pdf
from gongkai.documents.archive.sheets import paper
from gongkai.documents.digests import SHA256, SM3, Digests
from gongkai.documents.paper import Paper

PIECE = 1024 * 1024
BEIJING = timezone(timedelta(hours=8))
_MODE = 0o100644 << 16
_UNIX = 3
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$")

Printer = Callable[[Paper], bytes]


class Unpackable(Exception):
    """A case that no archive can be made of; the message says which piece and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What was made. `digest`: the SHA-256 of manifest.json, which vouches for all the rest; keep it elsewhere, as in the log.

    `altered`: the pieces whose bytes are no longer those that were stored.
    """

    digest: str
    root: str
    files: int
    size: int
    altered: tuple[str, ...]


def packed(folder: Folder, target: BinaryIO, *, sm3: bool = False, printer: Printer = as_pdf) -> Packed:
    """Write the archive of a case to `target`, from where it stands; a target that cannot seek will do.

    Raises Unpackable for a piece that cannot be read, Unreadable where the sheets cannot be printed, NoSM3. What was
    written by then is no archive.
    """
    if len(folder.entries) > manifest.MOST_ENTRIES:
        raise Unpackable(f"卷内文件超过 {manifest.MOST_ENTRIES} 件，不能制成一个案卷。请分卷归档。")
    with ZipFile(target, "w", ZIP_STORED, allowZip64=True) as archive:
        writing = _Writing(archive, folder, (SHA256, SM3) if sm3 else (SHA256,))
        bound = [writing.bind(number, entry) for number, entry in enumerate(folder.entries, 1)]
        if folder.log_extract:
            writing.put(manifest.LOG, (f"{line}\n".encode() for line in folder.log_extract))
        writing.put(manifest.SHEETS, [printer(paper(folder, bound))])
        writing.put(manifest.README, [manifest.readme()])
        listed = tuple(writing.filed)
        text = manifest.text(folder, bound, listed)
        if len(text) > manifest.MOST_BYTES:
            raise Unpackable("案卷的清单太长，不能制成一个案卷。请分卷归档。")
        last = writing.put(manifest.MANIFEST, [text])
        writing.put(manifest.SUMS, [manifest.sums([*listed, last])])
    return Packed(
        digest=last.digests[SHA256],
        root=manifest.root(listed, SHA256),
        files=len(writing.filed),
        size=sum(each.size for each in writing.filed),
        altered=tuple(each.entry.title for each in bound if each.intact is False),
    )


class _Writing:
    """Puts one file after the other into the archive, all with the time at which it is made."""

    def __init__(self, archive: ZipFile, folder: Folder, digests: tuple[str, ...]) -> None:
        self.archive = archive
        self.time = folder.made_at.astimezone(BEIJING).timetuple()[:6]
        self.wide = max(4, len(str(len(folder.entries))))
        self.digests = digests
        self.filed: list[Filed] = []

    def bind(self, number: int, entry: Entry) -> Bound:
        """A piece with its place, its bytes in the archive if it has any."""
        if entry.content is None:
            return Bound(number, entry, None)
        name = f"files/{number:0{self.wide}d}-{entry.kind.value}{_ending(entry)}"
        try:
            with closing(_opened(entry.content)) as stream:
                return Bound(number, entry, self.put(name, _pieces(stream), _size(stream)))
        except OSError as error:
            raise Unpackable(
                f"第 {number} 件“{entry.title}”的文件读不到，不能归档。请先运行 gongkai files check 核对文件库。"
            ) from error

    def put(self, name: str, pieces: "Iterator[bytes] | list[bytes]", size: int | None = None) -> Filed:
        """A file of the archive; `size` where it is known beforehand."""
        info = ZipInfo(name, self.time)
        info.external_attr, info.create_system = _MODE, _UNIX
        if size is None and isinstance(pieces, list):
            size = sum(map(len, pieces))
        info.file_size = size or 0
        taken = Digests(self.digests)
        with self.archive.open(info, "w", force_zip64=size is None) as place:
            for piece in pieces:
                taken.update(piece)
                place.write(piece)
        self.filed.append(Filed(name, taken.size, taken.result()))
        return self.filed[-1]


def _opened(content: Source) -> BinaryIO:
    if isinstance(content, bytes):
        return BytesIO(content)
    return content.open("rb") if isinstance(content, Path) else content()


def _size(stream: BinaryIO) -> int | None:
    """How long a stream is that can seek; None otherwise."""
    if not stream.seekable():
        return None
    size = stream.seek(0, 2)
    stream.seek(0)
    return size


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        yield piece


def _ending(entry: Entry) -> str:
    """The ending of the name that the file had, where it is one that is safe everywhere."""
    found = _ENDING.search(entry.name)
    return f".{found[1].lower()}" if found else ".bin"
