"""Writes: the file of a case is packed into one archive, which whoever asked for it gets; the log keeps its digest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO
from weakref import finalize

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.applications import access
from gongkai.applications.access import Act
from gongkai.applications.actions.holding import NO_APPLICATION, hold, told
from gongkai.applications.models import Application
from gongkai.applications.queries.folder import folder_of
from gongkai.documents.archive.packing import PIECE, Packed, Unpackable, packed
from gongkai.documents.digests import NoSM3
from gongkai.documents.reading.blocks import Unreadable
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that is ready to be handed out: what it is called, how long it is, what vouches for it, its bytes."""

    name: str
    size: int
    packed: Packed
    chunks: Iterator[bytes]


def pack_archive(*, application_id: int, by: Actor, at: datetime, sm3: bool = False) -> Archive:
    """Pack the file of a case that ended, now and whenever somebody needs it again; logged with the digest of the manifest.

    Nothing waits meanwhile: the case is held for the entry of the log alone. The archive has no name while it is written, so
    that nothing of it is left whatever happens. Refused where a piece cannot be read or printed; PermissionDenied.
    依据：条例第四十五条
    """
    found = Application.objects.filter(pk=application_id).first()
    if found is None:
        raise Refused(NO_APPLICATION)
    access.require_act(by, found, Act.ARCHIVE)
    folder = folder_of(by, application_id, at)
    if folder is None:
        raise PermissionDenied(NO_APPLICATION)
    stream = unnamed()
    try:
        made = packed(folder, stream, sm3=sm3)
        size = stream.tell()
        _note(application_id, made, by, at, sm3=sm3)
    except (Unpackable, Unreadable, NoSM3) as refusal:
        stream.close()
        raise Refused(str(refusal)) from refusal
    except BaseException:
        stream.close()
        raise
    return Archive(f"案卷 {folder.number}.zip", size, made, Chunks(stream))


@transaction.atomic
def _note(application_id: int, made: Packed, by: Actor, at: datetime, *, sm3: bool) -> None:
    held = hold(application_id, Act.ARCHIVE, by=by, at=at)
    details = {"manifest": made.digest, "files": made.files, "altered": len(made.altered), "sm3": sm3}
    told("pack_archive", held, details=details)


def unnamed() -> BinaryIO:
    """A file that is gone with whoever has it open."""
    place = Path(settings.DATA) / "archives"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return TemporaryFile(dir=place)


class Chunks:
    """The bytes from their beginning; gone at their end, or with whoever stops reading, or never begins."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        stream.seek(0)
        self.close = finalize(self, stream.close)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = b"" if self.stream.closed else self.stream.read(PIECE)
        if not piece:
            self.close()
            raise StopIteration
        return piece
