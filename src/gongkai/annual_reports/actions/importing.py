"""Writes: a report is imported as a new version, and examined; at the desk it is looked at first."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.annual_reports import access
from gongkai.annual_reports.actions.handing import KINDS, Preview, body_of, previewed, read_apart
from gongkai.annual_reports.actions.keeping import keep
from gongkai.annual_reports.models import AnnualReport, StepKind, WorkingReport
from gongkai.annual_reports.queries.handed import changed
from gongkai.annual_reports.queries.versions import current
from gongkai.documents.annual.intake import Received as Read
from gongkai.documents.loading import load_bytes
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.writing.as_json import from_json
from gongkai.law.findings import Severity
from gongkai.law.report.content import Report
from gongkai.law.report.due import annual_report_due
from gongkai.law.report.schema import Level
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.files import Received, store
from gongkai.records.actions.log import log
from gongkai.records.actions.previews import until
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.records.queries.numbers import civil_day
from gongkai.records.queries.opening import opened

_OF_ITS_TIME = frozenset({"form", "lacking", "unread", "unbalanced", "blank"})
"""What is wrong with a report as it was published; it is imported as it is, and its page shows what is wrong."""
_MOST = 200


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made: which version of the report on which year; `repeated` if it was there before."""

    year: int
    version: int
    repeated: bool = False


@transaction.atomic
def import_report(
    *, agency: str, data: bytes, name: str, by: Actor, at: datetime, origin: str = ""
) -> Imported:
    """Read a file and keep it as the newest version of the agency's report on the year that it states.

    Checks it against last year's report where there is one, and examines next year's report again. It is found
    in place of the version before. The same file twice in a row changes nothing. Raises Unreadable for a file that is
    no report or states no year, PermissionDenied for anybody but the operator.
    """
    access.require_import(by)
    body = Agency.objects.get(slug=agency)
    report = load_bytes(data, name)
    if report.report_year is None:
        raise Unreadable(f"{name}：没有找到报告年度，请在标题中写明“××年政府信息公开工作年度报告”。")
    year = report.report_year
    digest = sha256(data).hexdigest()
    newest = current().filter(agency=body, year=year).first()
    if newest and newest.original_id == digest:
        return Imported(year, newest.version, repeated=True)
    made = keep(report, body=body, year=year, data=data, name=name, origin=origin, by=by, at=at)
    _told(made, by, at)
    return Imported(year, made.version)


def preview_old(*, taken: Received, agency_id: int, year: int, by: Actor, at: datetime) -> Preview:
    """Look at the file of a report that a body published elsewhere, without importing it.

    Refused for a year whose report is made on the platform; PermissionDenied for others than those who import for the body.
    """
    access.require_bringing(by, agency_id)
    body = body_of(agency_id, year, at)
    _refuse_made_here(body.id, year, at, by)
    kept = store(data=taken, agency_id=agency_id, by=by, at=at, kinds=KINDS, until=until(at))
    found = read_apart(kept, body, year)
    before = current().filter(agency=agency_id, year=year).first()
    figures, texts = changed(from_json(before.content), found.report) if before and found.report else ((), ())
    last = before.version if before else 0
    return Preview(kept.id, kept.name, found, _hindering(found), last, last or None, figures, texts)


def import_previewed(
    *, agency_id: int, year: int, file_id: int, based_on: int, origin: str, by: Actor, at: datetime
) -> Imported:
    """Import a file that was looked at as the newest version of the report of a body on a year; it is public from here on.

    Refused without its origin, for a file that something hinders, and where another version came since (`based_on`).
    """
    access.require_bringing(by, agency_id)
    where = refuse_without(origin, _MOST, "来源")
    body = body_of(agency_id, year, at)
    found = read_apart(previewed(file_id, by), body, year)
    wrong = _hindering(found)
    if wrong or found.report is None:
        raise Refused("这份文件不能导入，没有保存。", *wrong)
    return _imported(agency_id, year, file_id, found.report, based_on, where, by=by, at=at)


@transaction.atomic
def _imported(
    agency_id: int,
    year: int,
    file_id: int,
    report: Report,
    based_on: int,
    origin: str,
    *,
    by: Actor,
    at: datetime,
) -> Imported:
    body = Agency.objects.select_for_update().get(pk=agency_id)
    duty = access.require_bringing(by, agency_id)
    _refuse_made_here(agency_id, year, at, by)
    before = current().filter(agency=agency_id, year=year).first()
    last = before.version if before else 0
    if last != based_on:
        raise Refused(f"预览之后，这一年度的报告另有第 {last} 版。请重新上传，对照变动以后再确认。")
    file = previewed(file_id, by)
    data = b"".join(opened(file).chunks)
    if before is not None and before.original_id == sha256(data).hexdigest():
        return Imported(year, before.version, repeated=True)
    made = keep(report, body=body, year=year, data=data, name=file.name, origin=origin, by=by, at=at)
    _told(made, by, at, duty)
    return Imported(year, made.version)


def _told(made: AnnualReport, by: Actor, at: datetime, duty: Duty | None = None) -> None:
    log(
        "annual_reports.import",
        f"agency:{made.agency_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=made.agency_id,
        version=made.original_id,
        details={"year": made.year, "version": made.version},
    )


def _refuse_made_here(agency_id: int, year: int, at: datetime, by: Actor) -> None:
    """Reports that the platform makes go their way through review and sign-off; an import does not stand in for it."""
    body = Agency.objects.get(pk=agency_id)
    working = WorkingReport.objects.filter(agency=agency_id, year=year)
    if AnnualReport.objects.filter(agency=agency_id, year=year, steps__kind=StepKind.PUBLISHED).exists():
        raise Refused("这一年度的报告是在平台上编制、发布的，请在报告页面办理更正。")
    if working.filter(steps__isnull=False).exists():
        raise Refused("这一年度的报告正在平台上审核、签发，不能另外导入。")
    due_on = annual_report_due(year, Level(body.level))
    if civil_day(at) <= due_on and not access.may_review(by, agency_id):
        raise Refused(
            f"{year}年度的报告还没有到公布期限，请在平台上编制、审核、签发。导入的是以前在别处公布过的报告。"
        )


def _hindering(found: Read) -> tuple[str, ...]:
    """Errors of the file itself; what is wrong with a report that was published so does not keep it away."""
    return tuple(
        remark.message
        for remark in found.remarks
        if remark.severity is Severity.ERROR and remark.kind not in _OF_ITS_TIME
    )
