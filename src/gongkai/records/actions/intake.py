"""Bytes come in: written, examined, and put in their place before any row speaks of them."""

import errno
import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO

from django.conf import settings

from gongkai.documents.media import names
from gongkai.documents.media.kinds import EVIDENCE, KINDS, Kind
from gongkai.documents.media.sniff import Unwanted, sniff
from gongkai.records.actions.scanner import ScannerSilent, threat
from gongkai.records.queries.files import BLOCK, folder, incoming, path_of
from gongkai.records.queries.opening import FileRefused

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes that lie in their place and have no row yet. `threat` is what the scanner called them, else empty."""

    digest: str
    name: str
    kind: Kind
    size: int
    threat: str = ""


def receive(data: IO[bytes] | bytes, name: str, *, kinds: frozenset[str] = EVIDENCE) -> Received:
    """Take in bytes: count, digest, examine, scan, and put them into the folder of files, safe from a power failure.

    No row is written: pages call this before the transaction of an action, so that a slow upload keeps nobody waiting,
    and hand the result to `store`. Raises FileRefused for a file that is empty, too large, of a kind that is
    not wanted or not the one that its name says, encrypted, broken, a bomb or with macros; while the scanner does not
    answer; and when the disk is full. Then nothing is left behind.
    """
    shown = names.clean(name)
    with _temporary(shown) as stream:
        digest, size = _copy(BytesIO(data) if isinstance(data, bytes) else data, stream, shown)
        kind = _examined(stream, shown, kinds)
        received = Received(digest, names.fitting(shown, kind), kind, size, _scanned(stream, shown))
        os.fsync(stream.fileno())
        _place(Path(stream.name), digest)
    return received


def examine(data: bytes, name: str, *, kinds: frozenset[str] = EVIDENCE) -> None:
    """Raise FileRefused as `receive` would, and take nothing in: for trials. The scanner is not asked."""
    shown = names.clean(name)
    _require_measure(len(data), shown)
    if not data:
        raise _empty(shown)
    _examined(BytesIO(data), shown, kinds)


@contextmanager
def _temporary(name: str) -> Iterator[IO[bytes]]:
    """A new file in the folder for unfinished ones, gone at the end unless it was put in its place."""
    try:
        incoming().mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=incoming(), delete=False) as stream:
            try:
                yield stream
            finally:
                with suppress(FileNotFoundError):
                    Path(stream.name).unlink()
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise FileRefused(name, "没有保存：磁盘空间不足，请联系运行人员。") from error
        raise


def _copy(source: IO[bytes], target: IO[bytes], name: str) -> tuple[str, int]:
    """Digest and length of what was copied."""
    made, size = sha256(), 0
    while block := source.read(BLOCK):
        size += len(block)
        _require_measure(size, name)
        made.update(block)
        target.write(block)
    target.flush()
    if not size:
        raise _empty(name)
    return made.hexdigest(), size


def _require_measure(size: int, name: str) -> None:
    if size > settings.FILE_MEGABYTES * 1_000_000:
        raise FileRefused(name, f"超过 {settings.FILE_MEGABYTES} MB，请压缩或拆分后再上传。")


def _empty(name: str) -> FileRefused:
    return FileRefused(name, "是空文件，请重新选择。")


def _examined(stream: IO[bytes], name: str, kinds: frozenset[str]) -> Kind:
    """The kind of the file, if it is wanted and its name does not lie."""
    try:
        found = sniff(stream)
    except Unwanted as error:
        raise FileRefused(name, str(error)) from error
    found = _by_name(found, name)
    if found is None or found.name not in kinds:
        raise FileRefused(name, f"不是可以上传的文件。可以上传：{_labels(kinds)}。")
    try:
        names.fitting(name, found)
    except ValueError as error:
        raise FileRefused(name, f"的内容是{found.label}，与扩展名 {error} 不符，请核对后再上传。") from error
    return found


def _by_name(found: Kind | None, name: str) -> Kind | None:
    """Of texts, only the name says what is in them. Lines and cells may hold HTML, so that they look like a page."""
    if found is None or found.name not in {"txt", "html"}:
        return found
    ending = names.ending(name)
    return next(
        (kind for kind in (KINDS["csv"], KINDS["json"], KINDS["jsonl"]) if ending in kind.endings), found
    )


def _labels(kinds: frozenset[str]) -> str:
    return "、".join(kind.label for kind in KINDS.values() if kind.name in kinds)


def _scanned(stream: IO[bytes], name: str) -> str:
    try:
        return threat(stream)
    except ScannerSilent as error:
        raise FileRefused(name, "暂时无法查毒，没有保存，请稍后再试。") from error


def _place(written: Path, digest: str) -> None:
    """Move a complete file to its place, even if the same bytes lie there: its age counts from now."""
    place = path_of(digest)
    with locked(fcntl.LOCK_SH):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        written.replace(place)
        for holder in (place.parent, place.parent.parent, folder()):
            _settle(holder)


def _settle(holder: Path) -> None:
    """Make the names in a folder outlive a power failure."""
    handle = os.open(holder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(how: int) -> Iterator[None]:
    """Hold the folder of files: shared by those who put files there, alone for whoever removes one."""
    with (folder() / "lock").open("ab") as lock:
        fcntl.flock(lock, how)
        yield
