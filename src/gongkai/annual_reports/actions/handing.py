"""Writes: what a body below hands in as a file is seen first, then taken in as a new version, or sent back.

A file is read in a process of its own, before anything is held; what was taken in counts in the roll-up and is not public.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from threading import BoundedSemaphore

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import AgencyRow, as_of
from gongkai.annual_reports import access
from gongkai.annual_reports.models import HandedIn, Scope, SentBack
from gongkai.annual_reports.queries.corrections import Changed
from gongkai.annual_reports.queries.handed import changed, last_number, newest_handed
from gongkai.annual_reports.queries.rolling import faults, figures_of
from gongkai.annual_reports.queries.versions import last_day
from gongkai.documents.annual.intake import Asked, Remark, received
from gongkai.documents.annual.intake import Received as Read
from gongkai.documents.writing.as_json import from_json, to_json
from gongkai.law.findings import Severity
from gongkai.law.report.compiling.summing import digest
from gongkai.law.report.content import Report
from gongkai.law.report.schema import form_for
from gongkai.records.access import Actor
from gongkai.records.actions.files import Received, store
from gongkai.records.actions.log import log
from gongkai.records.actions.previews import open_previewed, until
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.files import FileRow
from gongkai.records.queries.files import row as file_row
from gongkai.records.queries.opening import NO_FILE, opened

KINDS = frozenset({"xlsx", "docx", "json", "pdf", "html", "txt"})
"""The kinds of files that may hold a report."""
AT_ONCE = 2
"""Files that one server reads at the same time: each may take a minute and two gigabytes."""
PATIENCE = 20.0  # seconds that somebody waits for a turn
BUSY = "现在同时读取的文件太多，请过一分钟再试。"
_MOST, _MOST_REMARKS = 300, 2000

turns = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of a file. `hindering`: why it is not taken, empty if it can be; `based_on`: the last version so far.

    `figures`, `texts`: what is not as in the version that counts now, whose number is `before` (None: there is none).
    """

    file_id: int
    name: str
    read: Read
    hindering: tuple[str, ...]
    based_on: int
    before: int | None = None
    figures: tuple[Changed, ...] = ()
    texts: tuple[Changed, ...] = ()


def preview_handed(*, taken: Received, agency_id: int, year: int, by: Actor, at: datetime) -> Preview:
    """Look at the file of a body below without taking it in; it waits for a confirmation and is dropped if none comes.

    Refused for a year without form or to come; PermissionDenied for others than supervisors above the body.
    """
    access.require_collecting(by, agency_id)
    body = body_of(agency_id, year, at)
    kept = store(data=taken, agency_id=agency_id, by=by, at=at, kinds=KINDS, until=until(at))
    found = read_apart(kept, body, year)
    before = newest_handed([agency_id], year).get(agency_id)
    figures, texts = changed(from_json(before.content), found.report) if before and found.report else ((), ())
    return Preview(
        kept.id,
        kept.name,
        found,
        hindering(found, body, year),
        last_number(agency_id, year),
        before.number if before else None,
        figures,
        texts,
    )


def take_in(
    *,
    agency_id: int,
    year: int,
    scope: Scope,
    file_id: int,
    based_on: int,
    note: str,
    by: Actor,
    at: datetime,
) -> int:
    """Take in a file that was looked at; the number of the version. Its figures count from the next roll-up on.

    Refused for a file that something hinders, for one that says the same as the version that counts, and where another
    version came in since (`based_on`): of two who confirm at once the second is told. PermissionDenied as `preview_handed`.
    """
    access.require_collecting(by, agency_id)
    refuse_longer(note, _MOST, "备注")
    body = body_of(agency_id, year, at)
    found = read_apart(previewed(file_id, by), body, year)
    wrong = hindering(found, body, year)
    if wrong or found.report is None:
        raise Refused("这份文件不能收取，没有保存。", *wrong)
    return _kept(
        body, year, scope, file_id, found.report, found.remarks, based_on, note.strip(), by=by, at=at
    )


