"""What is written in a visitor's file, read in a process of its own, which a hostile file can crash at no other cost."""

from dataclasses import dataclass
from threading import BoundedSemaphore

from django.conf import settings

from gongkai.documents.isolated import Bounds, apart
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.searching.attached import text_in

PATIENCE = 10  # seconds that a visitor waits for a turn
_SAID = ("读取用时过长，已经停止", "文件展开后占用内存过多", "读取时程序异常退出，文件可能已损坏")

_turns = BoundedSemaphore(settings.CHECKUP_AT_ONCE)


class Busy(Exception):
    """As many files as the machine can bear are being read."""


@dataclass(frozen=True, slots=True)
class Read:
    """The text, and whether more follows; `why` it could not be read."""

    text: str = ""
    more: bool = False
    why: str = ""


def read(data: bytes) -> Read:
    """The text of a file. Raises Busy."""
    if not _turns.acquire(timeout=PATIENCE):
        raise Busy
    try:
        found = apart(text_in, data, bounds=Bounds(settings.CHECKUP_SECONDS, *_SAID))
    except Unreadable as problem:
        return Read(why=str(problem))
    finally:
        _turns.release()
    return Read(found["text"], found["more"])
