"""The folder of the files: whole or not at all, whoever reads meanwhile and wherever a process ends."""

import gzip
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from django.conf import settings

PACKED = ".gz"
PART = ".part"
INDEX = "index.html"
LEAST = 512
"""Bytes below which nothing is packed."""
_LONGEST = 255 - len(PACKED)
_DAY = 24 * 3600
_TEXT = frozenset({".html", ".xml", ".txt", ".json", ".css"})


class NoFolder(Exception):
    """There is no folder for files; the message is for a person."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it lies there. `fresh`: it was written now, not found to be so."""

    path: str
    digest: str
    size: int
    fresh: bool


def copied() -> bool:
    """Whether the installation keeps files of its pages."""
    return settings.COPIES is not None


def folder() -> Path:
    """Where the files lie. NoFolder where the installation keeps none."""
    if settings.COPIES is None:
        raise NoFolder("没有设置静态页面的文件夹（GONGKAI_STATIC_PAGES）。")
    return Path(settings.COPIES)


def place(address: str, variant: str, *, gone: bool = False) -> str | None:
    """The file of an address, relative to the folder: a page without a name of its own is `index.html`. None if there can be none."""
    parts = address.split("/")[1:]
    parts[-1] = parts[-1] or INDEX
    return _joined(*(("gone",) if gone else ()), variant, *parts)


def attached(address: str, *parts: object) -> str | None:
    """The file of an attachment or a picture of the item at an address."""
    return _joined("files", *address.strip("/").split("/"), *map(str, parts))


def _joined(*parts: str) -> str | None:
    """A path that stays below the folder; index numbers may be anything."""
    fit = all(
        part not in ("", ".", "..")
        and "\0" not in part
        and len(part.encode()) <= _LONGEST
        and not part.endswith((PART, PACKED))
        for part in parts
    )
    path = "/".join(parts)
    return path if fit and len(path) <= 600 else None


def write(path: str, content: bytes, *, durable: bool = True, apart: int = 0) -> Kept:
    """Put bytes in the place of whatever was there, with a packed copy beside; a file that says so already stays, with its time.

    `durable`: they are on the disk when this returns; else the caller sees to that (`settle`). `apart`: by so many days the file
    seems older. nginx tells files by time and length; those that answer one address by turns must never be taken for each other.
    """
    where, digest = folder() / path, sha256(content).hexdigest()
    if not _says(where, content, packed=packable(path, len(content))):
        if packable(path, len(content)):
            _put(where.with_name(where.name + PACKED), [gzip.compress(content, 6, mtime=0)], durable, apart)
        else:
            where.with_name(where.name + PACKED).unlink(missing_ok=True)
        _put(where, [content], durable, apart)
        return Kept(path, digest, len(content), fresh=True)
    return Kept(path, digest, len(content), fresh=False)


def packable(path: str, size: int) -> bool:
    """Whether a file has a packed copy beside it."""
    return Path(path).suffix in _TEXT and size >= LEAST and not path.startswith("files/")


def _says(where: Path, content: bytes, *, packed: bool) -> bool:
    try:
        if where.read_bytes() != content:
            return False
        beside = where.with_name(where.name + PACKED)
        return gzip.decompress(beside.read_bytes()) == content if packed else not beside.exists()
    except (OSError, EOFError, gzip.BadGzipFile):
        return False


def write_stream(path: str, chunks: Iterator[bytes], digest: str) -> Kept:
    """The same for a file of known digest, block by block; nothing is left of one that breaks off."""
    where = folder() / path
    fresh = not (where.is_file() and digest_of(where) == digest)
    if fresh:
        _put(where, chunks, durable=True)
    return Kept(path, digest, where.stat().st_size, fresh=fresh)


def _put(where: Path, content: Iterable[bytes], durable: bool, apart: int = 0) -> None:
    with _beside(where) as part:
        with part.open("wb") as stream:
            stream.writelines(content)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        part.chmod(0o644)
        if apart:
            seems = part.stat().st_mtime - apart * _DAY
            os.utime(part, (seems, seems))
        part.replace(where)


@contextmanager
def _beside(where: Path) -> Iterator[Path]:
    """A file beside another that nobody else writes; nothing is left of it."""
    part = where.with_name(f"{uuid4().hex}{PART}")
    while not part.exists():  # somebody may have removed the folder since, because it was empty
        where.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            part.touch()
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def settle() -> None:
    """What was written without being durable is on the disk."""
    os.sync()


def remove(path: str) -> None:
    """Take a file away, its packed copy first, and the folders that are empty then."""
    where, top = folder() / path, folder()
    where.with_name(where.name + PACKED).unlink(missing_ok=True)
    where.unlink(missing_ok=True)
    above = where.parent
    while above != top and above.is_relative_to(top):
        try:
            above.rmdir()
        except OSError:
            return
        above = above.parent


def digest_of(where: Path) -> str:
    """The SHA-256 of a file, read block by block."""
    with where.open("rb") as stream:
        return _digest(stream)


def _digest(stream: BinaryIO | gzip.GzipFile) -> str:
    made = sha256()
    while block := stream.read(1 << 20):
        made.update(block)
    return made.hexdigest()


def packed_digest(where: Path) -> str | None:
    """The SHA-256 of what the packed copy of a file holds; "" where it is broken, None where there is none."""
    packed = where.with_name(where.name + PACKED)
    if not packed.is_file():
        return None
    try:
        with gzip.open(packed) as stream:
            return _digest(stream)
    except (OSError, EOFError):
        return ""


def lying() -> Iterator[str]:
    """Every file in the folder, packed copies left out where there is the file itself; what lies there unfinished too."""
    top = folder()
    for above, _, names in os.walk(top):
        here, known = Path(above).relative_to(top), set(names)
        for name in names:
            if not (name.endswith(PACKED) and name.removesuffix(PACKED) in known):
                yield (here / name).as_posix()
