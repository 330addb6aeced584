"""Writes: files are stored, opened, held back, released; what nobody knows of is swept away."""

import fcntl
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import IO

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.documents.media.kinds import EVIDENCE
from gongkai.records import access
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.intake import Received, locked, receive
from gongkai.records.actions.log import log
from gongkai.records.models import Quarantine, StoredFile
from gongkai.records.queries.files import FileRow, Orphan, held_back, is_orphan, row
from gongkai.records.queries.opening import NO_FILE, Download, FileRefused, opened

__all__ = [
    "Download",
    "FileRefused",
    "Received",
    "note_refusal",
    "open_file",
    "quarantine",
    "receive",
    "release",
    "store",
    "sweep",
]

REASON = 200


@transaction.atomic
def store(
    *,
    data: IO[bytes] | bytes | Received,
    agency_id: int,
    by: Actor,
    at: datetime,
    name: str = "",
    kinds: frozenset[str] = EVIDENCE,
    until: datetime | None = None,
) -> FileRow:
    """Keep a file of an agency: bytes that `receive` took in, or bytes and name, which are taken in first.

    `until`: it was brought for a preview, and is dropped then unless `previews.keep` has kept it for good. A file in which
    the scanner found something is kept in quarantine. Not logged by itself: the action that the file belongs to says in
    its own entry what was stored, and decides who may. Raises FileRefused as `receive` does, and for bytes that are in
    quarantine already, whichever agency has them.
    """
    taken = data if isinstance(data, Received) else receive(data, name, kinds=kinds)
    _require_free(taken, agency_id)
    file = StoredFile.objects.create(
        digest=taken.digest,
        name=taken.name,
        media_type=taken.kind.media_type,
        size=taken.size,
        agency_id=agency_id,
        stored_at=at,
        stored_by=by.username,
        kept_until=until,
    )
    if taken.threat:
        Quarantine.objects.create(file=file, reason=f"查毒发现 {taken.threat}"[:200], at=at)
    return _known(file.pk)


@transaction.atomic
def note_refusal(refusal: FileRefused, *, by: Actor, at: datetime, agency_id: int | None = None) -> None:
    """Log that a file was not taken in or given out. For pages: the action that refused it is rolled back."""
    log("files.refuse", "file", by=by, at=at, agency_id=agency_id, reason=refusal.reason)


@transaction.atomic
def open_file(
    *,
    file_id: int,
    by: Actor,
    at: datetime,
    may: bool | Callable[[FileRow], bool],
    duty: Duty | None = None,
) -> Download:
    """Give a file out. `may` is what access says of the thing that the file belongs to; a file has no rights of its own.

    The reading is logged; what is public is read with `open_unlogged`. PermissionDenied, the same for a file that does
    not exist; FileRefused for a file in quarantine, or one whose bytes are gone.
    """
    file = row(file_id)
    if file is None or not (may(file) if callable(may) else may):
        raise PermissionDenied(NO_FILE)
    download = opened(file)
    _note("files.open", file, "", duty, by=by, at=at)
    return download


@transaction.atomic
def quarantine(*, file_id: int, reason: str, by: Actor, at: datetime) -> FileRow:
    """Hold a file back until it is released: nobody can open it, or the same bytes at its agency, or store them anew.

    For security administrators of its agency, and the operator. FileRefused without a reason, and for a file that is held
    back already.
    """
    file = _known(file_id)
    duty = access.require_or_operator(by, access.FILE_GUARDS, file.agency_id)
    reason = _reason(file, reason)
    if file.quarantined:
        raise FileRefused(file.name, f"已经隔离：{file.quarantined}。")
    Quarantine.objects.create(file_id=file_id, reason=reason, at=at, by=by.username)
    _note("files.quarantine", file, reason, duty, by=by, at=at)
    return _known(file_id)


@transaction.atomic
def release(*, file_id: int, reason: str, by: Actor, at: datetime) -> FileRow:
    """Let a file out of quarantine, with the reason why it is harmless.

    Security administrators of its agency let out what was held back there; the operator the same bytes wherever they
    were. FileRefused without a reason, and if nothing is held back that they could let out.
    """
    file = _known(file_id)
    duty = access.require_or_operator(by, access.FILE_GUARDS, file.agency_id)
    reason = _reason(file, reason)
    held = Quarantine.objects.filter(file__digest=file.digest, released_at=None)
    if duty:
        held = held.filter(file__agency_id=file.agency_id)
    if not held.update(released_at=at, released_by=by.username):
        advice = "在本机关没有被隔离；由其他机关隔离的，请联系运行人员。" if duty else "没有被隔离。"
        raise FileRefused(file.name, advice)
    _note("files.release", file, reason, duty, by=by, at=at)
    return _known(file_id)


@transaction.atomic
def sweep(*, found: Iterable[Orphan], by: Actor, at: datetime) -> list[Orphan]:
    """Remove bytes that no row knows of, as `orphans` found them, if that is still so; logged with their number.

    For the operator of the installation. A file that is being taken in again at this moment stays.
    """
    access.require_operator(by)
    removed = [orphan for orphan in found if _removed(orphan, at)]
    if removed:
        size = sum(orphan.size for orphan in removed)
        log("files.sweep", "files", by=by, at=at, details={"files": len(removed), "bytes": size})
    return removed


def _removed(found: Orphan, at: datetime) -> bool:
    with locked(fcntl.LOCK_EX):
        still = is_orphan(found.path, at)
        if still:
            found.path.unlink()
    return still


def _require_free(taken: Received, agency_id: int) -> None:
    """Raise FileRefused for bytes in quarantine. What an officer wrote about them is told to their own agency alone."""
    held = held_back(taken.digest)
    if held is None:
        return
    told = not held.by or held.agency_id == agency_id
    because = f"：{held.reason}" if told else ""
    raise FileRefused(taken.name, f"的内容此前已被隔离，没有保存{because}。如有疑问，请联系安全管理员。")


def _reason(file: FileRow, reason: str) -> str:
    reason = reason.strip()
    if not 0 < len(reason) <= REASON:
        raise FileRefused(file.name, f"没有处理：请写明理由，{REASON} 个字以内。")
    return reason


def _note(action: str, file: FileRow, reason: str, duty: Duty | None, *, by: Actor, at: datetime) -> None:
    log(
        action,
        f"file:{file.id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=file.agency_id,
        version=file.digest,
        reason=reason,
    )


def _known(file_id: int) -> FileRow:
    file = row(file_id)
    if file is None:
        raise StoredFile.DoesNotExist(f"file {file_id}")
    return file
