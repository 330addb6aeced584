"""A Word file as an officer hands it in: read in a process of its own, and read again to stand beside the text."""

from dataclasses import dataclass
from threading import BoundedSemaphore

from django.core.cache import cache
from django.utils.safestring import SafeString

from gongkai.documents.checking.remarks import Remark
from gongkai.documents.isolated import Bounds, apart
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.limits import OFFICE_BYTES
from gongkai.documents.word import Converted
from gongkai.documents.word.records import converted, read
from gongkai.publication.queries.showing import as_page
from gongkai.records.queries.files import path_of

AT_ONCE = 2
PATIENCE = 20  # seconds that an officer waits for a turn
KEPT = 24 * 3600  # seconds

BUSY = "现在同时转换的文件太多，请过一分钟再试。"
TOO_SLOW = "转换用时过长，已经停止。请把图片压缩、附件分开以后再试，或者复制正文粘贴到空白稿件。"
TOO_BIG = "文件展开后占用内存过多，没有转换。请把附件分开以后再试，或者复制正文粘贴到空白稿件。"
CRASHED = "转换时程序异常退出，文件可能已损坏。请在 WPS 或 Word 中打开，另存为 .docx 后再试。"
# The old formats go through LibreOffice, which has its own limit of time, writes files and takes more memory.
_NEW = Bounds(45, TOO_SLOW, TOO_BIG, CRASHED)
_OLD = Bounds(100, TOO_SLOW, TOO_BIG, CRASHED, memory=8 * 1024**3, written=2 * OFFICE_BYTES)

_turns = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the text: the Word file as it was written, what was met in it; `trouble` if it cannot be read now."""

    as_written: str
    remarks: tuple[Remark, ...]
    trouble: str = ""

    @property
    def page(self) -> SafeString:
        """What was written, as a part of a page."""
        return as_page(self.as_written)


def convert(data: bytes, name: str) -> Converted:
    """The file as page and metadata. Raises Unreadable with what is wrong and what to do."""
    if not _turns.acquire(timeout=PATIENCE):
        raise Unreadable(BUSY)
    try:
        bounds = _NEW if data.startswith(b"PK") else _OLD
        return read(apart(converted, data, name, bounds=bounds))
    finally:
        _turns.release()


def keep(digest: str, made: Converted) -> None:
    """Remember for the day what is shown beside the text."""
    cache.set(_key(digest), (made.as_written, made.remarks), KEPT)


def beside(digest: str, name: str) -> Beside:
    """What is shown beside the text of an original that is stored."""
    known = cache.get(_key(digest))
    if known is None:
        try:
            made = convert(path_of(digest).read_bytes(), name)
        except (Unreadable, OSError) as problem:
            return Beside("", (), str(problem) if isinstance(problem, Unreadable) else "原稿暂时不能读取。")
        keep(digest, made)
        known = (made.as_written, made.remarks)
    return Beside(*known)


def _key(digest: str) -> str:
    return f"word:{digest}"
