"""Writes: an import is started, set going, stopped, ended. What it does in between stands in `importing_work`."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from gongkai.accounts.models import User
from gongkai.agencies.models import Agency
from gongkai.documents.items.sources import Source
from gongkai.publication import access
from gongkai.publication.models import ImportRun, Into, Outcome
from gongkai.publication.models.numbers import INDEX_NO
from gongkai.records.access import OPERATOR, Actor, Duty
from gongkai.records.actions.files import Received, store
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.log import log
from gongkai.records.actions.numbers import MOST
from gongkai.records.actions.previews import keep, until
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.records.models.patterns import PatternRefused
from gongkai.records.queries import numbers
from gongkai.records.queries.numbers import civil_day

KINDS = frozenset({"jsonl", "csv", "xlsx", "zip"})
JOB = "publication.import"
_MOST = 500  # in one go; the rest on the next day
_NOT_THERE = "没有这次导入，或者不属于您所在的机关。"


@transaction.atomic
def start_import(
    *,
    agency_id: int,
    source: Source,
    into: Into,
    by: Actor,
    at: datetime,
    platform: str = "",
    uploaded: Received | None = None,
) -> int:
    """Note that an import is to be made, and return its number; rows go in once it is set going.

    `platform`: what the older platform is called; public items say where they were published first. `uploaded`: the file,
    where it did not come from disk. Refused for public items without a platform, or of an agency whose index numbers
    cannot be given, and for a source without rows;
    Unreadable for one that cannot be read to its end; PermissionDenied for others than those who import for the agency.
    """
    duty = access.require_importing(by, agency_id)
    named = refuse_without(platform, 50, "原平台名称") if into is Into.PUBLIC else platform.strip()[:50]
    if into is Into.PUBLIC:
        _require_index_numbers(agency_id, at)
    total = source.count()
    if not total:
        raise Refused("文件里没有内容，没有什么可以导入。")
    kept = None
    if uploaded:
        kept = store(data=uploaded, agency_id=agency_id, by=by, at=at, kinds=KINDS, until=until(at))
    run = ImportRun.objects.create(
        agency_id=agency_id,
        file_id=kept.id if kept else None,
        name=source.name[:200],
        into=into,
        source=named,
        fingerprint=source.fingerprint(),
        total=total,
        started_at=at,
        started_by=by.username,
        starter_id=by.user_id,
        authors=_authors(by, duty),
    )
    details = {"into": into.value, "rows": total, "platform": named}
    _told("publication.start_import", run, by, at, duty, details=details)
    return run.pk


@transaction.atomic
def begin_import(*, run_id: int, by: Actor, at: datetime) -> None:
    """Set an import going, or going again where it stopped or failed; an uploaded one by the workers.

    Refused while it runs, and once everything is done.
    """
    run = _run(run_id)
    duty = access.require_importing(by, run.agency_id)
    waiting = ImportRun.objects.filter(pk=run_id).exclude(outcome=Outcome.DONE)
    going = {"begun_at__isnull": False, "ended_at__isnull": True}
    if not waiting.exclude(**going).update(
        begun_at=at, ended_at=None, outcome="", message="", turns=F("turns") + 1
    ):
        raise Refused("这次导入已经完成，或者正在进行。请刷新后再看。")
    run.refresh_from_db()
    _told("publication.begin_import", run, by, at, duty, details={"row": run.next_row})
    if run.file_id:
        keep(file_id=run.file_id)
        queue_next(run, at)


@transaction.atomic
def stop_import(*, run_id: int, by: Actor, at: datetime) -> None:
    """Stop an import after the block in hand; what became items stays. Refused if it has ended."""
    run = _run(run_id)
    duty = access.require_importing(by, run.agency_id)
    if not _end(run_id, Outcome.STOPPED, "", at):
        raise Refused("这次导入已经结束。请刷新后再看。")
    run.refresh_from_db()
    _told("publication.stop_import", run, by, at, duty, details={"row": run.next_row})


@transaction.atomic
def end_import(*, run_id: int, by: Actor, at: datetime, failed: str = "") -> None:
    """Note that all rows are dealt with, or why it cannot go on. One that has ended stays as it is."""
    run = _run(run_id)
    duty = access.require_importing(by, run.agency_id)
    if not _end(run_id, Outcome.FAILED if failed else Outcome.DONE, failed[:500], at):
        return
    run.refresh_from_db()
    details = {"kept": run.kept, "known": run.known, "refused": run.refused, "row": run.next_row}
    _told("publication.end_import", run, by, at, duty, reason=failed[:200], details=details)


@transaction.atomic
def forget_import(*, run_id: int, by: Actor, at: datetime) -> None:
    """Take an import off the list that was never set going. Refused once it was; its log stays."""
    run = _run(run_id)
    duty = access.require_importing(by, run.agency_id)
    gone, _ = ImportRun.objects.filter(pk=run_id, begun_at__isnull=True).delete()
    if not gone:
        raise Refused("这次导入已经开始，不能从列表中去掉。")
    _told("publication.forget_import", run, by, at, duty, details={})


@job("publication.forget_unconfirmed", label="清理没有确认的批量导入")
@transaction.atomic
def forget_unconfirmed(*, at: datetime) -> None:
    """Take imports off the list whose preview nobody confirmed in time; their files are dropped with those of other previews."""
    before = at - timedelta(days=settings.PREVIEW_DAYS)
    for run in ImportRun.objects.filter(begun_at__isnull=True, started_at__lt=before).order_by("pk")[:_MOST]:
        if ImportRun.objects.filter(pk=run.pk, begun_at__isnull=True).delete()[0]:
            reason = f"{settings.PREVIEW_DAYS} 天内没有确认"
            _told("publication.forget_import", run, OPERATOR, at, None, reason=reason, details={})


def queue_next(run: ImportRun, at: datetime) -> None:
    """Queue what a worker does next for an import: once for each place at which it is set going."""
    queue(JOB, key=f"{run.pk}/{run.turns}/{run.next_row}", at=at, run_id=run.pk)


def _run(run_id: int) -> ImportRun:
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is None:
        raise Refused(_NOT_THERE)
    return run


def _require_index_numbers(agency_id: int, at: datetime) -> None:
    """Refused before anything is handed in rather than after the first block."""
    on, agency = civil_day(at), Agency.objects.get(pk=agency_id)
    rule = numbers.rule(INDEX_NO, agency_id, on.year)
    try:
        rule.pattern.write(MOST, on, {"org": agency.organ_code, **rule.parts})
    except PatternRefused as refusal:
        raise Refused(f"不能编定索引号：{refusal}") from refusal


def _end(run_id: int, outcome: Outcome, message: str, at: datetime) -> int:
    going = ImportRun.objects.filter(pk=run_id, ended_at__isnull=True)
    return going.update(ended_at=at, outcome=outcome, message=message)


def _authors(by: Actor, duty: Duty | None) -> list[int]:
    """Who wrote what comes in: whoever starts it, and whom they stand in for."""
    persons = {by.user_id} - {None}
    if duty and duty.acting_for:
        persons |= set(User.objects.filter(username=duty.acting_for).values_list("pk", flat=True))
    return sorted(each for each in persons if each is not None)


def _told(
    action: str,
    run: ImportRun,
    by: Actor,
    at: datetime,
    duty: Duty | None,
    *,
    details: Mapping[str, object],
    reason: str = "",
) -> None:
    log(
        action,
        f"import:{run.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=run.agency_id,
        version=run.fingerprint,
        reason=reason,
        details=details,
    )