@transaction.atomic
def send_back(*, agency_id: int, year: int, file_id: int, remarks: str, by: Actor, at: datetime) -> None:
    """Note that a file goes back to the body, and why; nothing of it is kept. PermissionDenied as `preview_handed`."""
    duty = access.require_collecting(by, agency_id)
    said = refuse_without(remarks, _MOST_REMARKS, "退回的意见")
    file = previewed(file_id, by)
    SentBack.objects.create(
        agency_id=agency_id,
        year=year,
        file_name=file.name,
        digest=file.digest,
        remarks=said,
        at=at,
        by=by.username,
    )
    log(
        "annual_reports.send_back",
        f"agency:{agency_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        version=file.digest,
        reason=said[:_MOST],
        details={"year": year},
    )


@transaction.atomic
def take_back_handed(handed_id: int, *, why: str, by: Actor, at: datetime) -> None:
    """Take back that a file was taken in: the version before it counts again. Refused if it does not count any more."""
    one = HandedIn.objects.select_for_update().filter(pk=handed_id).first()
    if one is None:
        raise Refused("没有这份报送的报告。")
    duty = access.require_collecting(by, one.agency_id)
    if one.taken_back_at is not None:
        raise Refused("这份报送的报告已经撤销。")
    said = refuse_without(why, _MOST, "撤销的理由")
    one.taken_back_at, one.taken_back_by, one.taken_back_why = at, by.username, said
    one.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    log(
        "annual_reports.take_back_handed",
        f"handed_in:{one.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=one.agency_id,
        version=one.digest,
        reason=said,
        details={"year": one.year, "number": one.number},
    )


def body_of(agency_id: int, year: int, at: datetime) -> AgencyRow:
    """The body as it was at the end of the year. Refused for an unknown one, a year without form, a year to come."""
    try:
        form_for(year)
    except LookupError as error:
        raise Refused(str(error)) from None
    if year > at.year:
        raise Refused(f"{year}年还没有到。")
    if not Agency.objects.filter(pk=agency_id).exists():
        raise Refused("没有这个机关。")
    return as_of(agency_id, last_day(year))


def previewed(file_id: int, by: Actor) -> FileRow:
    """The file of a preview, for whoever brought it; PermissionDenied for all others."""
    file = file_row(file_id)
    if file is None or file.stored_by != by.username:
        raise PermissionDenied(NO_FILE)
    return file


def read_apart(file: FileRow, body: AgencyRow, year: int) -> Read:
    """What stands in a stored file, read in a process of its own; FileRefused as `opened`, Refused while too many are read."""
    data = b"".join(opened(file).chunks)
    if not turns.acquire(timeout=PATIENCE):
        raise Refused(BUSY)
    try:
        return received(data, file.name, Asked(year, body.name, body.level))
    finally:
        turns.release()


def hindering(found: Read, body: AgencyRow, year: int) -> tuple[str, ...]:
    """Why a file cannot count in a roll-up: errors of the file, figures that do not fit. What is said of texts does not hinder."""
    errors = tuple(remark.message for remark in found.remarks if remark.severity is Severity.ERROR)
    if errors or found.report is None:
        return errors
    return faults(figures_of(found.report), body, year, form_for(year))


@transaction.atomic
def _kept(  # noqa: PLR0913 - the fields of a version
    body: AgencyRow,
    year: int,
    scope: Scope,
    file_id: int,
    report: Report,
    remarks: Sequence[Remark],
    based_on: int,
    note: str,
    *,
    by: Actor,
    at: datetime,
) -> int:
    Agency.objects.select_for_update().get(pk=body.id)
    duty = access.require_collecting(by, body.id)
    last = last_number(body.id, year)
    if last != based_on:
        raise Refused(
            f"预览之后，已经收取了{body.name}的另一份文件（第 {last} 份）。请重新上传，对照变动以后再确认。"
        )
    content = to_json(report)
    newest = newest_handed([body.id], year).get(body.id)
    if newest is not None and (newest.content, newest.scope) == (content, scope):
        raise Refused(f"这份文件的内容与已经收取的第 {newest.number} 份相同，没有变化。")
    open_previewed(file_id=file_id, by=by)
    made = HandedIn.objects.create(
        agency_id=body.id,
        year=year,
        scope=scope,
        number=last + 1,
        file_id=file_id,
        content=content,
        remarks=[asdict(remark) for remark in remarks],
        digest=digest(figures_of(report)),
        note=note,
        at=at,
        by=by.username,
    )
    log(
        "annual_reports.take_in",
        f"handed_in:{made.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=body.id,
        version=made.digest,
        details={"year": year, "number": made.number, "scope": scope.value},
    )
    return made.number
