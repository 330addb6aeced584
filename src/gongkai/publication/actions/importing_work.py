"""The work of an import: block by block, each in a transaction of its own, in a command or in slices by the workers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from django.utils import timezone

from gongkai.documents.items.rows import Fault
from gongkai.documents.items.sources import Source, open_source
from gongkai.documents.reading.blocks import Unreadable
from gongkai.publication import access
from gongkai.publication.actions.importing import JOB, end_import, queue_next
from gongkai.publication.actions.importing_blocks import Judged, import_block, judge
from gongkai.publication.actions.importing_rows import BLOCK, Place, Ready, blocks, place
from gongkai.publication.models import ImportRun, Into
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.jobs import job
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.files import path_of
from gongkai.records.queries.numbers import civil_day

SLICE = 45.0  # seconds; then another job has its turn
LIMIT = timedelta(minutes=30)
SHOWN = 20
CHANGED = "文件在上次中断之后有改动，不能接着导入。请重新导入：已经导入过的会认出来，不会重复。"


@dataclass(frozen=True, slots=True)
class Trial:
    """What the first rows of an import would come to."""

    rows: tuple[Ready, ...]
    faults: tuple[Fault, ...]
    looked_at: int


def try_import(
    *, agency_id: int, source: Source, into: Into, by: Actor, at: datetime, platform: str = ""
) -> Iterator[tuple[int, Judged]]:
    """What each block would come to, and up to which row; nothing is written. The faults are those of the import itself.

    PermissionDenied for others than those who import for the agency.
    """
    access.require_importing(by, agency_id)
    to = place(agency_id, into, platform.strip(), civil_day(at), at)
    seen: set[str] = set()
    for block in blocks(source, to, trial=True):
        yield block.end, judge(block, agency_id, seen=seen)


def preview(*, run_id: int, by: Actor, at: datetime) -> Trial:
    """The first rows of an uploaded import, as they would come in. Unreadable if it can be read no longer."""
    run = ImportRun.objects.select_related("file").get(pk=run_id)
    access.require_importing(by, run.agency_id)
    if run.file is None:
        return Trial((), (), 0)
    with open_source(path_of(run.file.digest), run.file.name) as source:
        block = next(blocks(source, _place(run, at), trial=True, size=5 * SHOWN), None)
        if block is None:
            return Trial((), (), 0)
        judged = judge(block, run.agency_id, seen=set())
        return Trial(judged.fresh[:SHOWN], judged.faults, block.end)


def work_through(
    *,
    run_id: int,
    source: Source,
    by: Actor,
    seconds: float | None = None,
    told: Callable[[int], object] = lambda _: None,
    size: int = BLOCK,
) -> bool:
    """Import rows from where the import stands, to the end or for so many seconds; whether all is done.

    At least one block is imported. `told` hears up to which row it has come. What cannot go on is ended as failed; one
    that somebody stopped, or that another process works on, is left alone.
    """
    run = ImportRun.objects.get(pk=run_id)
    started, at = monotonic(), timezone.now()
    try:
        _require_unchanged(source, run)
        for block in blocks(source, _place(run, at), run.next_row, size=size):
            if not import_block(run_id=run_id, block=block, by=by, at=timezone.now()):
                return False
            told(block.end)
            if seconds is not None and monotonic() - started > seconds:
                return False
    except (Refused, Unreadable) as refusal:
        end_import(run_id=run_id, by=by, at=timezone.now(), failed=str(refusal))
        return False
    end_import(run_id=run_id, by=by, at=timezone.now())
    return True


def _require_unchanged(source: Source, run: ImportRun) -> None:
    if source.fingerprint() != run.fingerprint:
        raise Refused(CHANGED)


def _slice(*, at: datetime, run_id: int) -> None:  # noqa: ARG001 - the time at which the slice began says nothing here
    """Some seconds of an import, before the job's own transaction: each block has one of its own."""
    run = ImportRun.objects.select_related("file").get(pk=run_id)
    if run.ended_at is not None or run.file is None:
        return
    try:
        with open_source(path_of(run.file.digest), run.file.name) as source:
            work_through(run_id=run_id, source=source, by=OPERATOR, seconds=SLICE)
    except Unreadable as refusal:
        end_import(run_id=run_id, by=OPERATOR, at=timezone.now(), failed=str(refusal))


@job(JOB, label="批量导入信息", limit=LIMIT, prepare=_slice)
def go_on(*, at: datetime, run_id: int, prepared: None) -> None:  # noqa: ARG001 - the work is done by then
    """Queue the next slice, unless the import has ended."""
    run = ImportRun.objects.get(pk=run_id)
    if run.ended_at is None:
        queue_next(run, at)


def _place(run: ImportRun, at: datetime) -> Place:
    return place(run.agency_id, Into(run.into), run.source, civil_day(at), at)
