"""Writes: a report is imported as a new version, and examined."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import as_of, below_during
from gongkai.annual_reports import access
from gongkai.annual_reports.models import AnnualReport, Examination, OriginalFile
from gongkai.annual_reports.queries import current, key_of, last_day, puts
from gongkai.documents.loading import load_bytes
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.writing.as_json import from_json, to_json
from gongkai.documents.writing.finding_record import to_record
from gongkai.law.findings import Severity
from gongkai.law.report.checks import check
from gongkai.law.report.content import Report
from gongkai.records.access import Actor
from gongkai.search.actions.putting import drop, put_all
from gongkai.search.models import EntryKind


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
    OriginalFile.objects.get_or_create(digest=digest, defaults={"data": data})
    made = AnnualReport.objects.create(
        agency=body,
        year=year,
        version=_next_version(body, year),
        imported_at=at,
        imported_by=by.username,
        origin=origin,
        file_name=name,
        original_id=digest,
        content=to_json(report),
    )
    _examine(made, report, at=at)
    following = current().filter(agency=body, year=year + 1).first()
    if following:
        _examine(following, from_json(following.content), at=at)
    follow_reports([key_of(made)], at=at)
    return Imported(year, made.version)


@transaction.atomic
def follow_reports(keys: Iterable[str], *, at: datetime) -> None:
    """Have the index say what the newest versions of these reports say; what is no report leaves it."""
    found = list(puts(keys := set(keys)))
    if found:
        put_all(found, at=at)
    for key in sorted(keys - {put.key for put in found}):
        drop(EntryKind.REPORT, key)


def _next_version(body: Agency, year: int) -> int:
    highest = AnnualReport.objects.filter(agency=body, year=year).aggregate(top=Max("version"))["top"]
    return (highest or 0) + 1


def _examine(kept: AnnualReport, report: Report, *, at: datetime) -> None:
    """Run every check, with last year's report beside it, and keep what they found."""
    before = current().filter(agency=kept.agency_id, year=kept.year - 1).first()
    findings = check(
        report,
        previous=from_json(before.content) if before else None,
        children=_children(kept),
        level=as_of(kept.agency_id, last_day(kept.year)).level,
    )
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
    Examination.objects.create(
        report=kept,
        examined_at=at,
        findings=[to_record(finding) for finding in findings],
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.INFO],
    )


def _children(kept: AnnualReport) -> tuple[Report, ...]:
    """The reports of the bodies that stood below in the year, if every one of them has reported."""
    below = below_during(kept.agency_id, date(kept.year, 1, 1), last_day(kept.year))
    reports = list(current().filter(agency__in=below, year=kept.year)) if below else []
    return tuple(from_json(report.content) for report in reports) if len(reports) == len(below) else ()
