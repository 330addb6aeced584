"""Writes: attachments of public items are read by jobs, each file once, and their items are found by what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from time import monotonic

from django.db import transaction

from gongkai.documents.isolated import Bounds, apart
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.limits import OFFICE_BYTES
from gongkai.documents.reading.sources.sniff import is_ole
from gongkai.documents.searching.attached import text_of_file
from gongkai.publication.actions.indexing import READ_FILES, put_again, read_later
from gongkai.publication.models import FileText, Reading
from gongkai.publication.queries.entries import having, showing, unread, waiting
from gongkai.records.actions.jobs import job
from gongkai.records.queries.files import held_digests, path_of

SLICE = 45.0  # seconds; then another job has its turn
LIMIT = timedelta(minutes=10)
PART = 200
HELD = "文件已被隔离"
_SAID = "读取用时过长，已经停止", "文件展开后占用内存过多", "读取时程序异常退出，文件可能已损坏"
_NEW = Bounds(30, *_SAID)
# Word before 2007 goes through LibreOffice, which has its own limit of time, writes files and takes more memory.
_OLD = Bounds(90, *_SAID, memory=8 * 1024**3, written=2 * OFFICE_BYTES)


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading a file."""

    reading: Reading
    text: str = ""
    why: str = ""


def _read(*, at: datetime, editions: Sequence[int]) -> dict[str, Read]:  # noqa: ARG001 - what is read is so at any time
    """As many files as there is time for, at least one, before the job's own transaction."""
    until, found = monotonic() + SLICE, dict[str, Read]()
    for digest in dict.fromkeys(chain.from_iterable(unread(editions).values())):
        found[digest] = _read_one(digest)
        if monotonic() > until:
            break
    return found


@job(READ_FILES, label="读取附件文字", limit=LIMIT, prepare=_read)
@transaction.atomic
def read_files(*, editions: Sequence[int], at: datetime, prepared: dict[str, Read]) -> None:
    """Keep what attachments say, and put the items again whose files are all read; the others are for the next job.

    What is public no longer is left alone. A file that cannot be read is noted with the reason, and not tried again.
    """
    _keep(prepared, at)
    rest = unread(editions)
    put_again(showing(set(editions) - set(rest)), at)
    read_later(rest, at)


@job("publication.follow_quarantine", label="从检索中撤下被隔离的附件")
@transaction.atomic
def follow_quarantine(*, at: datetime) -> None:
    """Forget what files say that were held back since, and have those read that were released."""
    held = held_digests()
    readable = FileText.objects.exclude(reading=Reading.HELD).filter(digest__in=held)
    freed = FileText.objects.filter(reading=Reading.HELD).exclude(digest__in=held)
    digests = [*readable.values_list("pk", flat=True)[:PART], *freed.values_list("pk", flat=True)[:PART]]
    concerned = FileText.objects.filter(pk__in=digests)
    concerned.filter(reading=Reading.HELD).delete()
    concerned.update(reading=Reading.HELD, text="", why=HELD, read_at=at)
    put_again(having(digests) if digests else [], at)


@transaction.atomic
def read_again(*, at: datetime) -> int:
    """Forget which files could not be read, so that they are tried once more; returns how many.

    For the operator, once a program is installed that can read more of them.
    """
    failed = list(FileText.objects.filter(reading=Reading.UNREADABLE).values_list("pk", flat=True))
    for start in range(0, len(failed), PART):
        part = failed[start : start + PART]
        FileText.objects.filter(pk__in=part).delete()
        put_again(having(part), at)
    return len(failed)


def read_now(*, at: datetime) -> int:
    """Read here and now what waits for a worker; returns how many files. For the operator, and where there is no worker."""
    count = 0
    while editions := waiting(PART):
        read = _read(at=at, editions=editions)
        read_files(editions=editions, at=at, prepared=read)
        count += len(read)
    return count


def _read_one(digest: str) -> Read:
    if held_digests().filter(file__digest=digest).exists():
        return Read(Reading.HELD, why=HELD)
    try:
        answer = apart(text_of_file, str(path_of(digest)), digest, bounds=_OLD if _is_old(digest) else _NEW)
    except Unreadable as problem:
        return Read(Reading.UNREADABLE, why=str(problem)[:200])
    return Read(Reading.PARTLY if answer["more"] else Reading.READ, answer["text"])


def _is_old(digest: str) -> bool:
    try:
        with path_of(digest).open("rb") as stream:
            return is_ole(stream.read(8))
    except OSError:
        return False


def _keep(read: Mapping[str, Read], at: datetime) -> None:
    FileText.objects.bulk_create(
        [
            FileText(digest=digest, reading=one.reading, text=one.text, why=one.why, read_at=at)
            for digest, one in read.items()
        ],
        ignore_conflicts=True,
    )
