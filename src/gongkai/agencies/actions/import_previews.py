"""Writes: an import is tried out and its file kept, so that exactly what was seen can be confirmed, once."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.agencies import access
from gongkai.agencies.actions.imports import Imported, import_tree
from gongkai.records.access import Actor
from gongkai.records.actions.files import FileRefused, Received, store
from gongkai.records.actions.previews import open_previewed, until
from gongkai.records.queries.files import path_of

SHEETS = frozenset({"xlsx", "csv"})
"""The kinds of files that an import takes."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, and the number of the file that was kept for it; None where there is nothing to do."""

    done: Imported
    file_id: int | None


@transaction.atomic
def preview_import(*, taken: Received, on: date, by: Actor, at: datetime, reason: str) -> Preview:
    """Try an import out, and keep its file under the agency of whoever brings it, for as long as a preview waits.

    By whoever may import, but the operator, whose command has the file beside it. Refused as `import_tree`; FileRefused
    for a file in which the scanner found something.
    """
    duty = access.require_importing(by)
    if duty is None:
        raise PermissionDenied("运行人员请用命令试办和导入。")
    if taken.threat:
        raise FileRefused(taken.name, f"查毒发现 {taken.threat}，没有导入。")
    data = path_of(taken.digest).read_bytes()
    done = import_tree(data=data, name=taken.name, on=on, by=by, at=at, reason=reason, dry_run=True)
    if done.nothing:
        return Preview(done, None)
    kept = store(data=taken, agency_id=duty.agency_id, by=by, at=at, until=until(at))
    return Preview(done, kept.id)


@transaction.atomic
def import_previewed(*, file_id: int, turn: int, on: date, by: Actor, at: datetime, reason: str) -> Imported:
    """Take in the file of a preview as `import_tree` does. `turn`, `on` and `reason` are those of the preview.

    By whoever made the preview. Refused where any decision about agencies or memberships has been taken since, this
    import among them: what happens is what was seen, and it happens once. FileRefused where the bytes are no longer
    those that were kept.
    """
    kept = open_previewed(file_id=file_id, by=by)
    data = b"".join(kept.chunks)
    return import_tree(data=data, name=kept.file.name, on=on, by=by, at=at, reason=reason, turn=turn)
