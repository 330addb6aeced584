"""Writes: files whose term is over are erased: the row stays with its digest, the bytes go."""

from collections.abc import Iterable
from datetime import datetime

from gongkai.records.access import Actor, Duty
from gongkai.records.actions.jobs import queue
from gongkai.records.actions.log import log
from gongkai.records.actions.transactions import require_transaction
from gongkai.records.models import StoredFile

ERASED = "（已去除）"
"""What an erased file is called: its own name may have said who somebody is."""


def erase(
    *,
    file_ids: Iterable[int],
    about: str,
    by: Actor,
    at: datetime,
    duty: Duty | None = None,
    agency_id: int,
) -> int:
    """Erase files in the caller's transaction, which has found that nothing else needs them; how many there were.

    The bytes go in a job of its own, once it is certain that the rows say so, and only where no other row has the same:
    whoever is killed before leaves bytes that the sweep finds. One entry of the log, with their number.   依据：个人信息保护法第四十七条
    """
    require_transaction()
    waiting = StoredFile.objects.filter(pk__in=list(file_ids), erased_at__isnull=True)
    found = dict(waiting.values_list("pk", "digest"))
    if not found:
        return 0
    StoredFile.objects.filter(pk__in=found).update(erased_at=at, name=ERASED)
    queue("records.remove_bytes", key=f"{about} {at.isoformat()}", at=at, digests=sorted({*found.values()}))
    log(
        "files.erase",
        about,
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        details={"files": len(found)},
    )
    return len(found)
