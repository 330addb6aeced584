"""Writes: files that were brought for a preview are kept for good once it is confirmed, and dropped if it never is."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError

from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.files import sweep
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.log import log
from gongkai.records.models import StoredFile
from gongkai.records.queries.files import Orphan, path_of, row
from gongkai.records.queries.opening import NO_FILE, Download, opened

_MOST = 500


def until(at: datetime) -> datetime:
    """Until when the file of a preview waits to be confirmed."""
    return at + timedelta(days=settings.PREVIEW_DAYS)


@transaction.atomic
def open_previewed(*, file_id: int, by: Actor) -> Download:
    """Give out the file of a preview that is confirmed now, and keep it from here on.

    By whoever brought it: PermissionDenied for all others, the same for a file that does not exist; FileRefused as
    `opened`. Where the transaction of the confirmation is rolled back, the file waits as before.
    """
    file = row(file_id)
    if file is None or file.stored_by != by.username:
        raise PermissionDenied(NO_FILE)
    keep(file_id=file_id)
    return opened(file)


@transaction.atomic
def keep(*, file_id: int) -> None:
    """Keep a file for good, now that something has come of it; for actions, which have asked for the right to do it."""
    StoredFile.objects.filter(pk=file_id).update(kept_until=None)


@transaction.atomic
def wait(*, file_ids: Iterable[int], until: datetime) -> None:
    """Let files of a preview wait longer, or no longer; one that is kept for good stays so."""
    StoredFile.objects.filter(pk__in=list(file_ids), kept_until__isnull=False).update(kept_until=until)


@job("records.drop_previews", label="清理没有确认的导入文件")
@transaction.atomic
def drop_previews(*, at: datetime) -> None:
    """Drop files of previews that nobody confirmed in time, unless something else refers to them; logged with their number.

    What is in quarantine stays there. The bytes go in a job of its own, once it is certain that the rows are gone.
    """
    over = StoredFile.objects.filter(kept_until__lt=at).order_by("kept_until", "pk")
    dropped = [file for file in over[:_MOST] if _dropped(file)]
    if not dropped:
        return
    queue(
        "records.remove_bytes", key=at.isoformat(), at=at, digests=sorted({file.digest for file in dropped})
    )
    details = {"files": len(dropped), "bytes": sum(file.size for file in dropped)}
    log("files.drop_previews", "files", by=OPERATOR, at=at, details=details)


@job("records.remove_bytes", label="删除已清理文件的内容")
@transaction.atomic
def remove_bytes(*, digests: list[str], at: datetime) -> None:
    """Remove the bytes of files that were dropped, if no other file has the same and none was handed in again just now."""
    places = [path for path in map(path_of, digests) if path.is_file()]
    sweep(found=[Orphan(path, path.stat().st_size) for path in places], by=OPERATOR, at=at)


def _dropped(file: StoredFile) -> bool:
    try:
        with transaction.atomic():
            StoredFile.objects.filter(pk=file.pk).delete()
    except ProtectedError:
        return False
    return True
