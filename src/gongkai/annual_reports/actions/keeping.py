"""Writes: a version of a report is kept with its number, examined, and found in place of the one before it."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import as_of, below_during
from gongkai.annual_reports.models import AnnualReport, Examination, OriginalFile
from gongkai.annual_reports.queries.versions import current, key_of, last_day, puts
from gongkai.documents.writing.as_json import from_json, to_json
from gongkai.documents.writing.finding_record import to_record
from gongkai.law.findings import Severity
from gongkai.law.report.checks import check
from gongkai.law.report.content import Report
from gongkai.records.access import Actor
from gongkai.records.actions.transactions import require_transaction
from gongkai.search.actions.putting import drop, put_all
from gongkai.search.models import EntryKind


def keep(
    report: Report, *, body: Agency, year: int, data: bytes, name: str, origin: str, by: Actor, at: datetime
) -> AnnualReport:
    """Keep a report as the newest version of a body and year, with the file it came in or goes out as; in a transaction.

    It is examined with last year's report beside it, and next year's report is examined again.
    """
    require_transaction()
    digest = sha256(data).hexdigest()
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
    return made


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
