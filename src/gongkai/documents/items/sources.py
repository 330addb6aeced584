"""Where items come from: a file of lines or rows, a folder or a ZIP with a list in it, or with nothing but documents."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from gongkai.documents.items import json_lines, tables
from gongkai.documents.items.bodies import readable
from gongkai.documents.items.files import Files, FolderFiles, NoFiles, ZipFiles
from gongkai.documents.items.rows import Fault, Raw
from gongkai.documents.reading.sources.archive import BROKEN
from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.reading.sources.sniff import is_ole, is_zip
from gongkai.documents.spreadsheets import BYTES

LISTS = ("manifest.jsonl", "清单.jsonl", "manifest.csv", "清单.csv", "manifest.xlsx", "清单.xlsx")
_FORMATS = "请用 .jsonl、.csv、.xlsx 文件，或者文件夹、ZIP。"
_BLOCK = 1 << 20
_HEAD = 4096


class Source(ABC):
    """Rows, and the files that they name."""

    files: Files
    name: str

    @abstractmethod
    def rows(self, start: int = 0) -> Iterator[Raw]:
        """The rows from this one on; Unreadable where nothing more can be read."""

    @abstractmethod
    def count(self) -> int:
        """How many rows there are, empty ones included."""

    @abstractmethod
    def fingerprint(self) -> str:
        """The same as long as nothing in it changes."""


class Listing(Source):
    """One file with lines or rows."""

    def __init__(self, stream: IO[bytes], name: str, files: Files, folder: str = "") -> None:
        self.stream, self.name, self.files, self.folder = stream, name, files, folder
        self.kind = _kind(stream, name)

    def rows(self, start: int = 0) -> Iterator[Raw]:
        """See Source."""
        match self.kind:
            case "jsonl":
                return json_lines.rows(self.stream, self.name, start, self.folder)
            case "csv":
                return tables.csv_rows(self.stream, self.name, start, self.folder)
            case _:
                self.stream.seek(0)
                data = self.stream.read(BYTES + 1)
                return tables.workbook_rows(data, self.name, start, self.folder)

    def count(self) -> int:
        """See Source."""
        if self.kind == "jsonl":
            return json_lines.count(self.stream, self.name)
        return sum(1 for _ in self.rows())

    def fingerprint(self) -> str:
        """See Source: the SHA-256 of the bytes."""
        return _digest(self.stream)


class Listed(Source):
    """A folder or ZIP with a list in it."""

    def __init__(self, listing: Listing, fingerprint: Callable[[], str]) -> None:
        self.listing, self._fingerprint = listing, fingerprint
        self.files, self.name = listing.files, listing.name

    def rows(self, start: int = 0) -> Iterator[Raw]:
        """See Source: those of the list."""
        return self.listing.rows(start)

    def count(self) -> int:
        """See Source."""
        return self.listing.count()

    def fingerprint(self) -> str:
        """See Source: of the list and of what stands beside it."""
        return self._fingerprint()


class Documents(Source):
    """A folder or ZIP without a list: each document is an item, its path its number, the folder it lies in its column."""

    def __init__(self, files: Files, name: str, fingerprint: Callable[[], str]) -> None:
        self.files, self.name, self._fingerprint = files, name, fingerprint
        self.paths = list(files.names())
        if not self.paths:
            raise refusal(name, "里面没有文件", _FORMATS)

    def rows(self, start: int = 0) -> Iterator[Raw]:
        """See Source."""
        for index, path in enumerate(self.paths[start:], start):
            yield _document(index, path)

    def count(self) -> int:
        """See Source."""
        return len(self.paths)

    def fingerprint(self) -> str:
        """See Source."""
        return self._fingerprint()


@contextmanager
def open_source(place: Path, name: str = "") -> Iterator[Source]:
    """What lies there: a folder, a ZIP, or a file of rows, told by content. Unreadable, with what to do, for anything else."""
    shown = name or place.name
    try:
        if place.is_dir():
            yield _with_files(FolderFiles(place), shown, lambda: _folder_digest(place))
            return
        with place.open("rb") as stream:
            yield _of_file(stream, shown)
    except OSError as error:
        raise refusal(shown, f"无法打开（{error.strerror}）", "请检查路径、权限和磁盘。") from error


def _of_file(stream: IO[bytes], name: str) -> Source:
    head = stream.read(_HEAD)
    if is_zip(head) and not _is_workbook(stream, name):
        return _with_files(ZipFiles(stream, name), name, lambda: _digest(stream))
    return Listing(stream, name, NoFiles())


def _with_files(files: Files, name: str, fingerprint: Callable[[], str]) -> Source:
    """By its list: at the top, or in the one folder that a ZIP of a folder has."""
    names = files.names()
    found = [path for path in names if path.rpartition("/")[2] in LISTS and path.count("/") <= 1]
    if len(found) > 1:
        raise refusal(name, f"里面有几份清单：{'、'.join(found)}", "请只留一份。")
    if not found:
        return Documents(files, name, fingerprint)
    (path,) = found
    listing = Listing(BytesIO(files.read(path)), f"{name}/{path}", files, path.rpartition("/")[0])
    return Listed(listing, fingerprint)


def _document(index: int, path: str) -> Raw:
    row = index + 1
    if not readable(path):
        message = "不是 Word、网页或者文本文件，没有导入。请放进清单作为附件，或者移走。"
        return Raw(index, row, None, (Fault(row, path[-200:], message),))
    above = path.rpartition("/")[0].rpartition("/")[2]
    return Raw(index, row, {"id": _identity(path), "file": path, "column": above})


def _identity(path: str) -> str:
    """The path, or what stands for one that is too long."""
    return path if len(path) <= 60 else sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _kind(stream: IO[bytes], name: str) -> str:
    stream.seek(0)
    head = stream.read(_HEAD)
    if is_ole(head):
        raise refusal(name, "是旧版 Excel 文件，或者设有密码", "请另存为没有密码的 .xlsx 后再试。")
    if is_zip(head):
        return "xlsx"
    if not head.strip():
        raise refusal(name, "是空文件", _FORMATS)
    lower = name.lower()
    if lower.endswith((".csv", ".jsonl", ".ndjson")):
        return "csv" if lower.endswith(".csv") else "jsonl"
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith(b"{"):
        return "jsonl"
    if bare.startswith(b"["):
        raise refusal(name, "是一整个 JSON 数组", "请改成一行一个对象（JSON Lines）。")
    raise refusal(name, "不是可以导入的文件", _FORMATS)


def _is_workbook(stream: IO[bytes], name: str) -> bool:
    try:
        names = ZipFile(stream).namelist()
    except BROKEN:
        return False
    if "word/document.xml" in names:
        raise refusal(name, "是 Word 文档", "一份文档请在工作平台起草；多份请放进一个文件夹。")
    return "xl/workbook.xml" in names


def _digest(stream: IO[bytes]) -> str:
    stream.seek(0)
    made = sha256()
    while block := stream.read(_BLOCK):
        made.update(block)
    return made.hexdigest()


def _folder_digest(top: Path) -> str:
    """Of names, sizes and times: reading every file would take as long as the import."""
    made = sha256()
    for path in FolderFiles(top).names():
        status = (top / path).stat()
        made.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return made.hexdigest()
