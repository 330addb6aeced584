"""The index in files beside the database: which folder is in use, who may write, how a new one takes its place.

`GONGKAI_DATA/search/current` names the folder in use. A new index is made in a folder of its own and taken into use by
replacing that file, so that readers have a whole one at any moment. What a folder was made with lies in it: the version of
its fields and its common words. One process writes at a time (`lock`); the lock of one that dies is gone with it.
"""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import tantivy
from django.conf import settings

from gongkai.documents.searching.grams import Vocabulary
from gongkai.search.backends.looked import Unusable
from gongkai.search.backends.tantivy_fields import VERSION

MEMORY_OF_A_BUILD, MEMORY = 256_000_000, 48_000_000
"""Bytes in which new texts are gathered before they are written."""
_CURRENT, _ABOUT, _META, _LOCK = "current", "about.json", "meta.json", "lock"
_REBUILD = "请运行 gongkai search reindex 重建。"

_Stamp = tuple[int, int]


class Occupied(Exception):
    """Another process is writing. The message is for an operator."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The index as it is at one moment."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class Writing:
    """The index, open for one writer. What is written is there for readers after `commit`."""

    writer: tantivy.IndexWriter
    vocabulary: Vocabulary

    def commit(self) -> None:
        """Let readers have what was written; it is on the disk then."""
        with sound():
            self.writer.commit()


@dataclass(slots=True)
class _Opened:
    named: _Stamp
    folder: Path
    index: tantivy.Index
    vocabulary: Vocabulary
    committed: _Stamp


_opened: dict[Path, _Opened] = {}
_opening = Lock()


def place() -> Path:
    """Where the index of this installation lies."""
    return Path(settings.DATA) / "search"


def reading() -> Reading:
    """The index in use, as it was last committed. Raises Unusable where there is none that can be read."""
    with _opening, sound():
        opened = _now(place())
        if (committed := _stamp(opened.folder / _META)) != opened.committed:
            opened.index.reload()
            opened.committed = committed
        return Reading(opened.index.searcher(), opened.index.schema, opened.vocabulary)


@contextmanager
def writing() -> Iterator[Writing]:
    """The index in use, to take in what has changed. Raises Unusable, and Occupied where another process writes."""
    with _alone(wait=False):
        with sound():
            opened = _open(place(), _stamp(place() / _CURRENT))
            writer = opened.index.writer(MEMORY, 1)
            # Whoever was killed while committing left files that belong to nothing, and whose names come again.
            writer.garbage_collect_files()
        yield Writing(writer, opened.vocabulary)
        with sound():
            writer.wait_merging_threads()


@contextmanager
def building(schema: tantivy.Schema, vocabulary: Vocabulary) -> Iterator[Writing]:
    """A new index, taken into use at the end, if nothing was raised. Waits for another process that writes."""
    place().mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(wait=True):
        _sweep()
        folder = place() / secrets.token_hex(8)
        try:
            with _fresh(folder, schema, vocabulary) as into:
                yield into
            with sound():
                _write(place() / _CURRENT, folder.name)
        finally:
            _sweep()


@contextmanager
def _fresh(folder: Path, schema: tantivy.Schema, vocabulary: Vocabulary) -> Iterator[Writing]:
    """A folder with an index of its own, complete at the end."""
    with sound():
        folder.mkdir(mode=0o700)
        about = {"version": VERSION, "words": vocabulary.words}
        _write(folder / _ABOUT, json.dumps(about, ensure_ascii=False))
        writer = tantivy.Index(schema, path=str(folder)).writer(MEMORY_OF_A_BUILD, 1)
    try:
        yield Writing(writer, vocabulary)
    except BaseException:
        writer.rollback()  # so that its threads write nothing into a folder that is being removed
        raise
    with sound():
        writer.commit()
        writer.wait_merging_threads()


def forget() -> None:
    """Open everything anew the next time."""
    _opened.clear()


@contextmanager
def sound() -> Iterator[None]:
    """Whatever the library says of files that are damaged, missing or not its own, as Unusable."""
    try:
        yield
    except (OSError, ValueError) as error:
        _opened.clear()
        raise Unusable(f"检索索引不能读取或写入。{_REBUILD}") from error
    except BaseException as error:
        # A panic of the library, which is written in Rust, is no Exception and has no class that could be imported.
        if type(error).__name__ != "PanicException":
            raise
        _opened.clear()
        raise Unusable(f"检索索引已损坏。{_REBUILD}") from error


def _now(where: Path) -> _Opened:
    """The folder that is in use now; opened once in each process, and anew when another takes its place."""
    named = _stamp(where / _CURRENT)
    opened = _opened.get(where)
    if opened is None or opened.named != named:
        _opened.clear()
        opened = _opened[where] = _open(where, named)
    return opened


def _open(where: Path, named: _Stamp) -> _Opened:
    """Open the folder in use. It may be replaced, and gone, just while we look: then the next one is."""
    while True:
        name = (where / _CURRENT).read_text(encoding="utf-8")
        try:
            return _open_folder(where / name, named)
        except (OSError, ValueError):
            if name == (where / _CURRENT).read_text(encoding="utf-8"):
                raise


def _open_folder(folder: Path, named: _Stamp) -> _Opened:
    about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    if about["version"] != VERSION:
        raise Unusable(f"检索索引是另一版本的程序建立的。{_REBUILD}")
    committed = _stamp(folder / _META)
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual")
    return _Opened(named, folder, index, Vocabulary(tuple(about["words"])), committed)


def _stamp(file: Path) -> _Stamp:
    """What changes when a file is replaced."""
    try:
        found = file.stat()
    except FileNotFoundError as error:
        raise Unusable(f"还没有建立检索索引。{_REBUILD}") from error
    return found.st_ino, found.st_mtime_ns


@contextmanager
def _alone(*, wait: bool) -> Iterator[None]:
    if not place().is_dir():
        raise Unusable(f"还没有建立检索索引。{_REBUILD}")
    with (place() / _LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Occupied("另一个进程正在更新检索索引，这里不再重复。") from error
        yield


def _sweep() -> None:
    """Remove the folders that are not in use: older ones, and those of a process that died. Readers keep what they hold."""
    current = place() / _CURRENT
    name = current.read_text(encoding="utf-8") if current.exists() else ""
    for folder in place().iterdir():
        if folder.is_dir() and folder.name != name:
            shutil.rmtree(folder, ignore_errors=True)


def _write(file: Path, text: str) -> None:
    """Put a file in its place as a whole, so that it is there after a power failure too."""
    beside = file.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)
    handle = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
